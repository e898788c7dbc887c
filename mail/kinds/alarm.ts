import { z } from 'zod';
import type { BothLanguages } from '../../domain/kpis/definition.ts';
import type { ReaderFormat } from '../../domain/reader-format.ts';
import { causes } from '../../domain/warnings/rules.ts';
import { causeQuestions, causeTitles } from '../../domain/warnings/wording.ts';
import { day, mailKind, type MailWriting } from './kind.ts';

const figure = z.union([z.string(), z.number(), z.null()]);
const figures = z.record(z.string(), figure).and(z.object({ from: day, to: day }));
const evidence = z.union([
  z.object({ now: figures, before: figures, currency: z.string().length(3) }),
  z.object({ counts: z.record(z.string(), figure) }),
]);

const schema = z.object({
  alarmId: z.string(),
  accountName: z.string(),
  accountPath: z.string().startsWith('/'),
  cause: z.enum(causes),
  news: z.enum(['opened', 'worsened', 'returned', 'woke', 'cleared']),
  asOf: day,
  evidence,
});

type Figures = z.output<typeof figures>;

/** Tells who answers for an account that a rule of early warning raised, worsened or cleared an alarm, with the figures of both windows and what to ask the client. */
export const alarm = mailKind(schema, (data, writing) => {
  const { t, format, pageUrl } = writing;
  const inWords = (text: BothLanguages): string => text[format.language];
  const title = inWords(causeTitles[data.cause]);
  const names = { account: data.accountName, title, day: format.day(data.asOf) };
  return {
    subject: t(`alarm.${data.news}.subject`, names),
    heading: t(`alarm.${data.news}.heading`, names),
    paragraphs: [
      t(`alarm.${data.news}.intro`, names),
      ...(data.news === 'cleared' ? [] : [inWords(causeQuestions[data.cause])]),
    ],
    facts: factsOf(data.evidence, writing),
    action: { label: t('alarm.action'), url: pageUrl(data.accountPath) },
    closing: [t(data.news === 'cleared' ? 'alarm.closing.cleared' : 'alarm.closing', { id: data.alarmId })],
    footer: t('alarm.footer', names),
  };
});

// Where it stands in the evidence, and how it is written; what is not here is for machines.
const compared = ['amount', 'orders', 'cost', 'lost', 'due', 'deliveries', 'activeDays'] as const;
const counted = ['detractors', 'commitments', 'steps', 'named', 'active', 'contacts', 'unreachable'] as const;

function factsOf(
  held: z.output<typeof evidence>,
  { t, format }: MailWriting,
): readonly { readonly label: string; readonly value: string }[] {
  if ('counts' in held)
    return counted.flatMap((key) => {
      const value = held.counts[key];
      return typeof value === 'number' ? [{ label: t(`alarm.${key}`), value: format.count(value) }] : [];
    });
  const { now, before, currency } = held;
  const span = (window: Figures): string =>
    t('alarm.span', { from: format.day(window.from), to: format.day(dayBefore(window.to)) });
  const figuresOf = compared.flatMap((key) => {
    const [is, was] = [now[key], before[key]];
    if (typeof is !== 'number' || typeof was !== 'number') return [];
    const written = (value: number): string => write(value, { key, currency, format });
    const value = t('alarm.against', { now: written(is), before: written(was) });
    return [{ label: t(`alarm.${key}`), value }];
  });
  const windows = [
    { label: t('alarm.now'), value: span(now) },
    { label: t('alarm.before'), value: span(before) },
  ];
  return [...windows, ...figuresOf];
}

function write(
  value: number,
  as: { readonly key: string; readonly currency: string; readonly format: ReaderFormat },
): string {
  const money = as.key === 'amount' || as.key === 'cost';
  return money
    ? as.format.money({ amount: value.toFixed(2), currency: as.currency })
    : as.format.count(value);
}

function dayBefore(text: string): string {
  return new Date(Date.parse(`${text}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
