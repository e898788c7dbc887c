import type { Db } from '../../db/client.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';

/** A programme with a manager who leads its selection, and its key accounts by key. */
export interface KeyAccounts {
  readonly programmeId: string;
  readonly managerId: string;
  /** The ids of the accounts by their keys. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Stores a programme whose accounts with these keys were all designated at a moment. Takes the database's owner. */
export async function seedKeyAccounts(
  db: Db,
  given: { readonly keys: readonly string[]; readonly at: string; readonly programme?: string },
): Promise<KeyAccounts> {
  const key = given.programme ?? 'main';
  const managerId = await one(
    db,
    `insert into person (key, name, email, region, time_zone, language)
     values (:key || '.lead', 'Lead', :key || '.lead@example.com', 'PT', 'Europe/Lisbon', 'en') returning id`,
    { key },
  );
  const programmeId = await one(
    db,
    `insert into programme (key, name, owner_id) values (:key, :key, :managerId) returning id`,
    { key, managerId },
  );
  const cycleId = await seedCycle(db, { programmeId, managerId, at: given.at });
  const ids: Record<string, string> = {};
  for (const account of given.keys) {
    ids[account] = await one(
      db,
      `insert into account (key, name, programme_id, region, time_zone, currency, manager_id)
       values (:account, upper(:account), :programmeId, 'PT', 'Europe/Lisbon', 'EUR', :managerId) returning id`,
      { account, programmeId, managerId },
    );
    await db('designation').insert({
      account_id: ids[account],
      programme_id: programmeId,
      cycle_id: cycleId,
      designated_at: given.at,
    });
  }
  return { programmeId, managerId, ids };
}

/** Stores a cycle of 2016 that ended with a designation, and returns its number. Takes the database's owner. */
export async function seedCycle(
  db: Db,
  of: { readonly programmeId: string; readonly managerId: string; readonly at: string },
): Promise<string> {
  const workflowId = `selection/test/${of.programmeId}`;
  await db('process').insert({
    workflow_id: workflowId,
    kind: 'candidateSelection',
    input: '{}',
    state: 'closed',
    opened_at: of.at,
    closed_at: of.at,
  });
  return one(
    db,
    `with criteria as (
       insert into criteria_set (key, version, content, content_hash, reason, set_by_kind, set_by_id, set_at)
       values ('programme-' || :programmeId, 1, cast(:content as jsonb), repeat('0', 64), 'test', 'system', 'kam', :at) returning id)
     insert into selection_cycle (workflow_id, programme_id, year, criteria_set_id, as_of, lead_id, panel_policy, nomination_hours,
       status, outcome, started_by_kind, started_by_id, opened_at, closed_at)
     select :workflowId, :programmeId, 2016, id, cast(:at as timestamptz)::date, :managerId, '{}', 0, 'closed', 'designated',
       'system', 'kam', :at, :at from criteria returning id`,
    { ...of, workflowId, content: JSON.stringify(standardSet) },
  );
}

/** One sale of an account on a day: delivered unless it says otherwise, in euros. */
export interface Sale {
  readonly accountId: string;
  readonly day: string;
  readonly amount: number;
  readonly status?: 'delivered' | 'cancelled' | 'no-show' | 'open';
  readonly currency?: string;
}

let sold = 0;

/** Stores sales. */
export async function addSales(db: Db, sales: readonly Sale[]): Promise<void> {
  await db('import_source').insert({ name: 'sales' }).onConflict('name').ignore();
  const sourceId = await one(db, `select id from import_source where name = 'sales'`, {});
  await db('transaction').insert(
    sales.map((sale) => ({
      source_id: sourceId,
      source_key: `sale-${(sold += 1)}`,
      account_id: sale.accountId,
      booked_on: sale.day,
      delivered_on: sale.day,
      status: sale.status ?? 'delivered',
      quantity: 1,
      amount: sale.amount,
      currency: sale.currency ?? 'EUR',
    })),
  );
}

async function one(db: Db, sql: string, bindings: Record<string, unknown>): Promise<string> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(sql, bindings as Record<string, string>);
  const [row] = rows;
  if (row === undefined) throw new Error('nothing was stored');
  return row.id;
}
