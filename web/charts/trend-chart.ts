import type { LineSeriesOption } from 'echarts/charts';
import { chartSvg, ink, type ChartOption } from './chart-svg.ts';

/** A figure in one month and in the same month a year before; null is unknown and leaves a gap. */
interface TrendPoint {
  readonly label: string;
  readonly value: number | null;
  readonly lastYear: number | null;
}

/** A figure over months; `axis` writes a number of its scale, `words` the target, `summary` says the whole for who does not see it. */
export interface Trend {
  readonly points: readonly TrendPoint[];
  readonly target: { readonly value: number; readonly words: string } | null;
  readonly axis: (value: number) => string;
  readonly summary: string;
}

const size = { width: 420, height: 220 } as const;
const text = { color: ink.quiet, fontSize: 12 } as const;

/** This year as a line with a dot for each month, the year before dashed and paler, the target as a dotted line with its words. */
export function trendChart({ points, target, axis, summary }: Trend): string {
  const option: ChartOption = {
    grid: {
      left: 8,
      right: 12,
      top: 16,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink.rule } },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 3,
      axisLabel: { ...text, formatter: axis },
      splitLine: { lineStyle: { color: ink.rule } },
      ...rangeFor(points, target?.value),
    },
    series: linesOf(points, target),
  };
  return chartSvg(option, { ...size, summary });
}

function linesOf(points: Trend['points'], target: Trend['target']): LineSeriesOption[] {
  return [
    {
      type: 'line',
      data: points.map(({ lastYear }) => lastYear),
      clip: false,
      symbol: 'none',
      lineStyle: { color: ink.quiet, type: [5, 4], width: 1.5 },
    },
    {
      type: 'line',
      data: points.map(({ value }) => value),
      clip: false,
      symbol: 'circle',
      symbolSize: 6,
      itemStyle: { color: ink.line },
      lineStyle: { color: ink.line, width: 2 },
      ...(target !== null && { markLine: targetLine(target) }),
    },
  ];
}

function targetLine({ value, words }: NonNullable<Trend['target']>) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.target, type: [1, 3], width: 2, cap: 'round' as const },
    label: {
      formatter: words,
      position: 'insideStartTop' as const,
      color: ink.target,
      fontSize: 12,
      textBorderWidth: 0,
    },
    data: [{ yAxis: value }],
  } satisfies object;
}

// The library leaves a marked line out of the scale; a target far away has to be seen too.
function rangeFor(points: readonly TrendPoint[], target: number | undefined): { min?: number; max?: number } {
  if (target === undefined) return {};
  const all = points.flatMap(({ value, lastYear }) => [value, lastYear]).filter((value) => value !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(Math.abs(target) * 0.1, Number.EPSILON);
  return {
    ...(target < low && { min: target - room }),
    ...(target > high && { max: target + room }),
  };
}
