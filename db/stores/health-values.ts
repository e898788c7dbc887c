import { bandOf, scoreHealth, type DriverScore, type HealthBand } from '../../domain/health/score.ts';
import { sameHealth, type HealthValue } from '../../domain/health/value.ts';
import type { Db } from '../client.ts';
import { keyAccountsOn } from '../health/key-accounts.ts';
import { measureHealth } from '../health/measure.ts';
import { healthConfigAt, type HealthConfigVersion } from './health-config.ts';

/** One stored value of an account's health as a row. */
export interface HealthRow {
  account_id: string;
  as_of: string;
  revision: number;
  score: number | null;
  band: HealthBand | null;
  known: number;
  drivers: readonly DriverScore[];
  config_version: number;
  recorded_at: Date;
}

/** Which accounts are looked at: the key accounts of a programme on the day above `from` and up to `to`, or those named. */
interface HealthOrder {
  readonly programmeId: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly accountIds?: readonly string[] | undefined;
  /** The day before which everything must have happened, 'YYYY-MM-DD'. */
  readonly asOf: string;
  /** When it is recorded, in process time. */
  readonly at: Date;
}

/** How many accounts were looked at, and of how many the health was not as it had been. */
export interface HealthRecording {
  readonly accounts: number;
  readonly written: number;
}

/** The value that a row holds. */
export function toHealthValue(row: HealthRow): HealthValue {
  return {
    accountId: row.account_id,
    asOf: row.as_of,
    revision: row.revision,
    score: row.score,
    band: row.band,
    known: row.known,
    drivers: row.drivers,
    configVersion: row.config_version,
    recordedAt: row.recorded_at.toISOString(),
  };
}

/**
 * Records the health of a programme's key accounts as of a day. Only what is not as it was is written; the recording names the others. Recording a
 * day again adds a revision where it now finds something else. Two recordings of one programme wait for each other.
 */
export async function recordHealth(db: Db, order: HealthOrder): Promise<HealthRecording> {
  const { programmeId, asOf, at } = order;
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('health:' || :programmeId, 0))`, {
      programmeId,
    });
    const config = await healthConfigAt(trx, at);
    const accountIds = order.accountIds ?? (await keyAccountsOn(trx, wantedOf(order)));
    if (accountIds.length === 0) return { accounts: 0, written: 0 };
    const values = await valuesOf(trx, { accountIds, asOf, at, config });
    await storeValues(trx, values.changed);
    await trx('health_recording').insert({
      programme_id: programmeId,
      as_of: asOf,
      config_version: config.version,
      written: values.changed.length,
      unchanged: values.unchanged,
      recorded_at: at,
    });
    return { accounts: accountIds.length, written: values.changed.length };
  });
}

function wantedOf({ programmeId, asOf, from, to }: HealthOrder): Parameters<typeof keyAccountsOn>[1] {
  return { programmeId, asOf, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

interface Scoring {
  readonly accountIds: readonly string[];
  readonly asOf: string;
  readonly at: Date;
  readonly config: HealthConfigVersion;
}

async function valuesOf(
  db: Db,
  { accountIds, asOf, at, config }: Scoring,
): Promise<{ readonly changed: readonly HealthValue[]; readonly unchanged: readonly string[] }> {
  const facts = await measureHealth(db, { accountIds, asOf, at });
  const kept = await latestValues(db, { accountIds, through: asOf });
  const earlier = await latestValues(db, {
    accountIds: [...kept.values()].filter((one) => one.asOf === asOf).map((one) => one.accountId),
    through: dayBefore(asOf),
  });
  const changed: HealthValue[] = [];
  const unchanged: string[] = [];
  for (const [accountId, measured] of facts) {
    const was = kept.get(accountId);
    // The band is held against the days before, also when the day itself is recorded again.
    const before = was?.asOf === asOf ? earlier.get(accountId) : was;
    const scored = scoreHealth(config.content, measured);
    const band = bandOf(scored.score, { bands: config.content.bands, before: before?.band ?? null });
    const revision = was?.asOf === asOf ? was.revision + 1 : 1;
    const head = { accountId, asOf, revision, configVersion: config.version, recordedAt: at.toISOString() };
    const value: HealthValue = { ...head, ...scored, band };
    if (was !== undefined && sameHealth(was, value)) unchanged.push(accountId);
    else changed.push(value);
  }
  return { changed, unchanged };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** The value in force of each account up to and with a day, by account id. */
export async function latestValues(
  db: Db,
  of: { readonly accountIds: readonly string[]; readonly through: string },
): Promise<ReadonlyMap<string, HealthValue>> {
  const { rows } = await db.raw<{ rows: HealthRow[] }>(
    `select v.* from unnest(cast(:accountIds as bigint[])) wanted (account_id)
       cross join lateral (select * from health_value v where v.account_id = wanted.account_id
         and v.as_of <= cast(:through as date) order by v.as_of desc, v.revision desc limit 1) v`,
    { accountIds: [...of.accountIds], through: of.through },
  );
  return new Map(rows.map((row) => [row.account_id, toHealthValue(row)]));
}

async function storeValues(db: Db, values: readonly HealthValue[]): Promise<void> {
  if (values.length === 0) return;
  await db.raw(
    `insert into health_value (account_id, as_of, revision, score, band, known, drivers, config_version, recorded_at)
     select * from jsonb_to_recordset(cast(:rows as jsonb)) as r ("accountId" bigint, "asOf" date, revision integer, score integer,
       band text, known float8, drivers jsonb, "configVersion" integer, "recordedAt" timestamptz)`,
    { rows: JSON.stringify(values) },
  );
}
