import type { ProcessView, Rehearsal } from '../process/messages.ts';

/** The workflow's type; a deployed name is never renamed. */
export const quarterlyReviewName = 'quarterlyReview';

/** Which quarter of which fiscal year of an account is reviewed. */
export interface ReviewedQuarter {
  readonly accountId: string;
  readonly year: number;
  readonly quarter: number;
}

/** A quarter's review of an account; the rest is read from records. */
export interface QuarterlyReviewInput extends ReviewedQuarter {
  readonly rehearsal?: Rehearsal;
}

/** What the review waits for, and the processes to which its minutes gave something to do. */
export interface QuarterlyReviewView extends ProcessView {
  readonly toRing?: readonly string[];
}

/** `quarterly-review/<account>/<year>-Q<n>`. */
export function quarterlyReviewId({ accountId, year, quarter }: ReviewedQuarter): string {
  return `quarterly-review/${accountId}/${year}-Q${quarter}`;
}

/** What ops reads as the workflow's name, wherever it is started. */
export function quarterlyReviewTitle({ accountId, year, quarter }: ReviewedQuarter): string {
  return `Review of quarter ${quarter} of ${year} of account ${accountId}`;
}
