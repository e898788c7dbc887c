import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { performOnce } from '../../api/idempotent.ts';
import { purgeIdempotencyKeys } from '../../db/stores/idempotency.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { noteOperations, noteTable } from './note-operations.ts';
import { call, problemOf, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let token: string;
let now = new Date('2026-03-01T09:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(noteTable);
  server = await startServer({ db: database.app, operations: noteOperations, clock: { now: () => now } });
  token = await tokenFor(database.app, 'manager');
});

beforeEach(async () => {
  await database.owner('note').delete();
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const post = (key: string, text: string, as = token) =>
  call(server, {
    method: 'POST',
    path: '/v1/notes',
    token: as,
    json: { text },
    headers: { 'Idempotency-Key': key },
  });
const texts = async () =>
  (await database.app<{ text: string }>('note').select('text')).map((row) => row.text);

describe('a POST repeated with its Idempotency-Key', () => {
  test('has one effect and the same answer, byte for byte, marked as replayed', async () => {
    const first = await post('a', 'once');
    const again = await post('a', 'once');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await texts()).toEqual(['once']);
  });

  test('twenty times at once has one effect; each gets that answer or is asked to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('race', 'slow')));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(statuses).toContain(201);
    expect(await texts()).toEqual(['slow']);
    const waiting = answers.find((answer) => answer.status === 409);
    expect(waiting?.headers.get('retry-after')).toBe('1');
    expect((await post('race', 'slow')).headers.get('idempotency-replayed')).toBe('true');
  });

  test('but with another body is a 422 and changes nothing', async () => {
    await post('b', 'one');
    const response = await post('b', 'two');
    expect(response.status).toBe(422);
    expect((await problemOf(response)).type).toBe('urn:kam:problem:idempotency-key-reused');
    expect(await texts()).toEqual(['one']);
  });

  test('by another API key is another request', async () => {
    await post('c', 'mine');
    await post('c', 'theirs', await tokenFor(database.app, 'manager'));
    expect((await texts()).toSorted()).toEqual(['mine', 'theirs']);
  });

  test('may be corrected after a refusal, which leaves nothing behind', async () => {
    expect((await post('d', 'refused')).status).toBe(409);
    expect(await texts()).toEqual([]);
    expect((await post('d', 'accepted')).status).toBe(201);
  });

  test('is a new request after 24 hours', async () => {
    await post('e', 'daily');
    now = new Date(now.getTime() + 24 * 3_600_000);
    await post('e', 'daily');
    expect(await texts()).toEqual(['daily', 'daily']);
    expect(
      await purgeIdempotencyKeys(database.app, new Date(now.getTime() + 24 * 3_600_000)),
    ).toBeGreaterThan(0);
  });

  test('is a 400 when the key is not usable', async () => {
    const response = await post('k'.repeat(201), 'x');
    expect((await problemOf(response)).faults).toMatchObject([{ path: 'header.Idempotency-Key' }]);
  });
});

describe('a process killed in the middle', () => {
  const once = (key: string, at: Date) => ({
    db: database.app,
    scope: { apiKeyId: token.split('_')[2] ?? '', key },
    fingerprint: { method: 'POST', address: '/v1/notes', body: '{}' },
    now: at,
  });
  const effect = (text: string) => async (db: TestDatabase['app']) => {
    await db('note').insert({ text });
    return { status: 201, headers: {}, body: text };
  };

  test('leaves a claim that is free again after a minute, and not before', async () => {
    const pool = database.app;
    let killed = () => {};
    const hanging = performOnce(once('killed', now), async (db) => {
      await effect('half')(db);
      await new Promise<void>((resolve) => (killed = resolve));
      throw new Error('killed');
    }).catch(() => 'gone');
    await expect.poll(async () => (await pool('idempotency_key').where({ key: 'killed' })).length).toBe(1);
    await expect(performOnce(once('killed', now), effect('early'))).rejects.toMatchObject({ status: 409 });
    const later = new Date(now.getTime() + 61_000);
    const { replayed } = await performOnce(once('killed', later), effect('whole'));
    killed();
    expect(await hanging).toBe('gone');
    expect(replayed).toBe(false);
    expect(await texts()).toEqual(['whole']);
  });

  test('that wakes up after its claim was taken over cannot add a second effect', async () => {
    let wake = () => {};
    const sleeper = performOnce(once('sleeper', now), async (db) => {
      const made = await effect('sleeper')(db);
      await new Promise<void>((resolve) => (wake = resolve));
      return made;
    });
    await expect
      .poll(async () => (await database.app('idempotency_key').where({ key: 'sleeper' })).length)
      .toBe(1);
    await performOnce(once('sleeper', new Date(now.getTime() + 61_000)), effect('successor'));
    wake();
    await expect(sleeper).rejects.toMatchObject({ status: 409 });
    expect(await texts()).toEqual(['successor']);
  });
});
