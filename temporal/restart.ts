import { reopenProcess } from '../db/stores/process-restarts.ts';
import { lockProcess } from '../db/stores/processes.ts';
import type { Actor } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { briefly, executionStatus } from './executions.ts';
import { startFromRecords, type RingDeps } from './ring.ts';

/** Temporal did not carry out a restart; nothing was changed in the records. `cause` is what it said. */
export class RestartFailure extends Error {
  constructor(cause: unknown) {
    super(
      'Temporal did not start the workflow, so the process stays as it was. Try again when Temporal is back.',
      { cause },
    );
    this.name = 'RestartFailure';
  }
}

/** Who restarts which process, and when (process time). */
export interface Restart {
  readonly workflowId: string;
  readonly by: Actor;
  readonly at: Date;
}

async function askTemporal<T>(deps: RingDeps, call: () => Promise<T>): Promise<T> {
  try {
    return await briefly(deps.client, call);
  } catch (error) {
    throw new RestartFailure(error);
  }
}

/**
 * Starts a process from its records, with an audit event: a stopped one, and an open one whose workflow does not run. `false`: it runs
 * already. Throws `notFound`, `closed`, or {@link RestartFailure}, after which the records are as before. Temporal is asked under the
 * row's lock, so that the process is not marked stopped meanwhile.
 */
export async function restartProcess(deps: RingDeps, restart: Restart): Promise<boolean> {
  const { workflowId } = restart;
  return deps.db.transaction(async (trx) => {
    const process = await lockProcess(trx, workflowId);
    if (process.state === 'closed')
      throw new DomainError('closed', `${workflowId} has ended; there is nothing to continue.`);
    const status = await askTemporal(deps, () => executionStatus(deps.client, workflowId));
    if (process.state === 'open' && ['RUNNING', 'PAUSED'].includes(status)) return false;
    await reopenProcess(trx, { ...restart, status });
    await askTemporal(deps, () => startFromRecords({ ...deps, db: trx }, process));
    return true;
  });
}
