import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { decisionChoice, instant, mailKind, stepNames, stepReference, type MailWriting } from './kind.ts';

const managed = stepReference.extend({ planPath: z.string().startsWith('/') });
const approved = managed.extend({ stillOpen: z.number().int().nonnegative() });
const answered = managed.extend({ by: z.string(), comment: z.string(), at: instant });
const expired = managed.extend({
  expiredAt: instant,
  waitedFor: z.array(z.string()).min(1),
  consequence: z.enum(['rejected', 'escalated', 'waiting', 'nobody']),
  escalatedTo: z.string().nullable(),
  waitedHours: z.number().nonnegative().nullable().default(null),
});
const openAgain = managed.extend({ by: z.string(), at: instant });
const late = answered.extend({ choice: decisionChoice, closedAt: instant });

/** Tells the manager that a step has all the approvals it needs. */
export const stepApproved = mailKind(approved, (data, writing) => {
  const { t } = writing;
  const names = stepNames(data);
  const remaining =
    data.stillOpen === 0
      ? t('step-approved.remaining.none')
      : data.stillOpen === 1
        ? t('step-approved.remaining.one')
        : t('step-approved.remaining.more', { count: data.stillOpen });
  return {
    ...forManager(data, writing),
    subject: t('step-approved.subject', names),
    heading: t('step-approved.heading', names),
    paragraphs: [t('step-approved.intro', names), remaining],
  };
});

/** Tells the manager who rejected a step and why. */
export const stepRejected = mailKind(answered, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), by: data.by, at: format.instant(data.at) };
  return {
    ...forManager(data, writing),
    subject: t('step-rejected.subject', names),
    heading: t('step-rejected.heading', names),
    paragraphs: [t('step-rejected.intro', names)],
    quote: { by: data.by, text: data.comment },
    closing: [t('step-rejected.next')],
  };
});

/** Tells the manager who wants which changes, and that the step is a draft again. */
export const changesRequested = mailKind(answered, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), by: data.by, at: format.instant(data.at) };
  return {
    ...forManager(data, writing),
    subject: t('changes-requested.subject', names),
    heading: t('changes-requested.heading', names),
    paragraphs: [t('changes-requested.intro', names)],
    quote: { by: data.by, text: data.comment },
    closing: [t('changes-requested.next')],
  };
});

/** Tells the manager that nobody answered in time and what follows from it. */
export const approvalExpired = mailKind(expired, (data, writing) => {
  const { t, format } = writing;
  const names = {
    ...stepNames(data),
    at: format.instant(data.expiredAt),
    names: format.list(data.waitedFor),
  };
  const follows =
    data.consequence === 'escalated'
      ? t('approval-expired.escalated', { name: data.escalatedTo ?? '' })
      : t(`approval-expired.${data.consequence}`);
  return {
    ...forManager(data, writing),
    subject: t('approval-expired.subject', names),
    heading: t('approval-expired.heading'),
    paragraphs: [
      t('approval-expired.intro', names),
      ...(data.waitedHours === null ? [] : [t('approval.waited', { hours: format.count(data.waitedHours) })]),
      follows,
    ],
  };
});

/** Tells the manager that a question is open again of which they were told that nobody answered in time. */
export const questionOpenAgain = mailKind(openAgain, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), by: data.by, at: format.instant(data.at) };
  return {
    ...forManager(data, writing),
    subject: t('question-open-again.subject', names),
    heading: t('question-open-again.heading'),
    paragraphs: [t('question-open-again.intro', names)],
    closing: [t('question-open-again.next')],
  };
});

/** Passes an answer on to the manager that came after the question had closed. */
export const lateDecisionNote = mailKind(late, (data, writing) => {
  const { t, format } = writing;
  const names = {
    ...stepNames(data),
    by: data.by,
    at: format.instant(data.at),
    closedAt: format.instant(data.closedAt),
  };
  return {
    ...forManager(data, writing),
    subject: t('late-decision-note.subject', names),
    heading: t('late-decision-note.heading'),
    paragraphs: [t(`late-decision-note.intro.${data.choice}`, names)],
    quote: data.comment === '' ? undefined : { by: data.by, text: data.comment },
    closing: [t('late-decision-note.next')],
  };
});

function forManager(
  data: z.output<typeof managed>,
  { t, pageUrl }: MailWriting,
): Pick<MailContent, 'action' | 'footer'> {
  return {
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
    footer: t('manager.footer', stepNames(data)),
  };
}
