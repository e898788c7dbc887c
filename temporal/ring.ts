import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { findProcess, noteStarted, type ProcessRecord } from '../db/stores/processes.ts';
import { accountReviewName, accountReviewTitle } from '../workflows/account-review/messages.ts';
import { annualPlanningName, annualPlanningTitle } from '../workflows/annual-planning/messages.ts';
import {
  candidateSelectionName,
  candidateSelectionTitle,
} from '../workflows/candidate-selection/messages.ts';
import { escalationName, escalationTitle } from '../workflows/escalation/messages.ts';
import { factRecordedSignal, type Rehearsal } from '../workflows/process/messages.ts';
import { quarterlyReviewName, quarterlyReviewTitle } from '../workflows/quarterly-review/messages.ts';
import { systemClock } from '../domain/clock.ts';
import { stopIfEnded } from './ended-processes.ts';
import { advanceClock } from './executions.ts';

/** Rings a process's doorbell; never throws, because the delivery loop rings again. */
export type Ring = (workflowId: string) => Promise<void>;

/** What ringing needs. `rehearsal` gives workflows that start here the virtual date of their world. */
export interface RingDeps {
  readonly client: Client;
  readonly db: Db;
  readonly taskQueue: string;
  readonly log: Logger;
  readonly rehearsal?: () => Rehearsal;
}

const atOnce = 16;

/** Starts the workflow of an open row from its records; an execution that runs already is left as it is. Its row notes the start. */
export async function startFromRecords(deps: RingDeps, process: ProcessRecord): Promise<void> {
  const rehearsal = deps.rehearsal?.();
  await deps.client.workflow.start(process.kind, {
    workflowId: process.workflowId,
    taskQueue: deps.taskQueue,
    args: [{ ...process.input, ...(rehearsal && { rehearsal }) }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: summaryOf(process),
  });
  await noteStarted(deps.db, { workflowId: process.workflowId, at: presentOf(deps) });
}

// What the Temporal UI calls the workflow: as a parent that starts it does.
function summaryOf({ kind, input, workflowId }: ProcessRecord): string {
  const accountId = String(input['accountId']);
  if (kind === annualPlanningName) return annualPlanningTitle({ accountId, year: Number(input['year']) });
  if (kind === accountReviewName) return accountReviewTitle({ accountId });
  if (kind === quarterlyReviewName)
    return quarterlyReviewTitle({
      accountId,
      year: Number(input['year']),
      quarter: Number(input['quarter']),
    });
  if (kind === candidateSelectionName)
    return candidateSelectionTitle({
      programme: String(input['programme']),
      year: Number(input['year']),
      attempt: Number(input['attempt']),
    });
  if (kind === escalationName) return escalationTitle({ accountId, cause: String(input['cause']) });
  return `${kind} ${workflowId}`;
}

function presentOf({ rehearsal }: RingDeps): Date {
  return rehearsal ? new Date(rehearsal().at) : systemClock.now();
}

async function deliver(deps: RingDeps, workflowId: string): Promise<void> {
  try {
    const handle = deps.client.workflow.getHandle(workflowId);
    if (deps.rehearsal) await advanceClock(deps.client, { workflowId, to: deps.rehearsal() });
    await handle.signal(factRecordedSignal);
    return;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  const process = await findProcess(deps.db, workflowId);
  if (process?.state !== 'open') return;
  if (!(await stopIfEnded(deps, { workflowId, at: presentOf(deps) }))) await startFromRecords(deps, process);
}

/**
 * Rings with a plain signal (design §2, rule 3): not found and the row open, it is started from records, or its row says stopped as
 * {@link stopIfEnded} decides. At most 16 rings are under way at once; more are left to the delivery loop.
 */
export function createRinger(deps: RingDeps): Ring {
  let ringing = 0;
  return async (workflowId) => {
    if (ringing >= atOnce) return;
    ringing += 1;
    try {
      await deliver(deps, workflowId);
    } catch (error) {
      deps.log.warn({ workflowId, error: String(error) }, 'not rung; the delivery loop will ring again');
    } finally {
      ringing -= 1;
    }
  };
}
