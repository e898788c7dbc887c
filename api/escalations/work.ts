import { z } from 'zod';
import { withClocks } from '../../db/read-models/escalation-list.ts';
import { rootCausesAcross } from '../../db/read-models/root-causes.ts';
import type { EscalationChange } from '../../db/stores/escalation-changes.ts';
import { keepLessons } from '../../db/stores/escalation-lessons.ts';
import { recordContact, recordRootCause, updateEscalation } from '../../db/stores/escalation-work.ts';
import { operation, type Call, type Operation } from '../operation.ts';
import { answered, type EscalationDeps } from './changes.ts';
import { clockedEscalation, escalationParams } from './schemas.ts';
import {
  escalationContact,
  escalationLessons,
  escalationUpdate,
  foundRootCause,
  keptLessons,
  rootCauseAcross,
  rootCauseQuery,
} from './work-schemas.ts';

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

function contactOperation(deps: EscalationDeps): Operation {
  return operation({
    ...changed,
    id: 'recordEscalationContact',
    path: '/escalations/{escalationId}/contacts',
    summary: 'Record a contact with the client',
    description:
      'By which way, with whom, and what was said. The first one that reached somebody makes room for the root cause. It counts as word of the escalation.',
    body: escalationContact,
    handle: async (call) => {
      const { tookPlaceAt = call.now, ...contact } = call.body;
      const change = { ...changeOf(call), ...contact, tookPlaceAt };
      return answered(deps, { db: call.db, changed: await recordContact(call.db, change) });
    },
  });
}

function lessonsOperation({ ring }: EscalationDeps): Operation {
  return operation({
    ...changed,
    id: 'keepEscalationLessons',
    path: '/escalations/{escalationId}/lessons',
    summary: 'Keep what the firm learns from an escalation, as improvements with owners and dates',
    description:
      "Also after it was closed. The improvements are the account's, and their owners are reminded.",
    body: escalationLessons,
    result: keptLessons,
    handle: async (call) => {
      const kept = await keepLessons(call.db, { ...changeOf(call), ...call.body });
      const { escalation, improvementIds } = kept;
      return {
        body: { escalation: await withClocks(call.db, escalation), improvementIds },
        afterCommit: () => void ring(`account-review/${escalation.accountId}`),
      };
    },
  });
}

const acrossOperation = operation({
  id: 'listRootCauses',
  method: 'get',
  path: '/root-causes',
  tag: 'escalations',
  summary: 'List root causes of escalations over all accounts, those of most accounts first',
  role: 'viewer',
  query: rootCauseQuery,
  result: z.object({ items: z.array(rootCauseAcross).readonly() }),
  handle: async ({ db, query }) => ({ body: { items: await rootCausesAcross(db, query) } }),
});

/** The work on an escalation: contacts with the client, word to those who wait, the root cause, and what is learned. */
export function createEscalationWorkOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    contactOperation(deps),
    operation({
      ...changed,
      id: 'updateEscalation',
      path: '/escalations/{escalationId}/updates',
      summary: 'Say where an escalation stands to everybody who waits for it',
      description: 'The time until the next word begins anew.',
      body: escalationUpdate,
      handle: async (call) => {
        const done = await updateEscalation(call.db, { ...changeOf(call), ...call.body });
        return answered(deps, { db: call.db, changed: done });
      },
    }),
    operation({
      ...changed,
      id: 'recordRootCause',
      path: '/escalations/{escalationId}/root-cause',
      summary: 'Record why it happened',
      description:
        'A category and a short name, by which the same cause is found again at other accounts, and the explanation. A solution can be proposed from then on.',
      body: foundRootCause,
      handle: async (call) => {
        const done = await recordRootCause(call.db, { ...changeOf(call), ...call.body });
        return answered(deps, { db: call.db, changed: done });
      },
    }),
    lessonsOperation(deps),
    acrossOperation,
  ];
}
