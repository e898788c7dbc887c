import { DateTime } from 'luxon';
import type { Evidence, Verdict } from './finding.ts';
import type { WarningRules } from './rules.ts';

/** Where an alarm stands: `snoozed` until a day, `cleared` since its cause no longer holds, `closed` by a person, a sweep or with the designation. */
export type AlarmStatus = 'open' | 'snoozed' | 'cleared' | 'closed';

/** What happened to an alarm. */
export type AlarmEventKind =
  'opened' | 'updated' | 'worsened' | 'cleared' | 'returned' | 'snoozed' | 'woke' | 'judged' | 'closed';

/** An alarm as a sweep finds it; days 'YYYY-MM-DD'. `stillHolds` says that a person closed it while its cause held, and that it has held ever since. */
export interface AlarmStanding {
  readonly status: AlarmStatus;
  readonly magnitude: number;
  readonly toldMagnitude: number;
  readonly evidence: Evidence;
  readonly clearedAsOf: string | null;
  readonly snoozedUntil: string | null;
  readonly stillHolds: boolean;
}

/** One change that a sweep makes, to the alarm there is or as a new one: `tell` says that it is mailed. Without an event it is only brought up to date. */
export interface AlarmStep {
  readonly to: 'alarm' | 'new';
  readonly event: AlarmEventKind | null;
  readonly tell: boolean;
  readonly next: AlarmStanding;
}

interface At {
  readonly asOf: string;
  readonly rules: Pick<WarningRules, 'continueWithinDays'>;
}

type Holding = Extract<Verdict, { kind: 'holds' }>;

/**
 * What a sweep does about one cause of one account. What cannot be judged leaves the alarm alone, but for a snooze that ends. A snoozed alarm is told again when its snooze ends
 * or it is worse by a whole step than when it was last told; one that a person closed while it held stays closed until it is that much worse, or has ceased and come again.
 */
export function nextSteps(
  verdict: Verdict,
  { alarm, ...at }: At & { readonly alarm: AlarmStanding | undefined },
): readonly AlarmStep[] {
  if (verdict.kind === 'holds') return alarm ? holding(alarm, { ...at, verdict }) : [opening(verdict)];
  if (!alarm) return [];
  if (verdict.kind === 'clear') return ceasing(alarm, at);
  return alarm.status === 'snoozed' && snoozeEnded(alarm, at) ? [waking(alarm)] : [];
}

function opening({ magnitude, evidence }: Holding): AlarmStep {
  return {
    to: 'new',
    event: 'opened',
    tell: true,
    next: {
      status: 'open',
      magnitude,
      toldMagnitude: magnitude,
      evidence,
      clearedAsOf: null,
      snoozedUntil: null,
      stillHolds: false,
    },
  };
}

function holding(
  alarm: AlarmStanding,
  { verdict, ...at }: At & { readonly verdict: Holding },
): readonly AlarmStep[] {
  const { magnitude, evidence } = verdict;
  const worse = magnitude >= alarm.toldMagnitude + 1;
  const now: AlarmStanding = { ...alarm, magnitude, evidence };
  const told = { ...now, status: 'open', toldMagnitude: magnitude, snoozedUntil: null } as const;
  const step = (event: AlarmEventKind): AlarmStep => ({ to: 'alarm', event, tell: true, next: told });
  switch (alarm.status) {
    case 'closed':
      return worse ? [{ ...quiet({ ...alarm, stillHolds: false }) }, opening(verdict)] : [];
    case 'cleared':
      return remembered(alarm, at)
        ? [{ ...step('returned'), next: { ...told, clearedAsOf: null } }]
        : [closing(alarm), opening(verdict)];
    case 'snoozed':
      if (snoozeEnded(alarm, at)) return [step('woke')];
      return worse ? [step('worsened')] : [keptUp(alarm, now)];
    case 'open':
      return worse ? [step('worsened')] : [keptUp(alarm, now)];
  }
}

function ceasing(alarm: AlarmStanding, at: At): readonly AlarmStep[] {
  if (alarm.status === 'closed') return [quiet({ ...alarm, stillHolds: false })];
  if (alarm.status === 'cleared') return remembered(alarm, at) ? [] : [closing(alarm)];
  const next = { ...alarm, status: 'cleared', clearedAsOf: at.asOf, snoozedUntil: null } as const;
  return [{ to: 'alarm', event: 'cleared', tell: alarm.status === 'open', next }];
}

function waking(alarm: AlarmStanding): AlarmStep {
  const next = { ...alarm, status: 'open', toldMagnitude: alarm.magnitude, snoozedUntil: null } as const;
  return { to: 'alarm', event: 'woke', tell: true, next };
}

function closing(alarm: AlarmStanding): AlarmStep {
  return { to: 'alarm', event: 'closed', tell: false, next: { ...alarm, status: 'closed' } };
}

function quiet(next: AlarmStanding): AlarmStep {
  return { to: 'alarm', event: null, tell: false, next };
}

// Figures move a little every day; the trail keeps a tenth of a step.
function keptUp(before: AlarmStanding, next: AlarmStanding): AlarmStep {
  const tenth = ({ magnitude }: AlarmStanding): number => Math.round(magnitude * 10);
  return { ...quiet(next), event: tenth(before) === tenth(next) ? null : 'updated' };
}

function snoozeEnded({ snoozedUntil }: AlarmStanding, { asOf }: At): boolean {
  return snoozedUntil !== null && asOf >= snoozedUntil;
}

function remembered({ clearedAsOf }: AlarmStanding, { asOf, rules }: At): boolean {
  if (clearedAsOf === null) return false;
  const since = DateTime.fromISO(asOf).diff(DateTime.fromISO(clearedAsOf), 'days').days;
  return since <= rules.continueWithinDays;
}
