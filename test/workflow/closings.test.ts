import { afterEach, beforeEach, expect, it } from 'vitest';
import { closePlan, endReview } from '../../db/stores/closings.ts';
import { findProcess } from '../../db/stores/processes.ts';
import { untilQuiet } from '../../rehearsal/quiet.ts';
import { eventually } from '../support/eventually.ts';
import { currentPlan, mailsOf, manager, planProcess, startReview, submit } from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
  await startReview(world);
});
afterEach(() => world.close());

const reviewProcess = () => `account-review/${world.firm.accountId}`;

async function stateAfterRing(workflowId: string, state: string): Promise<void> {
  await world.ring(workflowId);
  await eventually(async () =>
    expect((await findProcess(world.database.app, workflowId))?.state).toBe(state),
  );
  await untilQuiet(world.scene);
}

const closing = async (confirmUnfinished: boolean) => {
  const { id, version } = await currentPlan(world);
  const edit = { planId: id, version, by: manager(world), at: world.clock.now() };
  return closePlan(world.database.app, {
    ...edit,
    lessons: 'Start earlier.',
    improvements: [],
    outcomes: [],
    confirmUnfinished,
  });
};

const ending = (confirmOpenPlans: boolean) => {
  const { accountId } = world.firm;
  const wish = { accountId, by: manager(world), at: world.clock.now(), reason: 'The client was sold.' };
  return endReview(world.database.app, { ...wish, confirmOpenPlans });
};

it('closes a plan over its unfinished steps once that is confirmed: approvals are recalled, manager and director told', async () => {
  await submit(world);
  await expect(closing(false)).rejects.toMatchObject({ code: 'conflict' });
  await closing(true);
  await stateAfterRing(planProcess(world), 'closed');
  expect((await currentPlan(world)).status).toBe('closed');
  expect(await world.database.app('approval_request').where({ status: 'open' })).toEqual([]);
  expect(await mailsOf(world, 'plan-closed')).toBe(2);
});

it('ends a review and leaves its open plan running; when that closes, nothing is lost', async () => {
  await expect(ending(false)).rejects.toMatchObject({
    code: 'conflict',
    faults: [{ message: expect.stringContaining('is drafting') as string }],
  });
  await ending(true);
  await stateAfterRing(reviewProcess(), 'closed');
  expect((await findProcess(world.database.app, planProcess(world)))?.state).toBe('open');
  await closing(true);
  await stateAfterRing(planProcess(world), 'closed');
  await expect(ending(true)).rejects.toMatchObject({ code: 'closed' });
});
