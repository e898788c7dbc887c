import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handOver, reassignSeat, takeBack, type HandOverResult } from '../../db/stores/hand-overs.ts';
import { recallRequest } from '../../db/stores/recalls.ts';
import { cancelStep, editStep } from '../../db/stores/plans.ts';
import { standardPolicy, type ApprovalPolicy } from '../../domain/approvals/policy.ts';
import type { StepContent } from '../../domain/planning/step.ts';
import { addPeople } from '../support/people.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  manager,
  questions,
  ringAndSettle,
  startReview,
  submit,
  type Question,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
});
afterEach(() => world.close());

async function edit(stepIndex: number): Promise<Parameters<typeof cancelStep>[1]> {
  const { id: planId, version, steps } = await currentPlan(world);
  const stepId = steps[stepIndex]?.id ?? '';
  return { planId, version, stepId, by: manager(world), at: world.clock.now(), reason: 'not this year' };
}

// Leaves the plan with its first step alone, under this policy.
async function ask(policy: Partial<ApprovalPolicy>, change: Partial<StepContent>): Promise<void> {
  for (const index of (await startReview(world)).steps.keys())
    if (index > 0) await cancelStep(world.database.app, await edit(index));
  const full = { policy: { ...standardPolicy, undoMinutes: 0, ...policy }, ...change };
  await editStep(world.database.app, { ...(await edit(0)), change: full });
  await submit(world);
}

async function questionOf(personId: string): Promise<Question> {
  const [question] = await questions(world, personId);
  if (!question) throw new Error(`person ${personId} is not asked`);
  return question;
}

const asked = async (): Promise<readonly string[]> =>
  (await questions(world)).map(({ personId }) => personId);

function pass(
  question: Question,
  to: string,
  wish: { how?: 'delegated' | 'suggested'; words?: string } = {},
): Promise<HandOverResult> {
  const { how = 'delegated', words = '' } = wish;
  const at = world.clock.now();
  return handOver(world.database.app, { ...question, how, words, email: `${to}@example.com`, at });
}

async function passAndSettle(...wish: Parameters<typeof pass>): Promise<void> {
  expect(await pass(...wish)).toMatchObject({ kind: 'handedOver' });
  await ringAndSettle(world);
}

const mailTo = (address: string): string =>
  (
    world.inbox.mails.findLast(({ envelopeTo }) => envelopeTo.includes(`${address}@example.com`))?.parsed
      .text ?? ''
  ).replace(/\s+/g, ' ');

async function seats(): Promise<readonly { person_id: string; state: string; how: string }[]> {
  return world.database.app('approver').orderBy('id').select('person_id', 'state', 'how');
}

describe('an approver who hands a decision over', () => {
  it('has the delegate asked for them, whose answer decides, and everybody concerned is told', async () => {
    const { operations, finance } = world.firm;
    await ask({}, { approverIds: [operations] });
    await passAndSettle(await questionOf(operations), 'finance', { words: 'You know the figures.' });
    expect(await asked()).toEqual([finance]);
    expect(mailTo('finance')).toContain('Operations wrote: “You know the figures.”');
    expect(mailTo('finance')).toContain('you decide for Operations');
    expect(mailTo('operations')).toContain('You asked Finance to decide');
    expect(mailTo('manager')).toContain('Operations has handed the decision');
    await answer(world, { question: await questionOf(finance) });
    await ringAndSettle(world);
    expect((await currentPlan(world)).steps[0]?.status).toBe('inProgress');
    expect(await seats()).toMatchObject([
      { person_id: operations, state: 'handedOver' },
      { person_id: finance, state: 'approved', how: 'delegated' },
    ]);
  });

  it('has the person they name instead asked in their own right, in their place of a sequence', async () => {
    const { operations, finance, director } = world.firm;
    await ask({ order: 'sequence' }, { approverIds: [operations, finance] });
    const wish = { how: 'suggested', words: 'It is her budget.' } as const;
    await passAndSettle(await questionOf(operations), 'director', wish);
    expect(await asked()).toEqual([director]);
    expect(mailTo('director')).toContain('you decide in your own right');
    await answer(world, { question: await questionOf(director) });
    await ringAndSettle(world);
    expect(await asked()).toEqual([finance]);
  });

  it('is refused with the reason for whoever cannot decide, and nothing changes', async () => {
    const { operations, finance, sponsor, owner } = world.firm;
    await ask({}, { approverIds: [operations, finance], ownerId: sponsor });
    await world.database.app('person').where({ id: owner }).update({ active: false });
    const question = await questionOf(operations);
    const refused = async (...wish: Parameters<typeof pass>): Promise<unknown> => {
      const result = await pass(...wish);
      return result.kind === 'refused' && result.refused;
    };
    expect(await refused(question, 'nobody')).toBe('unknown');
    expect(await refused(question, 'owner')).toBe('inactive');
    expect(await refused(question, 'manager')).toBe('requester');
    expect(await refused(question, 'sponsor')).toBe('owner');
    expect(await refused(question, 'finance')).toBe('asked');
    expect(await refused(question, 'operations')).toBe('oneself');
    expect(await refused(question, 'director', { how: 'suggested' })).toBe('noReason');
    const other = { ...question, contentHash: '0'.repeat(64) };
    await expect(pass(other, 'director')).rejects.toMatchObject({ code: 'contentChanged' });
    await answer(world, { question });
    await expect(pass(question, 'director')).rejects.toMatchObject({ code: 'alreadyDecided' });
    expect(await asked()).toEqual([finance]);
    await ringAndSettle(world);
  });

  it('can pass one decision on five times and no more', async () => {
    await ask({}, { approverIds: [world.firm.operations] });
    const people = await addPeople(world.database.app, 6);
    let question = await questionOf(world.firm.operations);
    for (const [index, person] of people.slice(0, 5).entries()) {
      await passAndSettle(question, `person${index}`);
      question = await questionOf(person);
    }
    expect(await pass(question, 'person5')).toEqual({ kind: 'refused', refused: 'tooOften' });
    expect(await asked()).toEqual([people[4]]);
  });

  it('can take it back while the other has not decided, who is told; reminders go only to the one asked', async () => {
    const { operations, finance } = world.firm;
    await ask({}, { approverIds: [operations] });
    const own = await questionOf(operations);
    await passAndSettle(own, 'finance');
    const others = await questionOf(finance);
    await takeBack(world.database.app, { ...own, at: world.clock.now() });
    await ringAndSettle(world);
    expect(await asked()).toEqual([operations]);
    expect(mailTo('finance')).toContain('Operations decides on');
    await expect(answer(world, { question: others })).rejects.toMatchObject({ code: 'closed' });
    await answer(world, { question: own });
    await ringAndSettle(world);
    expect((await currentPlan(world)).steps[0]?.status).toBe('inProgress');
    expect(await mailsOf(world, 'approval-reminder')).toBe(0);
  });

  it('cannot take it back once the other has decided', async () => {
    const { operations, finance, director } = world.firm;
    await ask({}, { approverIds: [operations, director] });
    const own = await questionOf(operations);
    await passAndSettle(own, 'finance');
    await answer(world, { question: await questionOf(finance) });
    const wish = { ...own, at: world.clock.now() };
    await expect(takeBack(world.database.app, wish)).rejects.toMatchObject({ code: 'alreadyDecided' });
    await ringAndSettle(world);
  });
});

describe('a manager', () => {
  async function seatOf(personId: string): Promise<{ approvalId: string; approverId: string }> {
    const row = await world.database
      .app('approver')
      .where({ person_id: personId })
      .first<{ id: string; request_id: string }>('id', 'request_id');
    return { approvalId: row.request_id, approverId: row.id };
  }

  it('reassigns a seat that waits for its turn or is asked, and the one before is told', async () => {
    const { operations, finance, director, owner } = world.firm;
    await ask({ order: 'sequence' }, { approverIds: [operations, finance] });
    const wish = { reason: 'On leave.', by: manager(world), at: world.clock.now() };
    const { app } = world.database;
    await reassignSeat(app, { ...(await seatOf(finance)), personId: director, ...wish });
    await ringAndSettle(world);
    expect(await asked()).toEqual([operations]);
    await reassignSeat(app, { ...(await seatOf(operations)), personId: owner, ...wish });
    await ringAndSettle(world);
    expect(await asked()).toEqual([owner]);
    expect(mailTo('operations')).toContain('has been given to Owner');
    expect(mailTo('owner')).toContain('The reason given: “On leave.”');
    expect(await mailsOf(world, 'hand-over-note')).toBe(0);
    await answer(world, { question: await questionOf(owner) });
    await ringAndSettle(world);
    expect(await asked()).toEqual([director]);
  });

  it('recalls a request: its step is a draft again, those asked are told, and a late answer becomes a note', async () => {
    const { operations } = world.firm;
    await ask({}, { approverIds: [operations] });
    const question = await questionOf(operations);
    const { approvalId } = await seatOf(operations);
    const wish = { approvalId, reason: 'Wrong year.', by: manager(world), at: world.clock.now() };
    await recallRequest(world.database.app, wish);
    await ringAndSettle(world);
    expect(await asked()).toEqual([]);
    expect((await currentPlan(world)).steps[0]?.status).toBe('draft');
    expect(mailTo('operations')).toContain('has withdrawn the question');
    await expect(answer(world, { question })).rejects.toMatchObject({ code: 'closed' });
    await ringAndSettle(world);
    expect(await mailsOf(world, 'late-decision-note')).toBe(1);
    await submit(world);
    expect(await asked()).toEqual([operations]);
    await expect(recallRequest(world.database.app, wish)).rejects.toMatchObject({ code: 'closed' });
  });
});
