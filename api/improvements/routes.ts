import { getImprovement, listImprovements } from '../../db/read-models/improvements.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import { addImprovement, endImprovement } from '../../db/stores/improvements.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  improvement,
  improvementEnd,
  improvementParams,
  improvementQuery,
  newImprovement,
} from './schemas.ts';

/** What improvements need besides the records: how to wake the review that tells their owners. */
export interface ImprovementDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const tag = 'improvements';

const listOperation = operation({
  id: 'listImprovements',
  method: 'get',
  path: '/improvements',
  tag,
  summary: 'List process improvements over all accounts, newest first',
  role: 'viewer',
  query: improvementQuery,
  result: pageOf(improvement),
  handle: async ({ db, query: { cursor, ...filter } }) => {
    const rows = await listImprovements(db, { ...filter, after: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit: filter.limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getImprovement',
  method: 'get',
  path: '/improvements/{improvementId}',
  tag,
  summary: 'Read a process improvement',
  role: 'viewer',
  params: improvementParams,
  result: improvement,
  handle: async ({ db, params }) => ({ body: await getImprovement(db, params.improvementId) }),
});

function addOperation({ ring }: ImprovementDeps): Operation {
  return operation({
    id: 'addImprovement',
    method: 'post',
    path: '/improvements',
    tag,
    summary: 'Keep what is to change because of what was learned with an account',
    description:
      'Its owner is told, reminded on the day it is due and twice after it; the director is told when it is late. It stands in every plan drafted until it ends.',
    role: 'manager',
    body: newImprovement,
    result: improvement,
    statuses: [201],
    idempotent: true,
    handle: async ({ db, body, caller, now }) => {
      const { accountId, planId, ...wish } = body;
      const kept = await addImprovement(db, { accountId, planId, wish, by: caller.actor, at: now });
      return { body: kept, afterCommit: () => void ring(accountReviewId(accountId)) };
    },
  });
}

function endOperation({ ring }: ImprovementDeps): Operation {
  return operation({
    id: 'endImprovement',
    method: 'post',
    path: '/improvements/{improvementId}/end',
    tag,
    summary: 'Say that an improvement is done, or why it is dropped',
    role: 'manager',
    params: improvementParams,
    body: improvementEnd,
    result: improvement,
    idempotent: true,
    handle: async ({ db, params, body, caller, now }) => {
      const end = { id: params.improvementId, ...body, by: caller.actor, at: now };
      const ended = await endImprovement(db, end);
      return { body: ended, afterCommit: () => void ring(accountReviewId(ended.accountId)) };
    },
  });
}

/** Process improvements: list, read, add and end them. */
export function createImprovementOperations(deps: ImprovementDeps): readonly Operation[] {
  return [listOperation, getOperation, addOperation(deps), endOperation(deps)];
}
