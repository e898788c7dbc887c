import { z } from 'zod';
import { contentSections, planContentSchema, type ContentSection } from '../../domain/planning/content.ts';
import { amount, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const content = planContentSchema.meta({
  id: 'PlanContent',
  description:
    'What stands in a plan beside its steps. Money is in the currency of the plan, ratings run from 1 to 5, trends and cancellations are shares of 1.',
});

const sectionName = z.enum(contentSections as unknown as [ContentSection, ...ContentSection[]]);

const reason = z.string().trim().min(1).max(1000).meta({ description: 'Why it changes.' });

const revisionFacts = {
  planId: recordId,
  revision: z.int(),
  contentHash: z.string().meta({ description: 'SHA-256 of the RFC 8785 form of the content.' }),
  reason: z.string(),
  changedBy: z.string().meta({ description: 'Who changed it, such as person:3.' }),
  changedAt: instant,
};

const caseResult = z.object({
  npv: amount,
  paybackMonths: z.int().nullable().meta({ description: 'Null when the benefits never pay it back.' }),
  roi: z.number().nullable().meta({ description: 'A share of the investment.' }),
});

/** A revision of the content with what follows from it. */
export const contentView = z
  .object({
    ...revisionFacts,
    content: content.partial(),
    internalSections: z.array(sectionName).readonly().meta({ description: 'Sections that no client reads.' }),
    gaps: z
      .array(
        z.object({
          gap: z.enum(['noSponsor', 'noDecisionMaker', 'singleThreaded', 'staleContact', 'levelBelowWanted']),
          contact: z.string().nullable(),
        }),
      )
      .readonly(),
    cases: z
      .array(z.object({ stepId: recordId, low: caseResult, base: caseResult, high: caseResult }))
      .readonly(),
  })
  .meta({ id: 'PlanContentRevision' });

/** A revision in a list, without its content. */
export const revisionSummary = z.object(revisionFacts).meta({ id: 'PlanContentRevisionSummary' });

/** The whole content, with the reason for it. */
export const newContent = z.strictObject({ content, reason }).meta({ id: 'NewPlanContent' });

/** Sections to be replaced, with the reason. */
export const contentChange = z
  .strictObject({
    content: planContentSchema
      .partial()
      .refine((change) => Object.keys(change).length > 0, 'must name at least one section'),
    reason,
  })
  .meta({ id: 'PlanContentChange' });

/** What differs, in words. */
export const contentDifferences = z
  .object({
    from: z.int(),
    to: z.int(),
    changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })).readonly(),
  })
  .meta({ id: 'PlanContentDifferences' });

const revisionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** The position of a list of revisions. */
export const revisionPosition = revisionNumber;

/** Which revision, and for whom. */
export const contentQuery = z.strictObject({
  revision: revisionNumber.optional().meta({ description: 'Without it the content of now.' }),
  audience: z
    .enum(['internal', 'client'])
    .default('internal')
    .meta({ description: 'For a client the internal sections, and what follows from them, are left out.' }),
});

/** Which page of the revisions. */
export const revisionsQuery = z.strictObject({ ...pageQuery });

/** Which two revisions are compared, and in which language. */
export const differenceQuery = z.strictObject({
  from: revisionNumber,
  to: revisionNumber,
  language: z.enum(['en', 'de']).default('en'),
});
