import type { Fault } from '../../domain/errors.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { stepContentSchema, type PlanStep, type StepContent } from '../../domain/planning/step.ts';
import { createTranslate } from '../../domain/wording/translate.ts';
import { stepTextsDe, stepTextsEn } from '../../domain/wording/step-texts.ts';
import type { StepValues } from '../../web/pages/plan-step-page.tsx';
import { amountTyped, textIn, textsIn, type FormBody } from './plan-body.ts';
import { issueText } from './plan-faults.ts';
import type { FormFaults } from './plan-section-faults.ts';
import { anybody } from './send-page.ts';

/** The form of a new step. */
export function newStepValues({ managerId }: Plan): StepValues {
  const empty = { title: '', description: '', type: '', dueOn: '', approverIds: [], dependsOn: [] };
  return { ...empty, ownerId: managerId, cost: '0.00', benefit: '0.00' };
}

/** The form of a step as it is stored. */
export function storedStepValues(step: PlanStep): StepValues {
  const { title, description, type, ownerId, dueOn, cost, benefit, approverIds, dependsOn } = step;
  return { title, description, type, ownerId, dueOn, cost, benefit, approverIds, dependsOn: dependsOn ?? [] };
}

/** The form of a step as it was sent. */
export function typedStep(body: FormBody): StepValues {
  const text = (name: string): string => textIn(body, name);
  return {
    title: text('title'),
    description: text('description'),
    type: text('type'),
    ownerId: text('ownerId'),
    dueOn: text('dueOn'),
    cost: text('cost'),
    benefit: text('benefit'),
    approverIds: [...new Set(textsIn(body, 'approverIds').filter((id) => id !== ''))],
    dependsOn: textsIn(body, 'dependsOn'),
  };
}

const typedSchema = stepContentSchema.omit({ policy: true, attachments: true });

/** What was typed as a step's content, or what is wrong with it. */
export function readStep(
  values: StepValues,
):
  | { readonly kind: 'read'; readonly content: Omit<StepContent, 'policy' | 'attachments'> }
  | { readonly kind: 'faulty'; readonly faults: FormFaults } {
  const amounts = { cost: amountTyped(values.cost), benefit: amountTyped(values.benefit) };
  const parsed = typedSchema.safeParse({ ...values, ...amounts });
  if (parsed.success) return { kind: 'read', content: parsed.data };
  const faults = parsed.error.issues.map((issue) => {
    const field = String(issue.path[0]);
    const typed = Reflect.get(values, field) as unknown;
    return { path: `/${field}`, message: issueText(issue, typeof typed === 'string' ? typed : ' ') };
  });
  return { kind: 'faulty', faults: stepFaults(faults) };
}

/** Faults of a step at the fields of its form. */
export function stepFaults(faults: readonly Fault[]): FormFaults {
  const texts = anybody.format.language === 'de' ? stepTextsDe : stepTextsEn;
  const t = createTranslate<typeof stepTextsEn>(texts);
  const at = new Map<string, string>();
  const list = faults.map(({ path, message }) => {
    const field = path.split('/')[1] ?? '';
    if (!at.has(field)) at.set(field, message);
    const key = `field.${field}`;
    const known = Object.hasOwn(stepTextsEn, key);
    const place = known ? t(key as 'field.title') : '';
    return { href: known ? `#${field}` : undefined, place, message };
  });
  return { list, at };
}
