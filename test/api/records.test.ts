import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { contentHash } from '../../db/content-hash.ts';
import { queueNotification } from '../../db/stores/notifications.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { submitPlan } from '../../db/stores/plans.ts';
import { openProcess, markStopped } from '../../db/stores/processes.ts';
import { addSeat, askSeat, openRequest } from '../../db/stores/requests.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { contentOf } from '../../domain/planning/step.ts';
import { createClient } from '../../temporal/connect.ts';
import { restartProcess } from '../../temporal/restart.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';
import type { Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

const monday = new Date('2026-03-02T09:00:00Z');
const tuesday = new Date('2026-03-03T11:00:00Z');
const workflowId = 'annual-plan/42/2026';

let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let ops: string;
let manager: string;
let requestId: string;
const temporal = createClient({
  address: '127.0.0.1:9',
  namespace: 'kam',
  apiKey: undefined,
  tls: false,
});
const rung: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '42');
  await askForApproval();
  const operations = createOperations({
    ...idleDeps,
    ring: (id) => Promise.resolve(void rung.push(id)),
    restartProcess: (restart) =>
      restartProcess(
        { client: temporal, db: database.app, taskQueue: 'kam', log: pino({ level: 'silent' }) },
        restart,
      ),
  });
  server = await startServer({ db: database.app, operations, clock: { now: () => tuesday } });
  ops = await tokenFor(database.app, 'ops');
  manager = await tokenFor(database.app, 'manager');
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

async function draftPlan(db: TestDatabase['app']): Promise<string> {
  const { accountId, manager: managerId } = firm;
  await openProcess(db, {
    workflowId,
    kind: 'annualPlanning',
    accountId,
    input: { accountId, year: 2026 },
    at: monday,
  });
  const step = {
    title: 'Agree on the year',
    description: '',
    type: 'relationship',
    ownerId: managerId,
    dueOn: '2026-06-01',
    cost: '0',
    benefit: '0',
    approverIds: [firm.operations],
    policy: standardPolicy,
  };
  const figures = { asOf: '2026-03-01', currency: 'EUR', orders: 0, revenue: '0.00', revenueBefore: null };
  return await insertPlan(db, {
    ...{
      workflowId,
      accountId,
      year: 2026,
      managerId,
      currency: 'EUR',
      template: 'standard/1',
      situation: '',
    },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', steps: [step], openedAt: monday },
    figures: { ...figures, cancellationRate: null, offeringsBought: [], offeringsOpen: [] },
    closeAt: new Date('2027-02-01T00:00:00Z'),
  });
}

async function askForApproval(): Promise<void> {
  const db = database.app;
  const planId = await draftPlan(db);
  const by = { kind: 'person', id: firm.manager } as const;
  const { version } = await getPlan(db, { id: planId });
  const plan = await submitPlan(db, { planId, version, by, at: monday });
  const [step] = plan.steps;
  if (step === undefined) throw new Error('the plan has no step');
  const content = contentOf(step);
  const bound = {
    contentHash: contentHash(content),
    content,
    policy: step.policy,
    rule: null,
    verify: step.policy.verify,
    requestedBy: firm.manager,
  };
  const opened = await openRequest(db, {
    ...{ ...bound, workflowId, revision: 1, requestedAt: monday },
    subject: { kind: 'step', planId, stepId: step.id },
  });
  requestId = opened ?? '';
  const seatId = await addSeat(db, { requestId, personId: firm.operations, position: 1 });
  const link = { id: randomUUID(), keyId: 'test', tokenSha256: contentHash(seatId) };
  await askSeat(db, {
    seatId,
    at: monday,
    remindAt: null,
    expiresAt: new Date('2026-03-09T09:00:00Z'),
    link,
  });
}

const get = async (path: string, token = manager): Promise<unknown> => {
  const response = await call(server, { path: `/v1${path}`, token });
  if (response.status !== 200) throw new Error(`${path} ${response.status}: ${server.logged.at(-2) ?? ''}`);
  return await response.json();
};
const post = (
  path: string,
  request: { token?: string; json?: unknown; headers?: Record<string, string> } = {},
) => call(server, { method: 'POST', path: `/v1${path}`, token: manager, ...request });

describe('approvals', () => {
  const blocking = {
    personId: expect.any(String) as string,
    personName: 'Operations',
    waitingFor: 'decision',
    title: 'Agree on the year',
    since: '2026-03-02T09:00:00.000Z',
    until: '2026-03-09T09:00:00.000Z',
    escalatesTo: { personName: 'Sponsor', reason: 'superior' },
  };

  test('say who is blocking, for how many business hours, and to whom it goes next', async () => {
    const list = await get('/approvals');
    expect(list).toMatchObject({
      items: [{ id: requestId, status: 'open', blocking: [blocking] }],
      next: null,
    });
    // Monday 9 to 17 in Lisbon, and two hours of Tuesday.
    const [item] = (list as { items: { blocking: { businessHoursWaited: number }[] }[] }).items;
    expect(item?.blocking[0]?.businessHoursWaited).toBe(10);
  });

  test('tell everybody asked, what each decided and the hash it is bound to', async () => {
    expect(await get(`/approvals/${requestId}`)).toMatchObject({
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      approvers: [{ personId: firm.operations, state: 'asked', level: 0 }],
      decisions: [],
    });
  });

  test('of another status are another list', async () => {
    expect(await get('/approvals?status=approved')).toEqual({ items: [], next: null });
  });
});

describe('account reviews', () => {
  test('are started by a fact: 202 and rung, then 200 and nothing new', async () => {
    const json = { accountId: firm.accountId, year: 2027 };
    const first = await post('/account-reviews', { json });
    const again = await post('/account-reviews', { json });
    expect([first.status, again.status]).toEqual([202, 200]);
    expect(first.headers.get('location')).toBe(`/v1/account-reviews/${firm.accountId}`);
    expect(rung).toContain(`account-review/${firm.accountId}`);
    const facts = await database.app('inbox_fact').where({ workflow_id: `account-review/${firm.accountId}` });
    expect(facts).toHaveLength(1);
  });

  test('are listed and read with their plans and who is blocking them', async () => {
    expect(await get('/account-reviews')).toMatchObject({
      items: [{ accountId: firm.accountId, state: 'open' }],
    });
    expect(await get(`/account-reviews/${firm.accountId}`)).toMatchObject({
      plans: [{ year: 2026, status: 'approving' }],
      blocking: [{ personName: 'Operations' }],
    });
  });

  test('twenty POSTs at once with one Idempotency-Key leave one fact', async () => {
    const request = {
      json: { accountId: firm.accountId, year: 2028 },
      headers: { 'Idempotency-Key': 'year-2028' },
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/account-reviews', request)));
    expect(answers.filter(({ status }) => status !== 202 && status !== 409)).toEqual([]);
    const facts = await database.app('inbox_fact').whereRaw(`payload ->> 'year' = '2028'`);
    expect(facts).toHaveLength(1);
  });

  test('end by a fact, with a reason, and once their open plans are confirmed', async () => {
    const end = (json: unknown) => post(`/account-reviews/${firm.accountId}/end`, { json });
    expect((await end({})).status).toBe(400);
    const refused = await problemOf(await end({ reason: 'The client was sold.' }));
    expect(refused).toMatchObject({ status: 409, faults: [{ message: 'Plan 1 of 2026 is approving.' }] });
    const json = { reason: 'The client was sold.', confirmOpenPlans: true };
    rung.length = 0;
    expect((await end(json)).status).toBe(202);
    expect(rung).toEqual([`account-review/${firm.accountId}`]);
    expect((await end(json)).status).toBe(409);
    expect(await database.app('inbox_fact').where({ kind: 'reviewEnded' })).toHaveLength(1);
  });

  test('that were never started cannot end', async () => {
    expect((await post('/account-reviews/999999/end', { json: { reason: 'x' } })).status).toBe(404);
  });

  test.each([2026.5, 99_999, 'abc'])('of the year %s are a 400 that says what a year is', async (year) => {
    const response = await post('/account-reviews', { json: { accountId: firm.accountId, year } });
    expect([response.status, (await problemOf(response)).faults]).toMatchObject([400, [{ path: '/year' }]]);
  });

  test('of no account are a 404, of a past year a 422', async () => {
    expect((await post('/account-reviews', { json: { accountId: '999999', year: 2027 } })).status).toBe(404);
    const past = await post('/account-reviews', { json: { accountId: firm.accountId, year: 2020 } });
    expect([past.status, (await problemOf(past)).faults]).toMatchObject([422, [{ path: '/year' }]]);
  });
});

describe('processes', () => {
  const path = `/processes/${encodeURIComponent(workflowId)}`;

  test('tell their state, the facts that wait and who is blocking, without Temporal', async () => {
    expect(await get(path)).toMatchObject({
      workflowId,
      state: 'open',
      pending: [{ kind: 'planSubmitted', late: false }],
      blocking: [{ personName: 'Operations' }],
    });
    expect(await get('/processes?state=stopped')).toEqual({ items: [], next: null });
  });

  test('are restarted by nobody but ops', async () => {
    expect((await post(`${path}/restart`)).status).toBe(403);
  });

  test('that were stopped stay so, without an audit event, when Temporal cannot be reached for the restart', async () => {
    await markStopped(database.app, workflowId);
    const response = await post(`${path}/restart`, { token: ops });
    expect([response.status, (await problemOf(response)).type]).toEqual([503, 'urn:kam:problem:unavailable']);
    expect(await get(path)).toMatchObject({ state: 'stopped' });
    expect(await database.app('audit_event').where({ kind: 'process.restarted' })).toEqual([]);
  });
});

describe('notifications', () => {
  test('that failed are found by status and sent again by ops', async () => {
    const { id } = await queueNotification(database.app, {
      ...{
        dedupeKey: 'x',
        workflowId,
        kind: 'step-due',
        personId: firm.manager,
        managerId: null,
        toName: 'M',
      },
      ...{
        toAddress: 'm@example.com',
        language: 'en',
        timeZone: 'UTC',
        threadKey: null,
        data: {},
        linkId: null,
        questionLinkId: null,
        commitmentLinkId: null,
        leaseLinkId: null,
        surveyLinkId: null,
        escalationLinkId: null,
      },
      occurredAt: monday,
    });
    await database
      .app('notification')
      .where({ id })
      .update({ status: 'failed', last_error: '550 no such mailbox' });
    const failed = (await get('/notifications?status=failed')) as { items: { queuedAt: string }[] };
    expect(failed).toMatchObject({ items: [{ id, lastError: '550 no such mailbox' }] });
    const { queuedAt = '' } = failed.items[0] ?? {};
    expect((await post(`/notifications/${id}/retry`)).status).toBe(403);
    const retried = await post(`/notifications/${id}/retry`, { token: ops });
    const sentAgain = (await retried.json()) as { status: string; queuedAt: string };
    expect([retried.status, sentAgain.status]).toEqual([202, 'queued']);
    expect(sentAgain.queuedAt > queuedAt).toBe(true);
    expect((await post(`/notifications/${id}/retry`, { token: ops })).status).toBe(409);
  });
});

test('accounts are read with team, contacts and figures', async () => {
  expect(await get('/accounts?search=client')).toMatchObject({
    items: [{ key: 'client-1', revenue: '0.00' }],
  });
  expect(await get(`/accounts/${firm.accountId}?asOf=2026-01-01`)).toMatchObject({
    team: expect.arrayContaining([
      { personId: firm.sponsor, name: 'Sponsor', function: 'sponsor' },
    ]) as unknown,
    figures: {
      asOf: '2026-01-01',
      revenue: '0.00',
      trend: null,
      quarters: expect.arrayContaining([expect.objectContaining({ complete: false })]) as unknown,
    },
  });
});

test('people are read page by page', async () => {
  const page = (await get('/people?limit=4')) as { items: unknown[]; next: string };
  const rest = (await get(`/people?limit=4&cursor=${page.next}`)) as { items: unknown[]; next: null };
  expect([page.items.length, rest.items.length, rest.next]).toEqual([4, 2, null]);
});

test('API keys are listed and revoked by administrators, and never show a secret', async () => {
  const admin = await tokenFor(database.app, 'admin');
  const doomed = await tokenFor(database.app, 'viewer');
  const id = doomed.split('_')[2] ?? '';
  expect(JSON.stringify(await get('/api-keys', admin))).not.toContain(doomed.split('_').slice(3).join('_'));
  expect((await call(server, { method: 'DELETE', path: `/v1/api-keys/${id}`, token: admin })).status).toBe(
    200,
  );
  expect((await call(server, { path: '/v1/people', token: doomed })).status).toBe(401);
});
