import type { Db } from '../client.ts';
import { listClocks, type EscalationClock } from '../stores/escalation-clocks.ts';
import type { Escalation } from '../stores/escalation-rows.ts';

/** An escalation with the clocks of its present run, and the name of whoever has it. */
export interface ClockedEscalation extends Escalation {
  readonly holderName: string | null;
  readonly clocks: readonly EscalationClock[];
}

/** Reads the clocks of an escalation beside it, and who has it. */
export async function withClocks(db: Db, escalation: Escalation): Promise<ClockedEscalation> {
  const [holderName = null] = await db('person').where({ id: escalation.holderId }).pluck<string[]>('name');
  return { ...escalation, holderName, clocks: await listClocks(db, escalation) };
}
