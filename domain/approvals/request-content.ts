import type { Attachment } from '../planning/attachment.ts';
import type { StepContent } from '../planning/step.ts';
import type { ListContent } from '../selection/list-content.ts';

/** What an approval request can ask about: a step of a plan, or a list of key accounts. Its SHA-256 is what decisions are bound to. */
export type RequestContent = StepContent | ListContent;

/** Whether a request asks a panel about a list of key accounts. */
export function isList(content: RequestContent): content is ListContent {
  return 'entries' in content;
}

/** The person who carries a step out and so may not approve it; `null` for a list, which nobody owns. */
export function ownerOf(content: RequestContent): string | null {
  return isList(content) ? null : content.ownerId;
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
  return isList(content) ? [] : (content.attachments ?? []);
}
