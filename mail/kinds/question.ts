import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { instant, mailKind, stepNames, stepReference, type MailWriting } from './kind.ts';

const asked = stepReference.extend({
  by: z.string(),
  question: z.string(),
  at: instant,
  manager: z.string(),
  /** Whether the reader is the manager who asked for approval, or stands in. */
  forManager: z.boolean(),
});
const unanswered = asked.extend({ owes: z.string() });
const answered = stepReference.extend({
  by: z.string(),
  question: z.string(),
  answer: z.string(),
  answerBy: instant.nullable(),
});

/** Asks whoever owes the answer to an approver's question. */
export const approvalQuestion = mailKind(asked, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forAnswerer(data, writing),
    subject: t('approval-question.subject', names),
    heading: t('approval-question.heading', names),
    paragraphs: [t(data.forManager ? 'approval-question.intro' : 'approval-question.instead', names)],
  };
});

/** Reminds whoever owes the answer to an approver's question. */
export const questionReminder = mailKind(asked, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forAnswerer(data, writing),
    subject: t('question-reminder.subject', names),
    heading: t('question-reminder.heading'),
    paragraphs: [t('question-reminder.intro', names)],
  };
});

/** Tells the next in line, once, that an approver's question stays without an answer. */
export const questionUnanswered = mailKind(unanswered, (data, writing) => {
  const { t } = writing;
  const names = { ...namesOf(data, writing), owes: data.owes };
  return {
    ...forAnswerer(data, writing),
    subject: t('question-unanswered.subject', names),
    heading: t('question-unanswered.heading'),
    paragraphs: [t('question-unanswered.intro', names)],
  };
});

/** Brings the asker the answer, with their decision link. */
export const questionAnswered = mailKind(answered, (data, writing) => {
  const { t, format, linkUrl } = writing;
  const names = { ...stepNames(data), by: data.by };
  return {
    subject: t('question-answered.subject', names),
    heading: t('question-answered.heading', names),
    paragraphs: [t('question-answered.intro', names)],
    facts: [{ label: t('question-answered.yours'), value: data.question }],
    quote: { by: data.by, text: data.answer },
    action: linkUrl === undefined ? undefined : { label: t('approval.action'), url: linkUrl },
    closing: [
      data.answerBy === null
        ? t('question-answered.noLimit')
        : t('question-answered.until', { at: format.instant(data.answerBy) }),
      t('approval.linkNote'),
    ],
    footer: t('approval.footer', names),
  };
});

function namesOf(
  data: z.output<typeof asked>,
  { format }: MailWriting,
): ReturnType<typeof stepNames> & { by: string; at: string; manager: string } {
  return { ...stepNames(data), by: data.by, at: format.instant(data.at), manager: data.manager };
}

function forAnswerer(
  data: z.output<typeof asked>,
  writing: MailWriting,
): Pick<MailContent, 'facts' | 'quote' | 'action' | 'closing' | 'footer'> {
  const { t, format, linkUrl } = writing;
  const names = namesOf(data, writing);
  return {
    facts: [
      { label: t('question.plan'), value: t('step.planOf', names) },
      { label: t('question.asked'), value: format.instant(data.at) },
    ],
    quote: { by: data.by, text: data.question },
    action: linkUrl === undefined ? undefined : { label: t('question.action'), url: linkUrl },
    closing: [t('question.waits', names), t('question.linkNote', names)],
    footer: t(data.forManager ? 'question.footer.manager' : 'question.footer.other', names),
  };
}
