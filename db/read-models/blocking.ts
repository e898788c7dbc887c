import { businessHoursBetween } from '../../domain/calendar/business-time.ts';
import type { Db } from '../client.ts';
import { getRequest, getSeat } from '../stores/requests.ts';
import { listBlockers, type BlockerRecord } from './blockers.ts';
import { nextInLine } from './next-in-line.ts';
import { planningContext, type PlanningContext } from './planning-context.ts';

/** Who is asked or told when the wait ends by itself, and by which rule. */
interface NextEscalation {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'superior' | 'director' | 'programmeOwner' | 'manager';
}

/** Somebody whom a process waits for; `businessHoursWaited` counts their own working hours and holidays. */
export interface Blocking extends BlockerRecord {
  readonly businessHoursWaited: number;
  readonly escalatesTo: NextEscalation | null;
}

function toManager(context: PlanningContext): NextEscalation {
  const { managerId } = context.plan;
  return { personId: managerId, personName: context.person(managerId).name, reason: 'manager' };
}

async function escalationOfSeat(
  db: Db,
  of: { seatId: string; context: PlanningContext },
): Promise<NextEscalation> {
  const { context } = of;
  const seat = await getSeat(db, of.seatId);
  const request = await getRequest(db, seat.requestId);
  const next = await nextInLine(db, { context, request, seat });
  if (next === undefined) return toManager(context);
  return { ...next, personName: context.person(next.personId).name };
}

async function escalationOf(
  db: Db,
  of: { blocker: BlockerRecord; context: PlanningContext },
): Promise<NextEscalation | null> {
  const { blocker, context } = of;
  if (blocker.until === null || blocker.waitingFor === 'submission') return null;
  if (blocker.waitingFor === 'step') return toManager(context);
  return escalationOfSeat(db, { seatId: blocker.subject, context });
}

/** Who keeps a plan's process waiting, the longest first, and who is next if they stay away (design §4). */
export async function blockersOf(
  db: Db,
  of: { workflowId: string; now: Date },
): Promise<readonly Blocking[]> {
  const blockers = await listBlockers(db, { workflowId: of.workflowId });
  if (blockers.length === 0) return [];
  const context = await planningContext(db, { workflowId: of.workflowId });
  const blocking: Blocking[] = [];
  for (const blocker of blockers) {
    const place = context.person(blocker.personId);
    blocking.push({
      ...blocker,
      businessHoursWaited:
        Math.round(businessHoursBetween(place, { from: blocker.since, to: of.now }) * 10) / 10,
      escalatesTo: await escalationOf(db, { blocker, context }),
    });
  }
  return blocking;
}
