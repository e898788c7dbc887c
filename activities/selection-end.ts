import { endCycle, type CycleOutcome } from '../db/stores/selection-cycles.ts';
import { recipient } from './plan-effect.ts';
import { cycleReference, personOf, type SelectionEffect } from './selection-effect.ts';

/** How a cycle ends without designating anybody, and what its lead is told. */
interface End {
  readonly outcome: CycleOutcome;
  readonly told: 'rejected' | 'expired' | 'cancelled' | 'refused' | 'unchanged';
  readonly reason: string;
}

/** Ends the cycle and tells its lead why; one that has ended stays as it is. */
export async function endSelection(effect: SelectionEffect, end: End): Promise<void> {
  const { cycle, db, at } = effect;
  const { outcome, reason } = end;
  if (!(await endCycle(db, { cycleId: cycle.id, outcome, reason, at }))) return;
  await effect.audit({ kind: `selection.${end.told}`, subject: cycle.id, data: { reason } });
  await tellEnd(effect, end);
}

/** Tells the lead that the cycle has ended. */
export async function tellEnd(effect: SelectionEffect, end: Omit<End, 'outcome'>): Promise<void> {
  const { cycle } = effect;
  await effect.mail({
    dedupeKey: `selection-ended/${cycle.id}`,
    to: recipient(await personOf(effect.db, cycle.leadId)),
    message: {
      kind: 'selection-ended',
      data: { ...cycleReference(effect), outcome: end.told, reason: end.reason },
    },
  });
}
