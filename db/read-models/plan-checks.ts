import { planFindings } from '../../domain/planning/checks.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { templateDeviations, type TemplateDeviations } from '../../domain/planning/plan-template.ts';
import { createReaderFormat, type Language } from '../../domain/reader-format.ts';
import { readableFindings, type ReadableFinding } from '../../domain/wording/check-wording.ts';
import type { Db } from '../client.ts';
import { currentCheckRules } from '../stores/check-rules.ts';
import type { Commitment } from '../stores/commitment-rows.ts';
import { currentContent } from '../stores/plan-content.ts';
import { getPlan } from '../stores/plan-rows.ts';
import { templateNamed } from '../stores/plan-templates.ts';

/** What the firm's checks of now find in a plan. */
export interface PlanChecks {
  readonly rulesVersion: number;
  readonly findings: readonly ReadableFinding[];
}

/** What the firm's checks of now find in a plan with its content of now, at a moment, in a language (English without one). */
export async function checkPlan(
  db: Db,
  look: {
    readonly plan: Pick<Plan, 'id' | 'steps' | 'currency'>;
    readonly at: Date;
    readonly language?: Language | undefined;
  },
): Promise<PlanChecks> {
  const { plan, at, language = 'en' } = look;
  const { version, rules } = await currentCheckRules(db);
  const { content } = await currentContent(db, plan.id);
  const commitments = await db('commitment')
    .where({ plan_id: plan.id })
    .select<Pick<Commitment, 'side' | 'status'>[]>('side', 'status');
  const asOf = at.toISOString().slice(0, 10);
  const findings = planFindings({ ...plan, content, commitments, asOf }, rules);
  const format = createReaderFormat({ language, timeZone: 'UTC' });
  return { rulesVersion: version, findings: readableFindings(findings, format) };
}

/** Where a plan deviates from the template that it names; `known` is false where that template is in no record. */
export async function planDeviations(
  db: Db,
  planId: string,
): Promise<TemplateDeviations & { readonly template: string; readonly known: boolean }> {
  const plan = await getPlan(db, { id: planId });
  const { region } = await db('account').where({ id: plan.accountId }).first<{ region: string }>('region');
  const template = await templateNamed(db, { template: plan.template, region });
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
