import { z } from 'zod';
import { planContentSchema } from './content.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be a short name such as agree-on-the-year');
const label = z.string().trim().min(1).max(200);

const templateStep = z.strictObject({
  key,
  title: label,
  description: z.string().trim().max(4000).default(''),
  type: z.string().trim().min(1).max(60),
  dueAfterDays: z.int().min(0).max(366),
  approvers: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)).max(20),
  objective: key.optional(),
});

const templateObjective = z.strictObject({
  key,
  title: label,
  measure: label,
  target: label,
  customerGoal: z.string().trim().max(4000).default(''),
});

/**
 * What a plan is drafted from besides data: `dueAfterDays` counts from the start of the plan's year, approvers are functions of the
 * account's team, objectives are carried by the manager until somebody else is named, targets take the place of drafted ones with the
 * same key.
 */
export const templateContentSchema = z
  .strictObject({
    steps: z.array(templateStep).min(1).max(60),
    objectives: z.array(templateObjective).max(30).default([]),
    kpis: planContentSchema.shape.kpis.default([]),
  })
  .superRefine(({ steps, objectives }, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [list, items] of Object.entries({ steps, objectives }))
      for (const [index, item] of items.entries())
        if (items.findIndex((one) => one.key === item.key) < index)
          fault([list, index, 'key'], `"${item.key}" is in the list already`);
    for (const [index, { objective }] of steps.entries())
      if (objective !== undefined && !objectives.some((one) => one.key === objective))
        fault(['steps', index, 'objective'], `There is no objective "${objective}".`);
  });

/** See {@link templateContentSchema}. */
export type TemplateContent = z.output<typeof templateContentSchema>;

/** Where a plan's steps deviate from its template. */
export interface TemplateDeviations {
  /** Steps of the template that the plan does not have, or has given up. */
  readonly missing: readonly { readonly key: string; readonly title: string }[];
  /** Steps that the template does not have; `carried` ones come from the year before. */
  readonly added: readonly { readonly stepId: string; readonly title: string; readonly carried: boolean }[];
}

/** A step of a plan with where it comes from; without `templateStep` its title tells, as in plans older than that record. */
export interface StepWithOrigin {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly templateStep: string | null;
  readonly carried: boolean;
}

/** What is missing of the template and what was added to it, by the steps that were not cancelled. */
export function templateDeviations(
  template: TemplateContent,
  steps: readonly StepWithOrigin[],
): TemplateDeviations {
  const kept = steps.filter(({ status }) => status !== 'cancelled');
  const follows = (step: StepWithOrigin, { key: name, title }: TemplateContent['steps'][number]): boolean =>
    step.templateStep === null ? !step.carried && step.title === title : step.templateStep === name;
  return {
    missing: template.steps
      .filter((wanted) => !kept.some((step) => follows(step, wanted)))
      .map(({ key: name, title }) => ({ key: name, title })),
    added: kept
      .filter((step) => !template.steps.some((wanted) => follows(step, wanted)))
      .map(({ id, title, carried }) => ({ stepId: id, title, carried })),
  };
}
