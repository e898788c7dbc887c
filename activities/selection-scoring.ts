import { Context } from '@temporalio/activity';
import type { Db } from '../db/client.ts';
import { lockProcess, recordFact } from '../db/stores/processes.ts';
import { runScoring } from '../db/stores/scorecards.ts';
import { getCycle } from '../db/stores/selection-cycles.ts';
import { system } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';

/** The scoring of a cycle, as an ordinary activity. */
export interface SelectionScoringActivities {
  /** Fills the cycle's scorecard from where a stopped attempt left off, heartbeats after every batch, and records a fact when it is scored or refused. */
  scoreCycle(input: { workflowId: string; at: string }): Promise<void>;
}

const standardBatch = 5_000;

/** The scoring activity on this database; `accountsAtOnce` is the size of a batch. */
export function createSelectionScoringActivities(deps: {
  readonly db: Db;
  readonly accountsAtOnce?: number;
}): SelectionScoringActivities {
  const { db } = deps;
  return {
    async scoreCycle({ workflowId, at }) {
      const { status, scorecardId } = await getCycle(db, { workflowId });
      if (status !== 'scoring' || scorecardId === null) return;
      const { heartbeat, cancellationSignal } = Context.current();
      await runScoring(db, {
        scorecardId,
        by: system,
        at: new Date(at),
        accountsAtOnce: deps.accountsAtOnce ?? standardBatch,
        onBatch(progress) {
          heartbeat(progress);
          cancellationSignal.throwIfAborted();
        },
      }).catch(unlessRefused);
      await noteEnd(db, { workflowId, scorecardId, at: new Date(at) });
    },
  };
}

// The scorecard keeps why it was refused, and the fact's effect tells it.
function unlessRefused(error: unknown): void {
  if (!(error instanceof DomainError) || !['invalid', 'closed'].includes(error.code)) throw error;
}

async function noteEnd(db: Db, end: { workflowId: string; scorecardId: string; at: Date }): Promise<void> {
  const { workflowId, scorecardId, at } = end;
  await db.transaction(async (trx) => {
    await lockProcess(trx, workflowId);
    const where = { workflow_id: workflowId, kind: 'scoringEnded' };
    const known = await trx('inbox_fact').where(where).first<{ seq: number } | undefined>('seq');
    if (!known) await recordFact(trx, { workflowId, kind: 'scoringEnded', payload: { scorecardId }, at });
  });
}
