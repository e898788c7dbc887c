import type { ApprovalPolicy, Choice, SeatOrigin } from '../../domain/approvals/policy.ts';
import type { Money } from '../../domain/reader-format.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import type { RequestStatus } from '../stores/requests.ts';
import { questionsOf, type Blocking } from './blocking.ts';
import { peopleById } from './planning-context.ts';

/** The active person with this mail address, in whatever case; undefined if there is none. */
export async function personByEmail(db: Db, email: string): Promise<Person | undefined> {
  const row = await db('person')
    .where({ email: email.toLowerCase(), active: true })
    .first<{ id: string } | undefined>('id');
  return row && personById(db, row.id);
}

/** The person with this number; undefined if there is none. */
export async function personById(db: Db, id: string): Promise<Person | undefined> {
  return (await peopleById(db, [id])).get(id);
}

/** What a question is about: a step of a plan, a list of key accounts, or a review's pack. */
type Subject = 'step' | 'list' | 'review' | 'proposal';

/** A question that waits for one person's decision; `insteadOf` is whose place they take, `escalatesTo` who is next. */
export interface InboxItem {
  readonly seatId: string;
  readonly requestId: string;
  readonly workflowId: string;
  readonly contentHash: string;
  readonly verify: ApprovalPolicy['verify'];
  readonly about: Subject;
  readonly stepTitle: string;
  readonly accountName: string;
  readonly year: number;
  readonly cost: Money;
  readonly askedBy: string;
  readonly insteadOf: { readonly name: string; readonly how: SeatOrigin } | null;
  readonly askedAt: Date;
  readonly expiresAt: Date | null;
  readonly onExpiry: ApprovalPolicy['onExpiry'];
  readonly escalatesTo: string | null;
  readonly businessHoursWaited: number | null;
  /** The clock stands still, because the firm owes an answer to their question. */
  readonly stopped: boolean;
}

interface ItemRow {
  seat_id: string;
  request_id: string;
  workflow_id: string;
  content_hash: string;
  verify: ApprovalPolicy['verify'];
  about: Subject;
  title: string;
  account: string;
  year: number;
  cost: string;
  currency: string;
  asked_by: string;
  instead_of: string | null;
  how: SeatOrigin;
  asked_at: Date;
  expires_at: Date | null;
  on_expiry: ApprovalPolicy['onExpiry'];
  stopped: boolean;
}

const about = `case when r.cycle_id is not null then 'list' when r.review_id is not null then 'review' when r.proposal_id is not null then 'proposal' else 'step' end as about`;

const itemsQuery = `
  select s.id as seat_id, ${about}, r.id as request_id, r.workflow_id, r.content_hash, r.verify, r.content ->> 'title' as title,
    b.subject_name as account, b.year, coalesce(r.content ->> 'cost', '0.00') as cost, b.currency, asker.name as asked_by, other.name as instead_of,
    s.how, s.asked_at, s.expires_at, r.policy ->> 'onExpiry' as on_expiry,
    exists (select from open_question o where o.approver_id = s.id) as stopped
  from approver s join approval_request r on r.id = s.request_id
    join approval_subject b on b.request_id = r.id join person asker on asker.id = r.requested_by
    left join approver place on place.id = s.stands_for left join person other on other.id = place.person_id
  where s.person_id = :personId`;

const stillOpen = `and s.state = 'asked' and r.status = 'open' and (s.expires_at is null or s.expires_at >= :now)
  order by s.expires_at nulls last, s.id limit :limit`;

/** What waits for this person's decision in any account, what is due first first; one more than `limit` says that there are others. */
export async function listInbox(
  db: Db,
  of: { readonly personId: string; readonly now: Date; readonly limit: number },
): Promise<readonly InboxItem[]> {
  const bindings = { ...of, limit: of.limit + 1 };
  const { rows } = await db.raw<{ rows: ItemRow[] }>(`${itemsQuery} ${stillOpen}`, bindings);
  const blocking = new Map((await questionsOf(db, of)).map((one) => [one.subject, one]));
  return rows.map((row) => toItem(row, blocking.get(row.seat_id)));
}

/** This person's questions among these requests, whatever has become of them. */
export async function itemsOf(
  db: Db,
  of: { readonly personId: string; readonly requestIds: readonly string[] },
): Promise<ReadonlyMap<string, InboxItem>> {
  const query = `${itemsQuery} and r.id = any(cast(:requestIds as bigint[]))`;
  const { rows } = await db.raw<{ rows: ItemRow[] }>(query, { ...of });
  return new Map(rows.map((row) => [row.request_id, toItem(row, undefined)]));
}

function toItem(row: ItemRow, blocking: Blocking | undefined): InboxItem {
  return {
    seatId: row.seat_id,
    requestId: row.request_id,
    workflowId: row.workflow_id,
    contentHash: row.content_hash,
    verify: row.verify,
    about: row.about,
    stepTitle: row.title,
    accountName: row.account,
    year: row.year,
    cost: { amount: row.cost, currency: row.currency },
    askedBy: row.asked_by,
    insteadOf: row.instead_of === null ? null : { name: row.instead_of, how: row.how },
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    onExpiry: row.on_expiry,
    escalatesTo: blocking?.escalatesTo?.personName ?? null,
    businessHoursWaited: blocking?.businessHoursWaited ?? null,
    stopped: row.stopped,
  };
}

/** A decision that stands, with what has become of its request. */
export interface RecentDecision {
  readonly seatId: string;
  readonly about: Subject;
  readonly stepTitle: string;
  readonly accountName: string;
  readonly year: number;
  readonly choice: Choice;
  readonly decidedAt: Date;
  readonly outcome: RequestStatus;
}

interface RecentRow {
  seat_id: string;
  about: Subject;
  title: string;
  account: string;
  year: number;
  choice: Choice;
  decided_at: Date;
  status: RequestStatus;
}

/** This person's last decisions, the newest first. */
export async function listRecentDecisions(
  db: Db,
  of: { readonly personId: string; readonly limit: number },
): Promise<readonly RecentDecision[]> {
  const { rows } = await db.raw<{ rows: RecentRow[] }>(
    `select s.id as seat_id, ${about}, r.content ->> 'title' as title, b.subject_name as account, b.year, d.choice, d.decided_at, r.status
     from approver s join decision d on d.approver_id = s.id and d.round = s.round
       join approval_request r on r.id = s.request_id join approval_subject b on b.request_id = r.id
     where s.person_id = :personId order by d.id desc limit :limit`,
    { ...of },
  );
  return rows.map((row) => ({
    seatId: row.seat_id,
    about: row.about,
    stepTitle: row.title,
    accountName: row.account,
    year: row.year,
    choice: row.choice,
    decidedAt: row.decided_at,
    outcome: row.status,
  }));
}
