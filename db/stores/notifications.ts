import type { Db } from '../client.ts';

/** How far a mail has come. `unknown`: handed to the server, its answer was lost; `suppressed`: mail was switched off, or its
 * question was settled before it could be sent; `held`: it waits for its reader's daily digest; `digested`: it stood in one. */
export type NotificationStatus =
  'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'suppressed' | 'held' | 'digested';

/** One logical mail to queue. `dedupeKey` names its reason: a second one with the same key changes nothing. `data` feeds the template
 * and must hold no token; `linkId` is a decision link, and at most one of the links is given; `managerId` is told when the mail cannot be delivered; `occurredAt` is process time. */
export interface NewNotification {
  readonly dedupeKey: string;
  readonly workflowId: string | null;
  readonly kind: string;
  readonly personId: string | null;
  readonly managerId: string | null;
  readonly toName: string;
  readonly toAddress: string;
  readonly language: string;
  readonly timeZone: string;
  readonly threadKey: string | null;
  readonly data: object;
  readonly linkId: string | null;
  readonly questionLinkId: string | null;
  readonly commitmentLinkId: string | null;
  readonly leaseLinkId: string | null;
  readonly surveyLinkId: string | null;
  readonly escalationLinkId: string | null;
  readonly occurredAt: Date;
}

/** A mail in the hands of one sender, who alone may settle this `attempts`. `linkKeyId` is the key that signed its link;
 * `stale` says that it has been in the queue for three days. */
export interface ClaimedNotification extends NewNotification {
  readonly id: string;
  readonly attempts: number;
  readonly uncertainAttempts: number;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly stale: boolean;
  readonly linkKeyId: string | null;
}

/** What became of one attempt; `retryInSeconds` is when the delivery loop may try again. */
export type DeliveryOutcome =
  | { readonly status: 'sent'; readonly at: Date }
  | { readonly status: 'queued' | 'unknown'; readonly error: string; readonly retryInSeconds: number }
  | { readonly status: 'failed'; readonly error: string };

interface NotificationRow {
  id: string;
  dedupe_key: string;
  workflow_id: string | null;
  kind: string;
  person_id: string | null;
  manager_id: string | null;
  to_name: string;
  to_address: string;
  language: string;
  time_zone: string;
  thread_key: string | null;
  data: object;
  link_id: string | null;
  question_link_id: string | null;
  commitment_link_id: string | null;
  lease_link_id: string | null;
  survey_link_id: string | null;
  escalation_link_id: string | null;
  link_key_id: string | null;
  attempts: number;
  uncertain_attempts: number;
  message_id: string;
  in_reply_to: string | null;
  occurred_at: Date;
  stale: boolean;
}

/** Queues a mail once per `dedupeKey` and returns its number, the earlier one's if it was queued before. Call it inside the
 * transaction that has just rechecked the mail's reason. Within a thread the mail answers the first one to the same address. One that
 * is `held` is not sent until it is released. */
export async function queueNotification(
  db: Db,
  mail: NewNotification & { readonly held?: boolean },
): Promise<{ readonly id: string }> {
  const inReplyTo = db('notification')
    .where({ thread_key: mail.threadKey, to_address: mail.toAddress })
    .orderBy('id')
    .limit(1)
    .select('message_id');
  const inserted = await db('notification')
    .insert({
      dedupe_key: mail.dedupeKey,
      workflow_id: mail.workflowId,
      kind: mail.kind,
      person_id: mail.personId,
      manager_id: mail.managerId,
      to_name: mail.toName,
      to_address: mail.toAddress,
      language: mail.language,
      time_zone: mail.timeZone,
      thread_key: mail.threadKey,
      data: JSON.stringify(mail.data),
      link_id: mail.linkId,
      question_link_id: mail.questionLinkId,
      commitment_link_id: mail.commitmentLinkId,
      lease_link_id: mail.leaseLinkId,
      survey_link_id: mail.surveyLinkId,
      escalation_link_id: mail.escalationLinkId,
      occurred_at: mail.occurredAt,
      status: mail.held === true ? 'held' : 'queued',
      in_reply_to: mail.threadKey === null ? null : inReplyTo,
    })
    .onConflict('dedupe_key')
    .ignore()
    .returning<{ id: string }[]>('id');
  const [row] = inserted;
  if (row !== undefined) return row;
  return db('notification').where({ dedupe_key: mail.dedupeKey }).first<{ id: string }>('id');
}

/** Takes these queued mails for sending and returns those that were free; any other sender passes them by from now on. */
export async function claimNotifications(db: Db, ids: readonly string[]): Promise<ClaimedNotification[]> {
  return claim(db, db.raw(`select id from notification where id = any(?) and status = 'queued'`, [[...ids]]));
}

/** Takes up to `limit` mails that nobody has sent: queued ones untouched for `queuedForSeconds`, and once more each one whose fate is
 * unknown. A mail held by a sender for `sendingForSeconds` counts as unknown, because that sender is gone. */
export async function claimDueNotifications(
  db: Db,
  due: { readonly limit: number; readonly queuedForSeconds: number; readonly sendingForSeconds: number },
): Promise<ClaimedNotification[]> {
  await markAbandoned(db, due.sendingForSeconds);
  const free = db.raw(
    `select id from notification
      where next_attempt_at <= clock_timestamp() and
        ((status = 'queued' and queued_at <= clock_timestamp() - make_interval(secs => ?))
          or (status = 'unknown' and uncertain_attempts = 1))
      order by next_attempt_at limit ?`,
    [due.queuedForSeconds, due.limit],
  );
  return claim(db, free);
}

/** Records what became of the attempt that was claimed; false if another sender has taken the mail over since. */
export async function settleNotification(
  db: Db,
  settled: { readonly id: string; readonly attempts: number; readonly outcome: DeliveryOutcome },
): Promise<boolean> {
  const { outcome } = settled;
  const changed = await db('notification')
    .where({ id: settled.id, attempts: settled.attempts, status: 'sending' })
    .update({
      status: outcome.status,
      sending_since: null,
      sent_at: outcome.status === 'sent' ? outcome.at : null,
      last_error: outcome.status === 'sent' ? null : outcome.error,
      ...('retryInSeconds' in outcome && { next_attempt_at: secondsFromNow(db, outcome.retryInSeconds) }),
      ...(outcome.status === 'unknown' && { uncertain_attempts: db.raw('uncertain_attempts + 1') }),
    });
  return changed === 1;
}

/** Keeps back every mail that waits to be sent, because mail is switched off; returns how many. */
export async function suppressQueued(db: Db): Promise<number> {
  return db('notification').where({ status: 'queued' }).update({ status: 'suppressed' });
}

/** Puts every mail that was kept back into the queue again, but none that was no longer needed; returns how many. */
export async function releaseSuppressed(db: Db): Promise<number> {
  const now = db.raw('clock_timestamp()');
  return db('notification')
    .where({ status: 'suppressed' })
    .whereRaw('last_error is distinct from ?', [noLongerNeeded])
    .update({ status: 'queued', queued_at: now, next_attempt_at: now });
}

// The mails that ask for a decision; once their seat has nothing to decide any more, nobody needs them. Nor
// does anybody need those that ask for an answer once the question is not open any more, or whether a plan holds once it was tended, or a contact's view once they gave it, or an escalation to be taken once somebody has it.
const asking = [
  'approval-request',
  'approval-escalated',
  'approval-handed-over',
  'approval-reminder',
  'question-answered',
];
/** Why a mail was kept back whose question is settled. */
export const noLongerNeeded = 'no longer needed';

const settleNeedless = `
  with free as (:free for update skip locked),
  needless as (
    update notification n set status = 'suppressed', last_error = :noLongerNeeded
    from free, approval_link l join approver a on a.id = l.approver_id
    where n.id = free.id and l.id = n.link_id and n.kind = any(:asking) and a.state <> 'asked'
    returning n.id
  ),
  unowed as (
    update notification n set status = 'suppressed', last_error = :noLongerNeeded
    from free, question_link l
    where n.id = free.id and l.id = n.question_link_id and l.question_id not in (select id from open_question)
    returning n.id
  ),
  tended as (
    update notification n set status = 'suppressed', last_error = :noLongerNeeded
    from free, lease_link l
    where n.id = free.id and l.id = n.lease_link_id and l.id not in (select id from open_lease_link)
    returning n.id
  ),
  heard as (
    update notification n set status = 'suppressed', last_error = :noLongerNeeded
    from free, survey_link l
    where n.id = free.id and l.id = n.survey_link_id
      and not exists (select from waiting_survey_link w where w.id = l.id)
    returning n.id
  ),
  taken as (
    update notification n set status = 'suppressed', last_error = :noLongerNeeded
    from free, escalation_link l
    where n.id = free.id and l.id = n.escalation_link_id and l.id not in (select id from waiting_escalation_link)
    returning n.id
  )
  select id from free
  where id not in (table needless union all table unowed union all table tended union all table heard union all table taken)`;

async function claim(db: Db, free: ReturnType<Db['raw']>): Promise<ClaimedNotification[]> {
  return db.transaction(async (trx) => {
    const { rows: needed } = await trx.raw<{ rows: { id: string }[] }>(settleNeedless, {
      free,
      asking,
      noLongerNeeded,
    });
    const rows = await trx('notification')
      .whereIn(
        'id',
        needed.map(({ id }) => id),
      )
      .update({
        status: 'sending',
        sending_since: trx.raw('clock_timestamp()'),
        attempts: trx.raw('attempts + 1'),
      })
      .returning<NotificationRow[]>([
        '*',
        trx.raw(`coalesce((select key_id from approval_link l where l.id = notification.link_id),
          (select key_id from question_link l where l.id = notification.question_link_id),
          (select key_id from commitment_link l where l.id = notification.commitment_link_id),
          (select key_id from lease_link l where l.id = notification.lease_link_id),
          (select key_id from survey_link l where l.id = notification.survey_link_id),
          (select key_id from escalation_link l where l.id = notification.escalation_link_id)) as link_key_id`),
        trx.raw("queued_at < clock_timestamp() - interval '3 days' as stale"),
      ]);
    return rows.map(toClaimed);
  });
}

async function markAbandoned(db: Db, sendingForSeconds: number): Promise<void> {
  await db('notification')
    .where({ status: 'sending' })
    .whereRaw('sending_since <= clock_timestamp() - make_interval(secs => ?)', [sendingForSeconds])
    .update({
      status: 'unknown',
      sending_since: null,
      uncertain_attempts: db.raw('uncertain_attempts + 1'),
      next_attempt_at: db.raw('clock_timestamp()'),
      last_error: 'The sender ended before the mail server answered.',
    });
}

function secondsFromNow(db: Db, seconds: number): ReturnType<Db['raw']> {
  return db.raw('clock_timestamp() + make_interval(secs => ?)', [seconds]);
}

function toClaimed(row: NotificationRow): ClaimedNotification {
  return {
    id: row.id,
    dedupeKey: row.dedupe_key,
    workflowId: row.workflow_id,
    kind: row.kind,
    personId: row.person_id,
    managerId: row.manager_id,
    toName: row.to_name,
    toAddress: row.to_address,
    language: row.language,
    timeZone: row.time_zone,
    threadKey: row.thread_key,
    data: row.data,
    linkId: row.link_id,
    questionLinkId: row.question_link_id,
    commitmentLinkId: row.commitment_link_id,
    leaseLinkId: row.lease_link_id,
    surveyLinkId: row.survey_link_id,
    escalationLinkId: row.escalation_link_id,
    linkKeyId: row.link_key_id,
    attempts: row.attempts,
    uncertainAttempts: row.uncertain_attempts,
    messageId: row.message_id,
    inReplyTo: row.in_reply_to,
    occurredAt: row.occurred_at,
    stale: row.stale,
  };
}
