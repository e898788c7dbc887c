import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQuestionActivities } from '../../activities/questions.ts';
import { blockersOf } from '../../db/read-models/blocking.ts';
import {
  answerQuestion,
  askQuestion,
  getQuestion,
  type ApprovalQuestion,
} from '../../db/stores/approval-questions.ts';
import { editStep } from '../../db/stores/plans.ts';
import { processStateQuery } from '../../workflows/process/messages.ts';
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
  type Question,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let asked: Question;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
  await startReview(world);
  await submit(world);
  const [first] = await questions(world, world.firm.operations);
  if (!first) throw new Error('operations was not asked');
  asked = first;
});
afterEach(() => world.close());

async function ask(text = 'Who pays for the travel?'): Promise<ApprovalQuestion> {
  const { linkId, requestId, contentHash } = asked;
  const input = { linkId, requestId, contentHash, text, at: world.clock.now() };
  const { question } = await askQuestion(world.database.app, input);
  await ringAndSettle(world);
  return question;
}

async function reply(questionId: string): Promise<void> {
  const at = world.clock.now();
  await answerQuestion(world.database.app, { questionId, text: 'We do.', by: manager(world), at });
  await ringAndSettle(world);
}

// Calls the effect at the date that the records name, as the workflow's timer would.
async function remind(questionId: string): Promise<Date | null> {
  const due = await reminderOf(questionId);
  if (!due) throw new Error('no reminder is due');
  const { remindAnswerer } = createQuestionActivities({ db: world.database.app, links: world.links });
  const at = due.toISOString();
  const view = await remindAnswerer({ workflowId: planProcess(world), at, seq: 0, subject: questionId });
  await world.sendMail({ notificationIds: view.notificationIds });
  return reminderOf(questionId);
}

async function reminderOf(questionId: string): Promise<Date | null> {
  return (await getQuestion(world.database.app, questionId)).remindAt;
}

function mailTo(kind: string): Promise<{ to_address: string; thread_key: string; status: string }[]> {
  return world.database
    .app('notification')
    .where({ kind })
    .orderBy('id')
    .select<{ to_address: string; thread_key: string; status: string }[]>(
      'to_address',
      'thread_key',
      'status',
    );
}

const waitsFor = async (): Promise<readonly string[]> => {
  const state = await world.client.workflow.getHandle(planProcess(world)).query(processStateQuery);
  return state.blockedOn.map(({ person, waitingFor }) => `${person} ${waitingFor}`);
};

describe('a question without a decision', () => {
  it('goes to the manager, its answer to the asker in the same thread, and the decision follows', async () => {
    const { firm } = world;
    const thread = `approval/${asked.requestId}`;
    const question = await ask();
    expect(await mailTo('approval-question')).toEqual([
      { to_address: 'manager@example.com', thread_key: thread, status: 'sent' },
    ]);
    expect(await waitsFor()).toContain(`person-${firm.manager} answer ${question.id}`);
    expect((await waitsFor()).join()).not.toContain(`person-${firm.operations} decision`);
    await reply(question.id);
    expect(await mailTo('question-answered')).toEqual([
      { to_address: 'operations@example.com', thread_key: thread, status: 'sent' },
    ]);
    expect((await waitsFor()).join()).not.toContain('answer');
    expect((await waitsFor()).join()).toContain(`person-${firm.operations} decision`);
    await answer(world, { question: asked });
    await ringAndSettle(world);
    expect(await mailsOf(world, 'decision-receipt')).toBe(1);
  });

  it('left without an answer reminds the manager twice, tells the director once, and then is silent', async () => {
    const question = await ask();
    const dates = [await remind(question.id), await remind(question.id), await remind(question.id)];
    expect(dates[2]).toBeNull();
    expect(new Set([question.remindAt, ...dates].map(String)).size).toBe(4);
    expect((await mailTo('question-reminder')).map((mail) => mail.to_address)).toEqual([
      'manager@example.com',
      'manager@example.com',
    ]);
    expect((await mailTo('question-unanswered')).map((mail) => mail.to_address)).toEqual([
      'director@example.com',
    ]);
    const blocking = await blockersOf(world.database.app, {
      workflowId: planProcess(world),
      now: world.clock.now(),
    });
    expect(blocking.find(({ waitingFor }) => waitingFor === 'answer')).toMatchObject({
      personId: world.firm.manager,
      until: null,
    });
  });

  it('passes to the director at the next reminder once the manager has left', async () => {
    const question = await ask();
    await world.database.app('person').where({ id: world.firm.manager }).update({ active: false });
    await remind(question.id);
    expect((await mailTo('approval-question')).map((mail) => mail.to_address)).toEqual([
      'manager@example.com',
      'director@example.com',
    ]);
    await ringAndSettle(world);
    expect(await waitsFor()).toContain(`person-${world.firm.director} answer ${question.id}`);
  });

  it('is closed by an edit of the step, and nobody is reminded of it any more', async () => {
    const question = await ask();
    const plan = await currentPlan(world);
    const step = plan.steps.find(({ title }) => title === asked.title);
    const edit = { planId: plan.id, version: plan.version, by: manager(world), at: world.clock.now() };
    await editStep(world.database.app, { ...edit, stepId: step?.id ?? '', change: { cost: '5.00' } });
    await ringAndSettle(world);
    expect((await waitsFor()).join()).not.toContain('answer');
    await expect(reply(question.id)).rejects.toMatchObject({ code: 'closed' });
    await remind(question.id);
    expect(await mailsOf(world, 'question-reminder')).toBe(0);
  });

  it('asks nothing of the manager any more when its asker has decided before the mail was queued', async () => {
    const { linkId, requestId, contentHash } = asked;
    const input = { linkId, requestId, contentHash, text: 'Why?', at: world.clock.now() };
    await askQuestion(world.database.app, input);
    await answer(world, { question: asked });
    await ringAndSettle(world);
    expect(await mailsOf(world, 'approval-question')).toBe(0);
    expect(await mailsOf(world, 'decision-receipt')).toBe(1);
  });
});
