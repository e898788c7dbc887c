import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanLeaseOperations } from '../../api/plans/lease.ts';
import { createPlanOperations } from '../../api/plans/routes.ts';
import { createStepReportOperations } from '../../api/plan-steps/reports.ts';
import { printedByKam } from '../support/kam-command.ts';
import { asked, openDesk, type Desk } from '../web/desk.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2027-01-15T10:00:00Z');
const workflowId = 'annual-plan/1/2027';
const rung: string[] = [];
let desk: Desk;
let server: TestServer;
let manager: string;
let viewer: string;
let planId: string;
let stepId: string;

beforeAll(async () => {
  desk = await openDesk();
  const { app: db } = desk.database;
  const deps = { ring: (id: string) => Promise.resolve(void rung.push(id)) };
  const operations = [
    ...createPlanOperations(deps),
    ...createPlanLeaseOperations(deps),
    ...createStepReportOperations(deps),
  ];
  server = await startServer({ db, operations, clock: { now: () => now } });
  manager = await tokenFor(db, 'manager');
  viewer = await tokenFor(db, 'viewer');
  ({ id: stepId, plan_id: planId } = await db('plan_step').first<{ id: string; plan_id: string }>());
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

interface PlanBody {
  readonly version: number;
  readonly lease: { readonly health: number; readonly daysUntended: number; readonly asOf: string } | null;
  readonly steps: readonly { readonly progress: object; readonly blocked: { reason: string } | null }[];
}

const read = async (path = `/plans/${planId}`): Promise<{ body: PlanBody; etag: string }> => {
  const answer = await call(server, { path: `/v1${path}`, token: viewer });
  expect(answer.status).toBe(200);
  return { body: (await answer.json()) as PlanBody, etag: answer.headers.get('etag') ?? '' };
};

async function report(what: string, json: unknown, as: { token?: string; etag?: string } = {}) {
  const etag = as.etag ?? (await read()).etag;
  const path = `/v1/plans/${planId}/steps/${stepId}/${what}`;
  return call(server, {
    path,
    method: 'POST',
    token: as.token ?? manager,
    json,
    headers: { 'If-Match': etag },
  });
}

const codeOf = async (answer: Response): Promise<string> =>
  (await problemOf(answer)).type.split(':').at(-1) ?? '';

describe('reports on a step', () => {
  it('are refused before it is carried out, for a viewer, for faulty figures and for an older version', async () => {
    expect((await report('progress', { percent: 10 })).status).toBe(409);
    const { db } = desk.mail;
    await db('plan').update({ status: 'executing' });
    await db('plan_step').update({ status: 'inProgress', started_at: asked });
    expect((await report('progress', { percent: 10 }, { token: viewer })).status).toBe(403);
    for (const percent of [-1, 101, 10.5, '10'])
      expect((await report('progress', { percent })).status).toBe(400);
    expect((await report('block', { reason: ' ' })).status).toBe(400);
    expect((await report('unblock', { note: '' })).status).toBe(409);
    expect((await report('progress', { percent: 10 }, { etag: '"999"' })).status).toBe(412);
    expect((await read()).body.steps[0]).toMatchObject({ progress: { percent: 0 }, blocked: null });
    expect(rung).toEqual([]);
  });

  it('are stored, answered with the plan, and ring its process', async () => {
    expect((await report('progress', { percent: 40, note: 'Half way.' })).status).toBe(200);
    expect((await report('block', { reason: 'No contact.' })).status).toBe(200);
    const again = await report('block', { reason: 'Another.' });
    expect(again.status).toBe(409);
    expect(await codeOf(again)).toBe('conflict');
    const blocked = (await read()).body.steps[0];
    expect(blocked).toMatchObject({
      progress: { percent: 40, note: 'Half way.' },
      blocked: { reason: 'No contact.' },
    });
    expect((await report('unblock', { note: 'Named.' })).status).toBe(200);
    expect((await read()).body.steps[0]?.blocked).toBeNull();
    expect(rung).toEqual([workflowId, workflowId, workflowId]);
  });
});

describe('the lease of a plan', () => {
  it('stands in the plan, by the API and at the command line, and begins anew when somebody says that it holds', async () => {
    const { body } = await read();
    expect(body.lease).toMatchObject({ health: 100, daysUntended: 0, asOf: now.toISOString() });
    expect(await printedByKam(desk.database.appUrl, ['plan', 'lease', planId])).toContain(
      'health 100 of 100',
    );
    const path = `/v1/plans/${planId}/revalidate`;
    const refused = await call(server, { path, method: 'POST', token: viewer, json: { note: '' } });
    expect(refused.status).toBe(403);
    const said = await call(server, { path, method: 'POST', token: manager, json: { note: 'Read.' } });
    expect(said.status).toBe(200);
    const events = await desk.mail.db('audit_event').where({ kind: 'plan.revalidated' }).select('data');
    expect(events).toEqual([{ data: { note: 'Read.' } }]);
    await desk.mail.db('plan').update({ status: 'approving' });
    expect((await read()).body.lease).toBeNull();
    const without = await printedByKam(desk.database.appUrl, ['plan', 'lease', planId, '--json']);
    expect(JSON.parse(without)).toBeNull();
  });
});
