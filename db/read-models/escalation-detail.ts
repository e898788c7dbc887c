import { clockArithmetic } from '../../domain/escalations/clock.ts';
import type { Db } from '../client.ts';
import { listAsks, type EscalationAsk } from '../stores/escalation-asks.ts';
import { escalationEvents, type EscalationEvent } from '../stores/escalation-events.ts';
import { getEscalation, type Escalation } from '../stores/escalation-rows.ts';
import { responseClock } from './escalation-clock.ts';
import { peopleById } from './planning-context.ts';

/** An escalation with everybody who was asked in its present run, all that happened to it, and how its clock counts. */
export interface EscalationDetail extends Escalation {
  readonly asks: readonly (EscalationAsk & { readonly personName: string })[];
  readonly history: readonly EscalationEvent[];
  readonly clock: ReturnType<typeof clockArithmetic>;
}

/** Reads all of an escalation as of the moment `at`; throws `notFound`. */
export async function escalationDetail(
  db: Db,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<EscalationDetail> {
  const escalation = await getEscalation(db, { id });
  const asks = await listAsks(db, escalation);
  const people = await peopleById(
    db,
    asks.map(({ personId }) => personId),
  );
  return {
    ...escalation,
    asks: asks.map((ask) => ({ ...ask, personName: people.get(ask.personId)?.name ?? '' })),
    history: await escalationEvents(db, { id }),
    clock: clockArithmetic(await responseClock(db, { escalation, at }), at),
  };
}
