import { clockArithmetic, type ClockArithmetic } from '../../domain/escalations/clock.ts';
import type { Db } from '../client.ts';
import { listAsks, type EscalationAsk } from '../stores/escalation-asks.ts';
import { listClocks, type EscalationClock } from '../stores/escalation-clocks.ts';
import { escalationEvents, type EscalationEvent } from '../stores/escalation-events.ts';
import { followUps, type FollowUp } from '../stores/escalation-follow-ups.ts';
import { relatedEscalations, type RelatedEscalation } from '../stores/escalation-relations.ts';
import { getEscalation, type Escalation } from '../stores/escalation-rows.ts';
import { countedIn, limitClock } from './escalation-clock.ts';
import { escalatedAlarms, type EscalatedAlarm } from './escalation-grounds.ts';
import { contactLog, rootCausesOf, type FoundRootCause, type LoggedContact } from './escalation-work.ts';
import { peopleById } from './planning-context.ts';
import { rootCausesAcross, type RootCauseAcross } from './root-causes.ts';

/** A clock of an escalation with how it adds up as of the moment it was asked. */
export interface CountedClock extends EscalationClock {
  readonly arithmetic: ClockArithmetic;
}

/** An escalation with everybody who was asked in its present run, all that happened to it, and how its clocks count. */
export interface EscalationDetail extends Escalation {
  readonly holderName: string | null;
  readonly asks: readonly (EscalationAsk & {
    readonly personName: string;
    readonly standsForName: string | null;
  })[];
  readonly history: readonly EscalationEvent[];
  readonly clocks: readonly CountedClock[];
  readonly contacts: readonly LoggedContact[];
  readonly rootCauses: readonly FoundRootCause[];
  /** Others with the same root cause, this one left out. */
  readonly sameRootCause: RootCauseAcross['escalations'];
  readonly followUps: readonly FollowUp[];
  readonly improvementIds: readonly string[];
  readonly related: readonly RelatedEscalation[];
  /** The alarms of early warning that it took up, in any of its runs, the newest first. */
  readonly alarms: readonly EscalatedAlarm[];
}

/** Reads all of an escalation as of the moment `at`; throws `notFound`. */
export async function escalationDetail(
  db: Db,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<EscalationDetail> {
  const escalation = await getEscalation(db, { id });
  const asks = await listAsks(db, escalation);
  const ids = [...asks.flatMap(({ personId, standsForId }) => [personId, standsForId]), escalation.holderId];
  const people = await peopleById(db, [...new Set(ids.filter((one) => one !== null))]);
  const found = await countedIn(db, escalation);
  const clocks = await listClocks(db, escalation);
  const [same] = await rootCausesAcross(db, { likeEscalation: id, limit: 1 });
  return {
    ...escalation,
    holderName: people.get(escalation.holderId ?? '')?.name ?? null,
    asks: asks.map((ask) => ({
      ...ask,
      personName: people.get(ask.personId)?.name ?? '',
      standsForName: people.get(ask.standsForId ?? '')?.name ?? null,
    })),
    history: await escalationEvents(db, { id }),
    clocks: clocks.map((clock) => ({
      ...clock,
      arithmetic: clockArithmetic(limitClock(found, { ...clock, at }), at),
    })),
    contacts: await contactLog(db, id),
    rootCauses: await rootCausesOf(db, id),
    sameRootCause: (same?.escalations ?? []).filter((one) => one.id !== id),
    followUps: await followUps(db, id),
    improvementIds: await db('process_improvement')
      .where({ escalation_id: id })
      .orderBy('id')
      .pluck<string[]>('id'),
    related: await relatedEscalations(db, id),
    alarms: await escalatedAlarms(db, id),
  };
}
