import { countedMinutes, dueAt, type RunningClock } from '../../domain/escalations/clock.ts';
import type { EscalationPolicy, Severity } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';
import { listAsks } from '../stores/escalation-asks.ts';
import {
  escalationEvents,
  type EscalationEvent,
  type EscalationEventKind,
} from '../stores/escalation-events.ts';
import { getEscalationPolicy } from '../stores/escalation-policy.ts';
import type { Escalation } from '../stores/escalation-rows.ts';
import { openVacancy } from '../stores/escalation-vacancies.ts';

/** What clocks of an escalation count by: its policy and what happened in its present run. */
export interface Counted {
  readonly escalation: Escalation;
  readonly policy: EscalationPolicy;
  readonly events: readonly EscalationEvent[];
}

/** Reads what an escalation's clocks count by. */
export async function countedIn(db: Db, escalation: Escalation): Promise<Counted> {
  const { policy } = await getEscalationPolicy(db, escalation.policyVersion);
  return { escalation, policy, events: await escalationEvents(db, escalation) };
}

const endsPause: readonly EscalationEventKind[] = ['resumed', 'acknowledged', 'presented', 'closed'];
const endsWaiting: readonly EscalationEventKind[] = [
  'confirmed',
  'refused',
  'presentationWithdrawn',
  'closed',
];

function nextOf(
  { events }: Counted,
  after: { readonly index: number; readonly among: readonly EscalationEventKind[] },
): Date | undefined {
  return events.slice(after.index + 1).find(({ kind }) => after.among.includes(kind))?.at;
}

// A pause ends by itself at its longest, also where nobody has noted it yet.
function pausesOf(found: Counted, at: Date): RunningClock['pauses'] {
  return found.events.flatMap(({ kind, at: from, data }, index) => {
    if (kind !== 'paused') return [];
    const until = new Date(String(data['until']));
    const resumed = nextOf(found, { index, among: endsPause });
    if (resumed !== undefined) return [{ from, to: resumed < until ? resumed : until }];
    return [{ from, to: until <= at ? until : null }];
  });
}

// While the client is asked whether it is solved, the firm can do nothing but wait.
function waitingForClient(found: Counted): RunningClock['pauses'] {
  return found.events.flatMap(({ kind, at: from }, index) =>
    kind === 'presented' ? [{ from, to: nextOf(found, { index, among: endsWaiting }) ?? null }] : [],
  );
}

function severitiesOf({ escalation, events }: Counted): readonly { from: Date; severity: Severity }[] {
  return events
    .filter(({ kind }) => kind === 'opened' || kind === 'reopened' || kind === 'severityChanged')
    .map(({ at, data, kind }) => ({
      from: kind === 'severityChanged' ? at : escalation.beganAt,
      severity: data['severity'] as Severity,
    }));
}

const limitOf = {
  response: 'respondMinutes',
  update: 'updateMinutes',
  resolution: 'resolveMinutes',
} as const;

interface Limited {
  readonly kind: keyof typeof limitOf;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly at: Date;
  /** The share of the limit that counts, in percent; all of it where left out. */
  readonly share?: number;
}

/** One of an escalation's clocks as it counts, as of the moment `at`. */
export function limitClock(found: Counted, of: Limited): RunningClock {
  const { escalation, policy } = found;
  const { region, timeZone, severity } = escalation;
  const { share = 100, kind, startedAt } = of;
  const limits = severitiesOf(found).flatMap(({ from, severity: then }) => {
    const minutes = policy.severities[then][limitOf[kind]];
    if (minutes === null) return [];
    return [
      { from: from < startedAt ? startedAt : from, minutes: Math.max(1, Math.ceil((minutes * share) / 100)) },
    ];
  });
  return {
    place: { region, timeZone },
    hours: policy.severities[severity].hours,
    startedAt,
    limits,
    pauses: [...pausesOf(found, of.at), ...waitingForClient(found)],
    endedAt: of.endedAt,
  };
}

/** When the next on the ladder is asked to take it, or to take over from a holder who has gone: null while it is paused, somebody has it, or nobody was asked or is left. */
export async function climbsAt(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<Date | null> {
  const { stage, pausedAt } = escalation;
  const vacancy = await openVacancy(db, escalation);
  const { ladderEndedAt } = vacancy ?? escalation;
  if ((stage !== 'acknowledge' && !vacancy) || pausedAt !== null || ladderEndedAt !== null) return null;
  const round = vacancy?.number ?? 0;
  const asked = (await listAsks(db, escalation)).findLast((ask) => ask.round === round);
  if (asked === undefined) return null;
  const found = await countedIn(db, escalation);
  const { climbAfterShare: share } = found.policy;
  return dueAt(limitClock(found, { kind: 'response', startedAt: asked.askedAt, endedAt: null, share, at }));
}

/** Until when an escalation that is paused now may stay so: as long as is left of the policy's longest pause in this run; `at` where nothing is. */
export async function pauseEndsAt(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<Date> {
  const found = await countedIn(db, escalation);
  const { place, hours } = limitClock(found, { kind: 'resolution', startedAt: at, endedAt: null, at });
  const span = { place, hours, pauses: [] };
  const used = pausesOf(found, at).map(({ from, to }) => {
    const limits = [{ from, minutes: found.policy.longestPauseMinutes }];
    return countedMinutes({ ...span, startedAt: from, limits, endedAt: to }, at);
  });
  const minutes = Math.floor(found.policy.longestPauseMinutes - used.reduce((sum, one) => sum + one, 0));
  if (minutes <= 0) return at;
  return dueAt({ ...span, startedAt: at, limits: [{ from: at, minutes }], endedAt: null }) ?? at;
}
