import { addNomination, withdrawNomination } from '../../db/stores/nominations.ts';
import { getExit, settleExit } from '../../db/stores/proposed-exits.ts';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { cycleReply, type SelectionCycleDeps } from './cycle-reply.ts';
import {
  cycleParams,
  exitParams,
  exitSettlement,
  newNomination,
  nominationParams,
  selectionCycleDetail,
  selectionReason,
} from './schemas.ts';

const tag = 'selection';
const root = '/selection-cycles/{cycleId}';

function nominateOperation(deps: SelectionCycleDeps): Operation {
  return operation({
    id: 'nominateAccount',
    method: 'post',
    path: `${root}/nominations`,
    tag,
    summary: "Nominate an account for a cycle's list, or veto one, with a reason",
    description: 'Only while the window is open. A veto on a nominated account wins.',
    role: 'manager',
    params: cycleParams,
    body: newNomination,
    result: selectionCycleDetail,
    statuses: [201],
    idempotent: true,
    etag: true,
    handle: async ({ db, params: { cycleId }, body, caller, now }) => {
      const personId = spokenFor(caller.actor, body.personId);
      const wish = { ...body, cycleId, personId, by: caller.actor, at: now };
      const { workflowId } = await addNomination(db, wish);
      return {
        ...(await cycleReply(db, { id: cycleId, now })),
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

function spokenFor(actor: Actor, personId: string | undefined): string | null {
  if (actor.kind !== 'person') return personId ?? null;
  if (personId === undefined || personId === actor.id) return actor.id;
  throw new DomainError('forbidden', 'A key that acts for a person speaks for that person alone.');
}

function withdrawOperation(deps: SelectionCycleDeps): Operation {
  return operation({
    id: 'withdrawNomination',
    method: 'post',
    path: `${root}/nominations/{nominationId}/withdraw`,
    tag,
    summary: 'Take a nomination or veto back while the window is open',
    role: 'manager',
    params: nominationParams,
    body: selectionReason,
    result: selectionCycleDetail,
    idempotent: true,
    etag: true,
    handle: async ({ db, params, body, caller, now }) => {
      const wish = { ...params, ...body, by: caller.actor, at: now };
      const { workflowId } = await withdrawNomination(db, wish);
      return {
        ...(await cycleReply(db, { id: params.cycleId, now })),
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

function settleOperation(deps: SelectionCycleDeps): Operation {
  return operation({
    id: 'settleProposedExit',
    method: 'post',
    path: `${root}/exits/{exitId}/settle`,
    tag,
    summary: 'Take a proposed exit up, or keep the account, with a reason',
    description: 'The designation stays in force either way: an exit that is taken up ends it later.',
    role: 'manager',
    params: exitParams,
    body: exitSettlement,
    result: selectionCycleDetail,
    idempotent: true,
    etag: true,
    handle: async ({ db, params: { cycleId, exitId }, body, caller, now }) => {
      if ((await getExit(db, exitId)).cycleId !== cycleId)
        throw new DomainError('notFound', `Cycle ${cycleId} has no proposed exit ${exitId}.`);
      const { workflowId } = await settleExit(db, { exitId, ...body, by: caller.actor, at: now });
      return {
        ...(await cycleReply(db, { id: cycleId, now })),
        afterCommit: () => void deps.ring(workflowId),
      };
    },
  });
}

/** What people say in a cycle: nominations and vetoes, taken back too, and what becomes of its exits. */
export function createSelectionVoiceOperations(deps: SelectionCycleDeps): readonly Operation[] {
  return [nominateOperation(deps), withdrawOperation(deps), settleOperation(deps)];
}
