import { afterEach, describe, expect, inject, it } from 'vitest';
import { startFromRecords } from '../../temporal/ring.ts';
import { findProcess, markOpen } from '../../db/stores/processes.ts';
import { untilQuiet } from '../../rehearsal/quiet.ts';
import { openProxy } from '../support/cuttable-proxy.ts';
import { eventually } from '../support/eventually.ts';
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
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await world.close();
  for (const close of closing.splice(0)) await close();
});

async function openSubmitted(options: Parameters<typeof openWorld>[0] = {}): Promise<void> {
  world = await openWorld(options);
  await world.startWorker();
  await startReview(world);
  await submit(world);
}

async function decideEverything(): Promise<void> {
  for (const question of await questions(world)) {
    const result = await answer(world, { question });
    expect(result.kind).toBe('recorded');
  }
}

const inMinutes = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

describe('when a part is lost', () => {
  it('takes decisions while no worker runs and goes on when one is back', async () => {
    await openSubmitted();
    await world.stopWorker();
    await decideEverything();
    await world.ring(planProcess(world));
    expect(await mailsOf(world, 'decision-receipt')).toBe(0);
    await world.startWorker();
    await untilQuiet(world.scene);
    expect((await currentPlan(world)).status).toBe('executing');
    expect(await mailsOf(world, 'decision-receipt')).toBe(5);
  });

  it('takes decisions while Temporal is away, and the delivery loop rings when it is back', async () => {
    const proxy = await openProxy(inject('temporalAddress'));
    await openSubmitted({ temporalAddress: proxy.address });
    proxy.cut();
    await decideEverything();
    await world.ring(planProcess(world));
    proxy.mend();
    expect((await currentPlan(world)).steps.map((step) => step.status)).toEqual(Array(4).fill('approved'));
    world.clock.set(inMinutes(24 * 60));
    await eventually(async () => {
      await world.deliver();
      expect(await mailsOf(world, 'decision-receipt')).toBe(5);
    });
    await untilQuiet(world.scene);
    expect((await currentPlan(world)).status).toBe('executing');
    closing.push(() => proxy.close());
  });

  it('delivers a decision whose API died between commit and doorbell', async () => {
    await openSubmitted();
    await decideEverything();
    expect(await world.deliver()).toBe(0);
    world.clock.set(inMinutes(2));
    expect(await world.deliver()).toBe(1);
    await untilQuiet(world.scene);
    expect((await currentPlan(world)).status).toBe('executing');
    expect(await world.deliver()).toBe(0);
  });

  it('leaves a process that ops terminated alone until it is started again, which continues from its records', async () => {
    await openSubmitted();
    const handle = world.client.workflow.getHandle(planProcess(world));
    await handle.terminate('ops');
    await decideEverything();
    await world.ring(planProcess(world));
    expect((await findProcess(world.database.app, planProcess(world)))?.state).toBe('stopped');
    world.clock.set(inMinutes(2));
    await world.deliver();
    expect((await handle.describe()).status.name).toBe('TERMINATED');
    await markOpen(world.database.app, planProcess(world));
    const process = await findProcess(world.database.app, planProcess(world));
    if (!process) throw new Error('the process has no row');
    await startFromRecords({ ...world.scene, taskQueue: world.taskQueue, log: world.log }, process);
    await untilQuiet(world.scene);
    expect((await currentPlan(world)).status).toBe('executing');
    expect(await mailsOf(world, 'decision-receipt')).toBe(5);
    expect(await mailsOf(world, 'approval-request')).toBe(5);
  });

  it('starts a year whose workflow never started, because its row is open', async () => {
    world = await openWorld();
    await world.startWorker();
    await startReview(world);
    expect(await mailsOf(world, 'plan-ready-to-draft')).toBe(1);
    await ringAndSettle(world);
    expect(await mailsOf(world, 'plan-ready-to-draft')).toBe(1);
  });
});
