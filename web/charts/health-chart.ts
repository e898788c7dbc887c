import { chartSvg, ink } from './chart-svg.ts';

/** A health of 0 to 100 in force from a day ('YYYY-MM-DD') on until the next; null where none could be told. */
interface HealthPoint {
  readonly day: string;
  readonly score: number | null;
}

/** Health over days with the bands it is read by; `words` names them, `dayLabel` writes a day. */
export interface HealthTrend {
  readonly points: readonly HealthPoint[];
  readonly until: string;
  readonly bands: { readonly goodFrom: number; readonly poorBelow: number };
  readonly words: { readonly good: string; readonly watch: string; readonly poor: string };
  readonly dayLabel: (day: string) => string;
  readonly summary: string;
}

const text = { color: ink.quiet, fontSize: 12 } as const;

/** Steps from day to day, because a value holds until the next, before the three bands, each named at its right edge. */
export function healthChart(trend: HealthTrend): string {
  const { points, until, dayLabel, summary } = trend;
  const held = points.map(({ day, score }): [number, number | null] => [Date.parse(day), score]);
  const [from, to] = [held[0]?.[0] ?? 0, Date.parse(until)];
  const last = points.at(-1)?.score ?? null;
  return chartSvg(
    {
      grid: {
        left: 8,
        right: 84,
        top: 12,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: daysAxis({ from, to, dayLabel }),
      yAxis: scoreAxis,
      series: [
        {
          type: 'line',
          step: 'end',
          data: [...held, [to, last]],
          clip: false,
          symbol: 'none',
          lineStyle: { color: ink.line, width: 2.5 },
          markArea: { silent: true, data: bandsOf(trend) },
        },
      ],
    },
    { width: 420, height: 220, summary },
  );
}

const scoreAxis = {
  type: 'value' as const,
  min: 0,
  max: 100,
  interval: 25,
  axisLabel: text,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: ink.rule } },
};

function daysAxis(days: Pick<HealthTrend, 'dayLabel'> & { readonly from: number; readonly to: number }) {
  const { from, to, dayLabel } = days;
  return {
    type: 'value' as const,
    min: from,
    max: to,
    interval: (to - from) / 3,
    axisLabel: { ...text, hideOverlap: true, formatter: (at: number) => dayLabel(isoDay(at)) },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.rule } },
    splitLine: { show: false },
  };
}

function bandsOf({ bands: { goodFrom, poorBelow }, words }: HealthTrend) {
  const label = { position: 'right' as const, ...text, textBorderWidth: 0 };
  const bands = [
    { from: goodFrom, to: 100, name: words.good, color: ink.good },
    { from: poorBelow, to: goodFrom, name: words.watch, color: ink.caution },
    { from: 0, to: poorBelow, name: words.poor, color: ink.bad },
  ];
  return bands.map(({ from, to, name, color }): [object, object] => [
    { yAxis: from, name, itemStyle: { color, opacity: 0.09 }, label },
    { yAxis: to },
  ]);
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
