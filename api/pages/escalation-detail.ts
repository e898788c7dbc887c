import { DateTime } from 'luxon';
import type { Db } from '../../db/client.ts';
import {
  escalationDetail,
  type CountedClock,
  type EscalationDetail,
} from '../../db/read-models/escalation-detail.ts';
import { nextOnLadders } from '../../db/read-models/escalation-ladder.ts';
import { getImprovement } from '../../db/read-models/improvements.ts';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { getEscalationPolicy } from '../../db/stores/escalation-policy.ts';
import { escalationStages } from '../../db/stores/escalation-rows.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import type { CountedHours } from '../../domain/escalations/working-spans.ts';
import { clockWords, minutesInWords } from '../../web/escalation-clock.ts';
import { kpiFigure } from '../../web/kpi-figure.ts';
import type { CountedClockProps } from '../../web/pages/escalation-clocks.tsx';
import type { EscalationDetailProps, EscalationPartProps } from '../../web/pages/escalation-detail-page.tsx';
import { alarmsParts } from './escalation-alarms.ts';
import { formsFor } from './escalation-entries.ts';
import type { RefusedEntry } from './escalation-forms.ts';
import { whoHas } from './escalation-list.ts';
import { relatedParts, workParts } from './escalation-parts.ts';
import { historyPart } from './escalation-history.ts';
import { causeInWords, clockInWords, formatAt, pausedInWords } from './escalation-words.ts';
import { anybody } from './send-page.ts';

/** Which escalation, as of when, for whom, and what was refused if a form of it was. */
export interface EscalationLook {
  readonly id: string;
  readonly now: Date;
  readonly mayEdit: boolean;
  readonly saved: boolean;
  readonly refused: RefusedEntry | undefined;
}

/** An escalation as its page shows it. Throws `notFound`. */
export async function escalationToShow(db: Db, look: EscalationLook): Promise<EscalationDetailProps> {
  const { id, now } = look;
  const { t } = anybody;
  const detail = await escalationDetail(db, { id, at: now });
  const account = await planningAccount(db, detail.accountId);
  const { policy } = await getEscalationPolicy(db, detail.policyVersion);
  const { hours } = policy.severities[detail.severity];
  const forms = await formsFor(db, { escalation: detail, ...look });
  const place = escalationStages.indexOf(detail.stage);
  return {
    reader: anybody,
    id,
    title: titleIn(anybody.format.language, detail.title),
    account: { name: account.name, href: `/accounts/${account.id}` },
    severity: detail.severity,
    ...(await headOf(db, { detail, now })),
    steps: escalationStages.map((stage, index) => ({
      text: t(`escalations.stage.${stage}`),
      place: index === place ? 'now' : index < place ? 'done' : 'ahead',
    })),
    next: nextOf(detail),
    forms: forms('take', 'hand-over', 'severity', 'pause', 'resume', 'close'),
    clocks: detail.clocks.map((clock) => clockToShow(detail, { clock, hours })),
    parts: [
      ...(await workParts(db, { detail, forms })),
      followUpPart(detail),
      await lessonsPart(db, { ...detail, forms: forms('lessons') }),
      ...alarmsParts(detail),
      ...(await relatedParts(db, detail)),
      askedPart(detail),
      await historyPart(db, detail),
    ],
    saved: look.saved,
  };
}

async function headOf(
  db: Db,
  { detail, now }: { readonly detail: EscalationDetail; readonly now: Date },
): Promise<Pick<EscalationDetailProps, 'who' | 'lines'>> {
  const { t } = anybody;
  const format = formatAt(detail);
  const { id, climbAt, run, outcome, closedAt } = detail;
  const next = climbAt === null ? undefined : (await nextOnLadders(db, { ids: [id], at: now })).get(id);
  const last = detail.asks.at(-1);
  const asked = last === undefined ? null : { name: last.personName, at: last.askedAt };
  const { who, whoNote } = whoHas({ ...detail, asked, nextName: next?.personName ?? null });
  const paused = pausedInWords(detail);
  return {
    who: `${t('escalations.holder')}: ${who}`,
    lines: [
      ...(whoNote === null ? [] : [whoNote]),
      t('esc.since', { at: format.instant(detail.beganAt), cause: causeInWords(detail.cause) }),
      ...(run === 1 ? [] : [t('esc.run', { run })]),
      ...(paused === null ? [] : [paused]),
      ...(outcome === null || closedAt === null
        ? []
        : [t('esc.ended', { outcome: t(`escalations.outcome.${outcome}`), at: format.instant(closedAt) })]),
    ],
  };
}

function dayAt({ timeZone }: EscalationDetail, at: Date): string {
  return anybody.format.day(DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd'));
}

function nextOf(detail: EscalationDetail): string {
  const { t } = anybody;
  const { stage } = detail;
  if (stage !== 'confirmed') return t(`esc.next.${stage}`);
  const checkAt = detail.followUps.at(-1)?.checkAt ?? null;
  return checkAt === null
    ? t('esc.next.confirmedLater')
    : t('esc.next.confirmed', { day: dayAt(detail, checkAt) });
}

function clockToShow(
  detail: EscalationDetail,
  { clock, hours }: { readonly clock: CountedClock; readonly hours: CountedHours },
): CountedClockProps {
  const { t, format } = anybody;
  const local = formatAt(detail);
  const { spans, countedMinutes, pausedMinutes, limitMinutes, leftMinutes } = clock.arithmetic;
  const shown = clockInWords(detail, { ...clock, leftMinutes, hours });
  const inWords = (minutes: number): string => minutesInWords(anybody, { minutes, hours });
  const ended = clock.endedAt !== null;
  const name = clock.number === 1 || !ended ? shown.name : `${shown.name} (${clock.number})`;
  const left = leftMinutes === null ? '' : clockWords(anybody, { leftMinutes, hours, still: null });
  return {
    ...shown,
    name,
    ended,
    late: !ended && shown.late,
    words: ended ? t('esc.clock.ended') : shown.words,
    spans: spans.map(({ from, to, minutes, counted }) => ({
      title: `${local.instant(from)} – ${local.instant(to)}`,
      cells: [format.count(Math.round(minutes * 10) / 10), t(counted ? 'esc.counted.yes' : 'esc.counted.no')],
    })),
    sums: [
      t('esc.sum', { counted: inWords(countedMinutes), paused: inWords(pausedMinutes) }),
      limitMinutes === null ? t('esc.limit.none') : t('esc.limit', { limit: inWords(limitMinutes), left }),
    ],
  };
}

function followUpPart(detail: EscalationDetail): EscalationPartProps {
  const { t } = anybody;
  const format = formatAt(detail);
  const last = detail.followUps.at(-1);
  return {
    ...{ id: 'followUp', title: t('esc.followUp'), none: t('esc.followUp.none'), forms: [] },
    entries: detail.followUps.flatMap(({ result, checkAt, confirmedAt }) => {
      if (result !== null) return [{ said: t(`esc.followUp.${result}`), notes: [] }];
      if (checkAt === null) return [];
      const at = format.instant(confirmedAt);
      return [{ said: t('esc.followUp.due', { at, day: dayAt(detail, checkAt) }), notes: [] }];
    }),
    table: last && figuresOf(last.figures),
  };
}

function figuresOf({
  then,
  now,
}: EscalationDetail['followUps'][number]['figures']): EscalationPartProps['table'] {
  const { t, format } = anybody;
  if (then === undefined || now === undefined) return undefined;
  const money = (value: number | null, currency: string): string =>
    kpiFigure(anybody, { unit: 'money', value, currency });
  return {
    headings: [
      ...[t('esc.figures'), t('esc.figures.window'), t('esc.figures.before'), t('esc.figures.share')],
    ],
    rows: (
      [
        ['then', then],
        ['now', now],
      ] as const
    ).map(([key, { now: window, before, share, currency }]) => ({
      title: t(`esc.figures.${key}`),
      cells: [
        money(window.amount, currency),
        money(before.amount, currency),
        share === null ? '–' : format.share(share),
      ],
    })),
  };
}

async function lessonsPart(
  db: Db,
  { improvementIds, forms }: Pick<EscalationDetail, 'improvementIds'> & Pick<EscalationPartProps, 'forms'>,
): Promise<EscalationPartProps> {
  const { t, format } = anybody;
  const lessons = await Promise.all(improvementIds.map((id) => getImprovement(db, id)));
  return {
    ...{ id: 'lessons', title: t('esc.lessons'), none: t('esc.lessons.none'), forms },
    entries: lessons.map(({ title, learned, ownerName: owner, dueOn, state }) => ({
      said: t('esc.task', { title, owner, day: format.day(dueOn) }),
      notes: [t(`esc.task.${state}`), learned],
    })),
  };
}

function askedPart(detail: EscalationDetail): EscalationPartProps {
  const { t } = anybody;
  const format = formatAt(detail);
  return {
    ...{ id: 'ladder', title: t('esc.ladder'), none: t('esc.ladder.none'), forms: [] },
    entries: detail.asks.map(({ personName: name, standsForName, rung, attempt, askedAt }) => ({
      said: t(attempt === 1 ? 'esc.asked' : 'esc.asked.again', {
        ...{ name, rung: t(`esc.rung.${rung}`), attempt, at: format.instant(askedAt) },
      }),
      notes: standsForName === null ? [] : [t('esc.asked.for', { name: standsForName })],
    })),
  };
}
