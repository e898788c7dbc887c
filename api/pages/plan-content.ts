import type { Db } from '../../db/client.ts';
import { checkPlan, planDeviations } from '../../db/read-models/plan-checks.ts';
import { contentReader, contentView } from '../../db/read-models/plan-content-view.ts';
import { planAutonomy } from '../../db/stores/autonomy.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { readableCase, readableContent, readableGaps } from '../../domain/wording/content-reading.ts';
import type { PlanContentProps } from '../../web/pages/plan-content.tsx';
import { anybody } from './send-page.ts';

/** What a plan's page shows beside its steps, as of a moment. */
export async function contentToShow(
  db: Db,
  { plan, now, mayEdit }: { readonly plan: Plan; readonly now: Date; readonly mayEdit: boolean },
): Promise<PlanContentProps> {
  const view = await contentView(db, { planId: plan.id, asOf: now.toISOString().slice(0, 10) });
  const { content } = view;
  const { language } = anybody.format;
  const reader = await contentReader(db, { planId: plan.id, language, contents: [content] });
  const notes: Partial<Record<string, readonly string[]>> = {
    buyingCentre: readableGaps(view.gaps, { content, reader }),
    businessCases: view.cases.map((one) => readableCase(one, reader)),
  };
  const { findings } =
    plan.status === 'drafting' ? await checkPlan(db, { plan, at: now, language }) : { findings: [] };
  return {
    findings,
    template: await planDeviations(db, plan.id),
    sections: readableContent(content, reader)
      .map((section) => ({ ...section, notes: notes[section.section] ?? [] }))
      .filter(({ section }) => section !== 'situation')
      .filter(
        ({ section, items, left, notes: said }) =>
          (mayEdit && section !== 'trends') || items.length + left + said.length > 0,
      ),
    trends: content.trends.map(({ startsOn, revenue, orders, cancellationRate }) => ({
      ...{ startsOn, orders, revenue: { amount: revenue, currency: plan.currency } },
      cancelled: cancellationRate,
    })),
  };
}

/** Which steps of a plan their manager decided alone, by id, in a sentence. */
export async function decidedAlone(
  db: Db,
  { plan, managerName }: { readonly plan: Plan; readonly managerName: string },
): Promise<ReadonlyMap<string, string>> {
  const { decisions } = await planAutonomy(db, plan);
  return new Map(
    decisions.map(({ stepId }) => [stepId, anybody.t('plan.decidedAlone', { name: managerName })]),
  );
}
