import { DataTable } from '../data-table.tsx';
import type { PageReader } from '../page-reader.ts';

/** A KPI in words, as a row: each value as it is read, and why it has none. */
export interface KpiRowProps {
  readonly name: string;
  readonly value: string;
  readonly target: string;
  readonly standing: 'onTrack' | 'atRisk' | 'off' | 'unknown';
  readonly lastQuarter: string;
  readonly lastYear: string;
}

/** A KPI over time: drawn, and as the same numbers in a table. */
export interface KpiTrendProps {
  readonly name: string;
  readonly chart: JSX.Element;
  readonly rows: readonly { readonly day: string; readonly value: string; readonly lastYear: string }[];
}

/** What an account's page shows of its KPIs. */
export interface AccountKpisProps {
  readonly rows: readonly KpiRowProps[];
  readonly trends: readonly KpiTrendProps[];
}

/** KPIs against target, last quarter and last year; then some of them over time. */
export function AccountKpis({
  reader,
  rows,
  trends,
}: AccountKpisProps & { readonly reader: PageReader }): JSX.Element {
  const { t } = reader;
  return (
    <>
      <section aria-labelledby="kpis">
        <h2 id="kpis" safe>
          {t('account.kpis')}
        </h2>
        <DataTable headings={kpiHeadings(reader)} rows={rows.map((row) => kpiRow(reader, row))} />
      </section>
      <section aria-labelledby="trends">
        <h2 id="trends" safe>
          {t('account.trends')}
        </h2>
        <p class="who" safe>
          {trends.length === 0 ? t('account.trends.none') : t('account.trends.lead')}
        </p>
        <KpiTrends reader={reader} trends={trends} />
      </section>
    </>
  );
}

/** The headings of a table of KPIs. */
function kpiHeadings({ t }: PageReader): readonly string[] {
  return [
    t('account.kpi'),
    t('account.kpi.value'),
    t('account.kpi.target'),
    t('account.kpi.standing'),
    t('account.kpi.lastQuarter'),
    t('account.kpi.lastYear'),
  ];
}

/** A KPI as a row of the table that {@link kpiHeadings} heads. */
function kpiRow(
  { t }: PageReader,
  row: KpiRowProps,
): { readonly title: string; readonly cells: readonly string[] } {
  const { name, value, target, standing, lastQuarter, lastYear } = row;
  return { title: name, cells: [value, target, t(`account.standing.${standing}`), lastQuarter, lastYear] };
}

/** KPIs over time, each with its numbers. */
function KpiTrends({
  reader: { t },
  trends,
}: {
  readonly reader: PageReader;
  readonly trends: readonly KpiTrendProps[];
}): JSX.Element {
  if (trends.length === 0) return '';
  const headings = [t('account.trend.day'), t('account.trend.thisYear'), t('account.trend.lastYear')];
  return (
    <>
      <p class="who" safe>
        {t('account.trend.legend')}
      </p>
      <div class="figures">
        {trends.map(({ name, chart, rows }) => (
          <div>
            <figure class="figure">
              <figcaption safe>{name}</figcaption>
              {chart}
            </figure>
            <DataTable
              headings={headings}
              rows={rows.map(({ day, value, lastYear }) => ({ title: day, cells: [value, lastYear] }))}
            />
          </div>
        ))}
      </div>
    </>
  );
}
