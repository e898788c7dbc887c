import { buyingCentreGaps, type BuyingCentreGap } from '../../domain/planning/buying-centre.ts';
import { businessCaseResults, type CaseSensitivity } from '../../domain/planning/business-case.ts';
import { contentDifference } from '../../domain/planning/content-difference.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import { readablePlanChanges, type ContentReader } from '../../domain/wording/content-wording.ts';
import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import { createReaderFormat, type Language } from '../../domain/reader-format.ts';
import type { Db } from '../client.ts';
import { currentContent, getContent, type ContentRevision } from '../stores/plan-content.ts';
import { getPlan } from '../stores/plan-rows.ts';

/** A revision of a plan's content with what follows from it: gaps of the buying centre on a day, and what each business case is worth. */
export interface ContentView extends ContentRevision {
  readonly gaps: readonly BuyingCentreGap[];
  readonly cases: readonly (CaseSensitivity & { readonly stepId: string })[];
}

/** What follows from content as of a day ('YYYY-MM-DD'). */
export function contentResults(content: PlanContent, asOf: string): Pick<ContentView, 'gaps' | 'cases'> {
  return {
    gaps: buyingCentreGaps(content.buyingCentre, asOf),
    cases: content.businessCases.map(({ stepId, ...one }) => ({ stepId, ...businessCaseResults(one) })),
  };
}

/** The content of now, or one revision of it, seen on a day. Throws `notFound`. */
export async function contentView(
  db: Db,
  look: { readonly planId: string; readonly revision?: number | undefined; readonly asOf: string },
): Promise<ContentView> {
  const { planId, revision, asOf } = look;
  const found =
    revision === undefined ? await currentContent(db, planId) : await getContent(db, { planId, revision });
  return { ...found, ...contentResults(found.content, asOf) };
}

/** How somebody reads about a plan's content in a language; a person or step that is no longer known keeps its number. */
export async function contentReader(
  db: Db,
  look: { readonly planId: string; readonly language: Language; readonly contents: readonly PlanContent[] },
): Promise<ContentReader> {
  const plan = await getPlan(db, { id: look.planId });
  const named = look.contents.flatMap(({ objectives, team }) => [
    ...objectives.map(({ ownerId }) => ownerId),
    ...team.map(({ personId }) => personId),
  ]);
  const people = await db('person').whereIn('id', named).select<{ id: string; name: string }[]>('id', 'name');
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const titles = new Map(plan.steps.map(({ id, title }) => [id, title]));
  return {
    format: createReaderFormat({ language: look.language, timeZone: 'UTC' }),
    currency: plan.currency,
    personName: (id) => names.get(id) ?? id,
    stepTitle: (id) => titles.get(id) ?? id,
  };
}

/** What differs between any two revisions of a plan's content, in words. Throws `notFound`. */
export async function contentChanges(
  db: Db,
  asked: { readonly planId: string; readonly from: number; readonly to: number; readonly language: Language },
): Promise<readonly ReadableChange[]> {
  const { planId, from, to, language } = asked;
  const before = await getContent(db, { planId, revision: from });
  const after = await getContent(db, { planId, revision: to });
  const contents = [before.content, after.content];
  return readablePlanChanges(
    contentDifference(before.content, after.content),
    await contentReader(db, { planId, language, contents }),
  );
}
