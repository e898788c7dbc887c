import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { getPlan } from './plan-rows.ts';
import { lockProcess } from './processes.ts';

/** A copy of a plan that leaves the firm: the revision it says, the language, the SHA-256 of the file, and who gets it. */
export interface ClientCopy {
  readonly planId: string;
  readonly revision: number;
  readonly language: string;
  readonly sha256: string;
  readonly givenTo: string;
  readonly by: Actor;
  readonly at: Date;
}

/** Keeps in the audit trail that a copy was given to the client, so that any file can later be proven to be one or not. Throws `notFound`. */
export async function recordClientCopy(db: Db, copy: ClientCopy): Promise<void> {
  const { planId, by, at, ...data } = copy;
  await db.transaction(async (trx) => {
    const { workflowId } = await getPlan(trx, { id: planId });
    await lockProcess(trx, workflowId);
    await appendAudit(trx, {
      chain: workflowId,
      at,
      actor: by,
      kind: 'plan.givenToClient',
      subject: planId,
      data,
    });
  });
}
