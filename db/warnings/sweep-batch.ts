import type { AccountFacts } from '../../domain/warnings/facts.ts';
import { nextSteps } from '../../domain/warnings/alarm-steps.ts';
import { judgeAccount } from '../../domain/warnings/judge.ts';
import type { Cause } from '../../domain/warnings/rules.ts';
import type { Db } from '../client.ts';
import { latestCriteriaSet, standardKey } from '../stores/criteria-sets.ts';
import { getWarningRules, type WarningRulesVersion } from '../stores/warning-rules.ts';
import { finishSweep, lockSweep, noteBatch, type WarningSweep } from '../stores/warning-sweeps.ts';
import { lockAlarms, writeAlarms, type AlarmWrite, type StandingAlarm } from './alarm-rows.ts';
import { closeUndesignated } from './undesignated.ts';
import { readFacts } from './facts.ts';
import { nextKeyAccounts } from './key-accounts.ts';

/** Alarms that somebody is to be told of, each with what happened to it. */
export type ToldAlarm = AlarmWrite & { readonly alarmId: string; readonly asOf: string };

/** How the next accounts of a sweep are looked at; `tell` is called in the transaction that stores what it tells of. */
export interface BatchOrder {
  readonly sweepId: string;
  readonly at: Date;
  readonly accountsAtOnce: number;
  readonly tell: (trx: Db, told: readonly ToldAlarm[]) => Promise<void>;
}

/** Where the sweep stands after a batch: its accounts, and whether it is over. */
export interface SweptBatch {
  readonly over: boolean;
  readonly accountIds: readonly string[];
}

/**
 * Looks at the sweep's next key accounts in one transaction: what it finds, whom it tells and how far the sweep has come are stored together or not at all. Ends the sweep where
 * there are no more; one that is over is left as it is.
 */
export async function sweepNextBatch(db: Db, order: BatchOrder): Promise<SweptBatch> {
  return db.transaction(async (trx) => {
    const sweep = await lockSweep(trx, order.sweepId);
    if (sweep.state !== 'running') return { over: true, accountIds: [] };
    const accountIds = await nextKeyAccounts(trx, {
      programmeId: sweep.programmeId,
      after: sweep.sweptThrough,
      limit: order.accountsAtOnce,
    });
    const through = accountIds.at(-1);
    if (through === undefined) {
      const closed = await closeUndesignated(trx, { ...sweep, at: order.at });
      await finishSweep(trx, { sweep, closed, at: order.at });
      return { over: true, accountIds };
    }
    const writes = await findWrites(trx, { sweep, accountIds, at: order.at });
    const { asOf, rulesVersion, id: sweepId } = sweep;
    const stamp = { asOf, rulesVersion, at: order.at };
    const written = await writeAlarms(trx, { writes: writes.found, stamp });
    await order.tell(
      trx,
      written.filter(({ tell }) => tell).map((write) => ({ ...write, asOf })),
    );
    await noteBatch(trx, { sweepId, through, counts: countsOf(written, { accountIds, writes }) });
    return { over: false, accountIds };
  });
}

interface Found {
  readonly found: readonly AlarmWrite[];
  readonly uncompared: number;
}

async function findWrites(
  trx: Db,
  { sweep, accountIds, at }: { sweep: WarningSweep; accountIds: readonly string[]; at: Date },
): Promise<Found> {
  const { rules } = await getWarningRules(trx, sweep.rulesVersion);
  const { content } = await latestCriteriaSet(trx, { key: standardKey, at });
  const data = { from: sweep.dataFrom, to: sweep.dataTo };
  const wish = { accountIds, asOf: sweep.asOf, rules, data, value: content.value };
  const facts = await readFacts(trx, wish);
  const alarms = new Map<string, StandingAlarm[]>();
  for (const alarm of await lockAlarms(trx, accountIds))
    alarms.set(alarm.accountId, [...(alarms.get(alarm.accountId) ?? []), alarm]);
  const found = [...facts].flatMap(([accountId, known]) =>
    writesOf(known, { accountId, alarms: alarms.get(accountId) ?? [], rules, asOf: sweep.asOf }),
  );
  const uncompared = [...facts.values()].filter(
    ({ incomparable, now, before }) => incomparable !== null || now.amount === null || before.amount === null,
  ).length;
  return { found, uncompared };
}

function writesOf(
  facts: AccountFacts,
  of: {
    readonly accountId: string;
    readonly alarms: readonly StandingAlarm[];
    readonly rules: WarningRulesVersion['rules'];
    readonly asOf: string;
  },
): readonly AlarmWrite[] {
  const { accountId, alarms, rules, asOf } = of;
  // One that is not closed comes before one that was closed while its cause held.
  const alarmOf = (cause: Cause): StandingAlarm | undefined =>
    alarms.find((one) => one.cause === cause && one.status !== 'closed') ??
    alarms.find((one) => one.cause === cause);
  const isOpen = ({ status }: StandingAlarm): boolean => status === 'open' || status === 'snoozed';
  const open = new Set(alarms.filter(isOpen).map(({ cause }) => cause));
  return judgeAccount(facts, { rules, open }).flatMap((verdict) => {
    const { cause, kind } = verdict;
    const alarm = alarmOf(cause);
    return nextSteps(verdict, { alarm, asOf, rules }).map(({ to, event, tell, next }) => ({
      alarmId: to === 'alarm' && alarm ? alarm.id : null,
      accountId,
      cause,
      event,
      tell,
      next,
      seen: kind !== 'unknown',
    }));
  });
}

function countsOf(
  written: readonly AlarmWrite[],
  { accountIds, writes }: { readonly accountIds: readonly string[]; readonly writes: Found },
) {
  const count = (...kinds: readonly AlarmWrite['event'][]): number =>
    written.filter(({ event }) => kinds.includes(event)).length;
  return {
    accounts: accountIds.length,
    uncompared: writes.uncompared,
    opened: count('opened'),
    updated: count('updated', 'worsened', 'returned', 'woke'),
    cleared: count('cleared'),
    closed: count('closed'),
  };
}
