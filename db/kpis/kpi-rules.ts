import { parseCriteriaSet, type CriteriaSet } from '../../domain/selection/criteria-set.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import type { Db } from '../client.ts';
import { standardKey } from '../stores/criteria-sets.ts';

/** The criteria set by whose rates, margins and costs KPIs are reckoned. */
export interface KpiRules {
  readonly set: CriteriaSet;
  readonly criteriaSet: { readonly key: string; readonly version: number };
}

interface SetRow {
  key: string;
  version: number;
  content: unknown;
}

/**
 * The set of the programme's newest selection cycle opened before the day, so that KPIs and scores count money alike; without a cycle the newest
 * version of the standard set from before it, or the one that comes with the product.
 */
export async function kpiRulesOf(
  db: Db,
  { programmeId, asOf }: { readonly programmeId: string; readonly asOf: string },
): Promise<KpiRules> {
  const ofCycle = await db('selection_cycle as y')
    .join('criteria_set as s', 's.id', 'y.criteria_set_id')
    .where('y.programme_id', programmeId)
    .where('y.opened_at', '<', dayAfter(asOf))
    .orderBy('y.id', 'desc')
    .first<SetRow | undefined>('s.key', 's.version', 's.content');
  const row = ofCycle ?? (await standardBefore(db, dayAfter(asOf)));
  if (!row) return { set: parseCriteriaSet(standardSet), criteriaSet: { key: standardKey, version: 1 } };
  return { set: parseCriteriaSet(row.content), criteriaSet: { key: row.key, version: row.version } };
}

/** What one of a currency is worth in that of the set; null where the set does not say. */
export function worthOf(currency: string, { set: { value } }: KpiRules): number | null {
  return currency === value.currency ? 1 : (value.rates[currency] ?? null);
}

function standardBefore(db: Db, day: Date): PromiseLike<SetRow | undefined> {
  return db('criteria_set')
    .where({ key: standardKey })
    .where('set_at', '<', day)
    .orderBy('version', 'desc')
    .first<SetRow | undefined>('key', 'version', 'content');
}

// What was set on the day itself counts for it.
function dayAfter(day: string): Date {
  return new Date(Date.parse(day) + 86_400_000);
}
