import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blockersOf } from '../../db/read-models/blocking.ts';
import { nextPlanDue } from '../../db/read-models/due-dates.ts';
import {
  answerQuestion,
  askQuestion,
  isOpen,
  type QuestionInput,
} from '../../db/stores/approval-questions.ts';
import { decide } from '../../db/stores/decisions.ts';
import { unconsumedFacts } from '../../db/stores/processes.ts';
import { asked, openDesk, type Desk } from '../web/desk.ts';

const workflowId = 'annual-plan/1/2027';
const at = new Date('2026-12-02T10:00:00Z');
let desk: Desk;

async function question(personId: string, change: Partial<QuestionInput> = {}): Promise<QuestionInput> {
  const row = await desk.database
    .app('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .where({ 'a.person_id': personId })
    .orderBy('l.created_at', 'desc')
    .first<{ id: string; request_id: string; content_hash: string }>(
      'l.id',
      'r.id as request_id',
      'r.content_hash',
    );
  return {
    linkId: row.id,
    requestId: row.request_id,
    contentHash: row.content_hash,
    text: 'Why two days?',
    at,
    ...change,
  };
}

function seatOf(
  personId: string,
): Promise<{ state: string; remind_at: Date | null; expires_at: Date | null }> {
  return desk.database
    .app('approver')
    .where({ person_id: personId })
    .orderBy('id', 'desc')
    .first('state', 'remind_at', 'expires_at');
}

const answer = (questionId: string, text = 'Because of the travel.', when = '2026-12-04T10:00:00Z') =>
  answerQuestion(desk.database.app, {
    questionId,
    text,
    by: { kind: 'person', id: desk.firm.manager },
    at: new Date(when),
  });

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe('a question without a decision', () => {
  it('stops the asker’s clock, leaves the others’ alone, and is audited and told to the process', async () => {
    const { firm, database } = desk;
    const others = await seatOf(firm.finance);
    const { kind } = await askQuestion(database.app, await question(firm.operations));
    expect(kind).toBe('recorded');
    expect(await seatOf(firm.operations)).toEqual({ state: 'asked', remind_at: null, expires_at: null });
    expect(await seatOf(firm.finance)).toEqual(others);
    expect((await unconsumedFacts(database.app, workflowId)).map((fact) => fact.kind)).toEqual([
      'questionAsked',
    ]);
    const events = await database.app('audit_event').where({ kind: 'question.asked' });
    expect(events).toMatchObject([{ chain: workflowId, actor_kind: 'person', actor_id: firm.operations }]);
  });

  it('makes the manager the one who blocks, until the next reminder, with the director after her', async () => {
    const { firm, database } = desk;
    await askQuestion(database.app, await question(firm.operations));
    const blocking = await blockersOf(database.app, { workflowId, now: new Date('2026-12-02T14:00:00Z') });
    expect(blocking.map(({ personId, waitingFor }) => [personId, waitingFor])).toEqual([
      [firm.finance, 'decision'],
      [firm.manager, 'answer'],
    ]);
    expect(blocking[1]).toMatchObject({
      since: at,
      businessHoursWaited: 4,
      until: new Date('2026-12-03T10:00:00Z'),
      escalatesTo: { personId: firm.director, reason: 'director' },
    });
    expect(await nextPlanDue(database.app, '1')).toMatchObject({ effect: 'remindAnswerer' });
  });

  it('gives the asker as much time from the answer on as there was left when asking', async () => {
    const { firm, database } = desk;
    const before = await seatOf(firm.operations);
    expect(before.expires_at).toEqual(new Date('2026-12-09T17:00:00Z'));
    const { question: stored } = await askQuestion(database.app, await question(firm.operations));
    await answer(stored.id);
    const after = await seatOf(firm.operations);
    expect(after).toEqual({
      state: 'asked',
      remind_at: new Date('2026-12-07T17:00:00Z'),
      expires_at: new Date('2026-12-11T17:00:00Z'),
    });
    expect((await unconsumedFacts(database.app, workflowId)).map((fact) => fact.kind)).toContain(
      'questionAnswered',
    );
  });

  it('can be asked again once it is answered, but not before', async () => {
    const { firm, database } = desk;
    const first = await askQuestion(database.app, await question(firm.operations));
    const more = await question(firm.operations, { text: 'And who travels?' });
    await expect(askQuestion(database.app, more)).rejects.toMatchObject({ code: 'conflict' });
    expect((await askQuestion(database.app, await question(firm.operations))).kind).toBe('repeated');
    await answer(first.question.id, 'Because.', '2026-12-02T11:00:00Z');
    expect((await askQuestion(database.app, { ...more, at: new Date('2026-12-02T12:00:00Z') })).kind).toBe(
      'recorded',
    );
    expect(await database.app('approval_question').select('id')).toHaveLength(2);
  });

  it('is refused without a trace once the content has changed, the time is over or the approver has decided', async () => {
    const { firm, database } = desk;
    const db = database.app;
    const input = await question(firm.operations);
    await expect(askQuestion(db, { ...input, contentHash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'contentChanged',
    });
    const late = new Date('2026-12-24T10:00:00Z');
    await expect(askQuestion(db, { ...input, at: late })).rejects.toMatchObject({ code: 'expired' });
    await decide(db, { ...input, choice: 'approve', comment: '' });
    await expect(askQuestion(db, input)).rejects.toMatchObject({ code: 'closed' });
    expect(await db('approval_question').select('id')).toEqual([]);
  });

  it('needs no answer any more once its asker decides, although no time was running', async () => {
    const { firm, database } = desk;
    const input = await question(firm.operations);
    const { question: stored } = await askQuestion(database.app, input);
    const decided = new Date('2027-02-01T10:00:00Z');
    await decide(database.app, { ...input, choice: 'approve', comment: '', at: decided });
    expect(await isOpen(database.app, stored.id)).toBe(false);
    await expect(answer(stored.id)).rejects.toMatchObject({ code: 'closed' });
    const blocking = await blockersOf(database.app, { workflowId, now: decided });
    expect(blocking.map(({ waitingFor }) => waitingFor)).toEqual(['decision']);
  });

  it('goes to the director while the manager is away, and after that to the manager again', async () => {
    const { firm, database } = desk;
    await database.app('absence').insert({
      person_id: firm.manager,
      stand_in_id: firm.sponsor,
      starts_at: new Date(asked),
      ends_at: new Date('2026-12-03T00:00:00Z'),
      set_by: `person:${firm.manager}`,
      set_at: new Date(asked),
    });
    const first = await askQuestion(database.app, await question(firm.operations));
    expect(first.question.answererId).toBe(firm.director);
    const later = await question(firm.finance, { at: new Date('2026-12-03T00:00:00Z') });
    expect((await askQuestion(database.app, later)).question.answererId).toBe(firm.manager);
  });
});

describe('races around a question', () => {
  it.each(Array.from({ length: 5 }, (_, seed) => seed))(
    'asking and deciding at once: the decision stands and the question is stored before it or not at all (%i)',
    async () => {
      const { firm, database } = desk;
      const input = await question(firm.operations);
      const [ask, choice] = await Promise.allSettled([
        askQuestion(database.app, input),
        decide(database.app, { ...input, choice: 'approve', comment: '' }),
      ]);
      expect(choice.status).toBe('fulfilled');
      const rows = await database.app('approval_question').select<{ id: string }[]>('id');
      expect(rows).toHaveLength(ask.status === 'fulfilled' ? 1 : 0);
      for (const { id } of rows) expect(await isOpen(database.app, id)).toBe(false);
    },
  );

  it('two answers at once: one is stored, the other reads that it came second', async () => {
    const { firm, database } = desk;
    const { question: stored } = await askQuestion(database.app, await question(firm.operations));
    const answers = await Promise.allSettled([answer(stored.id, 'One.'), answer(stored.id, 'Two.')]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = answers.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'alreadyDecided' });
    const events = await database.app('audit_event').where({ kind: 'question.answered' });
    expect(events).toHaveLength(1);
  });
});
