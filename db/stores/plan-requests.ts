import type { Db } from '../client.ts';
import { endRequest, getRequest, listSeats, type ApprovalRequest, type Seat } from './requests.ts';

/** The requests of a plan that still wait for answers. */
export async function openRequestsOf(db: Db, planId: string): Promise<readonly ApprovalRequest[]> {
  const ids = await db('approval_request')
    .where({ plan_id: planId, status: 'open' })
    .orderBy('id')
    .pluck<string[]>('id');
  const requests: ApprovalRequest[] = [];
  for (const id of ids) requests.push(await getRequest(db, id));
  return requests;
}

/** Voids what was asked or given for a step, because its content changes; returns the requests that were open. Throws `conflict` once work has started. */
export async function supersedeRequests(
  db: Db,
  change: { stepId: string; at: Date },
): Promise<readonly string[]> {
  const rows = await db('approval_request')
    .where({ step_id: change.stepId })
    .whereIn('status', ['open', 'approved', 'expired'])
    .whereNull('effect_started_at')
    .forUpdate()
    .select<{ id: string }[]>('id');
  for (const row of rows)
    await endRequest(db, {
      requestId: row.id,
      status: 'superseded',
      at: change.at,
      reason: 'the step was changed',
    });
  return rows.map((row) => row.id);
}

/** The steps of a plan whose present content is being asked about, or was approved. */
export async function stepsAskedAbout(db: Db, planId: string): Promise<ReadonlySet<string>> {
  const rows = await db('approval_request as r')
    .join('plan_step as s', 's.id', 'r.step_id')
    .where('r.plan_id', planId)
    .whereIn('r.status', ['open', 'approved'])
    .whereRaw('r.content_hash = s.content_hash')
    .select<{ step_id: string }[]>('r.step_id');
  return new Set(rows.map((row) => row.step_id));
}

/** Opens a request again that had ended: whoever its end released is asked, or waits, as before. Returns their seats, without reminders. */
export async function reopenRequest(db: Db, requestId: string): Promise<readonly Seat[]> {
  await db('approval_request')
    .where({ id: requestId })
    .update({ status: 'open', decided_at: null, reason: null });
  const rows = await db('approver')
    .where({ request_id: requestId, released_by_end: true })
    .update({
      state: db.raw(`case when asked_at is null then 'waiting' else 'asked' end`),
      released_by_end: false,
    })
    .returning<{ id: string }[]>('id');
  const released = new Set(rows.map(({ id }) => id));
  return (await listSeats(db, requestId)).filter(({ id }) => released.has(id));
}
