import type { CycleName } from '../../domain/selection/cycle-name.ts';
import type { ProcessView, Rehearsal } from '../process/messages.ts';

/** The workflow's type; a deployed name is never renamed. */
export const candidateSelectionName = 'candidateSelection';

/** A cycle of a programme's selection; the rest is read from records. */
export interface CandidateSelectionInput extends CycleName {
  readonly rehearsal?: Rehearsal;
}

/** What the cycle waits for, whether its scorecard is still to be filled, and the account reviews that are to be rung. */
export interface SelectionView extends ProcessView {
  readonly scoring: boolean;
  readonly reviewsToRing: readonly string[];
}

/** What ops reads as the workflow's name, wherever it is started. */
export function candidateSelectionTitle(input: CycleName): string {
  const { programme, year, attempt } = input;
  const title = `Selection of key accounts ${year}, programme ${programme}`;
  return attempt === 1 ? title : `${title}, attempt ${attempt}`;
}
