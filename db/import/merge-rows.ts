import type pg from 'pg';
import { DomainError } from '../../domain/errors.ts';
import type { AccountDefaults, ImportMapping } from '../../domain/import-mapping.ts';
import { mergeSql, stagedRow } from './merge-sql.ts';

/** What an import changed. Unchanged rows were not touched. */
export interface MergeCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly accountsCreated: number;
  readonly offeringsCreated: number;
  readonly contactsCreated: number;
}

/** The source to merge into and how: `shiftMonths` moves every date, `confirmRemoval` lets a snapshot remove most of its source. */
export interface MergeOrder {
  readonly sourceId: string;
  readonly mapping: ImportMapping;
  readonly shiftMonths: number;
  readonly confirmRemoval: boolean;
}

const guardedShare = 0.5;

/** Creates the session's staging table, empty, and returns the COPY statement that fills it. */
export async function prepareStaging(client: pg.ClientBase): Promise<string> {
  await client.query('drop table if exists import_row');
  await client.query(stagedRow.create);
  return stagedRow.copy;
}

/** The months that bring the last month that the staged rows cover to its end to the last complete month before `today`
 * ('YYYY-MM-DD'). A month is covered when a delivery falls on its last day or later. */
export async function shiftToLastCompleteMonth(client: pg.ClientBase, today: string): Promise<number> {
  const { rows } = await client.query<{ months: number | null }>(mergeSql.monthsToToday, [today]);
  return rows[0]?.months ?? 0;
}

/** Lines whose key an earlier line of the file has too, with that line's number. */
export async function repeatedKeys(client: pg.ClientBase): Promise<{ line: number; first: number }[]> {
  const { rows } = await client.query<{ line: string; first: string }>(mergeSql.repeatedKeys);
  return rows.map(({ line, first }) => ({ line: Number(line), first: Number(first) }));
}

/** Brings accounts, contacts, offerings and transactions to what the staged rows say; to be called in a transaction. Throws
 * `invalid` when a person of the defaults is not there, `conflict` when an unconfirmed snapshot would remove most of the source. */
export async function mergeRows(client: pg.ClientBase, order: MergeOrder): Promise<MergeCounts> {
  const { mapping, sourceId } = order;
  const changed = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await client.query(sql, values)).rowCount ?? 0;
  const accountsCreated = await mergeAccounts(client, mapping.defaults);
  await changed(mergeSql.renameOfferings);
  const offeringsCreated = await changed(mergeSql.insertOfferings);
  await changed(mergeSql.updateContacts);
  const contactsCreated = await changed(mergeSql.insertContacts);
  // Nothing here is worth a loop over rows, and the planner knows no statistics of what was staged a moment ago.
  await client.query('set local enable_nestloop = off');
  await client.query(`set local work_mem = '64MB'`);
  const next = await changed(mergeSql.resolve(mapping.transaction.key === 'row'), [order.shiftMonths]);
  const removed = mapping.mode === 'snapshot' ? await removeMissing(client, order) : 0;
  const updated = await changed(mergeSql.updateTransactions, [sourceId]);
  const inserted = await changed(mergeSql.insertTransactions, [sourceId]);
  const unchanged = next - updated - inserted;
  return { inserted, updated, unchanged, removed, accountsCreated, offeringsCreated, contactsCreated };
}

async function mergeAccounts(client: pg.ClientBase, defaults: AccountDefaults): Promise<number> {
  const manager = await personId(client, { role: 'manager', key: defaults.manager });
  const director = await personId(client, { role: 'director', key: defaults.director });
  const functions = Object.keys(defaults.team);
  const team = [];
  for (const name of functions)
    team.push(await personId(client, { role: `team.${name}`, key: defaults.team[name] }));
  await client.query(mergeSql.ensureProgramme, [
    defaults.programme,
    defaults.programmeName ?? defaults.programme,
  ]);
  await client.query(mergeSql.renameAccounts);
  const { programme, region, timeZone, currency } = defaults;
  const values = [programme, region, timeZone, currency, manager, director, team, functions];
  const { rows } = await client.query<{ created: number }>(mergeSql.insertAccounts, values);
  return rows[0]?.created ?? 0;
}

async function personId(
  client: pg.ClientBase,
  { role, key }: { readonly role: string; readonly key: string | undefined },
): Promise<string | null> {
  if (key === undefined) return null;
  const { rows } = await client.query<{ id: string }>('select id from person where key = $1', [key]);
  const [person] = rows;
  if (person !== undefined) return person.id;
  const message = `names "${key}", who is not among the people: import the people first (kam people import FILE)`;
  throw new DomainError('invalid', `The mapping's defaults.${role} ${message}.`, [
    { path: `defaults.${role}`, message },
  ]);
}

async function removeMissing(client: pg.ClientBase, order: MergeOrder): Promise<number> {
  const { rows } = await client.query<{ known: string; missing: string }>(mergeSql.countMissing, [
    order.sourceId,
  ]);
  const known = Number(rows[0]?.known ?? 0);
  const missing = Number(rows[0]?.missing ?? 0);
  if (missing === 0) return 0;
  if (missing > known * guardedShare && !order.confirmRemoval) {
    throw new DomainError(
      'conflict',
      `The file lacks ${missing} of the ${known} transactions of ${order.mapping.source}, and a snapshot would remove them. ` +
        'If that is right, import it again and confirm the removal (--confirm-removal).',
    );
  }
  await client.query(mergeSql.removeMissing, [order.sourceId]);
  return missing;
}
