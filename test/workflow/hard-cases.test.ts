import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApprovalActivities } from '../../activities/approvals.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { addStep, cancelStep, editStep } from '../../db/stores/plans.ts';
import { recordFact } from '../../db/stores/processes.ts';
import { standardPolicy, type ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { contentOf, type StepContent } from '../../domain/planning/step.ts';
import { eventually } from '../support/eventually.ts';
import { addPeople } from '../support/people.ts';
import {
  answer,
  currentPlan,
  manager,
  mailsOf,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  storyYear,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
});
afterEach(() => world.close());

async function change(stepIndex: number, content: Partial<StepContent>): Promise<void> {
  const plan = await currentPlan(world);
  const edit = { planId: plan.id, version: plan.version, by: manager(world), at: world.clock.now() };
  const stepId = plan.steps[stepIndex]?.id ?? '';
  await editStep(world.database.app, { ...edit, stepId, change: content });
}

// Leaves the plan with its first step alone, under this policy.
async function onlyFirstStep(policy: Partial<ApprovalPolicy>, approverIds: string[]): Promise<void> {
  for (const step of (await startReview(world)).steps.slice(1)) {
    const { id: planId, version } = await currentPlan(world);
    const edit = { planId, version, by: manager(world), at: world.clock.now() };
    await cancelStep(world.database.app, { ...edit, stepId: step.id, reason: 'not this year' });
  }
  await change(0, { policy: { ...standardPolicy, undoMinutes: 0, ...policy }, approverIds });
  await submit(world);
}

async function expire(personId: string): Promise<void> {
  const seat = await world.database
    .app('approver')
    .where({ person_id: personId, state: 'asked' })
    .first<{ id: string; expires_at: Date }>('id', 'expires_at');
  const { expireApprover } = createApprovalActivities({ db: world.database.app, links: world.links });
  const at = seat.expires_at.toISOString();
  const move = { workflowId: planProcess(world), at, seq: 0, subject: seat.id };
  const { notificationIds } = await expireApprover(move);
  await world.sendMail({ notificationIds });
}

const asked = async (): Promise<readonly string[]> =>
  (await questions(world)).map(({ personId }) => personId);

describe('a plan in a hard case', () => {
  it('goes on while it waits for two hundred people, and shows ops the first of them', async () => {
    const plan = await startReview(world);
    const approvers = await addPeople(world.database.app, 200);
    for (let index = 0; index < 10; index += 1) {
      const { version, steps } = await currentPlan(world);
      const edit = { planId: plan.id, version, by: manager(world), at: world.clock.now() };
      const [first] = steps;
      if (!first) throw new Error('the draft has no step');
      const approverIds = approvers.slice(index * 20, index * 20 + 20);
      await addStep(world.database.app, {
        ...edit,
        content: { ...contentOf(first), title: `Step ${index}`, approverIds },
      });
    }
    await submit(world);
    expect(await questions(world)).toHaveLength(205);
    const { status, typedSearchAttributes } = await world.client.workflow
      .getHandle(planProcess(world))
      .describe();
    expect(status.name).toBe('RUNNING');
    expect(JSON.stringify(typedSearchAttributes)).toContain('and-more');
  });

  it('neither stops at a fact whose effect fails nor hides it', async () => {
    const { app } = world.database;
    const { accountId } = world.firm;
    const wish = { accountId, by: manager(world), at: world.clock.now() };
    const { workflowId } = await requestAccountReview(app, { ...wish, year: storyYear });
    const { seq } = await recordFact(app, {
      workflowId,
      kind: 'yearRequested',
      payload: { year: 5000 },
      at: wish.at,
    });
    await requestAccountReview(app, { ...wish, year: storyYear + 1 });
    await world.ring(workflowId);
    await eventually(async () => {
      const years = await app('plan').orderBy('year').pluck<number[]>('year');
      expect(years).toEqual([storyYear, storyYear + 1]);
      const { typedSearchAttributes } = await world.client.workflow.getHandle(workflowId).describe();
      expect(JSON.stringify(typedSearchAttributes)).toContain('"ops"');
    });
    await app('inbox_fact').where({ workflow_id: workflowId, seq }).update({ late: true });
    await ringAndSettle(world, workflowId);
  });

  it('asks the next in a sequence when one is silent and silence refuses', async () => {
    const { operations, finance } = world.firm;
    await onlyFirstStep({ kind: 'any', order: 'sequence', onExpiry: 'reject' }, [operations, finance]);
    expect(await asked()).toEqual([operations]);
    await expire(operations);
    expect(await asked()).toEqual([finance]);
  });

  it('counts an answer given in time after silence was taken for a refusal', async () => {
    const { operations } = world.firm;
    await onlyFirstStep({ onExpiry: 'reject' }, [operations]);
    const [question] = await questions(world, operations);
    if (!question) throw new Error('operations was not asked');
    await expire(operations);
    expect((await currentPlan(world)).steps[0]?.status).toBe('rejected');
    await answer(world, { question, at: new Date(question.expiresAt.getTime() - 1000) });
    await ringAndSettle(world);
    expect((await currentPlan(world)).steps[0]?.status).toBe('inProgress');
  });

  it('asks the others again when an answer in time takes an expiry back', async () => {
    const { operations, finance, sponsor, director, owner } = world.firm;
    await world.database.app('person').whereIn('id', [sponsor, director, owner]).update({ active: false });
    await onlyFirstStep({ kind: 'all' }, [operations, finance]);
    const [question] = await questions(world, operations);
    if (!question) throw new Error('operations was not asked');
    await expire(operations);
    expect((await currentPlan(world)).steps[0]?.status).toBe('expired');
    await answer(world, { question, at: question.expiresAt });
    await ringAndSettle(world);
    expect((await currentPlan(world)).steps[0]?.status).toBe('pending');
    expect(await asked()).toEqual([finance]);
    expect(await mailsOf(world, 'approval-reminder')).toBe(1);
  });
});
