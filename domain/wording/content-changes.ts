import { isList, isProposal, isReview, type RequestContent } from '../approvals/request-content.ts';
import { changesBetween } from '../planning/step.ts';
import { readableListChanges } from './list-wording.ts';
import { readableProposalChanges } from './proposal-wording.ts';
import { readableSignOffChanges } from './sign-off-wording.ts';
import { readableChanges, type ReadableChange, type StepReader } from './step-wording.ts';

/** What changed between two versions of what was asked, in words; only contents of one kind can be compared. */
export function readableContentChanges(
  { before, after }: { readonly before: RequestContent; readonly after: RequestContent },
  reader: StepReader,
): ReadableChange[] {
  if (isList(before) || isList(after))
    return isList(before) && isList(after) ? readableListChanges({ before, after }, reader.format) : [];
  if (isReview(before) || isReview(after))
    return isReview(before) && isReview(after)
      ? readableSignOffChanges({ before, after }, reader.format)
      : [];
  if (isProposal(before) || isProposal(after))
    return isProposal(before) && isProposal(after)
      ? readableProposalChanges({ before, after }, reader.format)
      : [];
  return readableChanges(changesBetween(before, after), reader);
}
