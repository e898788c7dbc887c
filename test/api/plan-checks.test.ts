import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { planDraft } from '../../db/read-models/plan-draft.ts';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { openProcess } from '../../db/stores/processes.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let manager: string;
let admin: string;
let year = 2029;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '46');
  server = await startServer({ db: database.app, operations: createOperations(idleDeps) });
  manager = await tokenFor(database.app, 'manager', firm.manager);
  admin = await tokenFor(database.app, 'admin');
});

beforeEach(() => {
  year += 2;
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

async function openYear(of: number): Promise<string> {
  const { accountId } = firm;
  const workflowId = `annual-plan/${accountId}/${of}`;
  const [at, input] = [new Date(), { accountId, year: of }];
  await openProcess(database.app, { workflowId, kind: 'annualPlanning', accountId, input, at });
  const account = await planningAccount(database.app, accountId);
  const asOf = at.toISOString().slice(0, 10);
  const draft = await planDraft(database.app, { account, year: of, asOf, managerId: firm.manager });
  const row = { workflowId, accountId, year: of, managerId: firm.manager, currency: 'EUR' };
  return insertPlan(database.app, { ...draft, ...row, openedAt: at, closeAt: new Date(`${of + 1}-01-02`) });
}

async function get<Body>(path: string): Promise<{ readonly body: Body; readonly tag: string }> {
  const answer = await call(server, { path: `/v1${path}`, token: manager });
  expect(answer.status).toBe(200);
  return { body: (await answer.json()) as Body, tag: answer.headers.get('etag') ?? '' };
}

function post(path: string, sent: { tag?: string; json?: unknown; token?: string }): Promise<Response> {
  return call(server, {
    path: `/v1${path}`,
    method: 'POST',
    token: sent.token ?? manager,
    headers: sent.tag === undefined ? {} : { 'If-Match': sent.tag },
    ...(sent.json === undefined ? {} : { json: sent.json }),
  });
}

interface Findings {
  readonly rulesVersion: number;
  readonly findings: readonly {
    readonly check: string;
    readonly effect: string;
    readonly path: string;
    readonly data: unknown;
    readonly message: string;
  }[];
}

/** Nobody has talked to the client yet: no commitment of theirs, and three gaps in the buying centre. */
const aboutTheClient = ['warn /commitments', ...Array<string>(3).fill('warn /content/buyingCentre')];

async function change(planId: string, content: unknown): Promise<void> {
  const { tag } = await get(`/plans/${planId}/content`);
  const answer = await call(server, {
    path: `/v1/plans/${planId}/content`,
    method: 'PATCH',
    token: manager,
    headers: { 'If-Match': tag },
    json: { content, reason: 'test' },
  });
  expect(answer.status).toBe(200);
}

it('warns of a fresh draft but lets it be submitted, and refuses a submission that a check blocks', async () => {
  const planId = await openYear(year);
  const { body } = await get<Findings>(`/plans/${planId}/checks`);
  expect(body.findings.map(({ effect, path }) => `${effect} ${path}`)).toEqual([
    ...[1, 2, 3, 4].map((position) => `warn /steps/${position}`),
    ...aboutTheClient,
  ]);
  const objective = {
    key: 'grow',
    title: 'Grow',
    ownerId: firm.manager,
    measure: 'revenue',
    target: '10%',
    customerGoal: 'Fill the house in winter',
  };
  await change(planId, { objectives: [objective] });
  const refused = await post(`/plans/${planId}/submit`, { tag: (await get<Plan>(`/plans/${planId}`)).tag });
  expect(refused.status).toBe(422);
  expect((await problemOf(refused)).faults).toEqual([
    {
      path: '/content/objectives/0',
      message: 'No step serves the objective "Grow": say which one does, or leave it out.',
    },
  ]);
  const { steps } = (await get<Plan>(`/plans/${planId}`)).body;
  await change(planId, { stepObjectives: steps.map(({ id }) => ({ stepId: id, objective: 'grow' })) });
  const left = (await get<Findings>(`/plans/${planId}/checks`)).body.findings;
  expect(left.map(({ effect, path }) => `${effect} ${path}`)).toEqual(aboutTheClient);
  const submitted = await post(`/plans/${planId}/submit`, { tag: (await get<Plan>(`/plans/${planId}`)).tag });
  expect(submitted.status).toBe(200);
});

it('tells findings in German to who asks for it, with the facts beside the words', async () => {
  const planId = await openYear(year);
  const { findings } = (await get<Findings>(`/plans/${planId}/checks?language=de`)).body;
  expect(findings[0]).toMatchObject({
    check: 'stepWithoutObjective',
    data: { title: 'Agree on the year with the client' },
    message: '„Agree on the year with the client“ dient keinem Ziel: Sagen Sie, welchem der Schritt dient.',
  });
  expect(findings.find(({ check }) => check === 'noClientOwner')?.message).toContain('Zusage');
  const unknown = await call(server, { path: `/v1/plans/${planId}/checks?language=fr`, token: manager });
  expect(unknown.status).toBe(400);
});

it('refuses to submit steps that wait for each other, however that came about, by their names', async () => {
  const planId = await openYear(year);
  const { body, tag } = await get<Plan>(`/plans/${planId}`);
  const [first, second] = body.steps.map(({ id }) => id);
  await database.app('plan_step_dependency').insert([
    { step_id: first, depends_on: second, plan_id: planId },
    { step_id: second, depends_on: first, plan_id: planId },
  ]);
  const refused = await post(`/plans/${planId}/submit`, { tag });
  expect(refused.status).toBe(422);
  const { faults } = await problemOf(refused);
  expect(faults?.map(({ path }) => path)).toEqual(['/steps/1/dependsOn']);
  for (const { title } of body.steps.slice(0, 2)) expect(faults?.[0]?.message).toContain(`"${title}"`);
});

it('takes rules that name no newer check, and then asks what the product asks', async () => {
  const { rules } = (await get<{ rules: { checks: Record<string, string> } }>('/plan-check-rules')).body;
  const { noClientOwner, buyingCentreGaps, cyclicDependencies, ...old } = rules.checks;
  const json = { rules: { ...rules, checks: old }, reason: 'as a program of before would' };
  const set = await post('/plan-check-rules', { json, token: admin });
  expect(await set.json()).toMatchObject({
    rules: { checks: { noClientOwner, buyingCentreGaps, cyclicDependencies } },
  });
  expect([noClientOwner, buyingCentreGaps, cyclicDependencies]).toEqual(['warn', 'warn', 'block']);
});

it('lets an admin set what blocks, each version kept', async () => {
  const planId = await openYear(year);
  const { body: before } = await get<{ version: number; rules: { checks: object } }>('/plan-check-rules');
  const strict = { ...before.rules, checks: { ...before.rules.checks, stepWithoutObjective: 'block' } };
  const json = { rules: strict, reason: 'steps must serve something' };
  expect((await post('/plan-check-rules', { json })).status).toBe(403);
  expect((await post('/plan-check-rules', { json, token: admin })).status).toBe(201);
  const refused = await post(`/plans/${planId}/submit`, { tag: (await get<Plan>(`/plans/${planId}`)).tag });
  expect((await problemOf(refused)).faults?.map(({ path }) => path)).toEqual(
    [1, 2, 3, 4].map((position) => `/steps/${position}`),
  );
  const versions = await get<{ items: { version: number }[] }>('/plan-check-rules/versions');
  const newest = versions.body.items.slice(0, 2).map(({ version }) => version);
  expect(newest).toEqual([before.version + 1, before.version]);
  await post('/plan-check-rules', { json: { rules: before.rules, reason: 'back again' }, token: admin });
});

it('shows where a plan deviates from its template', async () => {
  const planId = await openYear(year);
  const { body, tag } = await get<Plan>(`/plans/${planId}`);
  const [first] = body.steps;
  await post(`/plans/${planId}/steps/${first?.id ?? ''}/cancel`, { tag, json: { reason: 'not this year' } });
  expect((await get(`/plans/${planId}/template`)).body).toEqual({
    template: 'standard/1',
    known: true,
    missing: [{ key: 'agree-on-the-year', title: first?.title }],
    added: [],
  });
});

it('offers what an open year leaves unfinished, and carries a step once', async () => {
  await openYear(year);
  const planId = await openYear(year + 1);
  interface Left {
    readonly from: {
      readonly year: number;
      readonly steps: readonly { readonly id: string; readonly title: string }[];
    };
  }
  const { from } = (await get<Left>(`/plans/${planId}/carry-over`)).body;
  expect([from.year, from.steps.length]).toEqual([year, 4]);
  const [step] = from.steps;
  const json = { stepId: step?.id };
  const carried = await post(`/plans/${planId}/carry-over`, {
    tag: (await get<Plan>(`/plans/${planId}`)).tag,
    json,
  });
  expect(carried.status).toBe(201);
  expect(((await carried.json()) as Plan).steps.at(-1)).toMatchObject({
    title: step?.title,
    status: 'draft',
  });
  const again = await post(`/plans/${planId}/carry-over`, {
    tag: (await get<Plan>(`/plans/${planId}`)).tag,
    json,
  });
  expect(again.status).toBe(404);
  expect((await get<Left>(`/plans/${planId}/carry-over`)).body.from.steps.length).toBe(3);
});

it('keeps templates by version: draft, active, retired', async () => {
  const steps = [
    { key: 'listen', title: 'Listen', type: 'relationship', dueAfterDays: 9, approvers: ['sponsor'] },
  ];
  const json = { name: 'hotels', region: 'FR', content: { steps }, reason: 'for France' };
  expect((await post('/plan-templates', { json })).status).toBe(403);
  const faulty = await post('/plan-templates', { json: { ...json, content: { steps: [] } }, token: admin });
  expect(faulty.status).toBe(400);
  const added = await post('/plan-templates', { json, token: admin });
  expect(await added.json()).toMatchObject({ name: 'hotels', version: 1, status: 'draft' });
  await post('/plan-templates', { json, token: admin });
  for (const version of [1, 2]) await post(`/plan-templates/hotels/${version}/activate`, { token: admin });
  const states = async (): Promise<unknown> =>
    (await get<{ items: { status: string }[] }>('/plan-templates')).body.items.map(({ status }) => status);
  expect(await states()).toEqual(['active', 'retired']);
  await post('/plan-templates/hotels/2/retire', { token: admin });
  expect(await states()).toEqual(['retired', 'retired']);
  expect((await post('/plan-templates/hotels/1/activate', { token: admin })).status).toBe(409);
  expect((await post('/plan-templates/hotels/7/activate', { token: admin })).status).toBe(404);
});
