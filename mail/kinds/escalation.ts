import { z } from 'zod';
import { instant, mailKind, type MailWriting } from './kind.ts';

const escalation = z.object({
  escalationId: z.string(),
  accountPath: z.string().startsWith('/'),
  accountName: z.string(),
  title: z.string(),
  severity: z.int().min(1).max(4),
});
const ask = escalation.extend({
  rung: z.enum(['manager', 'director', 'sponsor', 'executive']),
  attempt: z.int().positive(),
  before: z.array(z.string()),
  dueAt: instant.nullable(),
  climbAt: instant.nullable(),
});
const news = escalation.extend({
  news: z.enum(['acknowledged', 'unacknowledged', 'warned', 'breached', 'ended']),
  share: z.int().min(0).max(100),
  reason: z.string(),
  holder: z.string(),
  asked: z.array(z.string()),
  dueAt: instant.nullable(),
});

function factsOf(data: z.output<typeof escalation> & { dueAt: string | null }, { t, format }: MailWriting) {
  return [
    { label: t('escalation.what'), value: data.title },
    { label: t('escalation.severity'), value: t(`escalation.severity.${data.severity as 1 | 2 | 3 | 4}`) },
    ...(data.dueAt === null ? [] : [{ label: t('escalation.due'), value: format.instant(data.dueAt) }]),
  ];
}

/** Asks somebody on the ladder to take an escalation by their link. */
export const escalationAsk = mailKind(ask, (data, writing) => {
  const { t, format, linkUrl, pageUrl } = writing;
  const names = { account: data.accountName, title: data.title };
  return {
    subject: t(data.attempt === 1 ? 'escalation-ask.subject' : 'escalation-ask.subject.again', names),
    heading: t('escalation-ask.heading', names),
    paragraphs: [
      t(`escalation-ask.why.${data.rung}`),
      ...(data.before.length === 0 ? [] : [t('escalation-ask.before', { names: format.list(data.before) })]),
    ],
    facts: factsOf(data, writing),
    action: { label: t('escalation-ask.action'), url: linkUrl ?? pageUrl(data.accountPath) },
    closing: [
      ...(data.climbAt === null ? [] : [t('escalation-ask.then', { at: format.instant(data.climbAt) })]),
      t('escalation-ask.linkNote'),
    ],
    footer: t('escalation.footer', names),
  };
});

/** Tells everybody who was asked what became of an escalation: who has it, that its time runs out or is over, that nobody took it, or its end. */
export const escalationNews = mailKind(news, (data, writing) => {
  const { t, format, pageUrl } = writing;
  const names = { account: data.accountName, title: data.title, holder: data.holder, share: data.share };
  const asked = data.asked.length === 0 ? t('escalation-news.nobody') : format.list(data.asked);
  return {
    subject: t(`escalation-news.${data.news}.subject`, names),
    heading: t(`escalation-news.${data.news}.heading`, names),
    paragraphs: [
      t(`escalation-news.${data.news}.intro`, { ...names, asked }),
      ...(data.reason === '' ? [] : [t('escalation-news.reason', { reason: data.reason })]),
    ],
    facts: factsOf(data, writing),
    action: { label: t('escalation-news.action'), url: pageUrl(data.accountPath) },
    footer: t('escalation.footer', names),
  };
});
