import type { Db } from '../client.ts';
import { listClocks, type EscalationClock } from '../stores/escalation-clocks.ts';
import type { Escalation } from '../stores/escalation-rows.ts';

/** An escalation with the clocks of its present run. */
export interface ClockedEscalation extends Escalation {
  readonly clocks: readonly EscalationClock[];
}

/** Reads the clocks of an escalation beside it. */
export async function withClocks(db: Db, escalation: Escalation): Promise<ClockedEscalation> {
  return { ...escalation, clocks: await listClocks(db, escalation) };
}
