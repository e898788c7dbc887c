import { LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import type { GridComponentOption } from 'echarts/components';
import { init, use, type ComposeOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

/** What charts are made of. */
export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption>;

/** A picture: how large it is drawn (it scales with the page), and what it says to somebody who does not see it. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly summary: string;
}

/** The colours of the page's style sheet, so that a chart follows light and dark. */
export const ink = {
  line: 'var(--accent)',
  quiet: 'var(--quiet)',
  rule: 'var(--line)',
  target: 'var(--caution)',
  good: 'var(--good)',
  caution: 'var(--caution)',
  bad: 'var(--bad)',
  sheet: 'var(--sheet)',
} as const;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}

/**
 * A chart as one SVG element for a page whose policy allows no inline style: no style, no id, nothing of the library's bookkeeping, so that the
 * same figures give the same text and any number of charts can stand on a page. It is one image to screen readers.
 */
export function chartSvg(option: ChartOption, { width, height, summary }: ChartFrame): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, ...option });
  const drawn = chart.renderToSVGString();
  chart.dispose();
  const inside = drawn
    .slice(drawn.indexOf('>') + 1, drawn.lastIndexOf('</svg>'))
    .replace(/<style[^]*?<\/style>/g, '')
    .replace(/<defs[^]*?<\/defs>/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributes(style))
    .replace(/ (?:class|clip-path|ecmeta_\w+|pointer-events)="[^"]*"/g, '');
  return `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(summary)}">${inside}</svg>`;
}

// What the library writes as style, as attributes; the typeface is the page's.
function attributes(style: string): string {
  return style
    .split(';')
    .map((rule) => rule.split(':'))
    .flatMap(([name = '', value = '']) =>
      name === 'font-size' || name === 'font-weight' ? [` ${name}="${value}"`] : [],
    )
    .join('');
}
