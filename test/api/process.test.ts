import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePorts } from '../../local/ports.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';
import type { Firm } from '../support/people.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let database: TestDatabase;
let firm: Firm;
let port: number;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '43');
  port = (await findFreePorts(1))[0] ?? 0;
});

afterAll(() => database.drop());

const environment = (changes: Record<string, string> = {}) => ({
  PATH: process.env['PATH'],
  KAM_FOLDER: '/nonexistent',
  DATABASE_URL: database.appUrl,
  TEMPORAL_ADDRESS: '127.0.0.1:9',
  LINK_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  RECEIPT_KEYS: `test:${Buffer.alloc(32, 2).toString('base64')}`,
  API_PORT: String(port),
  ...changes,
});

function run(script: string, args: readonly string[], changes?: Record<string, string>) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const file = [join(root, 'bin', script), ...args];
    const child = execFile(process.execPath, file, { env: environment(changes) }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

async function startApi(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'bin/api.js')], { env: environment(), stdio: 'ignore' });
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
  return child;
}

async function answerOf(socket: ReturnType<typeof connect>): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of socket.setEncoding('utf8')) chunks.push(chunk as string);
  return chunks.join('');
}

describe('kam keys', () => {
  test('makes a key that works for a person, lists it without its secret, and revokes it', async () => {
    const made = await run('kam.js', [
      'keys',
      'create',
      '--name',
      'ci',
      '--role',
      'manager',
      '--person',
      'manager',
      '--json',
    ]);
    const key = JSON.parse(made.stdout) as { id: string; token: string; personId: string };
    expect(key).toMatchObject({
      personId: firm.manager,
      token: expect.stringMatching(/^kam_live_\d+_/) as string,
    });
    const listed = await run('kam.js', ['keys', 'list']);
    expect(listed.stdout).toContain('ci');
    expect(listed.stdout).not.toContain(key.token);
    expect((await run('kam.js', ['keys', 'revoke', key.id])).code).toBe(0);
    expect((await run('kam.js', ['keys', 'list'])).stdout).toContain('revoked');
  });

  test('says what is wrong with a person, a role or a number that does not exist', async () => {
    const nobody = await run('kam.js', ['keys', 'create', '--name', 'x', '--person', 'nobody']);
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      'There is no person with the key or address "nobody".\n',
    ]);
    expect((await run('kam.js', ['keys', 'create', '--name', 'x', '--role', 'king'])).stderr).toContain(
      'viewer',
    );
    expect((await run('kam.js', ['keys', 'revoke', '999999'])).stderr).toContain('There is no key 999999');
  });
});

test.each([
  [['review', 'start', 'client-1', '--year', 'abc'], '"abc" is no year to plan'],
  [['review', 'start', 'client-1', '--year', '2020'], 'A review plans a year between'],
  [['plan', 'show', 'x'], '"x" is no number of a plan: "kam plan list" shows them.'],
  [['plan', 'done', '1', '1.5', '--evidence', 'x'], '"1.5" is no number of a step'],
  [['plan', 'close', '-1'], '"-1" is no number of a plan'],
  [['review', 'end', 'client-1', '--reason', 'sold'], 'No review of account 43 was ever started.'],
])('kam %j is refused in a sentence', async (args, sentence) => {
  const { code, stdout, stderr } = await run('kam.js', args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/select|insert|update/);
});

test('a command without its database says so in a sentence, and what to do', async () => {
  const { code, stdout, stderr } = await run('kam.js', ['keys', 'list'], {
    DATABASE_URL: 'postgresql://kam_service:x@127.0.0.1:9/kam',
  });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /^A server that is needed does not answer \(.*127\.0\.0\.1:9\)\.\nRun "npx kam doctor" .*\n$/,
  );
});

describe('the API process', () => {
  test('is ready without Temporal, and on SIGTERM finishes what it has begun and exits with 0', async () => {
    const token = (await run('kam.js', ['keys', 'create', '--name', 'x', '--role', 'manager', '--json']))
      .stdout;
    const bearer = (JSON.parse(token) as { token: string }).token;
    const api = await startApi();
    const exited = once(api, 'exit');
    const body = JSON.stringify({ accountId: firm.accountId, year: new Date().getFullYear() + 1 });
    const socket = connect(port, '127.0.0.1');
    const head = ['POST /v1/account-reviews HTTP/1.1', 'Host: x', `Authorization: Bearer ${bearer}`];
    const type = ['Content-Type: application/json', `Content-Length: ${body.length}`, 'Expect: 100-continue'];
    socket.write([...head, ...type, '', ''].join('\r\n'));
    await once(socket, 'readable');
    api.kill('SIGTERM');
    const refused = () =>
      fetch(`http://127.0.0.1:${port}/livez`).then(
        () => false,
        () => true,
      );
    await expect.poll(refused, { timeout: 10_000 }).toBe(true);
    socket.write(body);
    expect(await answerOf(socket)).toContain('HTTP/1.1 202 Accepted');
    expect(await exited).toEqual([0, null]);
    expect(await database.app('inbox_fact').where({ kind: 'yearRequested' })).toHaveLength(1);
  });

  test('says in one sentence that its port is taken', async () => {
    const first = await startApi();
    const { code, stderr } = await run('api.js', []);
    first.kill('SIGTERM');
    await once(first, 'exit');
    expect([code, stderr]).toEqual([
      1,
      `Port ${port} is taken: stop what listens there, or choose another with API_PORT.\n`,
    ]);
  });

  test('says in one sentence that the schema is missing', async () => {
    const empty = await createEmptyDatabase();
    const { code, stderr } = await run('api.js', [], { DATABASE_URL: empty.appUrl });
    await empty.drop();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The database has no schema yet: .*\n$/);
  });

  test('lists every wrong setting at once', async () => {
    const { code, stderr } = await run('api.js', [], { API_PORT: 'x', LINK_KEYS: 'x' });
    expect(code).toBe(1);
    expect(stderr).toContain('API_PORT');
    expect(stderr).toContain('LINK_KEYS');
  });
});
