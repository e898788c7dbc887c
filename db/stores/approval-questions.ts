import { answererOf, answerReminderHours } from '../../domain/approvals/answerer.ts';
import { resumeClock, stopClock } from '../../domain/approvals/stopped-clock.ts';
import type { Actor } from '../../domain/actor.ts';
import { addBusinessHours } from '../../domain/calendar/business-time.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { answerersOf } from '../read-models/answerers.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { getRequest, getSeat, type ApprovalRequest, type Seat } from './requests.ts';

/** A question of an approver who has not decided; `answererId` owes the answer until there is one. `answeredBy` is an actor as `<kind>:<id>`. */
export interface ApprovalQuestion {
  readonly id: string;
  readonly requestId: string;
  readonly approverId: string;
  readonly text: string;
  readonly askedAt: Date;
  readonly minutesToReminder: number | null;
  readonly minutesToExpiry: number | null;
  readonly answererId: string;
  readonly remindAt: Date | null;
  readonly reminders: number;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredById: string | null;
  readonly answeredAt: Date | null;
}

/** What an approver asks on a decision link; `at` is process time. */
export interface QuestionInput {
  readonly linkId: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly text: string;
  readonly at: Date;
}

/** An answer to a question; `at` is process time. */
export interface AnswerInput {
  readonly questionId: string;
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
}

/** `repeated`: the same was stored before. The question is as it is now. */
export interface QuestionResult {
  readonly kind: 'recorded' | 'repeated';
  readonly question: ApprovalQuestion;
  readonly workflowId: string;
}

/** The most characters of a question, and of an answer. */
export const longestText = 4000;

interface QuestionRow {
  id: string;
  request_id: string;
  approver_id: string;
  text: string;
  asked_at: Date;
  minutes_to_reminder: number | null;
  minutes_to_expiry: number | null;
  answerer_id: string;
  remind_at: Date | null;
  reminders: number;
  answer: string | null;
  answered_by: string | null;
  answered_by_id: string | null;
  answered_at: Date | null;
}

function toQuestion(row: QuestionRow): ApprovalQuestion {
  return {
    id: row.id,
    requestId: row.request_id,
    approverId: row.approver_id,
    text: row.text,
    askedAt: row.asked_at,
    minutesToReminder: row.minutes_to_reminder,
    minutesToExpiry: row.minutes_to_expiry,
    answererId: row.answerer_id,
    remindAt: row.remind_at,
    reminders: row.reminders,
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredById: row.answered_by_id,
    answeredAt: row.answered_at,
  };
}

/** One question; throws `notFound`. */
export async function getQuestion(db: Db, id: string): Promise<ApprovalQuestion> {
  const row = await db<QuestionRow>('approval_question').where({ id }).first();
  if (!row) throw new DomainError('notFound', `There is no question ${id}.`);
  return toQuestion(row);
}

/** Whether the firm owes an answer: the asker has not decided, handed over or been released meanwhile, and the request is open. */
export async function isOpen(db: Db, questionId: string): Promise<boolean> {
  const row = await db('open_question').where({ id: questionId }).first<{ id: string } | undefined>('id');
  return row !== undefined;
}

/**
 * Stores a question, stops the asker's clock and records audit event and fact in one transaction. Throws `notFound`,
 * `contentChanged`, `expired`, `closed`, or `conflict` while another question of the same approver is open.
 */
export async function askQuestion(db: Db, input: QuestionInput): Promise<QuestionResult> {
  return db.transaction(async (trx) => {
    const { request, seat } = await lockAsked(trx, input);
    const earlier = await unanswered(trx, seat.id);
    if (earlier?.text === input.text)
      return { kind: 'repeated', question: earlier, workflowId: request.workflowId };
    refuseQuestion({ request, seat, input });
    if (earlier)
      throw new DomainError('conflict', 'Your earlier question has no answer yet; please wait for it.');
    return record(trx, { request, seat, input });
  });
}

async function lockAsked(db: Db, input: QuestionInput): Promise<{ request: ApprovalRequest; seat: Seat }> {
  const link = await db('approval_link')
    .where({ id: input.linkId })
    .first<{ approver_id: string } | undefined>('approver_id');
  if (!link) throw new DomainError('notFound', 'There is no such link.');
  const { requestId } = await getSeat(db, link.approver_id);
  if (requestId !== input.requestId)
    throw new DomainError('notFound', 'This link belongs to another request.');
  await lockProcess(db, (await getRequest(db, requestId)).workflowId);
  return { request: await getRequest(db, requestId), seat: await getSeat(db, link.approver_id) };
}

async function unanswered(db: Db, seatId: string): Promise<ApprovalQuestion | undefined> {
  const row = await db<QuestionRow>('approval_question')
    .where({ approver_id: seatId })
    .whereRaw('seat_asked_at = (select asked_at from approver where id = ?)', [seatId])
    .whereNull('answer')
    .first();
  return row && toQuestion(row);
}

function refuseQuestion(asked: { request: ApprovalRequest; seat: Seat; input: QuestionInput }): void {
  const { request, seat, input } = asked;
  if (request.contentHash !== input.contentHash || request.status === 'superseded')
    throw new DomainError('contentChanged', 'The content has changed since you were asked.');
  const over = seat.state === 'expired' || (seat.expiresAt !== null && input.at > seat.expiresAt);
  if (over && ['asked', 'expired'].includes(seat.state))
    throw new DomainError('expired', 'The time to answer has passed.');
  if (seat.state !== 'asked' || request.status !== 'open')
    throw new DomainError('closed', 'This request is closed.');
}

async function record(
  db: Db,
  asked: { request: ApprovalRequest; seat: Seat; input: QuestionInput },
): Promise<QuestionResult> {
  const { request, seat, input } = asked;
  const { at } = input;
  const { workflowId } = request;
  const { asker, person, ...answerers } = await answerersOf(db, { seatId: seat.id, at });
  const stopped = stopClock(asker, { dates: seat, at });
  const answererId = answererOf(answerers);
  const [row] = await db('approval_question')
    .insert({
      request_id: request.id,
      approver_id: seat.id,
      content_hash: input.contentHash,
      text: input.text,
      asked_at: at,
      seat_asked_at: db('approver').where({ id: seat.id }).select('asked_at'),
      minutes_to_reminder: stopped.minutesToReminder,
      minutes_to_expiry: stopped.minutesToExpiry,
      answerer_id: answererId,
      remind_at: addBusinessHours(person(answererId), { from: at, hours: answerReminderHours[0] }),
    })
    .returning<QuestionRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The question was not stored.');
  await db('approver').where({ id: seat.id }).update({ remind_at: null, expires_at: null });
  const actor = { kind: 'person', id: seat.personId } as const;
  const data = { questionId: row.id, seatId: seat.id, answererId, contentHash: input.contentHash };
  const event = { chain: workflowId, at, actor, kind: 'question.asked', subject: request.id, data };
  await appendAudit(db, event);
  await recordFact(db, { workflowId, kind: 'questionAsked', payload: { questionId: row.id }, at });
  return { kind: 'recorded', question: toQuestion(row), workflowId };
}

/**
 * Stores the answer to a question and lets the asker's clock run again, with audit event and fact, in one transaction. The first
 * answer stands. Throws `notFound`, `alreadyDecided` for another answer than the stored one, or `closed` when none is needed any more.
 */
export async function answerQuestion(db: Db, input: AnswerInput): Promise<QuestionResult> {
  return db.transaction(async (trx) => {
    const seen = await getQuestion(trx, input.questionId);
    const { workflowId } = await getRequest(trx, seen.requestId);
    await lockProcess(trx, workflowId);
    const question = await getQuestion(trx, seen.id);
    if (question.answer === input.text) return { kind: 'repeated', question, workflowId };
    if (question.answer !== null)
      throw new DomainError('alreadyDecided', 'This question was answered before; that answer stands.');
    if (!(await isOpen(trx, question.id)))
      throw new DomainError('closed', 'This question needs no answer any more.');
    return { kind: 'recorded', question: await store(trx, { question, input, workflowId }), workflowId };
  });
}

async function store(
  db: Db,
  answered: { question: ApprovalQuestion; input: AnswerInput; workflowId: string },
): Promise<ApprovalQuestion> {
  const { question, input, workflowId } = answered;
  const { by, at } = input;
  const seatId = question.approverId;
  await db('approval_question')
    .where({ id: question.id })
    .update({
      answer: input.text,
      answered_by: `${by.kind}:${by.id}`,
      answered_by_id: by.kind === 'person' ? by.id : null,
      answered_at: at,
      remind_at: null,
    });
  const { asker } = await answerersOf(db, { seatId, at });
  const { remindAt, expiresAt } = resumeClock(asker, { stopped: question, at });
  await db('approver').where({ id: seatId }).update({ remind_at: remindAt, expires_at: expiresAt });
  const data = { questionId: question.id, seatId };
  const event = { chain: workflowId, at, actor: by, kind: 'question.answered', subject: question.requestId };
  await appendAudit(db, { ...event, data });
  await recordFact(db, { workflowId, kind: 'questionAnswered', payload: { questionId: question.id }, at });
  return getQuestion(db, question.id);
}

/** Counts a reminder and sets who owes the answer from now on, and when that person is reminded next; null for never again. */
export async function remindAnswererOf(
  db: Db,
  reminder: { readonly questionId: string; readonly answererId: string; readonly remindAt: Date | null },
): Promise<void> {
  await db('approval_question')
    .where({ id: reminder.questionId })
    .whereNull('answer')
    .update({
      answerer_id: reminder.answererId,
      remind_at: reminder.remindAt,
      reminders: db.raw('reminders + 1'),
    });
}

/** A link on which one person answers one question. */
export interface QuestionLink {
  readonly id: string;
  readonly questionId: string;
  readonly personId: string;
}

/** The link that this person's mails about the question carry, made by `create` if there is none yet. */
export async function questionLinkFor(
  db: Db,
  wanted: {
    readonly questionId: string;
    readonly personId: string;
    readonly at: Date;
    readonly create: () => { id: string; keyId: string; tokenSha256: string };
  },
): Promise<string> {
  const key = { question_id: wanted.questionId, person_id: wanted.personId };
  const found = await db('question_link').where(key).first<{ id: string } | undefined>('id');
  if (found) return found.id;
  const { id, keyId, tokenSha256 } = wanted.create();
  await db('question_link').insert({
    ...key,
    id,
    key_id: keyId,
    token_sha256: tokenSha256,
    created_at: wanted.at,
  });
  return id;
}

/** The link by the SHA-256 of its token; undefined for an unknown one. */
export async function findQuestionLink(db: Db, tokenSha256: string): Promise<QuestionLink | undefined> {
  const row = await db('question_link')
    .where({ token_sha256: tokenSha256 })
    .first<{ id: string; question_id: string; person_id: string } | undefined>(
      'id',
      'question_id',
      'person_id',
    );
  return row && { id: row.id, questionId: row.question_id, personId: row.person_id };
}
