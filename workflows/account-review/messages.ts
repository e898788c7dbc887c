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
}

/** What ops reads as the workflow's name, wherever it is started. */
export function accountReviewTitle(input: { readonly accountId: string }): string {
  return `Account ${input.accountId} in the programme`;
}
