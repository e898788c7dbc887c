import { getPlan } from '../../db/stores/plan-rows.ts';
import { addStep, cancelStep, editStep, markStepDone } from '../../db/stores/plans.ts';
import type { PlanEdit } from '../../db/stores/plans.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { StepChange } from '../../domain/planning/step.ts';
import { versionOfTag } from '../etags.ts';
import { DomainError } from '../../domain/errors.ts';
import { operation } from '../operation.ts';
import type { Call, Operation } from '../operation.ts';
import { planReply } from '../plans/routes.ts';
import type { PlanDeps } from '../plans/routes.ts';
import {
  newStep,
  plan,
  planStep,
  planParams,
  stepCancellation,
  stepChange,
  stepCompletion,
  stepParams,
} from '../plans/schemas.ts';

const written = { tag: 'plan steps', role: 'manager', result: plan, ifMatch: true, etag: true } as const;

function editOf({ params, ifMatch, caller, now }: Call<{ planId: string }, unknown, unknown>): PlanEdit {
  return { planId: params.planId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
}

function given(change: { [Key in keyof StepChange]: StepChange[Key] | undefined }): StepChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function rung(deps: PlanDeps, edited: Plan) {
  return { ...planReply(edited), afterCommit: () => void deps.ring(edited.workflowId) };
}

const getStep = operation({
  id: 'getStep',
  method: 'get',
  path: '/plans/{planId}/steps/{stepId}',
  tag: 'plan steps',
  summary: 'Read one step; the ETag is that of its plan',
  role: 'viewer',
  params: stepParams,
  result: planStep,
  etag: true,
  handle: async ({ db, params }) => {
    const { body, headers } = planReply(await getPlan(db, { id: params.planId }));
    const step = body.steps.find((one) => one.id === params.stepId);
    if (step === undefined)
      throw new DomainError('notFound', `Plan ${params.planId} has no step ${params.stepId}.`);
    return { body: step, headers };
  },
});

function addOperation(deps: PlanDeps): Operation {
  return operation({
    ...written,
    id: 'addStep',
    method: 'post',
    path: '/plans/{planId}/steps',
    summary: 'Add a step as a draft',
    params: planParams,
    body: newStep,
    statuses: [201],
    idempotent: true,
    handle: async (call) => {
      const { plan: edited, stepId } = await addStep(call.db, { ...editOf(call), content: call.body });
      const answer = rung(deps, edited);
      return {
        ...answer,
        headers: { ...answer.headers, Location: `/v1/plans/${edited.id}/steps/${stepId}` },
      };
    },
  });
}

function editOperation(deps: PlanDeps): Operation {
  return operation({
    ...written,
    id: 'editStep',
    method: 'patch',
    path: '/plans/{planId}/steps/{stepId}',
    summary: 'Replace fields of a step',
    description: 'The step goes back to draft, and approvals asked or given for its old content are void.',
    params: stepParams,
    body: stepChange,
    handle: async (call) => {
      const { stepId } = call.params;
      return rung(deps, await editStep(call.db, { ...editOf(call), stepId, change: given(call.body) }));
    },
  });
}

function cancelOperation(deps: PlanDeps): Operation {
  return operation({
    ...written,
    id: 'cancelStep',
    method: 'post',
    path: '/plans/{planId}/steps/{stepId}/cancel',
    summary: 'Give a step up, with the reason',
    params: stepParams,
    body: stepCancellation,
    handle: async (call) => {
      const { stepId } = call.params;
      return rung(deps, await cancelStep(call.db, { ...editOf(call), stepId, reason: call.body.reason }));
    },
  });
}

function completeOperation(deps: PlanDeps): Operation {
  return operation({
    ...written,
    id: 'completeStep',
    method: 'post',
    path: '/plans/{planId}/steps/{stepId}/done',
    summary: 'Say that a step is done, with what shows it',
    params: stepParams,
    body: stepCompletion,
    handle: async (call) => {
      const { stepId } = call.params;
      return rung(
        deps,
        await markStepDone(call.db, { ...editOf(call), stepId, evidence: call.body.evidence }),
      );
    },
  });
}

/** The steps of a plan: add, edit and cancel them, and say that they are done. Each edit answers the whole plan with its new ETag. */
export function createPlanStepOperations(deps: PlanDeps): readonly Operation[] {
  return [getStep, addOperation(deps), editOperation(deps), cancelOperation(deps), completeOperation(deps)];
}
