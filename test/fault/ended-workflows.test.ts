import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closePlan } from '../../db/stores/closings.ts';
import { findProcess, openProcess, recordFact } from '../../db/stores/processes.ts';
import { untilQuiet } from '../../rehearsal/quiet.ts';
import { stopEndedProcesses } from '../../temporal/ended-processes.ts';
import { executionInFlight, executionStatus } from '../../temporal/executions.ts';
import { restartProcess } from '../../temporal/restart.ts';
import { eventually } from '../support/eventually.ts';
import { currentPlan, manager, planProcess, ringAndSettle, startReview } from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
  await startReview(world);
});
afterEach(() => world.close());

const stateOf = async (workflowId = planProcess(world)) =>
  (await findProcess(world.database.app, workflowId))?.state;
const statusOf = (workflowId = planProcess(world)) => executionStatus(world.client, workflowId);
const look = (since?: Date) => stopEndedProcesses({ ...world, ...world.scene }, { since });
const restart = () =>
  restartProcess(
    { ...world.scene, taskQueue: world.taskQueue, log: world.log },
    { workflowId: planProcess(world), by: manager(world), at: world.clock.now() },
  );

async function auditOf(kind: string): Promise<readonly unknown[]> {
  const where = { chain: planProcess(world), kind };
  return world.database.app('audit_event').where(where).select('actor_kind', 'data');
}

async function forget(workflowId: string): Promise<void> {
  const { namespace } = world.client.options;
  await world.client.workflowService.deleteWorkflowExecution({
    namespace,
    workflowExecution: { workflowId },
  });
  await eventually(async () => expect(await statusOf(workflowId)).toBe('NOT_FOUND'));
}

async function closeWithoutLessons(): Promise<void> {
  const { id, version } = await currentPlan(world);
  const edit = { planId: id, version, by: manager(world), at: world.clock.now() };
  await closePlan(world.database.app, {
    ...edit,
    lessons: '',
    improvements: [],
    outcomes: [],
    confirmUnfinished: true,
  });
  await world.ring(planProcess(world));
  await eventually(async () => expect(await statusOf()).toBe('COMPLETED'));
}

describe('a workflow that was terminated while no fact waits', () => {
  beforeEach(() => world.client.workflow.getHandle(planProcess(world)).terminate('ops'));

  it('is noticed by the regular look: its row says stopped once, with an audit event, and the others stay open', async () => {
    await eventually(async () => {
      await look();
      expect(await stateOf()).toBe('stopped');
    });
    expect(await look()).toEqual([]);
    expect(await auditOf('process.stopped')).toEqual([
      { actor_kind: 'system', data: { status: 'TERMINATED' } },
    ]);
    expect(await stateOf(`account-review/${world.firm.accountId}`)).toBe('open');
  });

  it('is noticed by a look at what ended lately, and not by one at what ended later', async () => {
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    await eventually(async () => expect(await look(minutes(-5))).toEqual([planProcess(world)]));
    await restart();
    await world.client.workflow.getHandle(planProcess(world)).terminate('ops');
    expect(await look(minutes(60))).toEqual([]);
    expect(await stateOf()).toBe('open');
  });

  it('is noticed by a ring as well, with the same audit event', async () => {
    await world.ring(planProcess(world));
    expect(await stateOf()).toBe('stopped');
    expect(await auditOf('process.stopped')).toHaveLength(1);
  });

  it('is started again though its row still says open, and a restart of one that runs changes nothing', async () => {
    expect(await restart()).toBe(true);
    expect(await restart()).toBe(false);
    expect([await stateOf(), await statusOf()]).toEqual(['open', 'RUNNING']);
    expect(await auditOf('process.restarted')).toEqual([
      { actor_kind: 'person', data: { status: 'TERMINATED' } },
    ]);
  });

  it('is left running by a look that still finds its terminated run', async () => {
    await eventually(async () => expect(await look()).toEqual([planProcess(world)]));
    await restart();
    expect(await look()).toEqual([]);
    expect([await stateOf(), await statusOf()]).toEqual(['open', 'RUNNING']);
  });

  it('is at rest, though the server goes on naming the task that nobody did', async () => {
    const workflowId = `account-review/${world.firm.accountId}/unserved`;
    const unserved = { taskQueue: `${world.taskQueue}-unserved`, workflowId };
    const run = await world.client.workflow.start('accountReview', unserved);
    expect(await executionInFlight(world.client, workflowId)).toBe('a workflow task');
    await run.terminate('ops');
    expect((await run.describe()).raw.pendingWorkflowTask).toBeTruthy();
    expect(await executionInFlight(world.client, workflowId)).toBeUndefined();
  });
});

describe('a workflow that Temporal no longer knows', () => {
  it('is not resurrected by a ring once it has run, but by a restart', async () => {
    await forget(planProcess(world));
    await world.ring(planProcess(world));
    expect([await stateOf(), await statusOf()]).toEqual(['stopped', 'NOT_FOUND']);
    expect(await restart()).toBe(true);
    expect([await stateOf(), await statusOf()]).toEqual(['open', 'RUNNING']);
  });

  it('is started by a ring if it never began', async () => {
    const { accountId } = world.firm;
    const workflowId = `account-review/${accountId}/unstarted`;
    const input = { accountId };
    const at = world.clock.now();
    await openProcess(world.database.app, { workflowId, kind: 'accountReview', accountId, input, at });
    await ringAndSettle(world, workflowId);
    expect([await stateOf(workflowId), await statusOf(workflowId)]).toEqual(['open', 'RUNNING']);
    const row = await world.database.app('process').where({ workflow_id: workflowId }).first<{
      started_at: Date | null;
    }>('started_at');
    expect(row.started_at).toBeInstanceOf(Date);
  });
});

it('starts a completed workflow again from its records when these are open and a fact waits', async () => {
  await closeWithoutLessons();
  const { app } = world.database;
  const workflowId = planProcess(world);
  await app('process').where({ workflow_id: workflowId }).update({ state: 'open', closed_at: null });
  await recordFact(app, { workflowId, kind: 'closeRequested', at: world.clock.now() });
  await world.ring(workflowId);
  await eventually(async () => expect(await stateOf()).toBe('closed'));
  await untilQuiet(world.scene);
  expect(await auditOf('process.stopped')).toEqual([]);
});

it('does not restart a process that has ended', async () => {
  await closeWithoutLessons();
  await expect(restart()).rejects.toMatchObject({ code: 'closed' });
});
