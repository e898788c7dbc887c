import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { contentHash } from '../../db/content-hash.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { emptyContent, type PlanContent } from '../../domain/planning/content.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let manager: string;
let viewer: string;
let planId: string;
let stepId: string;
let year = 2027;

interface Revision {
  readonly revision: number;
  readonly content: Partial<PlanContent>;
  readonly contentHash: string;
  readonly changedBy: string;
  readonly gaps: readonly { readonly gap: string }[];
  readonly cases: readonly unknown[];
}

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '43');
  server = await startServer({ db: database.app, operations: createOperations(idleDeps) });
  manager = await tokenFor(database.app, 'manager', firm.manager);
  viewer = await tokenFor(database.app, 'viewer');
});

beforeEach(async () => {
  year += 1;
  const { accountId } = firm;
  const workflowId = `annual-plan/${accountId}/${year}`;
  const at = new Date();
  const input = { accountId, year };
  await openProcess(database.app, { workflowId, kind: 'annualPlanning', accountId, input, at });
  const step = { title: 'Meet the client', description: '', type: 'relationship', ownerId: firm.manager };
  planId = await insertPlan(database.app, {
    workflowId,
    accountId,
    year,
    managerId: firm.manager,
    currency: 'EUR',
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    template: 'standard/1',
    situation: 'As it was drafted',
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
    steps: [
      {
        ...step,
        dueOn: `${year}-03-01`,
        cost: '100',
        benefit: '0',
        approverIds: [firm.sponsor],
        policy: standardPolicy,
      },
    ],
    openedAt: at,
    closeAt: new Date(`${year + 1}-01-02`),
  });
  stepId = (await database.app('plan_step').where({ plan_id: planId }).pluck<string[]>('id'))[0] ?? '';
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const path = (): string => `/v1/plans/${planId}/content`;

async function read(query = ''): Promise<{ readonly body: Revision; readonly tag: string }> {
  const answer = await call(server, { path: `${path()}${query}`, token: viewer });
  expect(answer.status).toBe(200);
  return { body: (await answer.json()) as Revision, tag: answer.headers.get('etag') ?? '' };
}

function write(
  method: 'PUT' | 'PATCH',
  { tag, content, reason = 'to see it' }: { tag: string; content: unknown; reason?: string },
): Promise<Response> {
  const headers = { 'If-Match': tag };
  return call(server, { path: path(), method, token: manager, headers, json: { content, reason } });
}

it('begins with the draft, and keeps every revision with who, when and why', async () => {
  const draft = await read();
  expect(draft.body).toMatchObject({ revision: 1, content: emptyContent('As it was drafted') });
  const risk = { key: 'late', risk: 'We are late', likelihood: 2, impact: 4, response: 'Start early' };
  const answer = await write('PATCH', {
    tag: draft.tag,
    content: { risks: [risk] },
    reason: 'after the visit',
  });
  expect(answer.status).toBe(200);
  const changed = (await answer.json()) as Revision;
  const content = { ...emptyContent('As it was drafted'), risks: [risk] };
  expect(changed).toMatchObject({ revision: 2, content, contentHash: contentHash(content) });
  expect((await read('?revision=1')).body).toEqual({ ...draft.body });
  const page = await call(server, { path: `${path()}/revisions?limit=1`, token: viewer });
  const { items, next } = (await page.json()) as { items: unknown[]; next: string };
  expect(items).toMatchObject([{ revision: 2, reason: 'after the visit', changedBy: changed.changedBy }]);
  const rest = await call(server, { path: `${path()}/revisions?cursor=${next}`, token: viewer });
  expect(await rest.json()).toMatchObject({ items: [{ revision: 1 }], next: null });
  const events = await database
    .app('audit_event')
    .where({ chain: `annual-plan/${firm.accountId}/${year}`, kind: 'content.changed' })
    .select('data');
  expect(events).toMatchObject([{ data: { revision: 2, reason: 'after the visit' } }]);
});

it('tells the difference between any two revisions, in English and in German', async () => {
  const { tag } = await read();
  const objective = {
    key: 'grow',
    title: 'Grow',
    ownerId: firm.manager,
    measure: 'revenue',
    target: '10%',
    customerGoal: '',
  };
  const stepObjectives = [{ stepId, objective: 'grow' }];
  const first = await write('PATCH', { tag, content: { objectives: [objective], stepObjectives } });
  const secondTag = first.headers.get('etag') ?? '';
  await write('PATCH', { tag: secondTag, content: { objectives: [{ ...objective, target: '12%' }] } });
  const changes = async (query: string): Promise<unknown> => {
    const answer = await call(server, { path: `${path()}/changes?${query}`, token: viewer });
    return ((await answer.json()) as { changes: unknown }).changes;
  };
  expect(await changes('from=2&to=3')).toEqual([
    { label: 'Objectives: Grow, Goal', before: '10%', after: '12%' },
  ]);
  expect(await changes('from=3&to=2&language=de')).toEqual([
    { label: 'Ziele – Grow – Zielwert', before: '12%', after: '10%' },
  ]);
  expect(await changes('from=1&to=3')).toMatchObject([
    { label: 'Objectives: Grow', before: 'None' },
    { label: 'What steps serve: Meet the client' },
  ]);
  expect(await changes('from=2&to=2')).toEqual([]);
});

it('refuses an edit of what is no longer current, and one without a tag', async () => {
  const { tag } = await read();
  await write('PATCH', { tag, content: { situation: 'Mine' } });
  const stale = await write('PATCH', { tag, content: { situation: 'Yours' } });
  expect(stale.status).toBe(412);
  expect((await problemOf(stale)).detail).toContain('revision 2');
  const blind = await call(server, {
    path: path(),
    method: 'PATCH',
    token: manager,
    json: { content: { situation: 'Blind' }, reason: 'none' },
  });
  expect(blind.status).toBe(428);
  expect((await read()).body.content.situation).toBe('Mine');
  const plan = await call(server, { path: `/v1/plans/${planId}`, token: viewer });
  expect(await plan.json()).toMatchObject({ situation: 'Mine', version: 1 });
});

it('takes one of three edits made at once', async () => {
  const { tag } = await read();
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((situation) => write('PATCH', { tag, content: { situation } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  expect((await read()).body.revision).toBe(2);
});

it('names every fault and changes nothing, and makes no revision of the same content', async () => {
  const { tag, body } = await read();
  const objective = { key: 'a', title: 'A', ownerId: '999999', measure: 'm', target: 't', customerGoal: '' };
  const faulty = await write('PATCH', {
    tag,
    content: { objectives: [objective], stepObjectives: [{ stepId: '999999', objective: 'b' }] },
  });
  expect(faulty.status).toBe(422);
  const { faults } = await problemOf(faulty);
  expect(faults?.map((fault) => fault.path)).toEqual([
    '/objectives/0/ownerId',
    '/stepObjectives/0/stepId',
    '/stepObjectives/0/objective',
  ]);
  const same = await write('PUT', { tag, content: body.content });
  expect(same.status).toBe(200);
  expect((await read()).body.revision).toBe(1);
});

it('says what a business case is worth and which gaps the buying centre has, and neither to a client', async () => {
  const { tag } = await read();
  const businessCase = {
    stepId,
    investment: '1000',
    monthlyBenefits: Array.from({ length: 12 }, () => '100'),
    discountRatePercent: 0,
    lowPercent: 50,
    highPercent: 150,
  };
  await write('PATCH', { tag, content: { businessCases: [businessCase], situation: 'For ourselves' } });
  const { body } = await read();
  expect(body.cases).toEqual([
    {
      stepId,
      low: { npv: '-400.00', paybackMonths: null, roi: -0.4 },
      base: { npv: '200.00', paybackMonths: 10, roi: 0.2 },
      high: { npv: '800.00', paybackMonths: 7, roi: 0.8 },
    },
  ]);
  expect(body.gaps.map(({ gap }) => gap)).toEqual(['noSponsor', 'noDecisionMaker', 'singleThreaded']);
  const client = (await read('?audience=client')).body;
  expect(client).toMatchObject({ cases: [], gaps: [] });
  expect(Object.keys(client.content)).toEqual(['trends', 'objectives', 'stepObjectives', 'kpis', 'team']);
});

it('cannot be changed in the records, nor by a viewer, nor once the plan is closed', async () => {
  const { tag } = await read();
  await expect(
    database.app('plan_content').where({ plan_id: planId }).update({ reason: 'x' }),
  ).rejects.toThrow('permission denied');
  const json = { content: { situation: 'x' }, reason: 'x' };
  const headers = { 'If-Match': tag };
  const refused = await call(server, { path: path(), method: 'PATCH', token: viewer, headers, json });
  expect(refused.status).toBe(403);
  await database.app('plan').where({ id: planId }).update({ status: 'closed', closed_at: new Date() });
  const late = await write('PATCH', { tag, content: { situation: 'x' } });
  expect((await problemOf(late)).detail).toContain('closed');
});
