import type { ProposalContent } from '../escalations/proposal.ts';
import type { Attachment } from '../planning/attachment.ts';
import type { StepContent } from '../planning/step.ts';
import type { SignOffContent } from '../reviews/sign-off-content.ts';
import type { ListContent } from '../selection/list-content.ts';

/** What an approval request can ask about: a step of a plan, a list of key accounts, the pack of a quarterly review, or a solution proposed for an escalation. Its SHA-256 is what decisions are bound to. */
export type RequestContent = StepContent | ListContent | SignOffContent | ProposalContent;

/** Whether a request asks a panel about a list of key accounts. */
export function isList(content: RequestContent): content is ListContent {
  return 'entries' in content;
}

/** Whether a request asks a manager to sign off the pack of a quarterly review. */
export function isReview(content: RequestContent): content is SignOffContent {
  return 'packHash' in content;
}

/** Whether a request asks about a solution that was proposed for an escalation. */
export function isProposal(content: RequestContent): content is ProposalContent {
  return 'solution' in content;
}

/** Whether a request asks about a step of a plan. */
export function isStep(content: RequestContent): content is StepContent {
  return !isList(content) && !isReview(content) && !isProposal(content);
}

/** The person who carries a step out and so may not approve it; `null` for what nobody owns. */
export function ownerOf(content: RequestContent): string | null {
  return isStep(content) ? content.ownerId : null;
}

/** What nobody may decide on: whoever asks, and whoever carries it out. */
export function mayNotDecide(request: {
  readonly requestedBy: string;
  readonly content: RequestContent;
}): readonly string[] {
  const owner = ownerOf(request.content);
  return owner === null ? [request.requestedBy] : [request.requestedBy, owner];
}

/** The files that are approved with it. */
export function attachmentsOf(content: RequestContent): readonly Attachment[] {
  return isStep(content) ? (content.attachments ?? []) : [];
}
