import { comingReviews, type QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import {
  quarterDays,
  reviewedQuarters,
  type Quarter,
  type ReviewCadence,
} from '../../domain/reviews/review-dates.ts';
import type { Db } from '../client.ts';

/** A quarter of a plan's year that is to be reviewed, with its first and last day ('YYYY-MM-DD'). */
export interface QuarterToReview extends Pick<
  QuarterlyReview,
  'planId' | 'year' | 'quarter' | 'startsOn' | 'endsOn'
> {
  /** Whether the plan was ever handed in. */
  readonly submitted: boolean;
  readonly region: string;
  readonly timeZone: string;
}

interface PlanRow {
  id: string;
  year: number;
  closed_on: string | null;
  submitted: boolean;
  region: string;
  time_zone: string;
  fiscal_year_starts: number;
  review_cadence: ReviewCadence;
  reviewed: Quarter[];
}

/**
 * The quarters of an account's plans that have no review yet, the earliest first: of plans that were not closed
 * before the quarter's end, by the cadence of the account's programme. None for an account that has left it.
 */
export async function quartersToReview(db: Db, accountId: string): Promise<readonly QuarterToReview[]> {
  const { rows } = await db.raw<{ rows: PlanRow[] }>(
    `select p.id, p.year, to_char(p.closed_at at time zone a.time_zone, 'YYYY-MM-DD') as closed_on,
       p.revision > 0 as submitted,
       a.region, a.time_zone, g.fiscal_year_starts, g.review_cadence,
       array(select q.quarter::int from quarterly_review q where q.account_id = p.account_id and q.year = p.year) as reviewed
     from plan p join account a on a.id = p.account_id join programme g on g.id = a.programme_id
     where p.account_id = :accountId and a.active order by p.year`,
    { accountId },
  );
  return rows.flatMap((row) =>
    reviewedQuarters[row.review_cadence]
      .filter((quarter) => !row.reviewed.includes(quarter))
      .map((quarter) => quarterOf(row, quarter))
      .filter(({ endsOn }) => (row.closed_on ?? endsOn) >= endsOn),
  );
}

function quarterOf(row: PlanRow, quarter: Quarter): QuarterToReview {
  const { year } = row;
  return {
    planId: row.id,
    year,
    quarter,
    ...quarterDays({ year, quarter, startMonth: row.fiscal_year_starts }),
    submitted: row.submitted,
    region: row.region,
    timeZone: row.time_zone,
  };
}

/** Reviews that are in the records while nobody has seen their workflow start. */
export async function unstartedReviews(
  db: Db,
  accountId: string,
): Promise<readonly Pick<QuarterlyReview, 'year' | 'quarter'>[]> {
  return db('quarterly_review as q')
    .join('process as w', 'w.workflow_id', 'q.workflow_id')
    .where({ 'q.account_id': accountId, 'w.state': 'open' })
    .whereNull('w.started_at')
    .orderBy(['q.year', 'q.quarter'])
    .select<Pick<QuarterlyReview, 'year' | 'quarter'>[]>('q.year', 'q.quarter');
}

/** The processes of an account's reviews that are still to be held. */
export async function openReviewProcesses(db: Db, accountId: string): Promise<readonly string[]> {
  return db('quarterly_review')
    .where({ account_id: accountId })
    .whereIn('status', [...comingReviews])
    .orderBy('id')
    .pluck<string[]>('workflow_id');
}
