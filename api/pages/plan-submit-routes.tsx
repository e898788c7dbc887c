import type { Request, Response, Router } from 'express';
import { checkPlan } from '../../db/read-models/plan-checks.ts';
import { submitPlan } from '../../db/stores/plans.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import type { CheckFinding } from '../../domain/planning/checks.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { sectionForms } from '../../web/pages/plan-fields.ts';
import type { ConflictProps, FormFault } from '../../web/pages/plan-form-page.tsx';
import { SubmitPage } from '../../web/pages/plan-submit-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import { createMethodRefusal } from '../problems.ts';
import { bodyOf } from './plan-body.ts';
import { formContext, recordIn, type FormContext } from './plan-form-context.ts';
import { goToPlan, saidAbove, type PlanFormDeps } from './plan-forms.ts';
import { editContext, versionsIn } from './plan-step-routes.tsx';
import { editConflict } from './plan-trail.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

interface SubmitShown {
  readonly context: FormContext;
  readonly base: number;
  readonly seen: number;
  readonly faults?: readonly FormFault[];
  readonly conflict?: ConflictProps;
}

/** The page on which a plan is handed in, with what the checks find before. */
export function routeSubmission(router: Router, deps: PlanFormDeps): void {
  router
    .route('/plans/:id/submit')
    .get(deps.guards.editor, async (req, res) => {
      const { context, base } = await editContext(deps, req);
      const shown = { context, base, seen: context.plan.version };
      await sendPage(res, { status: 200, page: await submitPage(deps, shown) });
    })
    .post(deps.guards.editor, deps.readForm, (req, res) => submit(deps, { req, res }))
    .all(createMethodRefusal(['GET', 'POST']));
}

async function submit(deps: PlanFormDeps, { req, res }: { req: Request; res: Response }): Promise<void> {
  const context = await formContext(deps.db, recordIn(req, 'id'));
  const sent = { context, ...versionsIn(bodyOf(req)) };
  const conflict = await editConflict(deps.db, { ...sent, stepId: undefined, confirmed: false });
  if (conflict !== undefined)
    return sendPage(res, { status: 409, page: await submitPage(deps, { ...sent, conflict }) });
  const { plan } = context;
  const edit = { planId: plan.id, version: sent.seen, by: visitorOf(res).actor, at: deps.clock.now() };
  try {
    await submitPlan(deps.db, edit);
    ringLater(deps, plan.workflowId);
    goToPlan(res, { planId: plan.id, saved: 'submitted', at: 'waiting' });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'stale') return submit(deps, { req, res });
    const list = error.faults.map((fault) => faultOf(fault, plan));
    const faults = list.length > 0 ? list : [saidAbove(error.message)];
    const status = error.code === 'invalid' ? 422 : 409;
    await sendPage(res, { status, page: await submitPage(deps, { ...sent, faults }) });
  }
}

function faultOf({ path, message }: Fault, plan: Plan): FormFault {
  return { href: placeOf(path, plan), place: '', message };
}

/** Where what a check names is mended: the form of a step, or of a section; the plan itself for anything else. */
function placeOf(path: string, { id, steps }: Plan): string {
  const [of = '', which = '', field = ''] = path.split('/').slice(1);
  const step = of === 'steps' ? steps.find(({ position }) => String(position) === which) : undefined;
  if (step !== undefined) return `/plans/${id}/steps/${step.id}/edit${field === '' ? '' : `#${field}`}`;
  const section = of === 'content' && Object.hasOwn(sectionForms, which) ? which : undefined;
  return section === undefined ? `/plans/${id}` : `/plans/${id}/edit/${section}`;
}

const mendedIn: Readonly<Partial<Record<CheckFinding['check'], string>>> = {
  objectiveWithoutSteps: 'edit/stepObjectives',
  stepWithoutObjective: 'edit/stepObjectives',
  businessCaseMissing: 'edit/businessCases',
};

function mendedAt({ check, path }: Pick<CheckFinding, 'check' | 'path'>, plan: Plan): string {
  const form = mendedIn[check];
  return form === undefined ? placeOf(path, plan) : `/plans/${plan.id}/${form}`;
}

async function submitPage({ db, clock }: PlanFormDeps, shown: SubmitShown): Promise<JSX.Element> {
  const { context, base, seen, faults = [], conflict } = shown;
  const { plan, people } = context;
  const { findings } = await checkPlan(db, { plan, at: clock.now(), language: anybody.format.language });
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? id;
  const open = plan.steps.filter(({ status }) => ['draft', 'changesRequested', 'expired'].includes(status));
  return (
    <SubmitPage
      reader={anybody}
      plan={context.heading}
      steps={open.map(({ id, title, approverIds }) => ({
        ...{ id, title },
        approvers: anybody.format.list(approverIds.map(nameOf)) || anybody.t('submit.nobody'),
      }))}
      findings={findings.map((found) => ({ ...found, href: mendedAt(found, plan) }))}
      base={base}
      seen={conflict === undefined ? seen : plan.version}
      faults={faults}
      conflict={conflict}
    />
  );
}
