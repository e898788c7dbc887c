import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { KpiFinding } from '../../domain/kpis/finding.ts';
import type { Db } from '../client.ts';
import { foundForAccounts, foundForProgramme } from '../kpis/found-kpis.ts';
import { appendAudit } from './audit.ts';

/** What to keep: the KPIs of these accounts, or without them of the programme and of all that are its key accounts on the day, over the twelve months before `asOf` ('YYYY-MM-DD', exclusive). */
interface KpiSnapshotOrder {
  readonly programmeId: string;
  readonly accountIds?: readonly string[] | undefined;
  readonly asOf: string;
  readonly by: Actor;
  readonly at: Date;
}

/** How many accounts were looked at, and how many values were new or other than those kept for the day before. */
export interface KpiSnapshot {
  readonly accounts: number;
  readonly stored: number;
  readonly unchanged: number;
}

type Subject = { readonly accountId: string } | { readonly programmeId: string };
type Found = KpiFinding & Subject;

/**
 * Keeps the KPIs of a day as the records tell them now. Nothing is overwritten: a value that differs from the one kept last for the same window becomes a
 * further row, and one that says the same adds none, so that a repetition changes nothing. Throws `notFound` for an unknown programme and `invalid` for a
 * day that is still to come and for accounts that are not of the programme.
 */
export function snapshotKpis(db: Db, order: KpiSnapshotOrder): Promise<KpiSnapshot> {
  return db.transaction(async (trx) => {
    const { programmeId, asOf, by, at } = order;
    await refuseFaults(trx, order);
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('kpis:' || ?, 0))`, [programmeId]);
    const accountIds = order.accountIds ?? (await keyAccountsOn(trx, { programmeId, asOf }));
    const found: Found[] = [];
    for (const [accountId, values] of await foundForAccounts(trx, { programmeId, asOf, accountIds }))
      found.push(...values.map((value) => ({ ...value, accountId })));
    if (order.accountIds === undefined) {
      const values = await foundForProgramme(trx, { programmeId, asOf });
      found.push(...values.map((value) => ({ ...value, programmeId })));
    }
    const stored = await insertFound(trx, { found, by, at });
    const snapshot = { accounts: accountIds.length, stored, unchanged: found.length - stored };
    const data = { ...snapshot, asOf };
    if (stored > 0)
      await appendAudit(trx, { chain: 'kpis', kind: 'kpis.kept', subject: programmeId, at, actor: by, data });
    return snapshot;
  });
}

// In the east a day has begun while it is still the evening before in UTC.
function lastBegunDay(at: Date): string {
  return new Date(at.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
}

async function refuseFaults(db: Db, { programmeId, accountIds, asOf, at }: KpiSnapshotOrder): Promise<void> {
  const programme = await db('programme').where({ id: programmeId }).first<{ id: string } | undefined>('id');
  if (!programme) throw new DomainError('notFound', `There is no programme ${programmeId}.`);
  if (asOf > lastBegunDay(at))
    throw new DomainError('invalid', 'KPIs cannot be counted up to a day that is still to come.', [
      { path: 'asOf', message: 'must not be after today' },
    ]);
  if (accountIds === undefined) return;
  const mine = await db('account')
    .whereIn('id', [...accountIds])
    .where({ programme_id: programmeId })
    .select<{ id: string }[]>('id');
  const strange = accountIds.filter((id) => !mine.some((one) => one.id === id));
  if (strange.length === 0) return;
  const faults = strange.map((id) => ({
    path: 'accountIds',
    message: `${id} is no account of the programme`,
  }));
  throw new DomainError('invalid', 'Some of these accounts are not in the programme.', faults);
}

// Those in force when the day begins in UTC.
async function keyAccountsOn(
  db: Db,
  { programmeId, asOf }: { readonly programmeId: string; readonly asOf: string },
): Promise<readonly string[]> {
  const begins = new Date(asOf);
  const rows = await db('designation')
    .where({ programme_id: programmeId })
    .where('designated_at', '<', begins)
    .whereRaw('(ended_at is null or ended_at >= :begins)', { begins })
    .orderBy('account_id')
    .distinct<{ account_id: string }[]>('account_id');
  return rows.map(({ account_id: id }) => id);
}

// Numbers come back from jsonb as they went in, so that the same value is known again.
const insertSql = `
  insert into kpi_value (kpi, version, account_id, programme_id, starts_on, as_of, value, unit, currency, missing, explanation, source,
    actor_kind, actor_id, recorded_at)
  select n.kpi, n.version, n.account_id, n.programme_id, n.starts_on, n.as_of, n.value, n.unit, n.currency, n.missing, n.explanation,
    'computed', :kind, :id, :at
  from jsonb_to_recordset(cast(:found as jsonb)) as n(kpi text, version integer, account_id bigint, programme_id bigint, starts_on date,
    as_of date, value numeric, unit text, currency text, missing text, explanation jsonb)
  left join lateral (
    select v.* from kpi_value v
    where v.kpi = n.kpi and v.as_of = n.as_of and v.starts_on = n.starts_on and v.source = 'computed'
      and (v.account_id = n.account_id or v.programme_id = n.programme_id)
    order by v.id desc limit 1
  ) kept on true
  where (kept.version, kept.value, kept.currency, kept.missing, kept.explanation)
    is distinct from (n.version, n.value, n.currency, n.missing, n.explanation)`;

const chunk = 5_000;

async function insertFound(
  db: Db,
  { found, by, at }: { readonly found: readonly Found[]; readonly by: Actor; readonly at: Date },
): Promise<number> {
  let stored = 0;
  for (let start = 0; start < found.length; start += chunk) {
    const rows = found.slice(start, start + chunk).map((one) => ({
      ...{ kpi: one.kpi, version: one.version, starts_on: one.startsOn, as_of: one.asOf, value: one.value },
      ...{ unit: one.unit, currency: one.currency, missing: one.missing, explanation: one.explanation },
      account_id: 'accountId' in one ? one.accountId : null,
      programme_id: 'programmeId' in one ? one.programmeId : null,
    }));
    const bound = { found: JSON.stringify(rows), kind: by.kind, id: by.id, at };
    const result = await db.raw<{ rowCount: number }>(insertSql, bound);
    stored += result.rowCount;
  }
  return stored;
}
