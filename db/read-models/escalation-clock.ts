import { countedMinutes, dueAt, reachesAt, type RunningClock } from '../../domain/escalations/clock.ts';
import type { EscalationPolicy, Severity } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';
import { listAsks } from '../stores/escalation-asks.ts';
import { escalationEvents, type EscalationEvent } from '../stores/escalation-events.ts';
import { getEscalationPolicy } from '../stores/escalation-policy.ts';
import type { Escalation, EscalationColumns } from '../stores/escalation-rows.ts';

/** What clocks of an escalation count by: its policy and what happened in its present run. */
interface Counted {
  readonly escalation: Escalation;
  readonly policy: EscalationPolicy;
  readonly events: readonly EscalationEvent[];
}

async function counted(db: Db, escalation: Escalation): Promise<Counted> {
  const { policy } = await getEscalationPolicy(db, escalation.policyVersion);
  return { escalation, policy, events: await escalationEvents(db, escalation) };
}

// A pause ends by itself at its longest, also where nobody has noted it yet.
function pausesOf({ events }: Counted, at: Date): RunningClock['pauses'] {
  return events.flatMap(({ kind, at: from, data }, index) => {
    if (kind !== 'paused') return [];
    const until = new Date(String(data['until']));
    const resumed = events.slice(index).find((event) => event.kind === 'resumed')?.at;
    if (resumed !== undefined) return [{ from, to: resumed < until ? resumed : until }];
    return [{ from, to: until <= at ? until : null }];
  });
}

function severitiesOf({ escalation, events }: Counted): readonly { from: Date; severity: Severity }[] {
  return events
    .filter(({ kind }) => kind === 'opened' || kind === 'reopened' || kind === 'severityChanged')
    .map(({ at, data, kind }) => ({
      from: kind === 'severityChanged' ? at : escalation.beganAt,
      severity: data['severity'] as Severity,
    }));
}

function clockOf(
  found: Counted,
  of: { readonly at: Date; readonly startedAt: Date; readonly share: number },
) {
  const { escalation, policy } = found;
  const { region, timeZone, severity } = escalation;
  return {
    place: { region, timeZone },
    hours: policy.severities[severity].hours,
    startedAt: of.startedAt,
    limits: severitiesOf(found).map(({ from, severity: then }) => ({
      from,
      minutes: Math.max(1, Math.ceil((policy.severities[then].respondMinutes * of.share) / 100)),
    })),
    pauses: pausesOf(found, of.at),
    endedAt: escalation.acknowledgedAt ?? escalation.closedAt,
  };
}

/** The clock from the beginning of an escalation's run until somebody takes it, as of the moment `at`. */
export async function responseClock(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<RunningClock> {
  return clockOf(await counted(db, escalation), { at, startedAt: escalation.beganAt, share: 100 });
}

/** When the next warning, the breach and the next attempt of an escalation are due, as columns: none while it is paused or taken. */
export async function responseDates(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<Required<Pick<EscalationColumns, 'climb_at' | 'warn_at' | 'due_at'>>> {
  if (escalation.stage !== 'acknowledge' || escalation.pausedAt !== null)
    return { climb_at: null, warn_at: null, due_at: null };
  const found = await counted(db, escalation);
  const { policy } = found;
  const clock = clockOf(found, { at, startedAt: escalation.beganAt, share: 100 });
  const breached = escalation.breachedAt !== null;
  const share = policy.warnAt.find((one) => one > escalation.warnedShare);
  const asked = (await listAsks(db, escalation)).at(-1);
  const climbing = asked !== undefined && escalation.ladderEndedAt === null;
  return {
    due_at: breached ? null : dueAt(clock),
    warn_at: breached || share === undefined ? null : reachesAt(clock, share),
    climb_at: climbing
      ? dueAt(clockOf(found, { at, startedAt: asked.askedAt, share: policy.climbAfterShare }))
      : null,
  };
}

/** Until when an escalation that is paused now may stay so: as long as is left of the policy's longest pause in this run; `at` where nothing is. */
export async function pauseEndsAt(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<Date> {
  const found = await counted(db, escalation);
  const { place, hours } = clockOf(found, { at, startedAt: at, share: 100 });
  const span = { place, hours, pauses: [] };
  const used = pausesOf(found, at).map(({ from, to }) => {
    const limits = [{ from, minutes: found.policy.longestPauseMinutes }];
    return countedMinutes({ ...span, startedAt: from, limits, endedAt: to }, at);
  });
  const minutes = Math.floor(found.policy.longestPauseMinutes - used.reduce((sum, one) => sum + one, 0));
  if (minutes <= 0) return at;
  return dueAt({ ...span, startedAt: at, limits: [{ from: at, minutes }], endedAt: null }) ?? at;
}
