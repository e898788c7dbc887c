import { leaseHours } from '../../domain/planning/lease.ts';
import type { WaitingFor } from '../../domain/waiting.ts';
import type { SeatOrigin } from '../../domain/approvals/policy.ts';
import type { Db } from '../client.ts';

/** One person whom a process waits for, since when, and until which date before something else happens. */
export interface BlockerRecord {
  readonly workflowId: string;
  /** Null where the process is not about one account. */
  readonly accountId: string | null;
  readonly personId: string;
  readonly personName: string;
  readonly waitingFor: WaitingFor;
  /** The number of the plan, the seat, the question, the step, the cycle, the exit, the review, the escalation or its task. */
  readonly subject: string;
  readonly title: string;
  readonly since: Date;
  readonly until: Date | null;
  /** The approval request that waits; null where it is none. */
  readonly requestId: string | null;
  /** Whose place they took, and how; null for everybody who is asked in the first place. */
  readonly insteadOf: {
    readonly personId: string;
    readonly personName: string;
    readonly how: SeatOrigin | 'onCall';
  } | null;
}

/** Where a page of blockers ended. */
export type BlockerPosition = Pick<BlockerRecord, 'since' | 'workflowId' | 'waitingFor' | 'subject'>;

interface BlockerRow {
  workflow_id: string;
  account_id: string | null;
  person_id: string;
  name: string;
  waiting_for: BlockerRecord['waitingFor'];
  subject: string;
  title: string;
  since: Date;
  until: Date | null;
  request_id: string | null;
  before_id: string | null;
  before_name: string | null;
  how: SeatOrigin | 'onCall' | null;
}

// An approver whose question is open has stopped: the firm owes an answer, and whoever owes it is the one who blocks.
const blockers = `(
  select p.workflow_id, p.account_id, p.manager_id as person_id, 'submission' as waiting_for, p.id::text as subject,
    'Plan ' || p.year as title, date_trunc('milliseconds', p.opened_at) as since, p.draft_reminder_at as until,
    null::bigint as request_id, false as stopped, null::bigint as before_id, null as how
  from plan p where p.status = 'drafting'
  union all
  select r.workflow_id, b.account_id, a.person_id, 'decision', a.id::text, r.content ->> 'title',
    date_trunc('milliseconds', a.asked_at), a.expires_at, r.id,
    exists (select from open_question q where q.approver_id = a.id), before.person_id, a.how
  from approver a join approval_request r on r.id = a.request_id join approval_subject b on b.request_id = r.id
    left join approver before on before.id = a.stands_for
  where a.state = 'asked' and r.status = 'open'
  union all
  select r.workflow_id, b.account_id, q.answerer_id, 'answer', q.id::text, r.content ->> 'title',
    date_trunc('milliseconds', q.asked_at), q.remind_at, q.request_id, false, null, null
  from open_question q join approval_request r on r.id = q.request_id join approval_subject b on b.request_id = r.id
  union all
  select p.workflow_id, p.account_id, s.owner_id, 'step', s.id::text, s.title,
    date_trunc('milliseconds', s.started_at), s.overdue_at, null, s.blocked_since is not null, null, null
  from plan_step s join plan p on p.id = s.plan_id
  where s.status in ('inProgress', 'overdue') and p.status <> 'closed'
  union all
  select p.workflow_id, p.account_id, p.manager_id, 'obstacle', s.id::text, s.title || ': ' || s.blocked_reason,
    date_trunc('milliseconds', s.blocked_since), null, null, false, null, null
  from plan_step s join plan p on p.id = s.plan_id where s.blocked_since is not null and p.status <> 'closed'
  union all
  select p.workflow_id, p.account_id, p.manager_id, 'proposal', c.id::text, c.text,
    date_trunc('milliseconds', c.proposed_at), c.settle_tell_at, null, false, null, null
  from commitment c join plan p on p.id = c.plan_id
  where c.proposed_on is not null and p.status <> 'closed'
  union all
  select p.workflow_id, p.account_id, p.manager_id, 'revalidation', p.id::text, 'Plan ' || p.year, l.asked_at,
    case when l.told_at is null then l.asked_at + make_interval(hours => :tellHours) end, null, false, null, null
  from open_lease l join plan p on p.id = l.plan_id
  union all
  select c.workflow_id, null, c.lead_id, 'nomination', c.id::text, g.name || ' ' || c.year,
    date_trunc('milliseconds', c.nominating_since), c.nominations_until, null, false, null, null
  from selection_cycle c join programme g on g.id = c.programme_id where c.status = 'nominating'
  union all
  select c.workflow_id, e.account_id, e.responsible_id, 'exit', e.id::text, a.name,
    date_trunc('milliseconds', e.asked_at), e.pass_on_at, null, false, null, null
  from proposed_exit e join selection_cycle c on c.id = e.cycle_id join account a on a.id = e.account_id
  where e.state = 'open'
  union all
  select q.workflow_id, q.account_id, q.manager_id, 'minutes', q.id::text, 'Q' || q.quarter || ' ' || q.year, q.minutes_asked_at,
    coalesce(q.minutes_tell_at, q.close_at), null, false, null, null
  from quarterly_review q where q.status = 'held' and q.minutes_asked_at is not null
    and not exists (select from review_minutes m where m.review_id = q.id)
  union all
  select q.workflow_id, q.account_id, q.manager_id, 'agenda', q.id::text, 'Q' || q.quarter || ' ' || q.year,
    date_trunc('milliseconds', r.decided_at), q.pre_read_at, null, false, null, null
  from quarterly_review q join approval_request r on r.review_id = q.id and r.revision = q.revision
  where q.status = 'frozen' and q.sign_off_asked_at is not null and r.status in ('changesRequested', 'rejected')
  union all
  select e.workflow_id, e.account_id, a.person_id, 'acknowledgement', e.id::text, e.title,
    date_trunc('milliseconds', a.asked_at), e.climb_at, null, false, a.stands_for_id,
    case a.how when 'standIn' then 'absent' else a.how end
  from escalation e join lateral (select * from escalation_ask k where k.escalation_id = e.id and k.run = e.run
    order by k.number desc limit 1) a on true
  where (e.stage = 'acknowledge' or exists (select from open_escalation_vacancy v where v.escalation_id = e.id and v.number = a.round))
    and e.paused_at is null
  union all
  select e.workflow_id, e.account_id, e.holder_id, 'escalation', e.id::text, e.title, date_trunc('milliseconds', e.acknowledged_at),
    c.due_at, null, false, null, null
  from escalation e left join escalation_clock c on c.escalation_id = e.id and c.run = e.run and c.kind = 'resolution'
  where e.stage in ('reachOut', 'rootCause', 'solution') and e.holder_id is not null and e.paused_at is null
    and not exists (select from open_escalation_vacancy v where v.escalation_id = e.id)
  union all
  select e.workflow_id, e.account_id, t.owner_id, 'escalationTask', t.id::text, t.title, date_trunc('milliseconds', t.given_at),
    t.overdue_at, null, false, null, null
  from escalation_task t join escalation e on e.id = t.escalation_id where t.status = 'open' and t.word = '') b`;

const order = `(b.since, b.workflow_id, b.waiting_for, b.subject)`;

interface Selection {
  readonly where: string;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly limit?: number;
}

async function select(db: Db, { where, bindings, limit }: Selection): Promise<readonly BlockerRecord[]> {
  const atMost = limit === undefined ? '' : `limit ${limit}`;
  const { rows } = await db.raw<{ rows: BlockerRow[] }>(
    `select b.*, person.name, before.name as before_name from (select * from ${blockers} where ${where} order by ${order} ${atMost}) b
     join person on person.id = b.person_id left join person before on before.id = b.before_id order by ${order}`,
    { ...bindings, tellHours: leaseHours.tell },
  );
  return rows.map(toBlocker);
}

function toBlocker(row: BlockerRow): BlockerRecord {
  return {
    workflowId: row.workflow_id,
    accountId: row.account_id,
    personId: row.person_id,
    personName: row.name,
    waitingFor: row.waiting_for,
    subject: row.subject,
    title: row.title,
    since: row.since,
    until: row.until,
    requestId: row.request_id,
    insteadOf: insteadOf(row),
  };
}

function insteadOf({
  before_id: personId,
  before_name: personName,
  how,
}: BlockerRow): BlockerRecord['insteadOf'] {
  return personId === null || personName === null || how === null ? null : { personId, personName, how };
}

/** Who is blocking these processes, those who have kept them waiting longest first. Read from records alone. */
export function listBlockers(
  db: Db,
  of: { readonly workflowId: string } | { readonly workflowIds: readonly string[] },
): Promise<readonly BlockerRecord[]> {
  const ids = 'workflowId' in of ? [of.workflowId] : of.workflowIds;
  return select(db, { where: 'b.workflow_id = any(:ids) and not b.stopped', bindings: { ids } });
}

/** Who keeps these approval requests waiting, with a decision or with the answer to a question, the longest first. */
export function listUndecided(db: Db, requestIds: readonly string[]): Promise<readonly BlockerRecord[]> {
  const where = 'b.request_id = any(:requestIds) and not b.stopped';
  return select(db, { where, bindings: { requestIds } });
}

/** The questions that wait for this person's decision, those asked longest ago first; not those to which they asked something back. */
export function listQuestionsOf(db: Db, personId: string): Promise<readonly BlockerRecord[]> {
  const where = `b.waiting_for = 'decision' and b.person_id = :personId and not b.stopped`;
  return select(db, { where, bindings: { personId } });
}

/** A page of everybody who is blocking, the longest first; one more than `limit` says that there is a next page. */
export function pageOfBlockers(
  db: Db,
  page: { readonly limit: number; readonly after: BlockerPosition | undefined },
): Promise<readonly BlockerRecord[]> {
  const limit = page.limit + 1;
  if (page.after === undefined) return select(db, { where: 'not b.stopped', limit, bindings: {} });
  const position = '(cast(:since as timestamptz), :workflowId, :waitingFor, :subject)';
  return select(db, {
    where: `not b.stopped and ${order} > ${position}`,
    limit,
    bindings: { ...page.after },
  });
}
