import { ApplicationFailure, Context } from '@temporalio/activity';
import { DateTime } from 'luxon';
import type { Db } from '../db/client.ts';
import { snapshotKpis } from '../db/stores/kpi-values.ts';
import { programmeOf } from '../db/stores/selection-wish.ts';
import { recordHealth } from '../db/stores/health-values.ts';
import { openSweep } from '../db/stores/warning-sweeps.ts';
import { sweptAccounts } from '../db/warnings/key-accounts.ts';
import { sweepNextBatch } from '../db/warnings/sweep-batch.ts';
import type { Clock } from '../domain/clock.ts';
import { system } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { Ring } from '../temporal/ring.ts';
import type { EarlyWarningInput } from '../workflows/early-warning/messages.ts';
import { tellAlarms } from './early-warning-mail.ts';

/** The sweep of a day. */
interface OpenedSweep {
  readonly asOf: string;
  readonly sweepId: string | null;
}

/** The parts of a sweep, as ordinary activities; each can be done again without doing anything twice. */
export interface EarlyWarningActivities {
  /** Opens the sweep of the day chosen, or of the one on which `scheduledAt` (ISO) falls there, or finds the one there is; `sweepId` is null where that day can no longer be swept. */
  openWarningSweep(input: EarlyWarningInput & { scheduledAt: string }): Promise<OpenedSweep>;
  /** Looks at the next key accounts, tells of what it finds, and says whether the sweep is over. */
  sweepAccounts(input: { sweepId: string }): Promise<{ over: boolean; accounts: number }>;
  /** Records the health of the sweep's next accounts after `from`; returns the last of them, or null when there are no more, when a month that has ended is kept in KPIs too. */
  recordSweptHealth(input: { sweepId: string; from: string }): Promise<string | null>;
}

const standardBatch = 1_000;

/** The activities of early warning on this database; `accountsAtOnce` is the size of a batch. */
export function createEarlyWarningActivities(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly ring: Ring;
  readonly accountsAtOnce?: number;
}): EarlyWarningActivities {
  const { db, clock, ring, accountsAtOnce = standardBatch } = deps;
  return {
    openWarningSweep: (input) => openFor(deps, input),
    async sweepAccounts({ sweepId }) {
      const at = clock.now();
      Context.current().heartbeat(sweepId);
      let rung: readonly string[] = [];
      const { over, accountIds } = await sweepNextBatch(db, {
        sweepId,
        at,
        accountsAtOnce,
        async tell(trx, told) {
          rung = await tellAlarms(trx, { told, at });
        },
      });
      for (const workflowId of rung) await ring(workflowId);
      return { over, accounts: accountIds.length };
    },
    async recordSweptHealth({ sweepId, from }) {
      const { programmeId, asOf, accountIds } = await sweptAccounts(db, {
        sweepId,
        from,
        limit: accountsAtOnce,
      });
      const at = clock.now();
      if (accountIds.length > 0) await recordHealth(db, { programmeId, accountIds, asOf, at });
      if (accountIds.length === accountsAtOnce) return accountIds.at(-1) ?? null;
      if (isMonthsFirst(asOf)) await snapshotKpis(db, { programmeId, asOf, by: system, at });
      return null;
    },
  };
}

// A day's sweep looks at what came before it: on the first of a month, at a month that is whole.
function isMonthsFirst(asOf: string): boolean {
  return asOf.endsWith('-01');
}

async function openFor(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  input: EarlyWarningInput & { readonly scheduledAt: string },
): Promise<OpenedSweep> {
  const asOf =
    input.asOf ?? DateTime.fromISO(input.scheduledAt, { zone: input.timeZone }).toFormat('yyyy-MM-dd');
  try {
    const { id: programmeId } = await programmeOf(db, input.programme);
    return { asOf, sweepId: (await openSweep(db, { programmeId, asOf, at: clock.now() })).id };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'conflict') return { asOf, sweepId: null };
    throw ApplicationFailure.nonRetryable(error.message, error.code);
  }
}
