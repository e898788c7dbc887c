import { isList, isProposal, isReview, type RequestContent } from '../../domain/approvals/request-content.ts';
import { createPageReader, type PageReader } from '../../web/page-reader.ts';

/** The reader of the pages behind a link, which may be about a list of key accounts, a review's pack or a solution instead of a step. */
export function readerOf(view: {
  readonly person: { readonly language: string; readonly timeZone: string };
  readonly request: { readonly content: RequestContent };
}): PageReader {
  const { content } = view.request;
  return createPageReader(view.person, aboutOf(content));
}

function aboutOf(content: RequestContent): 'step' | 'list' | 'review' | 'proposal' {
  if (isProposal(content)) return 'proposal';
  return isList(content) ? 'list' : isReview(content) ? 'review' : 'step';
}
