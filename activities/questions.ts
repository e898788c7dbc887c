import { randomUUID } from 'node:crypto';
import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { answerersOf, type QuestionPeople } from '../db/read-models/answerers.ts';
import {
  getQuestion,
  isOpen,
  questionLinkFor,
  remindAnswererOf,
  type ApprovalQuestion,
} from '../db/stores/approval-questions.ts';
import type { Fact } from '../db/stores/processes.ts';
import { getRequest, getSeat, type ApprovalRequest } from '../db/stores/requests.ts';
import { linkOf } from '../db/stores/seats.ts';
import { answererOf, answerReminderHours, toldOfSilence } from '../domain/approvals/answerer.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import type { MailMessage } from '../mail/messages.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import { threadOf } from './asking.ts';
import { onApprovalDate, onApprovalFact, type ApprovalEffect } from './approval-effect.ts';
import { recipient, stepReference } from './plan-effect.ts';

type ApprovalActivity = (move: Move) => Promise<ProcessView>;
type Asked = Extract<MailMessage, { kind: 'approval-question' }>['data'];

/** How questions without a decision go on: each an effect of a fact or of a date, all as local activities. */
export interface QuestionActivities {
  followQuestion: ApprovalActivity;
  followAnswer: ApprovalActivity;
  remindAnswerer: ApprovalActivity;
}

interface Owed {
  readonly question: ApprovalQuestion;
  readonly request: ApprovalRequest;
  readonly people: QuestionPeople;
}

async function owed(effect: ApprovalEffect, questionId: string): Promise<Owed | undefined> {
  if (!(await isOpen(effect.db, questionId))) return undefined;
  const question = await getQuestion(effect.db, questionId);
  const request = await getRequest(effect.db, question.requestId);
  const people = await answerersOf(effect.db, { seatId: question.approverId, at: effect.at });
  return { question, request, people };
}

function askedOf(
  effect: ApprovalEffect,
  { readerId, question, request, people }: Owed & { readonly readerId: string },
): Asked {
  return {
    ...stepReference(effect, request.content),
    by: people.asker.name,
    question: question.text,
    at: question.askedAt.toISOString(),
    manager: people.manager.name,
    forManager: readerId === people.manager.id,
  };
}

async function mailTo(
  effect: ApprovalEffect,
  mail: { owed: Owed; personId: string; links: LinkTokens; message: MailMessage },
): Promise<void> {
  const { personId, links, message } = mail;
  const { question, request, people } = mail.owed;
  const create = (): { id: string; keyId: string; tokenSha256: string } => {
    const link = { linkId: randomUUID(), keyId: links.currentKeyId };
    return { id: link.linkId, keyId: link.keyId, tokenSha256: links.sha256(links.token(link)) };
  };
  await effect.mail({
    dedupeKey: `${message.kind}/${question.id}/${personId}/${question.reminders}`,
    to: recipient(people.person(personId)),
    message,
    thread: threadOf(request),
    questionLinkId: await questionLinkFor(effect.db, {
      questionId: question.id,
      personId,
      at: effect.at,
      create,
    }),
  });
}

async function followQuestion(
  effect: ApprovalEffect,
  { fact, links }: { fact: Fact; links: LinkTokens },
): Promise<void> {
  const { questionId } = fact.payload as { questionId: string };
  const found = await owed(effect, questionId);
  if (!found) return;
  const personId = found.question.answererId;
  const message = {
    kind: 'approval-question',
    data: askedOf(effect, { ...found, readerId: personId }),
  } as const;
  await mailTo(effect, { owed: found, personId, links, message });
}

async function followAnswer(effect: ApprovalEffect, fact: Fact): Promise<void> {
  const { questionId } = fact.payload as { questionId: string };
  const question = await getQuestion(effect.db, questionId);
  const request = await getRequest(effect.db, question.requestId);
  const seat = await getSeat(effect.db, question.approverId);
  if (seat.state !== 'asked' || request.status !== 'open' || question.answer === null) return;
  const { asker, person } = await answerersOf(effect.db, { seatId: seat.id, at: effect.at });
  const data = {
    ...stepReference(effect, request.content),
    by: person(question.answererId).name,
    question: question.text,
    answer: question.answer,
    answerBy: seat.expiresAt?.toISOString() ?? null,
  };
  await effect.mail({
    dedupeKey: `question-answered/${question.id}`,
    to: recipient(asker),
    message: { kind: 'question-answered', data },
    thread: threadOf(request),
    linkId: await linkOf(effect.db, seat.id),
    managerId: request.requestedBy,
  });
}

// Whoever owes the answer keeps owing it, unless they are away or have left meanwhile.
function owesNow({ question, people }: Owed): string {
  const { answererId } = question;
  const gone = !people.person(answererId).active || people.awayIds.has(answererId);
  return gone ? answererOf(people) : answererId;
}

async function remindAnswerer(
  effect: ApprovalEffect,
  { questionId, links }: { questionId: string; links: LinkTokens },
): Promise<void> {
  const found = await owed(effect, questionId);
  const due = found?.question.remindAt;
  if (!found || !due || due > effect.at) return;
  const { question, people, request } = found;
  const given = question.reminders + 1;
  const hours = answerReminderHours[given];
  const answererId = owesNow(found);
  const wait = (hours ?? 0) - (answerReminderHours[given - 1] ?? 0);
  const place = people.person(answererId);
  const remindAt = hours === undefined ? null : addBusinessHours(place, { from: due, hours: wait });
  await remindAnswererOf(effect.db, { questionId, answererId, remindAt });
  const now = { ...found, question: await getQuestion(effect.db, questionId) };
  await mailReminder(effect, { owed: now, links, passedOn: answererId !== question.answererId });
  await effect.audit({
    kind: remindAt === null ? 'question.escalated' : 'question.reminded',
    subject: request.id,
    data: { questionId, answererId, reminder: given },
  });
}

async function mailReminder(
  effect: ApprovalEffect,
  reminder: { owed: Owed; links: LinkTokens; passedOn: boolean },
): Promise<void> {
  const { owed: found, links, passedOn } = reminder;
  const { question, people } = found;
  const personId = question.answererId;
  const last = question.remindAt === null;
  if (!last || passedOn) {
    const kind = passedOn ? 'approval-question' : 'question-reminder';
    const message = { kind, data: askedOf(effect, { ...found, readerId: personId }) } as const;
    await mailTo(effect, { owed: found, personId, links, message });
  }
  const told = last ? toldOfSilence(people, personId) : undefined;
  if (!told) return;
  const data = {
    ...askedOf(effect, { ...found, readerId: told.personId }),
    owes: people.person(personId).name,
  };
  const message = { kind: 'question-unanswered', data } as const;
  await mailTo(effect, { owed: found, personId: told.personId, links, message });
}

/** The activities about questions on this database with these link keys. */
export function createQuestionActivities({ db, links }: { db: Db; links: LinkTokens }): QuestionActivities {
  return {
    followQuestion: (move) =>
      onApprovalFact({ db, move }, (effect, fact) => followQuestion(effect, { fact, links })),
    followAnswer: (move) => onApprovalFact({ db, move }, followAnswer),
    remindAnswerer: (move) =>
      onApprovalDate({ db, move }, (effect) => remindAnswerer(effect, { questionId: move.subject, links })),
  };
}
