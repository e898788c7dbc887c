import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImprovementOperations } from '../../api/improvements/routes.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { runKam } from '../support/kam-command.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2026-12-01T10:00:00Z');
const rung: string[] = [];
let desk: Desk;
let server: TestServer;
let token: string;

beforeAll(async () => {
  desk = await openDesk();
  const operations = createImprovementOperations({ ring: (id) => Promise.resolve(void rung.push(id)) });
  server = await startServer({ db: desk.database.app, operations, clock: { now: () => now } });
  token = await tokenFor(desk.database.app, 'manager');
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const send = (path: string, json?: unknown): Promise<Response> =>
  call(server, {
    method: json === undefined ? 'GET' : 'POST',
    path,
    token,
    ...(json === undefined ? {} : { json }),
  });

const wish = (change: object = {}): object => ({
  accountId: desk.firm.accountId,
  title: 'Desks in every room',
  learned: 'Business guests left us for want of a desk.',
  ownerId: desk.firm.operations,
  dueOn: '2027-01-29',
  ...change,
});

it('need a review that was started, and are then added, listed, read and ended once', async () => {
  const { accountId, manager } = desk.firm;
  expect((await problemOf(await send('/v1/improvements', wish({ accountId: '999999' })))).status).toBe(409);
  const by = { kind: 'person', id: manager } as const;
  await requestAccountReview(desk.database.app, { accountId, year: 2027, by, at: now });
  const added = await send('/v1/improvements', wish());
  expect(added.status).toBe(201);
  const improvement = (await added.json()) as { id: string };
  expect(improvement).toMatchObject({
    state: 'open',
    ownerName: 'Operations',
    dueOn: '2027-01-29',
    planId: null,
  });
  expect(rung).toEqual([`account-review/${accountId}`]);
  const path = `/v1/improvements/${improvement.id}`;
  expect(await (await send('/v1/improvements?state=open')).json()).toMatchObject({
    items: [{ id: improvement.id }],
    next: null,
  });
  expect(await (await send('/v1/improvements?state=done')).json()).toEqual({ items: [], next: null });
  expect((await send(`${path}/end`, { state: 'open', outcome: 'x' })).status).toBe(400);
  const ended = await send(`${path}/end`, { state: 'done', outcome: 'Desks since May.' });
  expect(await ended.json()).toMatchObject({ state: 'done', settledAt: now.toISOString() });
  expect((await send(`${path}/end`, { state: 'dropped', outcome: 'No.' })).status).toBe(409);
  expect(await (await send(path)).json()).toMatchObject({ outcome: 'Desks since May.' });
});

it('are refused with the path of what is wrong', async () => {
  const problem = await problemOf(await send('/v1/improvements', wish({ dueOn: 'soon', title: ' ' })));
  expect(problem.status).toBe(400);
  expect(problem.faults?.map(({ path }) => path).sort()).toEqual(['/dueOn', '/title']);
});

it('are added, listed and dropped by the command', async () => {
  const LINK_KEYS = `test:${Buffer.alloc(32, 1).toString('base64')}`;
  const environment = { DATABASE_URL: desk.database.appUrl, LINK_KEYS, TEMPORAL_ADDRESS: '127.0.0.1:9' };
  const kam = (...words: string[]) => runKam(['improvement', ...words], environment);
  const [account] = await desk.database
    .app('account')
    .where({ id: desk.firm.accountId })
    .pluck<string[]>('key');
  const [owner] = await desk.database
    .app('person')
    .where({ id: desk.firm.operations })
    .pluck<string[]>('key');
  const about = ['--title', 'Quiet floors', '--learned', 'Calls were overheard.', '--owner', owner ?? ''];
  const refused = await kam('add', account ?? '', ...about, '--due', '2020-01-31');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('must not be in the past')]);
  const added = await kam('add', account ?? '', ...about, '--due', '2099-01-31', '--json');
  const { id } = JSON.parse(added.stdout) as { id: string };
  expect((await kam('list', '--open')).stdout).toBe(
    `${id}  open  Quiet floors: Operations, due 2099-01-31, learned with Client One\n`,
  );
  expect((await kam('drop', id, '--outcome', 'The floors go.')).stdout).toContain('dropped');
  expect((await kam('list', '--open')).stdout).toBe('There are no improvements.\n');
  expect((await kam('done', 'x', '--outcome', 'y')).stderr).toContain(
    '"x" is no number of a process improvement',
  );
});
