import { leaseFigures, type Lease, type LeaseFigures } from '../../domain/planning/lease.ts';
import type { Db } from '../client.ts';
import { leaseOf } from '../stores/plan-lease.ts';

/** The lease of a plan with its figures as of `asOf`. */
export interface PlanHealth extends Lease, LeaseFigures {
  readonly asOf: Date;
}

/** How long nobody has tended a plan, and its health at that moment; `null` unless it is being executed. */
export async function planHealth(
  db: Db,
  { planId, at }: { readonly planId: string; readonly at: Date },
): Promise<PlanHealth | null> {
  const lease = await leaseOf(db, planId);
  return lease ? { ...lease, ...leaseFigures(lease, at), asOf: at } : null;
}
