import { afterAll, beforeAll, expect, it } from 'vitest';
import { printedByKam } from '../support/kam-command.ts';
import { createOperations } from '../../api/operations.ts';
import { reviewsToShow } from '../../api/pages/home.ts';
import { listBlocking } from '../../db/read-models/blocking.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { idleDeps } from './idle-deps.ts';
import { call, startServer, tokenFor, type TestServer } from './server.ts';

const tuesday = new Date('2026-12-01T12:00:00Z');
const wednesdayEvening = new Date('2026-12-02T20:00:00Z');

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string | null;
}

let desk: Desk;
let server: TestServer;
let token: string;

beforeAll(async () => {
  desk = await openDesk({ kind: 'all' });
  const db = desk.database.app;
  server = await startServer({ db, operations: createOperations(idleDeps) });
  token = await tokenFor(db, 'viewer');
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

function kamApprovals(...options: string[]): Promise<string> {
  return printedByKam(desk.database.appUrl, ['approvals', 'list', ...options]);
}

async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  let queries = 0;
  const count = (): void => void (queries += 1);
  desk.database.app.on('query', count);
  await work();
  desk.database.app.removeListener('query', count);
  return queries;
}

it('is told alike by kam approvals list and by the API', async () => {
  const response = await call(server, { path: '/v1/approvals', token });
  const { items } = (await response.json()) as { items: { blocking: Record<string, unknown>[] }[] };
  const told = JSON.parse(await kamApprovals('--json')) as Page;
  expect(told.items).toMatchObject([{ personName: 'Operations' }, { personName: 'Finance' }]);
  // Both count up to now, and some time passes between the two.
  const waited = { businessHoursWaited: expect.any(Number) as number };
  expect(told.items.map((one) => ({ ...one, ...waited }))).toEqual(items[0]?.blocking);
});

it('is listed page by page, nobody twice and nobody left out', async () => {
  const first = JSON.parse(await kamApprovals('--json', '--limit', '1')) as Page;
  expect(first.items).toMatchObject([{ personName: 'Operations' }]);
  const second = JSON.parse(
    await kamApprovals('--json', '--limit', '1', '--after', first.next ?? ''),
  ) as Page;
  expect(second).toMatchObject({ items: [{ personName: 'Finance' }], next: null });
  expect(await kamApprovals('--limit', '1')).toContain(`--after ${first.next ?? ''}`);
});

it('takes no more queries for a longer page', async () => {
  const page = (limit: number): Promise<number> =>
    queriesOf(() => listBlocking(desk.database.app, { limit, after: undefined, now: tuesday }));
  expect(await page(50)).toBe(await page(1));
});

it('goes to the manager when silence does not escalate, and to nobody when the manager is the one who is silent', async () => {
  const own = await openDesk({ kind: 'all', onExpiry: 'reject' });
  const { app, owner } = own.database;
  const next = async () =>
    (await listBlocking(app, { limit: 9, after: undefined, now: tuesday })).map((one) => ({
      name: one.personName,
      reason: one.escalatesTo?.reason,
    }));
  await owner.raw(`update plan set manager_id = (select id from person where name = 'Operations')`);
  expect(await next()).toEqual([{ name: 'Operations' }, { name: 'Finance', reason: 'manager' }]);
  await own.close();
});

it('is shown on the home page with the plan it keeps waiting, how long and who is next, in five queries', async () => {
  const { accountId } = desk.firm;
  const db = desk.database.app;
  const workflowId = `account-review/${accountId}`;
  await openProcess(db, { workflowId, kind: 'accountReview', accountId, input: {}, at: tuesday });
  const { reviews } = await reviewsToShow(db, { limit: 10, now: wednesdayEvening });
  const next = { businessHours: 8, next: 'Director' };
  const waiting = [
    { name: 'Operations', ...next },
    { name: 'Finance', ...next },
  ];
  expect(reviews).toMatchObject([{ accountName: 'Client One', plans: [{ stage: 'approving', waiting }] }]);
  expect(await queriesOf(() => reviewsToShow(db, { limit: 10, now: wednesdayEvening }))).toBe(5);
});
