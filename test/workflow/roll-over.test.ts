import { afterEach, beforeEach, expect, it } from 'vitest';
import { factRecordedSignal } from '../../workflows/process/messages.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
});
afterEach(() => world.close());

it('loses and doubles nothing while it rolls over under a storm of doorbells and decisions', async () => {
  await startReview(world);
  await submit(world);
  const handle = world.client.workflow.getHandle(planProcess(world));
  const before = (await handle.describe()).runId;
  const storm = Array.from({ length: 200 }, () => handle.signal(factRecordedSignal));
  for (const question of await questions(world)) {
    await answer(world, { question });
    storm.push(world.ring(planProcess(world)));
  }
  await Promise.all(storm);
  await ringAndSettle(world);
  expect((await handle.describe()).runId).not.toBe(before);
  expect((await currentPlan(world)).steps.map((step) => step.status)).toEqual(Array(4).fill('inProgress'));
  expect(await mailsOf(world, 'decision-receipt')).toBe(5);
  expect(await mailsOf(world, 'approval-request')).toBe(5);
});
