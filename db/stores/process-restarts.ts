import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, markOpen } from './processes.ts';
import type { ProcessRecord } from './processes.ts';

/** Lets a stopped process run again, with its audit event; starting its workflow is the caller's. Throws `notFound` or `conflict`. */
export async function reopenStoppedProcess(
  db: Db,
  restart: { readonly workflowId: string; readonly by: Actor; readonly at: Date },
): Promise<ProcessRecord> {
  return db.transaction(async (trx) => {
    const process = await lockProcess(trx, restart.workflowId);
    if (process.state !== 'stopped')
      throw new DomainError(
        'conflict',
        `${restart.workflowId} is ${process.state}; only a stopped process can be restarted.`,
      );
    await markOpen(trx, restart.workflowId);
    await appendAudit(trx, {
      chain: restart.workflowId,
      at: restart.at,
      actor: restart.by,
      kind: 'process.restarted',
      subject: restart.workflowId,
    });
    return { ...process, state: 'open' };
  });
}
