import { missingReasons } from '../../domain/kpis/missing.ts';
import { monthsBefore } from '../../domain/kpis/window.ts';
import type { PackKpi } from '../../domain/reviews/review-pack.ts';
import type { Db } from '../client.ts';
import { kpiTargets, type KpiTarget } from './kpi-targets.ts';
import { kpisAt, type KpiReading } from './kpi-values.ts';

/** Whose KPIs a pack shows, up to which day ('YYYY-MM-DD', exclusive), with money in which currency. */
interface PackLook {
  readonly accountId: string;
  readonly asOf: string;
  readonly currency: string;
}

/**
 * The KPIs of an account as a review's pack shows them, each beside what it was three and twelve months before and the target of the year's plan; then the
 * targets that nothing measures. Money that is known in another currency only is missing with that reason.
 */
export async function packKpis(db: Db, look: PackLook): Promise<readonly PackKpi[]> {
  const { accountId, asOf, currency } = look;
  const now = await kpisAt(db, { accountId, asOf });
  const lastQuarter = await kpisAt(db, { accountId, asOf: monthsBefore(asOf, 3) });
  const lastYear = await kpisAt(db, { accountId, asOf: monthsBefore(asOf, 12) });
  const targets = await kpiTargets(db, { accountId, asOf, readings: now });
  const valueIn = (readings: readonly KpiReading[], key: string): number | null => {
    const reading = readings.find(({ kpi }) => kpi === key);
    return reading && isStated(reading, currency) ? reading.value : null;
  };
  const measured = now.map((reading): PackKpi => {
    const target = targets.find(({ kpi }) => kpi === reading.kpi);
    return {
      ...{ key: reading.kpi, name: reading.name, unit: reading.unit, direction: reading.direction },
      value: valueIn(now, reading.kpi),
      missing: whyMissing(reading, currency),
      target: target && isStated(target, currency) ? target.target : null,
      standing: target?.standing ?? 'unknown',
      lastQuarter: valueIn(lastQuarter, reading.kpi),
      lastYear: valueIn(lastYear, reading.kpi),
    };
  });
  return [...measured, ...targets.filter(({ kpi }) => kpi === null).map(unmeasured)];
}

function isStated(of: { readonly currency: string | null }, currency: string): boolean {
  return of.currency === null || of.currency === currency;
}

function whyMissing(reading: KpiReading, currency: string): PackKpi['missing'] {
  if (reading.missing !== null) return missingReasons[reading.missing];
  return isStated(reading, currency) ? null : missingReasons.otherCurrency;
}

function unmeasured({ key, name, unit, direction, target }: KpiTarget): PackKpi {
  return {
    ...{ key, name: { en: name, de: name }, unit, direction, target, standing: 'unknown' },
    ...{ value: null, missing: missingReasons.notMeasured, lastQuarter: null, lastYear: null },
  };
}
