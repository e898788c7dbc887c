import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { findProcessSummary, listProcesses } from '../../db/read-models/process-list.ts';
import { DomainError } from '../../domain/errors.ts';
import { blockersOf } from '../../db/read-models/blocking.ts';
import { RestartFailure } from '../../temporal/restart.ts';
import type { Restart } from '../../temporal/restart.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { HttpProblem } from '../problems.ts';
import { processDetail, processParams, processQuery, processSummary } from './schemas.ts';

/** What processes need besides the records: how to start a workflow from them again; `false` says that it runs. */
export interface ProcessDeps {
  readonly restartProcess: (restart: Restart) => Promise<boolean>;
}

async function restart(deps: ProcessDeps, wanted: Restart): Promise<void> {
  try {
    if (await deps.restartProcess(wanted)) return;
  } catch (error) {
    if (!(error instanceof RestartFailure)) throw error;
    const problem = { status: 503, type: 'unavailable', detail: error.message };
    throw new HttpProblem({ ...problem, headers: { 'Retry-After': '10' }, cause: error.cause });
  }
  throw new DomainError(
    'conflict',
    `The workflow of ${wanted.workflowId} runs; there is nothing to restart.`,
  );
}

async function detail(db: Db, about: { readonly workflowId: string; readonly now: Date }) {
  const found = await findProcessSummary(db, about.workflowId);
  if (found === undefined) throw new DomainError('notFound', `There is no process ${about.workflowId}.`);
  return { ...found, blocking: await blockersOf(db, about) };
}

const listOperation = operation({
  id: 'listProcesses',
  method: 'get',
  path: '/processes',
  tag: 'processes',
  summary: 'List processes',
  role: 'viewer',
  query: processQuery,
  result: pageOf(processSummary),
  handle: async ({ db, query: { cursor, limit, state, accountId } }) => {
    const after = readCursor(z.string(), cursor);
    const rows = await listProcesses(db, { after, limit, state, accountId });
    return { body: toPage(rows, { limit, position: (row) => row.workflowId }) };
  },
});

const getOperation = operation({
  id: 'getProcess',
  method: 'get',
  path: '/processes/{workflowId}',
  tag: 'processes',
  summary: 'Read a process: its state, the facts that wait, and who is blocking',
  role: 'viewer',
  params: processParams,
  result: processDetail,
  handle: async ({ db, params, now }) => ({ body: await detail(db, { ...params, now }) }),
});

/** Processes as their records tell them, without Temporal; ops may restart one whose workflow was ended. */
export function createProcessOperations(deps: ProcessDeps): readonly Operation[] {
  return [
    listOperation,
    getOperation,
    operation({
      id: 'restartProcess',
      method: 'post',
      path: '/processes/{workflowId}/restart',
      tag: 'processes',
      summary: 'Start a process again from its records',
      description:
        'For a stopped process, and for an open one whose workflow was ended in Temporal. One that runs is a 409.',
      role: 'ops',
      params: processParams,
      result: processDetail,
      handle: async ({ db, params, caller, now }) => {
        await restart(deps, { ...params, by: caller.actor, at: now });
        return { body: await detail(db, { ...params, now }) };
      },
    }),
  ];
}
