import type { ContentSection, PlanContent } from './content.ts';

/**
 * Which sections are for our own firm alone. It is decided for whole sections, so that nobody has to mark a sentence; what a manager
 * may decide alone is internal too and stands in no section. The situation is internal, because a draft writes there what the account
 * brought and does not buy.
 */
export const internalSections: readonly ContentSection[] = [
  'situation',
  'swot',
  'competitors',
  'risks',
  'whitespace',
  'buyingCentre',
  'budget',
  'businessCases',
];

/** The content without its internal sections, as a client may read it. */
export function clientContent(content: PlanContent): Partial<PlanContent> {
  return Object.fromEntries(
    Object.entries(content).filter(([section]) => !internalSections.includes(section as ContentSection)),
  );
}
