import type { Request, RequestHandler, Response, Router } from 'express';
import { trailHead } from '../../db/read-models/trail-head.ts';
import { addStep, editStep } from '../../db/stores/plans.ts';
import { DomainError } from '../../domain/errors.ts';
import { changesBetween, type PlanStep } from '../../domain/planning/step.ts';
import { describePolicy, readableChanges, type ReadableChange } from '../../domain/wording/step-wording.ts';
import type { ConflictProps } from '../../web/pages/plan-form-page.tsx';
import { StepPage, type StepValues } from '../../web/pages/plan-step-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import { createMethodRefusal } from '../problems.ts';
import { bodyOf, numberIn, textIn, type FormBody } from './plan-body.ts';
import { formContext, recordIn, type FormContext } from './plan-form-context.ts';
import { goToPlan, saidAbove, unread, type PlanFormDeps } from './plan-forms.ts';
import { noFaults, type FormFaults } from './plan-section-faults.ts';
import { newStepValues, readStep, stepFaults, storedStepValues, typedStep } from './plan-step-values.ts';
import { editConflict, stepReader } from './plan-trail.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

interface StepSent {
  readonly context: FormContext;
  /** The step that is edited; undefined for a new one. */
  readonly step: PlanStep | undefined;
  readonly values: StepValues;
  readonly body: FormBody;
  readonly base: number;
  readonly seen: number;
}

/** The forms that add a step to a plan and edit one. Saving names the plan's version that its author read, as `If-Match` does. */
export function routeSteps(router: Router, deps: PlanFormDeps): void {
  const { guards, readForm } = deps;
  const post: RequestHandler = (req, res) => save(deps, { req, res });
  for (const path of ['/plans/:id/steps/new', '/plans/:id/steps/:stepId/edit'])
    router
      .route(path)
      .get(guards.editor, (req, res) => show(deps, { req, res }))
      .post(guards.editor, readForm, post)
      .all(createMethodRefusal(['GET', 'POST']));
}

/** The step that a request names; throws `notFound`. */
export function stepIn(req: Request, { plan }: FormContext): PlanStep {
  const id = recordIn(req, 'stepId');
  const step = plan.steps.find((one) => one.id === id);
  if (step === undefined) throw new DomainError('notFound', `Plan ${plan.id} has no step ${id}.`);
  return step;
}

async function show(deps: PlanFormDeps, { req, res }: { req: Request; res: Response }): Promise<void> {
  const { context, base } = await editContext(deps, req);
  const step = req.params['stepId'] === undefined ? undefined : stepIn(req, context);
  const values = step === undefined ? newStepValues(context.plan) : storedStepValues(step);
  const sent = { context, step, values, body: {}, base, seen: context.plan.version };
  await sendPage(res, { status: 200, page: stepPage(sent, {}) });
}

/** What a form that edits the plan is made from, and the event of the trail from which on it looks for changes. */
export async function editContext(
  { db }: PlanFormDeps,
  req: Request,
): Promise<{ readonly context: FormContext; readonly base: number }> {
  const context = await formContext(db, recordIn(req, 'id'));
  return { context, base: await trailHead(db, context.plan.workflowId) };
}

/** The versions that an edit carries. Throws `unsupported` for what no form sends. */
export function versionsIn(body: FormBody): { readonly base: number; readonly seen: number } {
  const [base, seen] = [numberIn(body, 'base'), numberIn(body, 'seen')];
  if (base !== undefined && seen !== undefined) return { base, seen };
  throw new DomainError('unsupported', 'This is not what the form sends.');
}

async function save(deps: PlanFormDeps, { req, res }: { req: Request; res: Response }): Promise<void> {
  const body = bodyOf(req);
  const context = await formContext(deps.db, recordIn(req, 'id'));
  const step = req.params['stepId'] === undefined ? undefined : stepIn(req, context);
  const sent: StepSent = { context, step, body, values: typedStep(body), ...versionsIn(body) };
  const read = readStep(sent.values);
  const faults = read.kind === 'faulty' ? read.faults : noFaults;
  const confirmed = textIn(body, 'over') !== '';
  const conflict = await editConflict(deps.db, { ...sent, stepId: step?.id, confirmed });
  if (conflict !== undefined) {
    const list = conflict.unread ? [...faults.list, unread()] : faults.list;
    const yours = conflict.confirm && read.kind === 'read' ? wouldChange(sent, read.content) : [];
    const told = { faults: { ...faults, list }, conflict: { ...conflict, yours } };
    return sendPage(res, { status: 409, page: stepPage(sent, told) });
  }
  if (read.kind === 'faulty') return sendPage(res, { status: 422, page: stepPage(sent, { faults }) });
  try {
    await store(deps, { sent, content: read.content, res });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Somebody was faster between reading and saving: now there is something to read.
    if (error.code === 'stale') return save(deps, { req, res });
    const status = error.code === 'invalid' ? 422 : 409;
    const found =
      error.faults.length > 0 ? stepFaults(error.faults) : { ...noFaults, list: [saidAbove(error.message)] };
    await sendPage(res, { status, page: stepPage(sent, { faults: found }) });
  }
}

type StepContentRead = Extract<ReturnType<typeof readStep>, { kind: 'read' }>['content'];

function wouldChange({ step, context }: StepSent, content: StepContentRead): readonly ReadableChange[] {
  if (step === undefined) return [];
  return readableChanges(changesBetween(step, { ...step, ...content }), stepReader(context, step));
}

async function store(
  deps: PlanFormDeps,
  {
    sent,
    content,
    res,
  }: { readonly sent: StepSent; readonly content: StepContentRead; readonly res: Response },
): Promise<void> {
  const { context, step, seen } = sent;
  const { id: planId, workflowId } = context.plan;
  const edit = { planId, version: seen, by: visitorOf(res).actor, at: deps.clock.now() };
  if (step === undefined) {
    const { stepId } = await addStep(deps.db, { ...edit, content });
    ringLater(deps, workflowId);
    return goToPlan(res, { planId, saved: 'newStep', at: `step-${stepId}` });
  }
  const { version } = await editStep(deps.db, { ...edit, stepId: step.id, change: content });
  const saved = version === seen ? 'same' : 'step';
  if (saved === 'step') ringLater(deps, workflowId);
  goToPlan(res, { planId, saved, at: `step-${step.id}` });
}

const undecided: readonly PlanStep['status'][] = ['draft', 'changesRequested', 'rejected', 'expired'];

function stepPage(
  sent: StepSent,
  { faults = noFaults, conflict }: { readonly faults?: FormFaults; readonly conflict?: ConflictProps },
): JSX.Element {
  const { context, step, values, base, seen } = sent;
  const { language } = anybody.format;
  const people = step?.approverIds.length ?? 0;
  return (
    <StepPage
      reader={anybody}
      plan={context.heading}
      isNew={step === undefined}
      currency={context.plan.currency}
      values={values}
      options={context.options}
      others={context.options.steps.filter(({ value }) => value !== step?.id)}
      base={base}
      seen={conflict === undefined ? seen : context.plan.version}
      faults={faults.list}
      faultsAt={faults.at}
      conflict={conflict}
      voids={step !== undefined && !undecided.includes(step.status)}
      policy={step?.ownPolicy && people > 0 ? describePolicy(step.policy, { people, language }) : undefined}
    />
  );
}
