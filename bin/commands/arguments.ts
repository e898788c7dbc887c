import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';

function recordNumber(text: string, kind: { readonly name: string; readonly shownBy: string }): string {
  if (/^[1-9]\d{0,17}$/.test(text)) return text;
  throw new DomainError('invalid', `"${text}" is no number of a ${kind.name}: "${kind.shownBy}" shows them.`);
}

/** The number of a plan as typed; throws `invalid` for anything else. */
export function planNumber(text: string): string {
  return recordNumber(text, { name: 'plan', shownBy: 'kam plan list' });
}

/** The number of a process improvement as typed; throws `invalid` for anything else. */
export function improvementNumber(text: string): string {
  return recordNumber(text, { name: 'process improvement', shownBy: 'kam improvement list' });
}

/** The number of an alarm as typed; throws `invalid` for anything else. */
export function alarmNumber(text: string): string {
  return recordNumber(text, { name: 'alarm', shownBy: 'kam warnings list' });
}

/** The number of an escalation as typed; throws `invalid` for anything else. */
export function escalationNumber(text: string): string {
  return recordNumber(text, { name: 'escalation', shownBy: 'kam escalations list' });
}

/** The number of a chat channel as typed; throws `invalid` for anything else. */
export function chatChannelNumber(text: string): string {
  return recordNumber(text, { name: 'chat channel', shownBy: 'kam chat list' });
}

/** The number of an on-call entry as typed; throws `invalid` for anything else. */
export function onCallNumber(text: string): string {
  return recordNumber(text, { name: 'on-call entry', shownBy: 'kam on-call list' });
}

/** The number of a step as typed; throws `invalid` for anything else. */
export function stepNumber(text: string): string {
  return recordNumber(text, { name: 'step', shownBy: 'kam plan show <plan>' });
}

/** The number of an approval as typed; throws `invalid` for anything else. */
export function approvalNumber(text: string): string {
  return recordNumber(text, { name: 'approval', shownBy: 'GET /v1/approvals' });
}

/** The number of an approver as typed; throws `invalid` for anything else. */
export function approverNumber(text: string): string {
  return recordNumber(text, { name: 'approver', shownBy: 'kam approvals show <approval>' });
}

/** The number of an approver's question as typed; throws `invalid` for anything else. */
export function questionNumber(text: string): string {
  return recordNumber(text, { name: 'question', shownBy: 'kam approvals questions' });
}

/** The number of a quarterly review as typed; throws `invalid` for anything else. */
export function reviewNumber(text: string): string {
  return recordNumber(text, { name: 'quarterly review', shownBy: 'kam quarterly list <account>' });
}

/** The number of what a review left as typed; throws `invalid` for anything else. */
export function itemNumber(text: string): string {
  return recordNumber(text, { name: 'review item', shownBy: 'kam quarterly list <account>' });
}

/** The number of a survey as typed; throws `invalid` for anything else. */
export function surveyNumber(text: string): string {
  return recordNumber(text, { name: 'survey', shownBy: 'kam surveys list' });
}

/** The number of a theme of clients' feedback as typed; throws `invalid` for anything else. */
export function themeNumber(text: string): string {
  return recordNumber(text, { name: 'theme', shownBy: 'kam surveys themes' });
}

/** The number of a commitment as typed; throws `invalid` for anything else. */
export function commitmentNumber(text: string): string {
  return recordNumber(text, { name: 'commitment', shownBy: 'kam commitments list <plan>' });
}

/** The number of a note on a plan as typed; throws `invalid` for anything else. */
export function noteNumber(text: string): string {
  return recordNumber(text, { name: 'note', shownBy: 'kam plan note list <plan>' });
}

/** The number of an absence as typed; throws `invalid` for anything else. */
export function absenceNumber(text: string): string {
  return recordNumber(text, { name: 'absence', shownBy: 'kam people absence list <person>' });
}

/** The number of a task of an escalation as typed; throws `invalid` for anything else. */
export function taskNumber(text: string): string {
  return recordNumber(text, { name: 'task', shownBy: 'kam escalations task list <escalation>' });
}

/** A fiscal year to plan, written with four digits; throws `invalid` for anything else. */
export function planningYear(text: string): number {
  if (/^\d{4}$/.test(text)) return Number(text);
  const example = systemClock.now().getUTCFullYear() + 1;
  throw new DomainError('invalid', `"${text}" is no year to plan: give one such as --year ${example}.`);
}
