import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/actor.ts';
import type { Fault } from '../../domain/errors.ts';
import { givenValueSchema } from '../../domain/kpis/own-kpi.ts';
import type { Db } from '../client.ts';
import { giveKpiValues, type GivenCounts, type PlacedValue } from '../stores/kpi-given.ts';
import { placedLines } from './placed-lines.ts';

const columns = Object.keys(givenValueSchema.shape);

/**
 * Takes a CSV of values of the firm's own KPIs into the records, all or nothing: kpi, account or programme (their keys), startsOn, asOf, value and, where
 * needed, currency and reason, named by its header in any order; at most 100,000 lines. Throws `invalid` with every fault, each with its line and column.
 */
export async function importKpis(
  db: Db,
  order: { readonly csv: string; readonly by: Actor; readonly at: Date },
): Promise<GivenCounts> {
  const faults: Fault[] = [];
  const values: PlacedValue[] = [];
  for (const { place, fields } of placedLines(order.csv, { columns, what: 'values' })) {
    const read = givenValueSchema.safeParse(fields);
    if (read.success) values.push({ place, value: read.data });
    else
      for (const { path, message } of read.error.issues)
        faults.push({ path: [place, ...path].join('/'), message });
  }
  const fileSha256 = createHash('sha256').update(order.csv).digest('hex');
  return giveKpiValues(db, { values, faults, fileSha256, by: order.by, at: order.at });
}
