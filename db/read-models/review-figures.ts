import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import type { FrozenFigures } from '../../domain/reviews/frozen-figures.ts';
import type { PackCarried, ReviewPack } from '../../domain/reviews/review-pack.ts';
import type { StepStatus } from '../../domain/planning/step.ts';
import type { Db } from '../client.ts';
import { listCommitments } from '../stores/commitment-rows.ts';
import { currentContent } from '../stores/plan-content.ts';
import { getFreeze } from '../stores/review-freezes.ts';
import type { ReviewContext } from './review-context.ts';
import { measuredFor } from './review-measured.ts';

const notInPack: readonly StepStatus[] = ['draft', 'cancelled', 'rejected'];

/** The figures of a review's pack as they stand: KPIs counted before the day `asOf` ('YYYY-MM-DD'), the rest as it is at the moment `at`. */
export async function reviewFigures(
  db: Db,
  { context, asOf, at }: { readonly context: ReviewContext; readonly asOf: string; readonly at: Date },
): Promise<FrozenFigures> {
  const { review, account, person } = context;
  const { content } = await currentContent(db, review.planId);
  const commitments = await listCommitments(db, review.planId);
  return {
    reviewId: review.id,
    accountName: account.name,
    year: review.year,
    quarter: review.quarter,
    kind: review.kind,
    managerName: person(review.managerId).name,
    asOf,
    currency: account.currency,
    ...(await measuredFor(db, { review, asOf, at, currency: account.currency })),
    steps: await stepsOf(db, review.planId),
    commitments: commitments.map(({ text, side, ownerName, dueOn, status, askedAt }) => {
      return { text, side, ownerName, dueOn, status, told: askedAt !== null };
    }),
    whitespace: content.whitespace
      .filter(({ state }) => state === 'open')
      .map(({ division, offering, potential }) => ({ division, offering, potential })),
    carried: await carriedInto(db, review),
  };
}

interface StepRow {
  title: string;
  owner_name: string;
  due_on: string;
  status: StepStatus;
  progress: number;
}

async function stepsOf(db: Db, planId: string): Promise<ReviewPack['steps']> {
  const rows = await db('plan_step as s')
    .join('person as p', 'p.id', 's.owner_id')
    .where('s.plan_id', planId)
    .whereNotIn('s.status', [...notInPack])
    .orderBy(['s.due_on', 's.position'])
    .select<StepRow[]>('s.title', 'p.name as owner_name', 's.due_on', 's.status', 's.progress');
  return rows.map((row) => ({
    title: row.title,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    status: row.status,
    percent: row.status === 'done' ? 100 : row.progress,
  }));
}

interface CarriedRow {
  text: string;
  owner_name: string;
  due_on: string;
  year: number;
  quarter: number;
}

/** What earlier reviews of the account left open and nobody has done or waived. */
async function carriedInto(
  db: Db,
  { id, accountId }: Pick<QuarterlyReview, 'id' | 'accountId'>,
): Promise<readonly PackCarried[]> {
  const rows = await db('open_review_item')
    .where({ account_id: accountId })
    .whereNot({ review_id: id })
    .orderBy('id')
    .select<CarriedRow[]>('text', 'owner_name', 'due_on', 'year', 'quarter');
  return rows.map((row) => ({
    text: row.text,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    from: { year: row.year, quarter: row.quarter },
  }));
}

/** The decisions that earlier reviews left open, then those that the manager wants of this one. */
export async function decisionsWantedOf(
  db: Db,
  { id, accountId, decisionsWanted }: QuarterlyReview,
): Promise<ReviewPack['decisionsWanted']> {
  const open = await db('open_review_item')
    .where({ account_id: accountId, kind: 'decision' })
    .whereNot({ review_id: id })
    .orderBy('id')
    .select<{ text: string; year: number; quarter: number }[]>('text', 'year', 'quarter');
  const own = new Set(decisionsWanted.map(({ title }) => title));
  const carried = open
    .filter(({ text }) => !own.has(text))
    .map(({ text, year, quarter }) => ({ title: text, why: `Q${quarter} ${year}` }));
  return [...carried, ...decisionsWanted];
}

/** A review's pack: the figures as they were last frozen, with the meeting as it is planned now; `undefined` before they are frozen. */
export async function reviewPack(db: Db, context: ReviewContext): Promise<ReviewPack | undefined> {
  const { review, invitees } = context;
  const frozen = await getFreeze(db, review);
  if (!frozen) return undefined;
  return {
    ...frozen.content,
    heldAt: review.heldAt.toISOString(),
    timeZone: review.timeZone,
    place: review.place,
    invitees: invitees.map(({ name, side }) => ({ name, side })),
    decisionsWanted: await decisionsWantedOf(db, review),
  };
}
