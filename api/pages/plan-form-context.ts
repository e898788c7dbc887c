import type { Request } from 'express';
import type { Db } from '../../db/client.ts';
import { colleagues, type Colleague } from '../../db/read-models/colleagues.ts';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { currentContent } from '../../db/stores/plan-content.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanFormProps } from '../../web/pages/plan-form-page.tsx';
import type { FormOptions } from '../../web/pages/plan-row-fields.tsx';
import { anybody } from './send-page.ts';

/** What every form of a plan is made from. */
export interface FormContext {
  readonly plan: Plan;
  readonly heading: PlanFormProps['plan'];
  readonly content: PlanContent;
  readonly revision: number;
  readonly options: FormOptions;
  readonly people: readonly Colleague[];
}

/** The number of a record in a request's address. Throws `notFound` for anything that is none. */
export function recordIn(req: Request, name: string): string {
  const given = String(req.params[name]);
  if (/^[1-9]\d{0,17}$/.test(given)) return given;
  throw new DomainError('notFound', `"${given}" is no number of a record.`);
}

/** The plan that a request names, with its content and what there is to choose in its forms. Throws `notFound`. */
export async function formContext(db: Db, planId: string): Promise<FormContext> {
  const plan = await getPlan(db, { id: planId });
  const { content, revision } = await currentContent(db, planId);
  const people = await colleagues(db, [
    plan.managerId,
    ...plan.steps.flatMap(({ ownerId, approverIds }) => [ownerId, ...approverIds]),
    ...content.objectives.map(({ ownerId }) => ownerId),
    ...content.team.map(({ personId }) => personId),
  ]);
  return {
    plan,
    heading: await headingOf(db, plan),
    content,
    revision,
    people,
    options: choices({ plan, content, people }),
  };
}

/** What the forms of a plan are headed with. */
export async function headingOf(db: Db, plan: Plan): Promise<PlanFormProps['plan']> {
  const { name } = await planningAccount(db, plan.accountId);
  return { id: plan.id, accountName: name, year: plan.year };
}

function choices({ plan, content, people }: Pick<FormContext, 'plan' | 'content' | 'people'>): FormOptions {
  const { t } = anybody;
  return {
    people: people.map(({ id: value, name, active }) => ({
      value,
      label: active ? name : t('edit.inactive', { name }),
    })),
    steps: plan.steps.map(({ id: value, title, status }) => ({
      value,
      label: status === 'cancelled' ? t('edit.dropped', { title }) : title,
    })),
    objectives: content.objectives.map(({ key: value, title: label }) => ({ value, label })),
  };
}
