import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAbsenceOperations } from '../../api/absences/routes.ts';
import { createApprovalChangeOperations } from '../../api/approvals/changes.ts';
import { createApprovalOperations } from '../../api/approvals/routes.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2026-12-01T10:00:00Z');
const rung: string[] = [];
let desk: Desk;
let server: TestServer;
let token: string;

beforeAll(async () => {
  desk = await openDesk();
  const deps = { ring: (id: string) => Promise.resolve(void rung.push(id)) };
  const operations = [
    ...createApprovalOperations(),
    ...createApprovalChangeOperations(deps),
    ...createAbsenceOperations(deps),
  ];
  server = await startServer({ db: desk.database.app, operations, clock: { now: () => now } });
  token = await tokenFor(desk.database.app, 'manager');
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

const send = (
  path: string,
  json?: unknown,
  method = json === undefined ? 'GET' : 'POST',
): Promise<Response> => call(server, { method, path, token, ...(json === undefined ? {} : { json }) });

describe('absences by the API', () => {
  it('are set, listed and cancelled, and ring the processes that wait for the person', async () => {
    const { operations, director } = desk.firm;
    const path = `/v1/people/${operations}/absences`;
    const wish = { startsAt: '2026-12-07T00:00:00+01:00', endsAt: '2026-12-14T00:00:00+01:00' };
    const set = await send(path, { ...wish, standInId: director });
    expect(set.status).toBe(201);
    const absence = (await set.json()) as { id: string };
    expect(absence).toMatchObject({ standInName: 'Director', startsAt: '2026-12-06T23:00:00.000Z' });
    expect(rung).toEqual(['annual-plan/1/2027']);
    expect(await (await send(path)).json()).toMatchObject({ items: [{ id: absence.id }] });
    expect((await send(`${path}/${absence.id}`, undefined, 'DELETE')).status).toBe(204);
    expect(await (await send(path)).json()).toEqual({ items: [] });
    expect((await send(`${path}/${absence.id}`, undefined, 'DELETE')).status).toBe(404);
  });

  it('say everything that is wrong with them, and where', async () => {
    const { operations } = desk.firm;
    const wish = { startsAt: '2026-12-07T00:00:00Z', endsAt: '2026-12-01T00:00:00Z', standInId: operations };
    const problem = await problemOf(await send(`/v1/people/${operations}/absences`, wish));
    expect(problem.status).toBe(422);
    expect(problem.faults?.map(({ path }) => path)).toEqual(['/endsAt', '/standInId']);
  });
});

describe('approvals by the API', () => {
  it('are reassigned with a reason, and say who decides for whom', async () => {
    const { operations, director, sponsor } = desk.firm;
    const { request } = await desk.linkOf(operations);
    const path = `/v1/approvals/${request}`;
    const detail = (await (await send(path)).json()) as { approvers: { id: string; personId: string }[] };
    const seat = detail.approvers.find(({ personId }) => personId === operations)?.id ?? '';
    const reassign = `${path}/approvers/${seat}/reassign`;
    const refused = await problemOf(await send(reassign, { personId: sponsor, reason: 'On leave.' }));
    expect(refused).toMatchObject({ status: 422, faults: [{ path: '/personId' }] });
    expect(refused.detail).toContain('nobody approves their own step');
    expect((await send(reassign, { personId: director, reason: ' ' })).status).toBe(400);
    expect((await send(reassign, { personId: director, reason: 'On leave.' })).status).toBe(200);
    await desk.follow();
    const after = (await (await send(path)).json()) as { approvers: unknown[]; blocking: unknown[] };
    const insteadOf = { personName: 'Operations', how: 'reassigned' };
    expect(after.approvers).toContainEqual(
      expect.objectContaining({ personName: 'Director', state: 'asked' }),
    );
    expect(after.blocking).toContainEqual(
      expect.objectContaining({
        personName: 'Director',
        insteadOf: expect.objectContaining(insteadOf) as unknown,
      }),
    );
    expect((await send(reassign, { personId: director, reason: 'Again.' })).status).toBe(409);
  });

  it('are recalled with a reason, once, and not by a viewer', async () => {
    const { request } = await desk.linkOf(desk.firm.finance);
    const path = `/v1/approvals/${request}/recall`;
    const viewer = await tokenFor(desk.database.app, 'viewer');
    const json = { reason: 'Wrong year.' };
    expect((await call(server, { method: 'POST', path, token: viewer, json })).status).toBe(403);
    expect(await (await send(path, json)).json()).toMatchObject({ status: 'recalled', approverId: null });
    expect((await send(path, json)).status).toBe(409);
  });
});
