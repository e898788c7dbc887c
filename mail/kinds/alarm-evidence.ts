import { z } from 'zod';
import type { ReaderFormat } from '../../domain/reader-format.ts';
import { day, type MailWriting } from './kind.ts';

const figure = z.union([z.string(), z.number(), z.null()]);
const figures = z.record(z.string(), figure).and(z.object({ from: day, to: day }));

/** What an alarm rests on: the figures of two windows, or counts. */
export const alarmEvidence = z.union([
  z.object({ now: figures, before: figures, currency: z.string().length(3) }),
  z.object({ counts: z.record(z.string(), figure) }),
]);

type Figures = z.output<typeof figures>;

// Where it stands in the evidence, and how it is written; what is not here is for machines.
const compared = ['amount', 'orders', 'cost', 'lost', 'due', 'deliveries', 'activeDays'] as const;
const counted = ['detractors', 'commitments', 'steps', 'named', 'active', 'contacts', 'unreachable'] as const;

/** The figures of an alarm as a table reads them, in the reader's language: both windows, or what was counted. */
export function evidenceFacts(
  held: z.output<typeof alarmEvidence>,
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
