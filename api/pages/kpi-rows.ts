import type { KpiReading } from '../../db/read-models/kpi-values.ts';
import type { PackKpi } from '../../domain/reviews/review-pack.ts';
import { trendChart } from '../../web/charts/trend-chart.ts';
import { axisFigure, kpiFigure, shortDay } from '../../web/kpi-figure.ts';
import type { KpiRowProps, KpiTrendProps } from '../../web/pages/account-kpis.tsx';
import { anybody } from './send-page.ts';

/** A KPI of a pack as a row of a page, money in this currency; one without a value says why. */
export function kpiToShow(kpi: PackKpi, currency: string): KpiRowProps {
  const { t, format } = anybody;
  const figure = (value: number | null): string => kpiFigure(anybody, { unit: kpi.unit, value, currency });
  const why = kpi.missing?.[format.language];
  return {
    name: kpi.name[format.language],
    value: why === undefined ? figure(kpi.value) : t('account.kpi.unknown', { why }),
    target: figure(kpi.target),
    standing: kpi.standing,
    lastQuarter: figure(kpi.lastQuarter),
    lastYear: figure(kpi.lastYear),
  };
}

/** Readings of all KPIs as of days at equal distances, the oldest first, the last half of them a year after the first. */
export interface ReadingsOverTime {
  readonly readings: readonly (readonly KpiReading[])[];
  /** How many readings lie in a year. */
  readonly inYear: number;
  readonly currency: string;
  /** The target of a KPI, null for none. */
  readonly targetOf: (kpi: string) => number | null;
}

/** A KPI over the last year beside the year before, drawn and in a table; undefined where fewer than two of its values are known. */
export function trendToShow(kpi: string, over: ReadingsOverTime): KpiTrendProps | undefined {
  const { t, format } = anybody;
  const { readings, inYear, currency } = over;
  const all = readings.map((then) => then.find((one) => one.kpi === kpi));
  const valueOf = (one: KpiReading | undefined): number | null =>
    one && (one.currency === null || one.currency === currency) ? one.value : null;
  const points = all
    .slice(inYear)
    .flatMap((one, index) =>
      one ? [{ day: one.asOf, value: valueOf(one), lastYear: valueOf(all[index]) }] : [],
    );
  const definition = all.at(-1);
  if (!definition || points.filter(({ value }) => value !== null).length < 2) return undefined;
  const { unit } = definition;
  const name = definition.name[format.language];
  const figure = (value: number | null): string => kpiFigure(anybody, { unit, value, currency });
  const target = over.targetOf(kpi);
  const chart = trendChart({
    points: points.map(({ day, ...values }) => ({ label: monthOf(day), ...values })),
    target:
      target === null ? null : { value: target, words: t('account.trend.target', { value: figure(target) }) },
    axis: (value) => axisFigure(anybody, { unit, value }),
    summary: t('account.trend.summary', {
      kpi: name,
      days: points.length,
      now: figure(points.at(-1)?.value ?? null),
      before: figure(points.at(-1)?.lastYear ?? null),
    }),
  });
  const rows = points.map(({ day, value, lastYear }) => ({
    day: shortDay(anybody, day),
    value: figure(value),
    lastYear: figure(lastYear),
  }));
  return { name, chart, rows };
}

function monthOf(day: string): string {
  const style = { month: 'short', year: '2-digit', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(anybody.format.language, style);
}
