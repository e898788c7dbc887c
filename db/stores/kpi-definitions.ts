import type { Actor } from '../../domain/actor.ts';
import type { KpiDefinition } from '../../domain/kpis/definition.ts';
import { DomainError } from '../../domain/errors.ts';
import { keyFault, type OwnKpi, type OwnKpiWish } from '../../domain/kpis/own-kpi.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

interface DefinitionRow {
  key: string;
  version: number;
  name_en: string;
  name_de: string;
  unit: KpiDefinition['unit'];
  direction: KpiDefinition['direction'];
  kind: KpiDefinition['kind'];
  low: string | null;
  high: string | null;
  formula: string;
  source: string;
  reason: string;
}

function toOwnKpi(row: DefinitionRow): OwnKpi {
  const bound = (value: string | null): number | null => (value === null ? null : Number(value));
  return {
    key: row.key,
    version: row.version,
    name: { en: row.name_en, de: row.name_de },
    formula: { en: row.formula, de: row.formula },
    unit: row.unit,
    direction: row.direction,
    scale: { low: bound(row.low), high: bound(row.high) },
    kind: row.kind,
    rests: 'given',
    of: ['account', 'programme'],
    source: row.source,
  };
}

/** The firm's own KPIs by key, each in its newest version. */
export async function ownKpis(db: Db): Promise<ReadonlyMap<string, OwnKpi>> {
  const rows = await db<DefinitionRow>('kpi_definition')
    .distinctOn('key')
    .orderBy(['key', { column: 'version', order: 'desc' }]);
  return new Map(rows.map((row) => [row.key, toOwnKpi(row)]));
}

/** A firm's KPI to be defined, or changed as a further version. */
interface KpiDefinitionOrder {
  readonly key: string;
  readonly definition: OwnKpiWish;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Stores a KPI of the firm, or a further version of it; the same again changes nothing. Values that are there keep the version they were given under.
 * Throws `invalid` for the key of a KPI that comes with the product and for a change of its unit.
 */
export function defineKpi(
  db: Db,
  order: KpiDefinitionOrder,
): Promise<{ readonly kpi: OwnKpi; readonly created: boolean }> {
  const { key, definition, by, at } = order;
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('kpi-definition:' || ?, 0))`, [key]);
    const before = (await ownKpis(trx)).get(key);
    refuseFaults(order, before);
    const row = {
      ...{ key, version: (before?.version ?? 0) + 1, unit: definition.unit, direction: definition.direction },
      ...{ name_en: definition.name.en, name_de: definition.name.de, kind: definition.kind },
      ...{ low: definition.scale.low, high: definition.scale.high, formula: definition.formula },
      ...{ source: definition.source, reason: definition.reason },
    };
    const kpi = toOwnKpi({ ...row, low: text(row.low), high: text(row.high) });
    if (before && JSON.stringify({ ...kpi, version: before.version }) === JSON.stringify(before))
      return { kpi: before, created: false };
    await trx('kpi_definition').insert({ ...row, set_by_kind: by.kind, set_by_id: by.id, set_at: at });
    await appendAudit(trx, { chain: 'kpis', kind: 'kpi.defined', subject: key, at, actor: by, data: row });
    return { kpi, created: true };
  });
}

const text = (bound: number | null): string | null => (bound === null ? null : String(bound));

function refuseFaults({ key, definition }: KpiDefinitionOrder, before: OwnKpi | undefined): void {
  const taken = keyFault(key);
  if (taken !== null)
    throw new DomainError('invalid', `"${key}" ${taken}.`, [{ path: 'key', message: taken }]);
  if (!before || before.unit === definition.unit) return;
  const message = `is ${before.unit} and cannot become ${definition.unit}: define another KPI`;
  throw new DomainError('invalid', `The unit of "${key}" ${message}.`, [{ path: 'unit', message }]);
}
