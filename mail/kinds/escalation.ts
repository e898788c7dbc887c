import { z } from 'zod';
import { askedHow } from '../../domain/escalations/ladder.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import { causes } from '../../domain/warnings/rules.ts';
import { causeQuestions } from '../../domain/warnings/wording.ts';
import { alarmEvidence, evidenceFacts } from './alarm-evidence.ts';
import { seeEscalation } from './escalation-action.ts';
import { instant, mailKind, type MailWriting } from './kind.ts';

const escalation = z.object({
  escalationId: z.string(),
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
  /** As who fills the rung, as who is on call, or as the stand-in of `of`; an older release only knew the first. */
  how: z.enum(askedHow).default('named'),
  of: z.string().default(''),
  awayUntil: instant.nullable().default(null),
  /** Who had it and has gone, where somebody is to take over. */
  gone: z.string().default(''),
  /** What was seen, as which cause, and with which figures; an older release did not say it. */
  why: z.string().default(''),
  cause: z.string().default(''),
  evidence: alarmEvidence.nullable().default(null),
});
const onCall = escalation.extend({ onCall: z.string(), dueAt: instant.nullable() });
const news = escalation.extend({
  news: z.enum([
    ...([
      'acknowledged',
      'unacknowledged',
      'warned',
      'breached',
      'updated',
      'signal',
      'handedOver',
      'ended',
    ] as const),
    ...(['confirmed', 'silent', 'refused', 'lessons'] as const),
    ...(['recovered', 'improved', 'notRecovered', 'unknown'] as const),
  ]),
  share: z.int().min(0).max(100),
  reason: z.string(),
  holder: z.string(),
  asked: z.array(z.string()),
  /** Which of its times this is about; an older release only knew the first. */
  clock: z.enum(['response', 'update', 'resolution']).default('response'),
  dueAt: instant.nullable(),
});

type Clocked = z.output<typeof escalation> & {
  readonly dueAt: string | null;
  readonly clock?: 'response' | 'update' | 'resolution';
};

function factsOf(data: Clocked, { t, format }: MailWriting) {
  return [
    { label: t('escalation.what'), value: titleIn(format.language, data.title) },
    { label: t('escalation.severity'), value: t(`escalation.severity.${data.severity as 1 | 2 | 3 | 4}`) },
    ...(data.dueAt === null
      ? []
      : [{ label: t(`escalation.due.${data.clock ?? 'response'}`), value: format.instant(data.dueAt) }]),
  ];
}

function whyAsked({ rung, how, of, awayUntil }: z.output<typeof ask>, { t, format }: MailWriting): string {
  if (how === 'standIn')
    return awayUntil === null
      ? t('escalation-ask.why.standIn', { of })
      : t('escalation-ask.why.standInUntil', { of, at: format.instant(awayUntil) });
  if (how === 'named') return t(`escalation-ask.why.${rung}`);
  return of === '' ? t('escalation-ask.why.onCall') : t('escalation-ask.why.onCallFor', { of });
}

// What was seen, where no figures say it, and what to ask about it.
function groundsOf(
  { why, cause, evidence }: z.output<typeof ask>,
  { t, format }: MailWriting,
): readonly string[] {
  const known = causes.find((one) => one === cause);
  return [
    ...(why === '' || evidence !== null ? [] : [t('escalation-ask.seen', { why })]),
    ...(known === undefined ? [] : [causeQuestions[known][format.language]]),
  ];
}

/** Asks somebody on the ladder to take an escalation by their link. */
export const escalationAsk = mailKind(ask, (data, writing) => {
  const { t, format, linkUrl } = writing;
  const title = titleIn(format.language, data.title);
  const names = { account: data.accountName, title };
  return {
    subject: t(data.attempt === 1 ? 'escalation-ask.subject' : 'escalation-ask.subject.again', names),
    heading: t('escalation-ask.heading', names),
    paragraphs: [
      ...(data.gone === '' ? [] : [t('escalation-ask.gone', { name: data.gone })]),
      whyAsked(data, writing),
      ...groundsOf(data, writing),
      ...(data.before.length === 0 ? [] : [t('escalation-ask.before', { names: format.list(data.before) })]),
    ],
    facts: [
      ...factsOf(data, writing),
      ...(data.evidence === null ? [] : evidenceFacts(data.evidence, writing)),
    ],
    action:
      linkUrl === undefined
        ? seeEscalation(data, writing)
        : { label: t('escalation-ask.action'), url: linkUrl },
    closing: [
      ...(data.climbAt === null ? [] : [t('escalation-ask.then', { at: format.instant(data.climbAt) })]),
      t('escalation-ask.linkNote'),
    ],
    footer: t('escalation.footer', names),
  };
});

/** Tells everybody who was asked what became of an escalation: who has it, that its time runs out or is over, that nobody took it, or its end. */
export const escalationNews = mailKind(news, (data, writing) => {
  const { t, format } = writing;
  const title = titleIn(format.language, data.title);
  const names = { account: data.accountName, title, holder: data.holder, share: data.share };
  const asked = data.asked.length === 0 ? t('escalation-news.nobody') : format.list(data.asked);
  const { news: kind, clock } = data;
  const news = kind === 'warned' || kind === 'breached' ? (`${kind}.${clock}` as const) : kind;
  return {
    subject: t(`escalation-news.${news}.subject`, names),
    heading: t(`escalation-news.${news}.heading`, names),
    paragraphs: [
      t(`escalation-news.${news}.intro`, { ...names, asked }),
      ...(data.reason === '' ? [] : [t('escalation-news.reason', { reason: data.reason })]),
    ],
    facts: factsOf(data, writing),
    action: seeEscalation(data, writing),
    footer: t('escalation.footer', names),
  };
});

/** Tells whoever fills a rung that somebody who is on call was asked in their place. */
export const escalationOnCall = mailKind(onCall, (data, writing) => {
  const { t, format } = writing;
  const title = titleIn(format.language, data.title);
  const names = { account: data.accountName, title, onCall: data.onCall };
  return {
    subject: t('escalation-on-call.subject', names),
    heading: t('escalation-on-call.heading', names),
    paragraphs: [t('escalation-on-call.intro', names)],
    facts: factsOf(data, writing),
    action: seeEscalation(data, writing),
    footer: t('escalation.footer', names),
  };
});
