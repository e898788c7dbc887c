import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import type { StepContent } from '../../domain/planning/step.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';
import type { Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

interface PlanBody {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly revision: number;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly cost: string;
  }[];
}

let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let manager: string;
let viewer: string;
let planId: string;
let year = 2027;
const rung: string[] = [];

const step = (): StepContent => ({
  title: 'Agree on the year',
  description: 'Meet the client.',
  type: 'relationship',
  ownerId: firm.manager,
  dueOn: `${year}-03-01`,
  cost: '100',
  benefit: '1000',
  approverIds: [firm.sponsor],
  policy: standardPolicy,
});

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '41');
  const ring = (workflowId: string) => Promise.resolve(void rung.push(workflowId));
  server = await startServer({ db: database.app, operations: createOperations({ ...idleDeps, ring }) });
  manager = await tokenFor(database.app, 'manager', firm.manager);
  viewer = await tokenFor(database.app, 'viewer');
});

beforeEach(async () => {
  year += 1;
  rung.length = 0;
  const workflowId = `annual-plan/${firm.accountId}/${year}`;
  const at = new Date();
  const { accountId } = firm;
  await openProcess(database.app, {
    workflowId,
    kind: 'annualPlanning',
    accountId,
    input: { accountId, year },
    at,
  });
  planId = await insertPlan(database.app, {
    workflowId,
    accountId,
    year,
    managerId: firm.manager,
    currency: 'EUR',
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    template: 'standard/1',
    situation: '',
    figures: {
      asOf: '2026-01-01',
      currency: 'EUR',
      orders: 0,
      revenue: '0.00',
      revenueBefore: null,
      cancellationRate: null,
      offeringsBought: [],
      offeringsOpen: [],
    },
    steps: [step()],
    openedAt: at,
    closeAt: new Date(Date.UTC(year + 1, 1, 1)),
  });
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const read = async () => {
  const response = await call(server, { path: `/v1/plans/${planId}`, token: viewer });
  return { tag: response.headers.get('etag') ?? '', plan: (await response.json()) as PlanBody };
};
const edit = (
  path: string,
  request: { method?: string; json?: unknown; tag?: string; headers?: Record<string, string> },
) =>
  call(server, {
    method: request.method ?? 'POST',
    path: `/v1/plans/${planId}${path}`,
    token: manager,
    ...(request.json === undefined ? {} : { json: request.json }),
    headers: { ...request.headers, ...(request.tag === undefined ? {} : { 'If-Match': request.tag }) },
  });

describe('a plan', () => {
  test('is listed and read with its steps; unchanged it is a 304', async () => {
    const { plan, tag } = await read();
    expect(plan).toMatchObject({
      status: 'drafting',
      steps: [{ title: 'Agree on the year', cost: '100.00' }],
    });
    const list = await call(server, {
      path: `/v1/plans?accountId=${firm.accountId}&limit=200`,
      token: viewer,
    });
    const { items } = (await list.json()) as { items: { id: string; steps: number }[] };
    expect(items.find((item) => item.id === planId)).toMatchObject({ steps: 1 });
    const again = await call(server, {
      path: `/v1/plans/${planId}`,
      token: viewer,
      headers: { 'If-None-Match': tag },
    });
    expect(again.status).toBe(304);
  });

  test('goes from edit to submission by the tag of each answer, and rings its process each time', async () => {
    const { plan, tag } = await read();
    const stepPath = `/steps/${plan.steps[0]?.id}`;
    const edited = await edit(stepPath, { method: 'PATCH', json: { cost: '250.5' }, tag });
    expect(edited.status).toBe(200);
    expect(((await edited.json()) as PlanBody).steps[0]).toMatchObject({ cost: '250.50', status: 'draft' });
    const submitted = await edit('/submit', { tag: edited.headers.get('etag') ?? '' });
    expect(await submitted.json()).toMatchObject({
      status: 'approving',
      revision: 1,
      steps: [{ status: 'pending' }],
    });
    expect(rung).toEqual([`annual-plan/${firm.accountId}/${year}`, `annual-plan/${firm.accountId}/${year}`]);
  });

  test('is not edited without If-Match (428), nor from a version that is gone (412)', async () => {
    const { plan, tag } = await read();
    const path = `/steps/${plan.steps[0]?.id}`;
    expect((await edit(path, { method: 'PATCH', json: { title: 'x' } })).status).toBe(428);
    expect((await edit(path, { method: 'PATCH', json: { title: 'mine' }, tag })).status).toBe(200);
    const late = await edit(path, { method: 'PATCH', json: { title: 'theirs' }, tag });
    expect(late.status).toBe(412);
    expect((await problemOf(late)).type).toBe('urn:kam:problem:stale');
    expect((await read()).plan.steps[0]?.title).toBe('mine');
  });

  test('that cannot be submitted yet says why, field by field', async () => {
    const { plan, tag } = await read();
    const path = `/steps/${plan.steps[0]?.id}`;
    const emptied = await edit(path, { method: 'PATCH', json: { approverIds: [] }, tag });
    const refused = await edit('/submit', { tag: emptied.headers.get('etag') ?? '' });
    expect(refused.status).toBe(422);
    expect((await problemOf(refused)).faults).toMatchObject([{ path: '/steps/1/approverIds' }]);
  });

  test('is not closed over unfinished steps unless that is confirmed; then its process is asked, once, with the lessons', async () => {
    const { tag } = await read();
    const refused = await edit('/close', { json: {}, tag });
    expect(await problemOf(refused)).toMatchObject({ status: 409, faults: [{ path: '/steps/1' }] });
    const json = { lessons: 'Start earlier.', confirmUnfinished: true };
    const closing = await edit('/close', { json, tag });
    expect(closing.status).toBe(202);
    expect(rung).toEqual([`annual-plan/${firm.accountId}/${year}`]);
    expect(await database.app('plan').where({ id: planId }).first()).toMatchObject({
      lessons: 'Start earlier.',
      close_requested_at: expect.any(Date) as Date,
    });
    expect((await edit('/close', { json, tag })).status).toBe(412);
    const again = await edit('/close', { json, tag: closing.headers.get('etag') ?? '' });
    expect(again.status).toBe(409);
  });

  test('of another number is a 404, of no number a 400', async () => {
    const statuses = [];
    for (const id of ['999999', 'x', '0'])
      statuses.push((await call(server, { path: `/v1/plans/${id}`, token: viewer })).status);
    expect(statuses).toEqual([404, 400, 400]);
  });

  test('is not for viewers to change', async () => {
    const { tag } = await read();
    const response = await call(server, {
      method: 'POST',
      path: `/v1/plans/${planId}/submit`,
      token: viewer,
      headers: { 'If-Match': tag },
    });
    expect(response.status).toBe(403);
  });
});

describe('a step', () => {
  test('is added once, however often the POST comes with its Idempotency-Key', async () => {
    const { tag } = await read();
    const headers = { 'Idempotency-Key': `add-${year}` };
    const json = { ...step(), title: 'Second' };
    const first = await edit('/steps', { json, tag, headers });
    const again = await edit('/steps', { json, tag, headers });
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([
      201,
      201,
      'true',
    ]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    const { plan } = await read();
    expect(plan.steps.map((one) => one.title)).toEqual(['Agree on the year', 'Second']);
    const added = await call(server, { path: first.headers.get('location') ?? '', token: viewer });
    expect(await added.json()).toMatchObject({ id: plan.steps[1]?.id, title: 'Second' });
  });

  test('is cancelled with a reason, and only once', async () => {
    const { plan, tag } = await read();
    const path = `/steps/${plan.steps[0]?.id}/cancel`;
    const cancelled = await edit(path, { json: { reason: 'The client moved.' }, tag });
    expect(await cancelled.json()).toMatchObject({ steps: [{ status: 'cancelled' }] });
    const again = await edit(path, { json: { reason: 'Again.' }, tag: cancelled.headers.get('etag') ?? '' });
    expect(again.status).toBe(409);
  });

  test('that is not in progress cannot be done', async () => {
    const { plan, tag } = await read();
    const response = await edit(`/steps/${plan.steps[0]?.id}/done`, { json: { evidence: 'Signed.' }, tag });
    expect(response.status).toBe(409);
  });

  test('names people who exist: otherwise 422, and nothing is changed', async () => {
    const { plan, tag } = await read();
    const response = await edit(`/steps/${plan.steps[0]?.id}`, {
      method: 'PATCH',
      json: { ownerId: '999999' },
      tag,
    });
    expect(response.status).toBe(422);
    expect((await problemOf(response)).detail).toBe('There is no person 999999.');
    expect((await read()).tag).toBe(tag);
  });

  test.each([{}, { cost: '-1' }, { dueOn: '2027-02-30' }, { policy: { kind: 'most' } }, { status: 'done' }])(
    'is not edited with %j',
    async (json) => {
      const { plan, tag } = await read();
      const response = await edit(`/steps/${plan.steps[0]?.id}`, { method: 'PATCH', json, tag });
      expect(response.status).toBe(400);
      expect((await problemOf(response)).faults?.length).toBeGreaterThan(0);
    },
  );
});

test('the audit trail of a plan names the person whose key it was', async () => {
  const { tag } = await read();
  await edit('/submit', { tag });
  const chain = encodeURIComponent(`annual-plan/${firm.accountId}/${year}`);
  const response = await call(server, { path: `/v1/audit-events?chain=${chain}`, token: manager });
  const { items } = (await response.json()) as { items: { kind: string; actor: unknown }[] };
  expect(items.at(-1)).toMatchObject({ kind: 'plan.submitted', actor: { kind: 'person', id: firm.manager } });
});
