import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueApiKey } from '../../api/authentication.ts';
import { listApiKeys, revokeApiKey } from '../../db/stores/api-keys.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';
import { noteOperations, noteTable } from './note-operations.ts';
import { call, problemOf, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(noteTable);
  server = await startServer({ db: database.app, operations: noteOperations });
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const list = (token?: string, on = server) =>
  call(on, { path: '/v1/notes', ...(token === undefined ? {} : { token }) });

describe('an API key', () => {
  test('opens what its role includes', async () => {
    expect((await list(await tokenFor(database.app, 'viewer'))).status).toBe(200);
    expect((await list(await tokenFor(database.app, 'admin'))).status).toBe(200);
  });

  test('of a weaker role is refused with 403 and says which role it takes', async () => {
    const token = await tokenFor(database.app, 'viewer');
    const response = await call(server, { method: 'POST', path: '/v1/notes', token, json: { text: 'x' } });
    expect(response.status).toBe(403);
    expect((await problemOf(response)).detail).toContain('manager');
  });

  test('is stored as a hash only', async () => {
    const token = await tokenFor(database.app, 'viewer');
    const secret = token.split('_').slice(3).join('_');
    const rows = await database.owner.raw<{ rows: { text: string }[] }>(
      'select api_key::text as text from api_key',
    );
    const stored = rows.rows.map((row) => row.text).join('\n');
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
  });

  test('that is revoked no longer opens anything', async () => {
    const { key, token } = await issueApiKey(database.app, {
      name: 'short',
      role: 'viewer',
      personId: null,
      at: new Date(),
    });
    expect((await list(token)).status).toBe(200);
    await revokeApiKey(database.app, { id: key.id, at: new Date() });
    expect((await list(token)).status).toBe(401);
  });

  test('opens nothing once the person it acts for has left', async () => {
    const { manager } = await seedFirm(database.app, '44');
    const token = await tokenFor(database.app, 'viewer', manager);
    expect((await list(token)).status).toBe(200);
    await database.app('person').where({ id: manager }).update({ active: false });
    expect((await list(token)).status).toBe(401);
  });

  test('notes when it was last used', async () => {
    const { key, token } = await issueApiKey(database.app, {
      name: 'used',
      role: 'viewer',
      personId: null,
      at: new Date(),
    });
    await list(token);
    const stored = (await listApiKeys(database.app)).find((one) => one.id === key.id);
    expect(stored?.lastUsedAt).toBeInstanceOf(Date);
  });
});

describe('a request without a valid key', () => {
  test('is a 401 with WWW-Authenticate', async () => {
    const response = await list();
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    await problemOf(response);
  });

  test('gets one answer, whether the number, the secret or the form is wrong', async () => {
    const token = await tokenFor(database.app, 'viewer');
    const wrong = [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.replace(/_\d+_/, '_999999_'),
      'nonsense',
    ];
    const details = [];
    for (const one of wrong) details.push((await problemOf(await list(one))).detail);
    expect(new Set(details).size).toBe(1);
  });

  test('that keeps failing is told to wait, while valid keys at the same address go on working', async () => {
    const strict = await startServer({
      db: database.app,
      operations: noteOperations,
      limits: { failedAuthentication: 3 },
    });
    const statuses = [];
    for (let guess = 0; guess < 5; guess += 1) statuses.push((await list('wrong', strict)).status);
    statuses.push((await list(await tokenFor(database.app, 'viewer'), strict)).status);
    await strict.close();
    expect(statuses).toEqual([401, 401, 401, 429, 429, 200]);
  });
});

describe('rate limits', () => {
  test('count each key for itself, announce what is left and say when to come back', async () => {
    const strict = await startServer({ db: database.app, operations: noteOperations, limits: { perKey: 2 } });
    const [one, other] = [await tokenFor(database.app, 'viewer'), await tokenFor(database.app, 'viewer')];
    const first = await list(one, strict);
    await list(one, strict);
    const refused = await list(one, strict);
    const otherKey = await list(other, strict);
    await strict.close();
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=1;t=\d+$/);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await problemOf(refused)).type).toBe('urn:kam:problem:too-many-requests');
    expect(otherKey.status).toBe(200);
  });

  test('count an address before any key is looked at', async () => {
    const strict = await startServer({
      db: database.app,
      operations: noteOperations,
      limits: { perAddress: 1 },
    });
    const statuses = [(await list(undefined, strict)).status, (await list(undefined, strict)).status];
    await strict.close();
    expect(statuses).toEqual([401, 429]);
  });

  test.for([
    { trustProxy: 0, whose: 'the proxy itself', expected: [401, 429] },
    { trustProxy: 1, whose: 'whom the proxy names', expected: [401, 401] },
  ])('behind $trustProxy trusted proxies count $whose', async ({ trustProxy, expected }) => {
    const strict = await startServer({
      db: database.app,
      operations: noteOperations,
      limits: { perAddress: 1 },
      trustProxy,
    });
    const statuses = [];
    for (const address of ['203.0.113.7', '203.0.113.8'])
      statuses.push(
        (await call(strict, { path: '/v1/notes', headers: { 'X-Forwarded-For': address } })).status,
      );
    await strict.close();
    expect(statuses).toEqual(expected);
  });
});

test('no key and no decision token gets into the log', async () => {
  const token = await tokenFor(database.app, 'viewer');
  await list(token);
  await call(server, { path: '/d/SECRETTOKEN?x=SECRETQUERY' });
  await call(server, { path: '//d/SECRETTOKEN' });
  const text = server.logged.join('');
  expect(text).toContain('/d/[redacted]');
  expect(text).not.toContain('SECRET');
  expect(text).not.toContain(token);
});
