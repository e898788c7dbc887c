import { planFindings, type CheckFinding } from '../../domain/planning/checks.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { templateDeviations, type TemplateDeviations } from '../../domain/planning/plan-template.ts';
import type { Db } from '../client.ts';
import { currentCheckRules } from '../stores/check-rules.ts';
import { currentContent } from '../stores/plan-content.ts';
import { getPlan } from '../stores/plan-rows.ts';
import { templateNamed } from '../stores/plan-templates.ts';

/** What the firm's checks of now find in a plan. */
export interface PlanChecks {
  readonly rulesVersion: number;
  readonly findings: readonly CheckFinding[];
}

/** What the firm's checks of now find in a plan with its content of now. */
export async function checkPlan(db: Db, plan: Pick<Plan, 'id' | 'steps' | 'currency'>): Promise<PlanChecks> {
  const { version, rules } = await currentCheckRules(db);
  const { content } = await currentContent(db, plan.id);
  return { rulesVersion: version, findings: planFindings({ ...plan, content }, rules) };
}

/** Where a plan deviates from the template that it names; `known` is false where that template is in no record. */
export async function planDeviations(
  db: Db,
  planId: string,
): Promise<TemplateDeviations & { readonly template: string; readonly known: boolean }> {
  const plan = await getPlan(db, { id: planId });
  const template = await templateNamed(db, plan.template);
  if (template === undefined) return { template: plan.template, known: false, missing: [], added: [] };
  const origins = await db('plan_step_origin')
    .where({ plan_id: planId })
    .select<{ step_id: string; template_step: string | null; carried_from: string | null }[]>(
      'step_id',
      'template_step',
      'carried_from',
    );
  const steps = plan.steps.map(({ id, title, status }) => {
    const origin = origins.find((one) => one.step_id === id);
    const carried = (origin?.carried_from ?? null) !== null;
    return { id, title, status, templateStep: origin?.template_step ?? null, carried };
  });
  return { template: plan.template, known: true, ...templateDeviations(template, steps) };
}
