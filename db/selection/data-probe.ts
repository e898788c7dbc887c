import { dataFaults } from '../../domain/selection/data-coverage.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Fault } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { setBased } from './set-based.ts';
import { rawValuesSql } from './stored-values.ts';

const probedAccounts = 2_000;

interface Probe {
  readonly set: CriteriaSet;
  readonly asOf: string;
  readonly programmeId: string;
}

/**
 * What a scoring of the programme would refuse because no account has a value of it, found before anything is started. Where the
 * programme has more than 2,000 accounts and the first of them have no value, it is left to the scoring to tell.
 */
export async function probeData(db: Db, probe: Probe): Promise<readonly Fault[]> {
  const accounts = await db('account')
    .where({ active: true, programme_id: probe.programmeId })
    .orderBy('id')
    .limit(probedAccounts + 1)
    .select<{ id: string }[]>('id');
  const probed = accounts.slice(0, probedAccounts);
  const dataFrom = await firstDelivery(db, probe.asOf);
  const counts = await countValues(db, { ...probe, dataFrom, to: probed.at(-1)?.id ?? '0' });
  const faults = dataFaults(probe.set, {
    known: { accounts: probed.length, byCriterion: counts },
    asOf: probe.asOf,
    dataFrom,
  });
  return accounts.length > probedAccounts ? [] : faults;
}

async function firstDelivery(db: Db, asOf: string): Promise<string | null> {
  const [row] = await db('transaction')
    .where('delivered_on', '<', asOf)
    .min<{ min: string | null }[]>('delivered_on');
  return row?.min ?? null;
}

async function countValues(
  db: Db,
  probe: Probe & { readonly dataFrom: string | null; readonly to: string },
): Promise<readonly number[]> {
  const columns = probe.set.criteria.map((_criterion, index) => `count(raw[${index + 1}])::int as n${index}`);
  const sql = `select ${columns.join(', ')} from (${rawValuesSql(probe)}) found`;
  const { rows } = await setBased(db, (trx) =>
    trx.raw<{ rows: Record<string, number>[] }>(sql, { from: '0', to: probe.to }),
  );
  const [found] = rows;
  return probe.set.criteria.map((_criterion, index) => found?.[`n${index}`] ?? 0);
}
