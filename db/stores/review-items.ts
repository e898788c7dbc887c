import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess } from './processes.ts';

/**
 * Something a review left to be done or to be decided, by one of ours or of the client's. It is carried into every review until it is done
 * or waived; with a step or a commitment of a plan it is done when that is.
 */
export interface ReviewItem {
  readonly id: string;
  readonly accountId: string;
  readonly reviewId: string;
  readonly kind: 'action' | 'decision';
  readonly text: string;
  readonly ownerName: string;
  readonly dueOn: string | null;
  readonly stepId: string | null;
  readonly commitmentId: string | null;
  readonly status: 'open' | 'done' | 'waived';
  readonly reason: string | null;
  readonly endedAt: Date | null;
  /** The review it comes from. */
  readonly from: { readonly year: number; readonly quarter: number };
}

interface ItemRow {
  id: string;
  account_id: string;
  review_id: string;
  kind: ReviewItem['kind'];
  text: string;
  owner_name: string | null;
  due_on: string | null;
  step_id: string | null;
  commitment_id: string | null;
  status: ReviewItem['status'];
  reason: string | null;
  ended_at: Date | null;
  year: number;
  quarter: number;
}

// An item whose step or commitment is done needs nobody to say so again.
const status = `case when i.status = 'open' and not exists (select from open_review_item o where o.id = i.id)
  then 'done' else i.status end as status`;

function items(db: Db) {
  return db('review_item as i')
    .join('quarterly_review as q', 'q.id', 'i.review_id')
    .leftJoin('person as p', 'p.id', 'i.owner_id')
    .leftJoin('contact as c', 'c.id', 'i.contact_id')
    .select('i.id', 'i.account_id', 'i.review_id', 'i.kind', 'i.text', 'i.due_on', 'i.step_id')
    .select('i.commitment_id', 'i.reason', 'i.ended_at', 'q.year', 'q.quarter')
    .select(db.raw(`coalesce(p.name, c.name) as owner_name, ${status}`))
    .orderBy('i.id');
}

function toItem(row: ItemRow): ReviewItem {
  return {
    id: row.id,
    accountId: row.account_id,
    reviewId: row.review_id,
    kind: row.kind,
    text: row.text,
    ownerName: row.owner_name ?? '',
    dueOn: row.due_on,
    stepId: row.step_id,
    commitmentId: row.commitment_id,
    status: row.status,
    reason: row.reason,
    endedAt: row.ended_at,
    from: { year: row.year, quarter: row.quarter },
  };
}

/** What a review left to be done or decided. */
export async function itemsOfReview(db: Db, reviewId: string): Promise<readonly ReviewItem[]> {
  return ((await items(db).where('i.review_id', reviewId)) as ItemRow[]).map(toItem);
}

/** Everything that an account's reviews left open, the oldest first. */
export async function openItems(db: Db, accountId: string): Promise<readonly ReviewItem[]> {
  const open = db('open_review_item').where({ account_id: accountId }).select('id');
  return ((await items(db).whereIn('i.id', open)) as ItemRow[]).map(toItem);
}

/** Stores what a review leaves to be done or decided. Returns its number. */
export async function addItem(
  db: Db,
  item: Pick<ReviewItem, 'accountId' | 'reviewId' | 'kind' | 'text'> & {
    readonly ownerId?: string | undefined;
    readonly contactId?: string | undefined;
    readonly dueOn?: string;
    readonly stepId?: string | undefined;
    readonly commitmentId?: string | undefined;
    readonly at: Date;
  },
): Promise<void> {
  await db('review_item').insert({
    account_id: item.accountId,
    review_id: item.reviewId,
    kind: item.kind,
    text: item.text,
    owner_id: item.ownerId ?? null,
    contact_id: item.contactId ?? null,
    due_on: item.dueOn ?? null,
    step_id: item.stepId ?? null,
    commitment_id: item.commitmentId ?? null,
    created_at: item.at,
  });
}

/** The word that ends an item: `reason` says what shows that it is done, or why it is waived. */
export interface ItemEnding {
  readonly itemId: string;
  readonly status: 'done' | 'waived';
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/** Says that an item is done, or waives it. Throws `notFound`, or `conflict` when it has ended already. */
export async function endItem(db: Db, ending: ItemEnding): Promise<ReviewItem> {
  return db.transaction(async (trx) => {
    const chain = await chainOf(trx, ending.itemId);
    await lockProcess(trx, chain);
    const before = await getItem(trx, ending.itemId);
    if (before.status !== 'open')
      throw new DomainError('conflict', `"${before.text}" has ended already (${before.status}).`);
    const { itemId: id, reason, by, at } = ending;
    await trx('review_item').where({ id }).update({
      status: ending.status,
      reason: reason.trim(),
      ended_at: at,
      ended_by_kind: by.kind,
      ended_by_id: by.id,
    });
    const event = { chain, at, actor: by, kind: `item.${ending.status}`, subject: id };
    await appendAudit(trx, { ...event, data: { reason } });
    return getItem(trx, id);
  });
}

async function getItem(db: Db, id: string): Promise<ReviewItem> {
  const [row] = (await items(db).where('i.id', id)) as ItemRow[];
  if (!row) throw new DomainError('notFound', `No review left an item ${id}.`);
  return toItem(row);
}

async function chainOf(db: Db, id: string): Promise<string> {
  const row = await db('review_item as i')
    .join('quarterly_review as q', 'q.id', 'i.review_id')
    .where('i.id', id)
    .first<{ workflow_id: string } | undefined>('q.workflow_id');
  if (!row) throw new DomainError('notFound', `No review left an item ${id}.`);
  return row.workflow_id;
}

/** Ends the open decisions of an account that are worded like this, because a meeting has taken them. */
export async function endDecision(
  db: Db,
  taken: {
    readonly accountId: string;
    readonly title: string;
    readonly outcome: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<void> {
  await db('review_item')
    .where({ account_id: taken.accountId, kind: 'decision', status: 'open', text: taken.title })
    .update({
      status: 'done',
      reason: taken.outcome,
      ended_at: taken.at,
      ended_by_kind: taken.by.kind,
      ended_by_id: taken.by.id,
    });
}

/** Whether a decision worded like this is open already. */
export async function isDecisionOpen(
  db: Db,
  { accountId, title }: { readonly accountId: string; readonly title: string },
): Promise<boolean> {
  const row = await db('review_item')
    .where({ account_id: accountId, kind: 'decision', status: 'open', text: title })
    .first<{ id: string } | undefined>('id');
  return row !== undefined;
}

/** The processes to which a review gave something that they have not acted on yet: steps or commitments of a plan, a survey of the account. */
export async function processesToRing(db: Db, reviewId: string): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { workflow_id: string }[] }>(
    `select distinct p.workflow_id from review_item i
       left join plan_step s on s.id = i.step_id left join commitment m on m.id = i.commitment_id
       join plan p on p.id = coalesce(s.plan_id, m.plan_id)
       join inbox_fact f on f.workflow_id = p.workflow_id and f.consumed_at is null and not f.late
         and f.kind in ('stepEdited', 'commitmentChanged')
     where i.review_id = :reviewId
     union
     select f.workflow_id from survey v join process a on a.account_id = v.account_id and a.kind = 'accountReview'
       join inbox_fact f on f.workflow_id = a.workflow_id and f.kind = 'surveyOpened'
         and f.consumed_at is null and not f.late
     where v.review_id = :reviewId order by workflow_id`,
    { reviewId },
  );
  return rows.map((row) => row.workflow_id);
}
