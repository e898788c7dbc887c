import { z } from 'zod';
import { changedPassages, wordChanges, type WordRun } from '../../domain/wording/word-changes.ts';
import { ruleConditionsSchema } from '../../domain/approvals/rules.ts';
import { describeSource } from '../../domain/wording/rule-wording.ts';
import type { MailContent } from '../content.ts';
import { day, instant, mailKind, money, stepNames, stepReference, type MailWriting } from './kind.ts';

const policySource = z.object({
  rule: z.object({ version: z.int(), name: z.string(), when: ruleConditionsSchema }).nullable(),
  verify: z.enum(['link', 'code']),
  currency: z.string().length(3),
});
const question = stepReference.extend({
  askedBy: z.string(),
  why: z.string().nullable(),
  insteadOf: z.string().nullable().default(null),
  description: z.string(),
  ownerName: z.string().nullable(),
  stepDueOn: day.nullable(),
  cost: money.nullable(),
  benefit: money.nullable(),
  answerBy: instant.nullable(),
  expiresAt: instant,
  waitedHours: z.number().nonnegative().nullable().default(null),
  onExpiry: z.enum(['reject', 'escalate', 'wait']),
  escalatesTo: z.string().nullable(),
  source: policySource.optional(),
  policy: z.object({
    rule: z.enum(['any', 'all', 'quorum']),
    needed: z.number().int().positive(),
    of: z.number().int().positive(),
  }),
  attachments: z.array(z.object({ name: z.string(), bytes: z.int().positive() })).default([]),
  changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })).default([]),
});
const escalated = question.extend({ insteadOf: z.string(), askedAt: instant });
const handedOver = question.extend({
  insteadOf: z.string(),
  how: z.enum(['delegated', 'suggested', 'reassigned', 'absent']),
  words: z.string(),
});

type Question = z.output<typeof question>;

/** Asks an approver to decide on a step; with `changes` it is asked again because the step was edited. */
export const approvalRequest = mailKind(question, (data, writing) => {
  const { t } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy };
  return {
    ...asked(data, writing),
    subject: t('approval-request.subject', names),
    heading: t('approval-request.heading', names),
    paragraphs: [
      t('approval-request.intro', names),
      ...(data.changes.length > 0 ? [t('approval-request.again')] : []),
      ...reasons(data, writing),
    ],
  };
});

/** Reminds an approver who has not answered yet. */
export const approvalReminder = mailKind(question, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy };
  return {
    ...asked(data, writing),
    subject: t('approval-reminder.subject', names),
    heading: t('approval-reminder.heading'),
    paragraphs: [
      t('approval-reminder.intro', names),
      ...(data.waitedHours === null ? [] : [t('approval.waited', { hours: format.count(data.waitedHours) })]),
      ...reasons(data, writing),
    ],
  };
});

/** Asks an approver again who took a decision back. */
export const decisionTakenBack = mailKind(question, (data, writing) => {
  const { t } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy };
  return {
    ...asked(data, writing),
    subject: t('decision-taken-back.subject', names),
    heading: t('decision-taken-back.heading'),
    paragraphs: [t('decision-taken-back.intro', names), ...reasons(data, writing)],
  };
});

/** Asks the next person in line, because the one asked before did not answer in time. */
export const approvalEscalated = mailKind(escalated, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy };
  const since = format.instant(data.askedAt);
  return {
    ...asked(data, writing),
    subject: t('approval-escalated.subject', names),
    heading: t('approval-escalated.heading'),
    paragraphs: [
      t('approval-escalated.intro', { ...names, insteadOf: data.insteadOf, since }),
      ...reasons(data, writing),
    ],
  };
});

/** Asks somebody to whom a decision has passed: for or instead of whom, and what was written with it. */
export const approvalHandedOver = mailKind(handedOver, (data, writing) => {
  const { t } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy, of: data.insteadOf };
  const words =
    data.words === ''
      ? []
      : [t(`approval-handed-over.words.${wordsOf[data.how]}`, { ...names, words: data.words })];
  return {
    ...asked(data, writing),
    subject: t('approval-handed-over.subject', names),
    heading: t(`approval-handed-over.heading.${data.how}`, names),
    paragraphs: [t('approval-handed-over.intro', names), ...words, ...reasons(data, writing)],
  };
});

const wordsOf = {
  delegated: 'approver',
  suggested: 'approver',
  reassigned: 'manager',
  absent: 'manager',
} as const;

function asked(
  data: Question,
  writing: MailWriting,
): Pick<MailContent, 'facts' | 'changes' | 'quote' | 'action' | 'closing' | 'footer'> {
  const { t, linkUrl } = writing;
  return {
    facts: facts(data, writing),
    quote: data.description === '' ? undefined : { by: data.stepTitle, text: data.description },
    changes: data.changes.length === 0 ? undefined : changes(data, writing),
    action: linkUrl === undefined ? undefined : { label: t('approval.action'), url: linkUrl },
    closing: [consequence(data, writing), t('approval.linkNote')],
    footer: [
      t(data.insteadOf === null ? 'approval.footer' : 'approval.footer.standIn', stepNames(data)),
      t('approval.inbox', { url: writing.pageUrl('/inbox') }),
    ].join('\n'),
  };
}

// Named, never sent along: they are read on the page, by whoever has the link.
function attachmentsIn({ attachments }: Question, format: MailWriting['format']): string | undefined {
  if (attachments.length === 0) return undefined;
  return attachments.map(({ name, bytes }) => `${name} (${format.bytes(bytes)})`).join(', ');
}

function changes(data: Question, { t }: MailWriting): MailContent['changes'] {
  const versions = { before: t('approval.before'), after: t('approval.after') };
  const items = data.changes.map((change) => ({ ...change, ...wordsIn(change, t) }));
  return { title: t('approval.changesTitle'), versions, items };
}

// Of a long text only the passages that changed: the whole of it stands in the mail or on its page.
function wordsIn(
  { before, after }: { readonly before: string; readonly after: string },
  t: MailWriting['t'],
): { readonly words?: readonly WordRun[]; readonly passages?: readonly string[] } {
  const words = wordChanges(before, after);
  if (words === undefined) return {};
  const passages = changedPassages(words).map((passage) => {
    if (passage.before === '') return t('approval.words.added', passage);
    return t(passage.after === '' ? 'approval.words.removed' : 'approval.words.replaced', passage);
  });
  return { words, passages };
}

function facts(data: Question, { t, format }: MailWriting): { label: string; value: string }[] {
  const rows: [string, string | undefined][] = [
    [t('step.plan'), t('step.planOf', stepNames(data))],
    [t('approval.cost'), costIn(data, { t, format })],
    [t('approval.benefit'), data.benefit === null ? undefined : format.money(data.benefit)],
    [t('approval.owner'), data.ownerName ?? undefined],
    [t('approval.stepDue'), data.stepDueOn === null ? undefined : format.day(data.stepDueOn)],
    [t('approval.attachments'), attachmentsIn(data, format)],
    [t('approval.answerBy'), data.answerBy === null ? undefined : format.instant(data.answerBy)],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

// A list costs nothing that could be named.
function costIn(data: Question, { t, format }: Pick<MailWriting, 't' | 'format'>): string | undefined {
  if (data.cost !== null) return format.money(data.cost);
  return data.about !== 'step' ? undefined : t('approval.noCost');
}

const ranks = ['superior', 'director', 'programmeOwner', 'named'] as const;
const passedOn = ['delegated', 'suggested', 'reassigned', 'absent'] as const;

function reasons(data: Question, { t, format }: MailWriting): string[] {
  const { rule, of } = data.policy;
  const policy =
    of === 1
      ? t('approval.onlyYou')
      : rule === 'quorum'
        ? t('approval.quorum', data.policy)
        : t(`approval.${rule}`, { of });
  const source = data.source ? [describeSource(data.source, { format, currency: data.source.currency })] : [];
  return [`${whyAsked(data, t)} ${policy}`, ...source];
}

function whyAsked({ why, insteadOf }: Question, t: MailWriting['t']): string {
  const how = passedOn.find((one) => one === why);
  if (how && insteadOf !== null) return t(`approval.why.${how}`, { of: insteadOf });
  return t(`approval.why.${ranks.find((rank) => rank === why) ?? 'named'}`);
}

function consequence(data: Question, { t, format }: MailWriting): string {
  const at = format.instant(data.expiresAt);
  if (data.onExpiry === 'reject') return t('approval.expiry.reject', { at });
  if (data.onExpiry === 'wait') return t('approval.expiry.wait');
  if (data.escalatesTo === null) return t('approval.expiry.escalateUp', { at, askedBy: data.askedBy });
  return t('approval.expiry.escalate', { at, name: data.escalatesTo });
}
