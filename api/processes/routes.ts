import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { findProcessSummary, listProcesses } from '../../db/read-models/process-list.ts';
import { reopenStoppedProcess } from '../../db/stores/process-restarts.ts';
import { markStopped } from '../../db/stores/processes.ts';
import type { ProcessRecord } from '../../db/stores/processes.ts';
import { DomainError } from '../../domain/errors.ts';
import { blockersOf } from '../../db/read-models/blocking.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { HttpProblem } from '../problems.ts';
import { processDetail, processParams, processQuery, processSummary } from './schemas.ts';

/** What processes need besides the records: how to start a workflow from them; it rejects when Temporal cannot be reached. */
export interface ProcessDeps {
  readonly startProcess: (process: ProcessRecord) => Promise<void>;
}

async function detail(db: Db, about: { readonly workflowId: string; readonly now: Date }) {
  const found = await findProcessSummary(db, about.workflowId);
  if (found === undefined) throw new DomainError('notFound', `There is no process ${about.workflowId}.`);
  const blocking = found.kind === 'annualPlanning' ? await blockersOf(db, about) : [];
  return { ...found, blocking };
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

/** Processes as their records tell them, without Temporal; ops may restart one that was stopped. */
export function createProcessOperations(deps: ProcessDeps): readonly Operation[] {
  return [
    listOperation,
    getOperation,
    operation({
      id: 'restartProcess',
      method: 'post',
      path: '/processes/{workflowId}/restart',
      tag: 'processes',
      summary: 'Start a stopped process again from its records',
      role: 'ops',
      params: processParams,
      result: processDetail,
      handle: async ({ db, params, caller, now }) => {
        const reopened = await reopenStoppedProcess(db, { ...params, by: caller.actor, at: now });
        try {
          await deps.startProcess(reopened);
        } catch (error) {
          await markStopped(db, params.workflowId);
          const text =
            'Temporal did not start the workflow, so the process stays stopped. Try again when /readyz no longer names it.';
          throw new HttpProblem({
            status: 503,
            type: 'unavailable',
            detail: text,
            headers: { 'Retry-After': '10' },
            cause: error,
          });
        }
        return { body: await detail(db, { ...params, now }) };
      },
    }),
  ];
}
