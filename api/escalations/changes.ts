import {
  acknowledgeEscalation,
  closeEscalation,
  pauseEscalation,
  resumeEscalation,
  setEscalationSeverity,
  type EscalationChange,
} from '../../db/stores/escalation-changes.ts';
import type { Db } from '../../db/client.ts';
import { withClocks } from '../../db/read-models/escalation-list.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import { operation, type Call, type Operation } from '../operation.ts';
import {
  acknowledgement,
  clockReason,
  closing,
  clockedEscalation,
  escalationParams,
  severityChange,
} from './schemas.ts';

/** What escalations need besides the records: how to wake their workflows. */
export interface EscalationDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const changed = {
  method: 'post',
  tag: 'escalations',
  role: 'manager',
  params: escalationParams,
  result: clockedEscalation,
  idempotent: true,
} as const;

function changeOf(call: Call<{ escalationId: string }, unknown, unknown>): EscalationChange {
  return { id: call.params.escalationId, by: call.caller.actor, at: call.now };
}

/** Answers with an escalation as it was changed, and wakes its workflow afterwards. */
export async function answered(
  { ring }: EscalationDeps,
  { db, changed }: { readonly db: Db; readonly changed: Escalation },
) {
  return { body: await withClocks(db, changed), afterCommit: () => void ring(changed.workflowId) };
}

function clockOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    operation({
      ...changed,
      id: 'pauseEscalation',
      path: '/escalations/{escalationId}/pause',
      summary: 'Stop the clock of an escalation while we wait for the client',
      description: "It goes on by itself after the policy's longest pause, which holds for a whole run.",
      body: clockReason,
      handle: async (call) =>
        answered(deps, {
          db: call.db,
          changed: await pauseEscalation(call.db, { ...changeOf(call), ...call.body }),
        }),
    }),
    operation({
      ...changed,
      id: 'resumeEscalation',
      path: '/escalations/{escalationId}/resume',
      summary: 'Let the clock of a paused escalation go on',
      body: clockReason,
      handle: async (call) =>
        answered(deps, {
          db: call.db,
          changed: await resumeEscalation(call.db, { ...changeOf(call), ...call.body }),
        }),
    }),
  ];
}

function closeOperation(deps: EscalationDeps): Operation {
  return operation({
    ...changed,
    id: 'closeEscalation',
    path: '/escalations/{escalationId}/close',
    summary: 'Close an escalation with what came of it and the reason',
    body: closing,
    handle: async (call) =>
      answered(deps, {
        db: call.db,
        changed: await closeEscalation(call.db, { ...changeOf(call), ...call.body }),
      }),
  });
}

/** What changes an escalation: who has it, how severe it is, its clock, and its end. */
export function createEscalationChangeOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    operation({
      ...changed,
      id: 'acknowledgeEscalation',
      path: '/escalations/{escalationId}/acknowledge',
      summary: 'Say who takes an escalation',
      description: 'Nobody else is asked any more, and everybody who was is told who has it.',
      body: acknowledgement,
      handle: async (call) =>
        answered(deps, {
          db: call.db,
          changed: await acknowledgeEscalation(call.db, { ...changeOf(call), ...call.body }),
        }),
    }),
    operation({
      ...changed,
      id: 'setEscalationSeverity',
      path: '/escalations/{escalationId}/severity',
      summary: 'Set how severe an escalation is, with the reason',
      description: 'Its limits hold for all of the time that has been counted so far.',
      body: severityChange,
      handle: async (call) =>
        answered(deps, {
          db: call.db,
          changed: await setEscalationSeverity(call.db, { ...changeOf(call), ...call.body }),
        }),
    }),
    ...clockOperations(deps),
    closeOperation(deps),
  ];
}
