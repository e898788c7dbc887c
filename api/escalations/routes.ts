import { escalationDetail } from '../../db/read-models/escalation-detail.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import { withClocks } from '../../db/read-models/escalation-list.ts';
import { listEscalations } from '../../db/stores/escalation-rows.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { createEscalationChangeOperations, type EscalationDeps } from './changes.ts';
import { createEscalationWorkOperations } from './work.ts';
import {
  clockedEscalation,
  escalationDetail as detail,
  escalationParams,
  escalationQuery,
  newEscalation,
  openedEscalation,
} from './schemas.ts';

const tag = 'escalations';

function openOperation({ ring }: EscalationDeps): Operation {
  return operation({
    id: 'openEscalation',
    method: 'post',
    path: '/escalations',
    tag,
    summary: 'Escalate a cause at an account, by hand or from another system',
    description:
      'The same cause is escalated once: a signal of one that is open is added to it, and one that ended within 30 days goes on as another run.',
    role: 'manager',
    body: newEscalation,
    result: openedEscalation,
    statuses: [201, 200],
    idempotent: true,
    handle: async ({ db, body, caller, now: at }) => {
      const opened = await openEscalation(db, { ...body, by: caller.actor, at });
      const { id, workflowId } = opened.escalation;
      return {
        status: opened.kind === 'opened' ? 201 : 200,
        body: opened,
        headers: { Location: `/v1/escalations/${id}` },
        afterCommit: () => void ring(workflowId),
      };
    },
  });
}

const listOperation = operation({
  id: 'listEscalations',
  method: 'get',
  path: '/escalations',
  tag,
  summary: 'List escalations, the newest first',
  role: 'viewer',
  query: escalationQuery,
  result: pageOf(clockedEscalation),
  handle: async ({ db, query: { cursor, ...filter } }) => {
    const rows = await listEscalations(db, { ...filter, before: readCursor(recordId, cursor) });
    const clocked = await Promise.all(rows.map((row) => withClocks(db, row)));
    return { body: toPage(clocked, { limit: filter.limit, position: ({ id }) => id }) };
  },
});

const getOperation = operation({
  id: 'getEscalation',
  method: 'get',
  path: '/escalations/{escalationId}',
  tag,
  summary: 'Read an escalation with who was asked, its history and the arithmetic of its clocks',
  role: 'viewer',
  params: escalationParams,
  result: detail,
  handle: async ({ db, params, now: at }) => ({
    body: await escalationDetail(db, { id: params.escalationId, at }),
  }),
});

/** Escalations: open, list and read them, take them, and change how they count. */
export function createEscalationOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    openOperation(deps),
    listOperation,
    getOperation,
    ...createEscalationChangeOperations(deps),
    ...createEscalationWorkOperations(deps),
  ];
}
