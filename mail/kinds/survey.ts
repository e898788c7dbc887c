import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { instant, mailKind, type MailWriting } from './kind.ts';

// All that a client reads: whose name they are asked in, and until when.
const asking = z.object({
  accountName: z.string(),
  managerName: z.string(),
  managerEmail: z.string(),
  closesAt: instant,
});
const words = z.object({ en: z.string(), de: z.string() });
const detractor = z.object({
  surveyId: z.string(),
  accountName: z.string(),
  contactName: z.string(),
  contactEmail: z.string().nullable(),
  scores: z.array(z.object({ question: words, score: z.int(), low: z.int(), high: z.int() })),
  words: z.array(z.object({ question: words, word: z.string() })),
  comment: z.string(),
});
const closed = z.object({
  surveyId: z.string(),
  accountName: z.string(),
  asked: z.int(),
  answered: z.int(),
  figures: z.array(
    z.object({
      measure: z.enum(['nps', 'csat', 'ces', 'advocacy']),
      value: z.number().nullable(),
      answers: z.int(),
    }),
  ),
});

/** Asks a contact of the client to answer a survey. */
export const surveyInvitation = mailKind(asking, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forClient(data, writing),
    subject: t('survey-invitation.subject', names),
    heading: t('survey-invitation.heading', names),
    paragraphs: [t('survey-invitation.intro', names), t('survey.how', names)],
  };
});

/** Reminds a contact who has not answered, once. */
export const surveyReminder = mailKind(asking, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forClient(data, writing),
    subject: t('survey-reminder.subject', names),
    heading: t('survey-reminder.heading'),
    paragraphs: [t('survey-reminder.intro', names), t('survey.how', names)],
  };
});

function namesOf(
  data: z.output<typeof asking>,
  { format }: MailWriting,
): { account: string; manager: string; email: string; at: string } {
  const { accountName: account, managerName: manager, managerEmail: email } = data;
  return { account, manager, email, at: format.instant(data.closesAt) };
}

function forClient(
  data: z.output<typeof asking>,
  writing: MailWriting,
): Pick<MailContent, 'action' | 'closing' | 'footer' | 'unsubscribe'> {
  const { t, linkUrl } = writing;
  const names = namesOf(data, writing);
  return {
    ...(linkUrl !== undefined && {
      action: { label: t('survey.action'), url: linkUrl },
      unsubscribe: { label: t('survey.stop'), url: `${linkUrl}/stop` },
    }),
    closing: [t('survey.linkNote'), t('survey.contact', names)],
    footer: t('survey.footer', names),
  };
}

/** Tells the manager at once who gave a low score, and in which words. */
export const surveyDetractor = mailKind(detractor, (data, { t, format: { language } }) => {
  const { accountName: account, contactName: contact, contactEmail: email, surveyId } = data;
  const names = { account, contact };
  const said = [
    ...(data.comment === '' ? [] : [data.comment]),
    ...data.words.map(({ question, word }) => `${question[language]}\n${word}`),
  ];
  return {
    subject: t('survey-detractor.subject', names),
    heading: t('survey-detractor.heading', names),
    paragraphs: [t('survey-detractor.intro', names)],
    facts: [
      ...data.scores.map(({ question, score, low, high }) => ({
        label: question[language],
        value: t('survey.score', { score, low, high }),
      })),
      ...(email === null ? [] : [{ label: t('survey-detractor.address'), value: email }]),
    ],
    quote: said.length === 0 ? undefined : { by: contact, text: said.join('\n\n') },
    closing: [t('survey-detractor.next', names), t('survey.answers', { id: surveyId })],
    footer: t('survey.firmFooter', names),
  };
});

/** Tells the manager how a survey went once it has ended. */
export const surveyClosed = mailKind(closed, (data, { t, format }) => {
  const { accountName: account, asked, answered, surveyId } = data;
  const names = { account, asked, answered };
  const counted = data.figures.filter(({ value }) => value !== null);
  return {
    subject: t('survey-closed.subject', names),
    heading: t('survey-closed.heading', names),
    paragraphs: [t(answered === 0 ? 'survey-closed.none' : 'survey-closed.intro', names)],
    facts: counted.map(({ measure, value, answers }) => ({
      label: t(`survey.measure.${measure}`),
      value: t('survey.figure', { value: figure(measure, { value: value ?? 0, format }), answers }),
    })),
    closing: [...(answered === 0 ? [] : [t('survey-closed.next')]), t('survey.answers', { id: surveyId })],
    footer: t('survey.firmFooter', names),
  };
});

function figure(
  measure: z.output<typeof closed>['figures'][number]['measure'],
  { value, format }: { readonly value: number; readonly format: MailWriting['format'] },
): string {
  if (measure === 'csat' || measure === 'advocacy') return format.share(value);
  const digits = measure === 'nps' ? 0 : 1;
  return value.toLocaleString(format.language, { maximumFractionDigits: digits }).replace('-', '−');
}
