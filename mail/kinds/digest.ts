import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { mailTexts } from '../texts/translate.ts';
import { day, instant, mailKind, money, stepNames, stepReference, type MailWriting } from './kind.ts';

const question = stepReference.extend({
  linkId: z.uuid(),
  cost: money.nullable(),
  askedBy: z.string(),
  insteadOf: z.string().nullable(),
  askedAt: instant,
  waitedHours: z.number().nonnegative(),
  until: instant.nullable(),
  onExpiry: z.enum(['reject', 'escalate', 'wait']),
  escalatesTo: z.string().nullable(),
});
const openQuestions = z.object({ day, questions: z.array(question).min(1) });

type Question = z.output<typeof question>;
type Item = NonNullable<MailContent['items']>[number];

/** One mail a day with every question that waits for its reader, each with its own link, and the way back to single mails. */
export const digest = mailKind(openQuestions, (data, writing) => {
  const { t, format } = writing;
  const count = data.questions.length;
  const amount = count === 1 ? 'one' : 'more';
  const names = { count, day: format.day(data.day) };
  const preference = writing.digest?.preference;
  return {
    subject: t(`digest.subject.${amount}`, names),
    heading: t(`digest.heading.${amount}`, names),
    paragraphs: [t('digest.intro', names)],
    items: data.questions.map((one) => item(one, writing)),
    closing: [t('approval.linkNote')],
    footer: t('digest.footer'),
    unsubscribe: preference === undefined ? undefined : { label: t('digest.single'), url: preference },
  };
});

function item(data: Question, writing: MailWriting): Item {
  const { format, digest: urls } = writing;
  const t = mailTexts(format.language, data.about);
  const url = urls?.questions.get(data.linkId);
  const asked = { askedBy: data.askedBy, insteadOf: data.insteadOf ?? '' };
  return {
    title: t('digest.title', stepNames(data)),
    facts: [
      ...(data.about !== 'step' ? [] : [costOf(data, writing)]),
      {
        label: t('digest.askedBy'),
        value: data.insteadOf === null ? data.askedBy : t('digest.askedInstead', asked),
      },
      { label: t('digest.waited'), value: format.count(data.waitedHours) },
    ],
    lines: [consequence(data, { ...writing, t })],
    action: url === undefined ? undefined : { label: t('approval.action'), url },
  };
}

function costOf({ cost }: Question, { t, format }: MailWriting): { label: string; value: string } {
  return { label: t('approval.cost'), value: cost === null ? t('approval.noCost') : format.money(cost) };
}

function consequence({ until, onExpiry, escalatesTo, askedBy }: Question, writing: MailWriting): string {
  const { t, format } = writing;
  if (until === null || onExpiry === 'wait') return t('approval.expiry.wait');
  const at = format.instant(until);
  if (onExpiry === 'reject') return t('approval.expiry.reject', { at });
  if (escalatesTo === null) return t('approval.expiry.escalateUp', { at, askedBy });
  return t('approval.expiry.escalate', { at, name: escalatesTo });
}
