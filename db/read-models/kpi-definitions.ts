import type { KpiDefinition } from '../../domain/kpis/definition.ts';
import { kpiKeys, kpiLibrary } from '../../domain/kpis/library.ts';
import type { Db } from '../client.ts';
import { ownKpis } from '../stores/kpi-definitions.ts';

/** A KPI with its key; `own` says whether the firm defined it itself. */
export interface ListedKpi extends KpiDefinition {
  readonly key: string;
  readonly own: boolean;
}

/** Every KPI: those that come with the product in their order, then the firm's own by key, each in its newest version. */
export async function listKpiDefinitions(db: Db): Promise<readonly ListedKpi[]> {
  const own = await ownKpis(db);
  return [
    ...kpiKeys.map((key) => ({ ...(kpiLibrary[key] as KpiDefinition), key, own: false })),
    ...[...own.values()].map((kpi) => ({ ...kpi, own: true })),
  ];
}
