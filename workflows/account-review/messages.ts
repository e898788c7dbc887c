import type { ProcessView, Rehearsal } from '../process/messages.ts';

/** The workflow's type; a deployed name is never renamed. */
export const accountReviewName = 'accountReview';

/** The account whose life in the programme this is; the rest is read from records. */
export interface AccountReviewInput {
  readonly accountId: string;
  readonly rehearsal?: Rehearsal;
}

/** What the review waits for, and the years whose plans were opened in the records but not started yet. */
export interface ReviewView extends ProcessView {
  readonly yearsToStart: readonly number[];
  /** Quarters whose reviews were opened in the records but not started yet; an older release does not say them. */
  readonly reviewsToStart?: readonly { readonly year: number; readonly quarter: number }[];
  /** Processes of reviews that were cancelled because the account has left; an older release does not say them. */
  readonly reviewsToRing?: readonly string[];
}

/** What ops reads as the workflow's name, wherever it is started. */
export function accountReviewTitle(input: { readonly accountId: string }): string {
  return `Account ${input.accountId} in the programme`;
}
