import type { Severity } from '../../domain/escalations/policy.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { closeAlarm } from './alarms.ts';
import { pauseEndsAt } from '../read-models/escalation-clock.ts';
import type { Escalation, EscalationColumns, EscalationOutcome } from './escalation-rows.ts';
import { lockOpenEscalation, stepEscalation } from './escalation-steps.ts';

/** A change of an escalation by somebody; `at` is process time. */
export interface EscalationChange {
  readonly id: string;
  readonly by: Actor;
  readonly at: Date;
}

/** Somebody takes the escalation: they have it from now on, and everybody who was asked is told. Throws `conflict` where somebody else has it. */
export async function acknowledgeEscalation(
  db: Db,
  change: EscalationChange & { readonly personId: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    return acknowledgeLocked(trx, { ...change, escalation });
  });
}

/** As {@link acknowledgeEscalation}, under the lock of the process. */
export async function acknowledgeLocked(
  db: Db,
  taking: Omit<EscalationChange, 'id'> & { readonly escalation: Escalation; readonly personId: string },
): Promise<Escalation> {
  const { escalation, personId, by, at } = taking;
  const holder = await db('person')
    .where({ id: escalation.holderId ?? personId })
    .first<{ name: string; active: boolean } | undefined>('name', 'active');
  if (escalation.stage !== 'acknowledge')
    throw new DomainError('conflict', `${holder?.name ?? 'Somebody'} has this escalation already.`);
  if (holder?.active !== true)
    throw new DomainError('invalid', 'An escalation is taken by an active person.', [
      { path: '/personId', message: `There is no active person ${personId}.` },
    ]);
  return stepEscalation(db, {
    escalation,
    step: {
      ...{ kind: 'acknowledged', by, at, data: { personId }, fact: 'escalationAcknowledged' },
      set: {
        stage: 'reachOut',
        acknowledged_at: at,
        holder_id: personId,
        paused_at: null,
        pause_until: null,
      },
    },
  });
}

/** Sets how severe an escalation is, with the reason: its limits hold for all of the time counted so far. Throws `conflict` where it is so already. */
export async function setEscalationSeverity(
  db: Db,
  change: EscalationChange & { readonly severity: Severity; readonly reason: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const { severity, by, at } = change;
    if (escalation.severity === severity)
      throw new DomainError('conflict', `The severity of this escalation is ${severity} already.`);
    const data = { severity, before: escalation.severity };
    const set = { severity };
    const reason = change.reason.trim();
    const step = { kind: 'severityChanged', by, at, reason, data, set, fact: 'severityChanged' } as const;
    return stepEscalation(trx, { escalation, step });
  });
}

/** Stops the clock while the firm waits for the client, with the reason, for the policy's longest pause at most. Throws `conflict` where it does not run, or that time is used up. */
export async function pauseEscalation(
  db: Db,
  change: EscalationChange & { readonly reason: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const { by, at } = change;
    if (escalation.stage === 'presented' || escalation.stage === 'confirmed')
      throw new DomainError('conflict', 'No clock of this escalation runs that could be paused.');
    if (escalation.pausedAt !== null)
      throw new DomainError('conflict', 'The clock of this escalation is paused already.');
    const until = await pauseEndsAt(trx, { escalation, at });
    if (until <= at)
      throw new DomainError('conflict', 'This escalation was paused for as long as the policy allows.');
    const reason = change.reason.trim();
    const data = { until: until.toISOString() };
    const set = { paused_at: at, pause_until: until };
    const step = { kind: 'paused', by, at, reason, data, set, fact: 'escalationPaused' } as const;
    return stepEscalation(trx, { escalation, step });
  });
}

/** Lets the clock of a paused escalation go on. Throws `conflict` where it is not paused. */
export async function resumeEscalation(
  db: Db,
  change: EscalationChange & { readonly reason: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    if (escalation.pausedAt === null)
      throw new DomainError('conflict', 'The clock of this escalation is not paused.');
    const { by, at } = change;
    const set = { paused_at: null, pause_until: null };
    const reason = change.reason.trim();
    const step = { kind: 'resumed', by, at, reason, set, fact: 'escalationResumed' } as const;
    return stepEscalation(trx, { escalation, step });
  });
}

/** What ends with an escalation, as columns. */
export function closingColumns(end: {
  readonly at: Date;
  readonly outcome: EscalationOutcome;
}): EscalationColumns {
  const still = { paused_at: null, pause_until: null, climb_at: null };
  return { ...still, stage: 'closed', closed_at: end.at, outcome: end.outcome };
}

// An alarm without a foundation is not to be raised again while the same figures hold.
async function closeItsAlarms(
  db: Db,
  {
    escalation,
    ...word
  }: { readonly escalation: Escalation; readonly reason: string } & Omit<EscalationChange, 'id'>,
): Promise<void> {
  const ids = await db('escalated_alarm as l')
    .join('alarm as a', 'a.id', 'l.alarm_id')
    .where({ 'l.escalation_id': escalation.id, 'l.run': escalation.run })
    .whereNot({ 'a.status': 'closed' })
    .orderBy('a.id')
    .pluck<string[]>('a.id');
  for (const id of ids) await closeAlarm(db, { id, ...word });
}

/** Closes an escalation with what came of it and the reason: nobody is asked any more, and everybody who was is told. */
export async function closeEscalation(
  db: Db,
  change: EscalationChange & { readonly outcome: EscalationOutcome; readonly reason: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const { outcome, by, at } = change;
    const reason = change.reason.trim();
    const set = closingColumns({ at, outcome });
    const data = { outcome };
    const step = { kind: 'closed', by, at, reason, data, set, fact: 'escalationClosed' } as const;
    if (outcome === 'unfounded') await closeItsAlarms(trx, { escalation, by, at, reason });
    return stepEscalation(trx, { escalation, step });
  });
}
