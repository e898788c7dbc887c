import type { Db } from '../client.ts';

const resend = `
  insert into notification (dedupe_key, workflow_id, kind, person_id, manager_id, to_name, to_address, language, time_zone,
    thread_key, data, link_id, occurred_at, in_reply_to)
  select 'link-resend/' || current.id || '/' || :hour, asked.workflow_id, asked.kind, asked.person_id, asked.manager_id,
    asked.to_name, original.to_address, asked.language, asked.time_zone, asked.thread_key, asked.data, current.id, :at,
    asked.message_id
  from approval_link presented
    join approver seat on seat.id = presented.approver_id
    join approval_request request on request.id = seat.request_id
    join approval_request open on (open.step_id = request.step_id or open.cycle_id = request.cycle_id) and open.status = 'open'
    join approver open_seat on open_seat.request_id = open.id and open_seat.person_id = seat.person_id
      and open_seat.state = 'asked' and (open_seat.expires_at is null or open_seat.expires_at >= :at)
    join approval_link current on current.approver_id = open_seat.id
    join lateral (select * from notification n where n.link_id = current.id order by n.id limit 1) asked on true
    join lateral (select n.to_address from notification n where n.link_id = presented.id order by n.id limit 1) original on true
  where presented.id = :linkId
  on conflict (dedupe_key) do nothing`;

/** Queues the mail with the current link of the same person and step again, to the address the presented link was sent to. At most one
 * an hour; does nothing when there is no open question. `at` is process time. */
export async function queueCurrentLink(
  db: Db,
  wish: { readonly linkId: string; readonly at: Date },
): Promise<void> {
  await db.raw(resend, { linkId: wish.linkId, at: wish.at, hour: wish.at.toISOString().slice(0, 13) });
}
