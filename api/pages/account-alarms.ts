import { openAlarms, type Alarm } from '../../db/read-models/alarms.ts';
import type { Db } from '../../db/client.ts';
import type { Evidence } from '../../domain/warnings/finding.ts';
import { causeQuestions } from '../../domain/warnings/wording.ts';
import { kpiFigure, shortDay } from '../../web/kpi-figure.ts';
import type { AlarmFormState, AlarmProps, EvidenceProps } from '../../web/pages/account-alarms.tsx';
import { anybody } from './send-page.ts';

/** A form of an alarm that was refused. */
export interface RefusedForm extends AlarmFormState {
  readonly alarmId: string;
}

/** The alarms of an account that are open as of a day, in words. */
export async function alarmsToShow(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string; readonly refused: RefusedForm | undefined },
): Promise<readonly AlarmProps[]> {
  const { refused } = look;
  const { t, format } = anybody;
  const alarms = await openAlarms(db, look);
  return alarms.map((alarm) => ({
    id: alarm.id,
    title: alarm.title[format.language],
    since: t('account.alarm.since', { day: format.day(alarm.openedOn), seen: format.day(alarm.seenAsOf) }),
    notes: notesOf(alarm),
    question: causeQuestions[alarm.cause][format.language],
    evidence: evidenceInWords(alarm.evidence),
    refused: refused?.alarmId === alarm.id ? refused : undefined,
  }));
}

function notesOf({ snoozedUntil, snoozeReason, verdict, verdictReason }: Alarm): readonly string[] {
  const { t, format } = anybody;
  const snoozed =
    snoozedUntil === null
      ? []
      : [t('account.alarm.snoozed', { day: format.day(snoozedUntil), reason: snoozeReason ?? '' })];
  if (verdict === null) return snoozed;
  return [...snoozed, t(`account.alarm.${verdict}`, { reason: verdictReason ?? '' })];
}

const moneyKeys = ['amount', 'cost'] as const;
const countKeys = [
  ...(['orders', 'lost', 'due', 'deliveries', 'activeDays', 'detractors', 'commitments', 'steps'] as const),
  ...(['named', 'active', 'contacts', 'unreachable'] as const),
];
type Figures = Readonly<Record<string, string | number | null>>;

/** Evidence in words: the days it was counted over, money and counts by name, now and where it compares a year before. */
export function evidenceInWords(evidence: Evidence): readonly EvidenceProps[] {
  if ('counts' in evidence) return lines({ now: evidence.counts, before: null, currency: 'EUR' });
  const { t } = anybody;
  const span = ({ from, to }: { readonly from: string; readonly to: string }): string =>
    t('account.alarm.span', { from: shortDay(anybody, from), to: shortDay(anybody, to) });
  return [
    { name: t('account.alarm.days'), now: span(evidence.now), before: span(evidence.before) },
    ...lines(evidence),
  ];
}

function lines(held: {
  readonly now: Figures;
  readonly before: Figures | null;
  readonly currency: string;
}): readonly EvidenceProps[] {
  const { t } = anybody;
  const { now, before, currency } = held;
  const figure = (value: Figures[string] | undefined, unit: 'money' | 'count'): string => {
    const known = typeof value === 'number' ? value : null;
    return kpiFigure(anybody, { unit, value: known, currency });
  };
  const line = (key: (typeof moneyKeys)[number] | (typeof countKeys)[number], unit: 'money' | 'count') =>
    key in now
      ? [
          {
            name: t(`account.alarm.${key}`),
            now: figure(now[key], unit),
            before: before === null ? null : figure(before[key], unit),
          },
        ]
      : [];
  const latest = now['latestOn'];
  return [
    ...moneyKeys.flatMap((key) => line(key, 'money')),
    ...countKeys.flatMap((key) => line(key, 'count')),
    ...(typeof latest === 'string'
      ? [{ name: t('account.alarm.latestOn'), now: shortDay(anybody, latest), before: null }]
      : []),
  ];
}
