import { z } from 'zod';
import { blockStep, reportProgress, unblockStep, type StepEdit } from '../../db/stores/step-execution.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { versionOfTag } from '../etags.ts';
import { operation } from '../operation.ts';
import type { Call, Operation } from '../operation.ts';
import { planReply } from '../plans/routes.ts';
import type { PlanDeps } from '../plans/routes.ts';
import { plan, stepParams } from '../plans/schemas.ts';

const written = {
  method: 'post',
  tag: 'plan steps',
  role: 'manager',
  params: stepParams,
  result: plan,
  ifMatch: true,
  etag: true,
} as const;

const note = z.string().trim().max(4000).default('');

/** How far a step has come, in percent, with a note. */
export const progress = z
  .strictObject({ percent: z.int().min(0).max(100), note })
  .meta({ id: 'StepProgress' });

/** What keeps a step from going on. */
export const obstacle = z
  .strictObject({ reason: z.string().trim().min(1).max(1000) })
  .meta({ id: 'StepObstacle' });

/** What has changed since a step was blocked. */
export const cleared = z.strictObject({ note }).meta({ id: 'StepCleared' });

function editOf(call: Call<{ planId: string; stepId: string }, unknown, unknown>): StepEdit {
  const { planId, stepId } = call.params;
  return { planId, stepId, version: versionOfTag(call.ifMatch), by: call.caller.actor, at: call.now };
}

function rung(deps: PlanDeps, edited: Plan) {
  return { ...planReply(edited), afterCommit: () => void deps.ring(edited.workflowId) };
}

/** Reports on the steps of a plan that are being carried out: progress, what blocks them, and that they go on again. */
export function createStepReportOperations(deps: PlanDeps): readonly Operation[] {
  return [
    operation({
      ...written,
      id: 'reportProgress',
      path: '/plans/{planId}/steps/{stepId}/progress',
      summary: 'Say how far a step has come',
      body: progress,
      handle: async (call) => rung(deps, await reportProgress(call.db, { ...editOf(call), ...call.body })),
    }),
    operation({
      ...written,
      id: 'blockStep',
      path: '/plans/{planId}/steps/{stepId}/block',
      summary: 'Say that a step cannot go on, and why; the manager is told',
      body: obstacle,
      handle: async (call) => rung(deps, await blockStep(call.db, { ...editOf(call), ...call.body })),
    }),
    operation({
      ...written,
      id: 'unblockStep',
      path: '/plans/{planId}/steps/{stepId}/unblock',
      summary: 'Say that a blocked step can go on again',
      body: cleared,
      handle: async (call) => rung(deps, await unblockStep(call.db, { ...editOf(call), ...call.body })),
    }),
  ];
}
