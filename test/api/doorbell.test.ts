import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { untilQuiet } from '../../rehearsal/quiet.ts';
import { restartProcess } from '../../temporal/restart.ts';
import { openWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';
import { idleDeps } from './idle-deps.ts';
import { call, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

let world: World;
let server: TestServer;
let ops: string;
const patient = { timeout: 60_000, interval: 200 };
const year = new Date().getFullYear() + 1;

beforeAll(async () => {
  world = await openWorld();
  const db = world.database.app;
  const operations = createOperations({
    ...idleDeps,
    ring: world.ring,
    restartProcess: (restart) => restartProcess({ ...world, db }, restart),
  });
  server = await startServer({ db, operations });
  ops = await tokenFor(db, 'ops', world.firm.manager);
});

afterAll(async () => {
  await server.close();
  await world.close();
});

const read = async <Body>(path: string): Promise<Body> =>
  (await (await call(server, { path: `/v1${path}`, token: ops })).json()) as Body;
const post = (path: string, json?: unknown) =>
  call(server, { method: 'POST', path: `/v1${path}`, token: ops, ...(json === undefined ? {} : { json }) });
const plans = async () => (await read<{ items: { workflowId: string }[] }>('/plans')).items;

test('a review asked for while no worker runs is accepted at once, and its plan is drafted when one is back', async () => {
  const response = await post('/account-reviews', { accountId: world.firm.accountId, year });
  expect(response.status).toBe(202);
  expect(await plans()).toEqual([]);
  await world.startWorker();
  await expect.poll(plans, patient).toMatchObject([{ year, status: 'drafting' }]);
});

test('a process terminated in Temporal says stopped when it is next rung for, and a restart goes on from its records', async () => {
  const workflowId = `annual-plan/${world.firm.accountId}/${year}`;
  const path = `/processes/${encodeURIComponent(workflowId)}`;
  const stateOf = async () => (await read<{ state: string }>(path)).state;
  const isRunning = async () => {
    try {
      return (await world.client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
    } catch {
      return false;
    }
  };
  await untilQuiet(world.scene);
  await world.client.workflow.getHandle(workflowId).terminate('by ops');
  await world.ring(workflowId);
  expect(await stateOf()).toBe('stopped');
  expect((await post(`${path}/restart`)).status).toBe(200);
  expect(await stateOf()).toBe('open');
  expect(await isRunning()).toBe(true);
  const restarted = await world.client.workflow.getHandle(workflowId).describe();
  expect(await restarted.staticSummary()).toBe(`Annual plan ${year} of account ${world.firm.accountId}`);
  expect((await post(`${path}/restart`)).status).toBe(409);
});
