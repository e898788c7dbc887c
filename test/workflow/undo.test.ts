import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRules } from '../../db/stores/approval-rules.ts';
import { undoDecision } from '../../db/stores/undo.ts';
import { promptRules } from '../support/people.ts';
import { eventually } from '../support/eventually.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  manager,
  questions,
  ringAndSettle,
  startReview,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

const minute = 60_000;
let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
  const rules = promptRules.rules.map((rule) => ({ ...rule, policy: { ...rule.policy, undoMinutes: 1 } }));
  await setRules(world.database.app, {
    rules: { ...promptRules, rules },
    reason: 'a minute to think again',
    by: manager(world),
    at: world.clock.now(),
  });
  await startReview(world);
  await submit(world);
});
afterEach(() => world.close());

const statuses = async (): Promise<readonly string[]> =>
  (await currentPlan(world)).steps.map((step) => step.status);

describe('a plan whose approvers may take decisions back', () => {
  it('starts each step when nothing of it can be taken back any more, by its own timer', async () => {
    const all = await questions(world);
    const [last, ...others] = all;
    if (!last) throw new Error('nobody was asked');
    const before = new Date(world.clock.now().getTime() - minute);
    for (const question of others) await answer(world, { question, at: before });
    const almostOver = new Date(world.clock.now().getTime() - minute + 4000);
    await answer(world, { question: last, at: almostOver });
    await ringAndSettle(world);
    expect(await mailsOf(world, 'decision-receipt')).toBe(all.length);
    await eventually(async () => expect(await statuses()).toEqual(Array(4).fill('inProgress')));
    const started = await world.database
      .app('audit_event')
      .where({ kind: 'step.started' })
      .select<{ subject: string; occurred_at: Date }[]>('subject', 'occurred_at');
    const from = almostOver.getTime() + minute;
    const late = (await currentPlan(world)).steps.find(({ title }) => title === last.title)?.id;
    const early = started.filter((one) => one.occurred_at.getTime() < from);
    expect(started).toHaveLength(4);
    expect(early.map(({ subject }) => subject)).not.toContain(late);
    expect(await mailsOf(world, 'plan-executing')).toBe(1);
  });

  it('asks again when a decision is taken back, and goes on with the next one', async () => {
    const [question] = await questions(world, world.firm.director);
    if (!question) throw new Error('the director was not asked');
    const { decision } = await answer(world, { question, choice: 'reject', comment: 'A slip.' });
    await ringAndSettle(world);
    expect((await statuses())[0]).toBe('rejected');
    const { linkId } = question;
    await undoDecision(world.database.app, { linkId, decisionId: decision.id, at: world.clock.now() });
    await ringAndSettle(world);
    expect((await statuses())[0]).toBe('pending');
    expect(await mailsOf(world, 'decision-taken-back')).toBe(1);
    expect(await mailsOf(world, 'step-rejected')).toBe(0);
    const [again] = await questions(world, world.firm.director);
    expect(again?.linkId).toBe(linkId);
    await answer(world, { question });
    await ringAndSettle(world);
    expect((await statuses())[0]).toBe('approved');
  });
});
