import { z } from 'zod';
import {
  presentSolution,
  recordClientAnswer,
  withdrawPresentation,
} from '../../db/stores/escalation-confirmations.ts';
import { listConfirmations } from '../../db/stores/escalation-confirmation-rows.ts';
import type { EscalationChange } from '../../db/stores/escalation-changes.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { operation, type Call, type Operation } from '../operation.ts';
import { answered, type EscalationDeps } from './changes.ts';
import { clientAnswer, confirmation, presentation, withdrawal } from './confirmation-schemas.ts';
import { clockedEscalation, escalationParams } from './schemas.ts';

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

const listOperation = operation({
  id: 'listPresentations',
  method: 'get',
  path: '/escalations/{escalationId}/presentations',
  tag: 'escalations',
  summary: 'List what was presented to the client and what they said of it, the first first',
  role: 'viewer',
  params: escalationParams,
  result: z.object({ items: z.array(confirmation).readonly() }),
  handle: async ({ db, params: { escalationId: id } }) => {
    await getEscalation(db, { id });
    return { body: { items: await listConfirmations(db, id) } };
  },
});

function answerOperation(deps: EscalationDeps): Operation {
  return operation({
    ...changed,
    id: 'recordClientAnswer',
    path: '/escalations/{escalationId}/presentations/answer',
    summary: 'Record what the client said of the solution in another way than by their link',
    description: 'A refusal needs their word, and goes back to the root cause.',
    body: clientAnswer,
    handle: async (call) => {
      const done = await recordClientAnswer(call.db, { ...changeOf(call), ...call.body });
      return answered(deps, { db: call.db, changed: done });
    },
  });
}

/** The presentation of a solution to the client, and what they say of it. */
export function createConfirmationOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    listOperation,
    operation({
      ...changed,
      id: 'presentSolution',
      path: '/escalations/{escalationId}/presentations',
      summary: 'Record that the approved solution was presented, and ask the client whether it is solved',
      description:
        "The contact is mailed a link in the language of the account's country, reminded after 5 business days of theirs, and their silence counts as agreement after 10. Meanwhile the clocks stand still.",
      body: presentation,
      handle: async (call) => {
        const done = await presentSolution(call.db, { ...changeOf(call), ...call.body });
        return answered(deps, { db: call.db, changed: done });
      },
    }),
    answerOperation(deps),
    operation({
      ...changed,
      id: 'withdrawPresentation',
      path: '/escalations/{escalationId}/presentations/withdraw',
      summary: 'Take a presentation back with the reason, as where the wrong contact was asked',
      body: withdrawal,
      handle: async (call) => {
        const done = await withdrawPresentation(call.db, { ...changeOf(call), ...call.body });
        return answered(deps, { db: call.db, changed: done });
      },
    }),
  ];
}
