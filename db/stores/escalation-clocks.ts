import { reachesAt, type RunningClock } from '../../domain/escalations/clock.ts';
import type { EscalationPolicy } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';
import { countedIn, limitClock, type Counted } from '../read-models/escalation-clock.ts';
import type { Escalation } from './escalation-rows.ts';

/** Until when somebody has an escalation, until when the next word of it is due, and until when it is solved. */
export const clockKinds = ['response', 'update', 'resolution'] as const;

/** See {@link clockKinds}. */
export type ClockKind = (typeof clockKinds)[number];

/**
 * A clock of one run of an escalation; `number` counts the words that are due. `dueAt` stays after it has passed and is null while the
 * clock stands still; `warnAt` is null after the breach.
 */
export interface EscalationClock {
  readonly kind: ClockKind;
  readonly number: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly warnedShare: number;
  readonly warnAt: Date | null;
  readonly dueAt: Date | null;
  readonly breachedAt: Date | null;
}

interface ClockRow {
  escalation_id: string;
  run: number;
  kind: ClockKind;
  number: number;
  started_at: Date;
  ended_at: Date | null;
  warned_share: number;
  warn_at: Date | null;
  due_at: Date | null;
  breached_at: Date | null;
}

type Run = Pick<Escalation, 'id' | 'run'>;

function toClock(row: ClockRow): EscalationClock {
  return {
    kind: row.kind,
    number: row.number,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    warnedShare: row.warned_share,
    warnAt: row.warn_at,
    dueAt: row.due_at,
    breachedAt: row.breached_at,
  };
}

function rowsOf(db: Db, { id, run }: Run) {
  return db<ClockRow>('escalation_clock').where({ escalation_id: id, run });
}

/** Every clock of an escalation's present run, in the order in which they began. */
export async function listClocks(db: Db, of: Run): Promise<readonly EscalationClock[]> {
  const rows = await rowsOf(db, of).orderBy(['started_at', 'kind', 'number']);
  return rows.map(toClock);
}

/** The clocks that run in the present run of each of these escalations. */
export async function runningClocks(
  db: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EscalationClock[]>> {
  const rows = await db<ClockRow>('escalation_clock')
    .whereIn('escalation_id', escalationIds)
    .whereNull('ended_at')
    .orderBy(['kind', 'number']);
  return new Map(
    escalationIds.map((id) => [id, rows.filter((row) => row.escalation_id === id).map(toClock)]),
  );
}

/** Notes on a running clock how far it was warned of, or that its limit was passed. */
export async function noteOnClock(
  db: Db,
  note: {
    readonly escalation: Run;
    readonly clock: Pick<EscalationClock, 'kind' | 'number'>;
    readonly set: { readonly warned_share: number } | { readonly breached_at: Date; readonly warn_at: null };
  },
): Promise<void> {
  const { kind, number } = note.clock;
  await rowsOf(db, note.escalation).where({ kind, number }).update(note.set);
}

function wanted({ stage }: Escalation, policy: EscalationPolicy['severities'][1]): ReadonlySet<ClockKind> {
  const working = stage !== 'confirmed' && stage !== 'closed';
  const kinds: ClockKind[] = [
    ...(stage === 'acknowledge' ? ['response' as const] : []),
    ...(working && stage !== 'acknowledge' && policy.updateMinutes !== null ? ['update' as const] : []),
    ...(working ? ['resolution' as const] : []),
  ];
  return new Set(kinds);
}

/**
 * Ends, begins and dates the clocks of an escalation as its stage and severity ask for: `worded` ends the wait for a word of it and begins
 * the next. Call it under the lock of the process, after the history was written.
 */
export async function keepClocks(
  db: Db,
  keep: { readonly escalation: Escalation; readonly at: Date; readonly worded: boolean },
): Promise<void> {
  const { escalation, at, worded } = keep;
  const { id, run } = escalation;
  const found = await countedIn(db, escalation);
  const kinds = wanted(escalation, found.policy.severities[escalation.severity]);
  const before = await listClocks(db, escalation);
  const over = before.filter(
    ({ kind, endedAt }) => endedAt === null && (!kinds.has(kind) || (worded && kind === 'update')),
  );
  for (const { kind, number } of over)
    await rowsOf(db, escalation)
      .where({ kind, number })
      .update({ ended_at: at, warn_at: null, due_at: null });
  const running = new Set(
    before.filter((clock) => clock.endedAt === null && !over.includes(clock)).map(({ kind }) => kind),
  );
  for (const kind of kinds)
    if (!running.has(kind)) {
      const number = before.filter((clock) => clock.kind === kind).length + 1;
      // A run's first limits count from its beginning, whenever they were written down.
      const startedAt = kind === 'update' ? at : escalation.beganAt;
      await db('escalation_clock').insert({ escalation_id: id, run, kind, number, started_at: startedAt });
    }
  for (const clock of await listClocks(db, escalation))
    if (clock.endedAt === null) await date(db, { found, clock, at });
}

async function date(
  db: Db,
  { found, clock, at }: { readonly found: Counted; readonly clock: EscalationClock; readonly at: Date },
): Promise<void> {
  const { escalation, policy } = found;
  const { kind, number, breachedAt, warnedShare } = clock;
  const limits: RunningClock = limitClock(found, { ...clock, at });
  const share = policy.warnAt.find((one) => one > warnedShare);
  const stands = escalation.pausedAt !== null;
  await rowsOf(db, escalation)
    .where({ kind, number })
    .update({
      due_at: stands ? null : reachesAt(limits, 100),
      warn_at: stands || breachedAt !== null || share === undefined ? null : reachesAt(limits, share),
    });
}
