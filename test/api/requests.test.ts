import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { findFreePorts } from '../../local/ports.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { noteOperations, noteTable } from './note-operations.ts';
import { call, problemOf, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let manager: string;
let viewer: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(noteTable);
  server = await startServer({ db: database.app, operations: noteOperations });
  manager = await tokenFor(database.app, 'manager');
  viewer = await tokenFor(database.app, 'viewer');
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const post = (init: { json?: unknown; body?: string; headers?: Record<string, string> }) =>
  call(server, { method: 'POST', path: '/v1/notes', token: manager, ...init });

describe('a body that cannot be used', () => {
  test('malformed JSON is a 400 that says so', async () => {
    const response = await post({ body: '{"text":', headers: { 'Content-Type': 'application/json' } });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).type).toBe('urn:kam:problem:malformed-json');
  });

  test('every fault is listed at once, with JSON pointers, unknown keys included', async () => {
    const response = await post({
      json: { text: '', tags: [{ name: 1 }, { name: 'a', 'b/c~d': 1 }], extra: 1 },
    });
    expect(response.status).toBe(400);
    const paths = ((await problemOf(response)).faults ?? []).map((fault) => fault.path);
    expect(paths.toSorted()).toEqual(['/extra', '/tags/0/name', '/tags/1/b~1c~0d', '/text']);
  });

  test('no body at all is a 400', async () => {
    expect((await post({})).status).toBe(400);
  });

  test('another content type is a 415', async () => {
    const response = await post({ body: '<a/>', headers: { 'Content-Type': 'application/xml' } });
    expect(response.status).toBe(415);
  });

  test('more than 256 KiB is a 413', async () => {
    const response = await post({ json: { text: 'x'.repeat(300_000) } });
    expect(response.status).toBe(413);
    expect((await problemOf(response)).type).toBe('urn:kam:problem:too-large');
  });

  test('an unsupported content encoding is a 415', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'compress' };
    expect((await post({ body: '{}', headers })).status).toBe(415);
  });
});

describe('an address', () => {
  test('that does not exist is a 404 problem', async () => {
    const response = await call(server, { path: '/v1/nothing', token: manager });
    expect(response.status).toBe(404);
    expect((await problemOf(response)).status).toBe(404);
  });

  test('under another method is a 405 with Allow', async () => {
    const response = await call(server, { method: 'DELETE', path: '/v1/notes', token: manager });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
    await problemOf(response);
  });

  test('that is not valid percent-encoding is a 400', async () => {
    const response = await call(server, { path: '/v1/notes/%E0%A4%A', token: manager });
    expect(response.status).toBe(400);
  });

  test('with an unknown query parameter is a 400 that names it', async () => {
    const response = await call(server, { path: '/v1/notes?limti=3', token: viewer });
    expect((await problemOf(response)).faults).toMatchObject([{ path: 'query.limti' }]);
  });

  test('is answered in JSON whatever Accept says', async () => {
    const response = await call(server, {
      path: '/v1/notes',
      token: viewer,
      headers: { Accept: 'image/png' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

describe('an unforeseen failure', () => {
  test('is a 500 that gives nothing away, and is logged with its stack under the request id', async () => {
    const response = await post({ json: { text: 'boom' }, headers: { 'X-Request-Id': 'req-12345678' } });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret internals');
    expect(text).toContain('urn:kam:request:req-12345678');
    const line = server.logged.find((entry) => entry.includes('secret internals')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      requestId: 'req-12345678',
      err: { message: 'secret internals' },
    });
  });

  test('a request id that could do harm in a log is replaced', async () => {
    const response = await call(server, { path: '/livez', headers: { 'X-Request-Id': 'a b"c' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('without a database every request is a 503 that says so and when to come back', async () => {
  const [port = 0] = await findFreePorts(1);
  const db = connect(`postgresql://nobody@127.0.0.1:${port}/none`);
  const cut = await startServer({ db, operations: noteOperations, isCut: true });
  const response = await call(cut, { path: '/v1/notes', token: viewer });
  await cut.close();
  await db.destroy();
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await problemOf(response)).type).toBe('urn:kam:problem:unavailable');
});

test('a character that Postgres cannot store is a 422, not a failure', async () => {
  const response = await post({ json: { text: 'a\u0000b' } });
  expect([response.status, (await problemOf(response)).detail]).toEqual([
    422,
    'A text contains a character that cannot be stored.',
  ]);
});

describe('an entity tag', () => {
  const write = async () => {
    const created = (await (await post({ json: { text: 'first' } })).json()) as { id: string };
    const path = `/v1/notes/${created.id}`;
    const tag = (await call(server, { path, token: viewer })).headers.get('etag') ?? '';
    return { path, tag };
  };
  const put = (path: string, headers: Record<string, string>) =>
    call(server, { method: 'PUT', path, token: manager, json: { text: 'second' }, headers });

  test('spares an unchanged answer with 304', async () => {
    const { path, tag } = await write();
    const response = await call(server, { path, token: viewer, headers: { 'If-None-Match': tag } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
  });

  test('is required for an edit: 428 without it', async () => {
    const { path } = await write();
    expect((await put(path, {})).status).toBe(428);
  });

  test('lets one of two edits from the same version through and refuses the other with 412', async () => {
    const { path, tag } = await write();
    const answers = await Promise.all([put(path, { 'If-Match': tag }), put(path, { 'If-Match': tag })]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 412]);
  });

  test('that is weak or not one of ours never matches, and a list or * is refused', async () => {
    const { path, tag } = await write();
    const statuses = [];
    for (const ifMatch of [`W/${tag}`, '"other"', '*', `${tag}, "2.x"`]) {
      statuses.push((await put(path, { 'If-Match': ifMatch })).status);
    }
    expect(statuses).toEqual([412, 412, 400, 400]);
  });
});

describe('pages of a list', () => {
  test('hold every record once, in order, whatever the page size', async () => {
    for (let number = 0; number < 5; number += 1) await post({ json: { text: `note ${number}` } });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const response = await call(server, { path: `/v1/notes?limit=2${query}`, token: viewer });
      const page = (await response.json()) as { items: { id: string }[]; next: string | null };
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    const all = await database.app<{ id: string }>('note').orderBy('id').select('id');
    expect(seen).toEqual(all.map((row) => row.id));
  });

  test.each(['broken', Buffer.from('["x"]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
    'a broken cursor (%s) is a 400',
    async (cursor) => {
      const response = await call(server, { path: `/v1/notes?cursor=${cursor}`, token: viewer });
      expect(response.status).toBe(400);
      expect((await problemOf(response)).faults).toMatchObject([{ path: 'query.cursor' }]);
    },
  );

  test.each(['0', '201', 'x'])('a limit of %s is a 400', async (limit) => {
    expect((await call(server, { path: `/v1/notes?limit=${limit}`, token: viewer })).status).toBe(400);
  });
});
