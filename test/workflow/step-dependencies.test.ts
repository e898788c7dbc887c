import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listBlockers } from '../../db/read-models/blockers.ts';
import { cancelStep, editStep, markStepDone, type PlanEdit } from '../../db/stores/plans.ts';
import { listSignals } from '../../db/stores/signals.ts';
import { blockStep, reportProgress, unblockStep } from '../../db/stores/step-execution.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  manager,
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
  await startReview(world);
});
afterEach(() => world.close());

async function edit(): Promise<PlanEdit> {
  const { id: planId, version } = await currentPlan(world);
  return { planId, version, by: manager(world), at: world.clock.now() };
}

const step = async (position: number): Promise<PlanStep> => {
  const found = (await currentPlan(world)).steps[position];
  if (!found) throw new Error(`the plan has no step at ${position}`);
  return found;
};
const idOf = async (position: number): Promise<string> => (await step(position)).id;
const statuses = async (): Promise<readonly string[]> =>
  (await currentPlan(world)).steps.map(({ status }) => status);

/** Lets the step at the first position wait for those at the others. */
async function letWait(position: number, ...on: readonly number[]): Promise<Plan> {
  const dependsOn = await Promise.all(on.map(idOf));
  const stepId = await idOf(position);
  return editStep(world.database.app, { ...(await edit()), stepId, change: { dependsOn } });
}

async function decideOn(position: number, choice: 'approve' | 'reject'): Promise<void> {
  const { title } = await step(position);
  for (;;) {
    const open = (await questions(world)).filter((question) => question.title === title);
    if (open.length === 0) return;
    for (const question of open) await answer(world, { question, choice, comment: 'So it is.' });
    await ringAndSettle(world);
  }
}

async function finish(position: number): Promise<void> {
  const stepId = await idOf(position);
  await markStepDone(world.database.app, { ...(await edit()), stepId, evidence: 'Minutes.' });
  await ringAndSettle(world);
}

const others = async (): Promise<readonly number[]> =>
  (await currentPlan(world)).steps.map((_, index) => index).filter((index) => index > 1);

describe('steps of a plan', () => {
  it('start as soon as they are approved and all they wait for has ended, not with the last decision', async () => {
    await letWait(1, 0);
    await submit(world);
    await decideOn(1, 'approve');
    expect((await statuses()).slice(0, 2)).toEqual(['pending', 'approved']);
    await decideOn(0, 'approve');
    expect((await statuses()).slice(0, 3)).toEqual(['inProgress', 'approved', 'pending']);
    expect(await mailsOf(world, 'plan-executing')).toBe(0);
    for (const index of await others()) await decideOn(index, 'approve');
    expect((await currentPlan(world)).status).toBe('executing');
    expect(await mailsOf(world, 'plan-executing')).toBe(1);
    const told = world.inbox.mails.find(({ parsed }) => parsed.subject?.startsWith('Under way'));
    expect(told?.parsed.text?.replace(/\s+/g, ' ')).toContain(`starts after ${(await step(0)).title}`);
    await finish(0);
    expect((await statuses()).slice(0, 2)).toEqual(['done', 'inProgress']);
    expect(await mailsOf(world, 'plan-executing')).toBe(1);
  });

  it('cannot wait for each other, nor for what the plan has not, and the circle is named', async () => {
    await letWait(1, 0);
    const [first, second] = [await step(0), await step(1)];
    await expect(letWait(0, 1)).rejects.toMatchObject({
      code: 'invalid',
      faults: [
        {
          path: '/dependsOn',
          message: `Steps would wait for each other: "${first.title}" waits for "${second.title}" waits for "${first.title}".`,
        },
      ],
    });
    const strange = { ...(await edit()), stepId: first.id, change: { dependsOn: ['999999999'] } };
    await expect(editStep(world.database.app, strange)).rejects.toMatchObject({ code: 'invalid' });
    expect((await step(1)).dependsOn).toEqual([first.id]);
    await ringAndSettle(world);
  });

  it('go on without one that is given up, wait for one that is rejected, and the manager hears of both', async () => {
    await letWait(1, 0);
    await letWait(2, 3);
    await submit(world);
    for (const index of [0, 1, 2]) await decideOn(index, 'approve');
    await decideOn(3, 'reject');
    expect(await statuses()).toEqual(['inProgress', 'approved', 'approved', 'rejected']);
    expect(await mailsOf(world, 'step-dependency-lost')).toBe(1);
    const stepId = await idOf(0);
    await cancelStep(world.database.app, { ...(await edit()), stepId, reason: 'the client moved' });
    await ringAndSettle(world);
    expect(await statuses()).toEqual(['cancelled', 'inProgress', 'approved', 'rejected']);
    expect(await mailsOf(world, 'step-dependency-lost')).toBe(2);
    await finish(1);
    expect(await mailsOf(world, 'step-dependency-lost')).toBe(2);
  });

  it('report progress and what blocks them; while blocked the manager is waited for, not the owner', async () => {
    await submit(world);
    for (const index of [0, 1, ...(await others())]) await decideOn(index, 'approve');
    const { app: db } = world.database;
    const { id: stepId, title } = await step(0);
    const [early] = [await edit()];
    await reportProgress(db, { ...early, stepId, percent: 40, note: 'Met twice.' });
    const late = reportProgress(db, { ...early, stepId, percent: 50, note: '' });
    await expect(late).rejects.toMatchObject({ code: 'stale' });
    await blockStep(db, { ...(await edit()), stepId, reason: 'No contact is named.' });
    await ringAndSettle(world);
    expect((await step(0)).progress).toEqual({ percent: 40, note: 'Met twice.' });
    expect(await mailsOf(world, 'step-blocked')).toBe(1);
    const waiting = async () =>
      (await listBlockers(db, { workflowId: planProcess(world) }))
        .filter(({ subject }) => subject === stepId)
        .map(({ waitingFor, personId, title: what }) => [waitingFor, personId, what]);
    expect(await waiting()).toEqual([['obstacle', world.firm.manager, `${title}: No contact is named.`]]);
    const twice = blockStep(db, { ...(await edit()), stepId, reason: 'again' });
    await expect(twice).rejects.toMatchObject({ code: 'conflict' });
    await unblockStep(db, { ...(await edit()), stepId, note: 'Named on Monday.' });
    await ringAndSettle(world);
    expect((await waiting()).map(([waitingFor]) => waitingFor)).toEqual(['step']);
    await finish(0);
    expect((await step(0)).progress.percent).toBe(100);
    const ended = reportProgress(db, { ...(await edit()), stepId, percent: 10, note: '' });
    await expect(ended).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leave a signal when they are overdue, with how far they had come', async () => {
    await submit(world);
    for (const index of [0, 1, ...(await others())]) await decideOn(index, 'approve');
    const stepId = await idOf(0);
    const due = new Date(Date.now() - 60_000);
    await world.database.app('plan_step').where({ id: stepId }).update({ overdue_at: due });
    await ringAndSettle(world);
    const of = { accountId: world.firm.accountId, asOf: new Date('2200-01-01'), limit: 10 };
    expect(await listSignals(world.database.app, of)).toMatchObject([
      { kind: 'step.overdue', subject: stepId, evidence: { progress: 0, blockedBy: null } },
    ]);
  });
});
