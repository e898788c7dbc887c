import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelStep, editStep, markStepDone, submitPlan } from '../../db/stores/plans.ts';
import { findProcess, recordFact } from '../../db/stores/processes.ts';
import { eventually } from '../support/eventually.ts';
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
});
afterEach(() => world.close());

const statuses = async (): Promise<readonly string[]> =>
  (await currentPlan(world)).steps.map((step) => step.status);

async function answerAll(): Promise<void> {
  for (const question of await questions(world)) await answer(world, { question });
  await ringAndSettle(world);
}

describe('an annual plan', () => {
  it('goes from a request through submission and approvals to execution and mails everybody on the way', async () => {
    const draft = await startReview(world);
    expect(draft.status).toBe('drafting');
    expect(draft.situation).toContain('no orders');
    await submit(world);
    expect(await questions(world)).toHaveLength(5);
    await answerAll();
    expect(await statuses()).toEqual(Array(4).fill('inProgress'));
    expect((await currentPlan(world)).status).toBe('executing');
    expect(world.inbox.mails.length).toBe(1 + 5 + 5 + 4 + 1);
  });

  it('takes a step back to draft when changes are requested and asks again with a new link that names the change', async () => {
    await startReview(world);
    await submit(world);
    const [question] = await questions(world, world.firm.director);
    if (!question) throw new Error('the director was not asked');
    await answer(world, { question, choice: 'requestChanges', comment: 'Say which decision makers.' });
    await ringAndSettle(world);
    expect(await mailsOf(world, 'changes-requested')).toBe(1);
    const plan = await currentPlan(world);
    expect(plan.steps[0]?.status).toBe('changesRequested');
    expect(plan.status).toBe('approving');
    const edit = { planId: plan.id, version: plan.version, by: manager(world), at: world.clock.now() };
    await editStep(world.database.app, {
      ...edit,
      stepId: plan.steps[0]?.id ?? '',
      change: { description: 'Meet the CFO.' },
    });
    await submit(world);
    const [again] = await questions(world, world.firm.director);
    if (!again) throw new Error('the director was not asked again');
    expect(again.linkId).not.toBe(question.linkId);
    expect(again.contentHash).not.toBe(question.contentHash);
    await expect(answer(world, { question, choice: 'approve' })).rejects.toMatchObject({
      code: 'alreadyDecided',
    });
    const mail = world.inbox.mails.findLast(({ envelopeTo }) => envelopeTo.includes('director@example.com'));
    expect(mail?.parsed.text).toContain('Meet the CFO.');
    expect(await questions(world)).toHaveLength(5);
  });

  it('goes on with the other steps when one is rejected', async () => {
    await startReview(world);
    await submit(world);
    const [finance] = await questions(world, world.firm.finance);
    if (!finance) throw new Error('finance was not asked');
    await answer(world, { question: finance, choice: 'reject', comment: 'No budget.' });
    await answerAll();
    expect(await statuses()).toEqual(['inProgress', 'rejected', 'inProgress', 'inProgress']);
    expect(await mailsOf(world, 'step-rejected')).toBe(1);
    expect(await mailsOf(world, 'approval-no-longer-needed')).toBe(1);
  });

  it('acts once on a fact however often and early the doorbell rings', async () => {
    await startReview(world);
    await submit(world);
    await Promise.all(Array.from({ length: 30 }, () => world.ring(planProcess(world))));
    await answerAll();
    await Promise.all(Array.from({ length: 30 }, () => world.ring(planProcess(world))));
    await ringAndSettle(world);
    expect((await currentPlan(world)).status).toBe('executing');
    expect(await mailsOf(world, 'approval-request')).toBe(5);
    expect(await mailsOf(world, 'decision-receipt')).toBe(5);
  });

  it('keeps a fact that finds the process closed as late and leaves the closed plan alone', async () => {
    await startReview(world);
    await recordFact(world.database.app, {
      workflowId: planProcess(world),
      kind: 'closeRequested',
      at: world.clock.now(),
    });
    await world.ring(planProcess(world));
    await eventually(async () =>
      expect((await findProcess(world.database.app, planProcess(world)))?.state).toBe('closed'),
    );
    const { late } = await recordFact(world.database.app, {
      workflowId: planProcess(world),
      kind: 'stepDone',
      at: world.clock.now(),
    });
    expect(late).toBe(true);
    const plan = await currentPlan(world);
    const edit = { planId: plan.id, version: plan.version, by: manager(world), at: world.clock.now() };
    await expect(
      cancelStep(world.database.app, { ...edit, stepId: plan.steps[0]?.id ?? '', reason: 'too late' }),
    ).rejects.toMatchObject({ code: 'closed' });
  });

  it('tells the manager of an answer that comes after the plan was closed, and does not count it', async () => {
    await startReview(world);
    await submit(world);
    const [question] = await questions(world, world.firm.finance);
    if (!question) throw new Error('finance was not asked');
    const { app } = world.database;
    await recordFact(app, { workflowId: planProcess(world), kind: 'closeRequested', at: world.clock.now() });
    await ringAndSettle(world);
    await expect(answer(world, { question })).rejects.toMatchObject({ code: 'closed' });
    await expect(answer(world, { question })).rejects.toMatchObject({ code: 'closed' });
    await ringAndSettle(world, `account-review/${world.firm.accountId}`);
    expect(await mailsOf(world, 'late-decision-note')).toBe(1);
    expect((await currentPlan(world)).steps[1]?.status).toBe('pending');
  });

  it('refuses to ask somebody who has left', async () => {
    const plan = await startReview(world);
    await world.database.app('person').where({ id: world.firm.finance }).update({ active: false });
    const edit = { planId: plan.id, version: plan.version, by: manager(world), at: world.clock.now() };
    await expect(submitPlan(world.database.app, edit)).rejects.toMatchObject({
      faults: [{ path: '/steps/2/approverIds', message: 'Finance is no longer active.' }],
    });
  });

  it('says stopped in its row when ops cancel it, and nothing resurrects it', async () => {
    await startReview(world);
    const handle = world.client.workflow.getHandle(planProcess(world));
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect((await findProcess(world.database.app, planProcess(world)))?.state).toBe('stopped');
    await world.ring(planProcess(world));
    expect((await handle.describe()).status.name).toBe('CANCELLED');
  });

  it('finishes a step that is reported done and refuses what has ended', async () => {
    await startReview(world);
    await submit(world);
    await answerAll();
    const plan = await currentPlan(world);
    const edit = {
      planId: plan.id,
      version: plan.version,
      by: manager(world),
      at: world.clock.now(),
      stepId: plan.steps[0]?.id ?? '',
    };
    await markStepDone(world.database.app, { ...edit, evidence: 'minutes of the meeting' });
    await ringAndSettle(world);
    await expect(markStepDone(world.database.app, { ...edit, evidence: 'again' })).rejects.toMatchObject({
      code: 'stale',
    });
    expect((await statuses())[0]).toBe('done');
  });
});
