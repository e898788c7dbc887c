import type { Content } from './pdf-form.ts';
import type { PlanContent } from '../domain/planning/content.ts';
import { contentTexts } from '../domain/wording/content-wording.ts';
import { dataTable } from './data-table.ts';
import { palette } from './page-frame.ts';
import type { PackReader } from './reader.ts';

/** What the plan rests on: situation, trends, strengths and weaknesses, competitors and risks. */
export function planBackground(
  { content, currency }: { readonly content: PlanContent; readonly currency: string },
  reader: PackReader,
): Content[] {
  const t = contentTexts(reader.format.language);
  return [
    ...prose(t('section.situation'), content.situation),
    ...trendTable({ trends: content.trends, currency, heading: t('section.trends') }, reader),
    ...swot(content.swot, t),
    ...competitors(content.competitors, t),
    ...risks(content.risks, { reader, t }),
  ];
}

type ContentTexts = ReturnType<typeof contentTexts>;

function prose(heading: string, text: string): Content[] {
  if (text === '') return [];
  const [first = '', ...rest] = text.split(/\n\s*\n/);
  const paragraph = (one: string): Content => ({ text: one, margin: [0, 2, 0, 4] });
  // The heading stays with the first lines, so that it never ends a page.
  const opening = { stack: [{ text: heading, style: 'heading' }, paragraph(first)], margin: [0, 14, 0, 0] };
  return [{ ...opening, unbreakable: first.length < 2000 } as Content, ...rest.map(paragraph)];
}

const barWidth = 150;

/** The quarters as bars with their figures beside them, the widest bar for the highest revenue. */
export function trendTable(
  {
    trends,
    currency,
    heading,
  }: { readonly trends: PlanContent['trends']; readonly currency: string; readonly heading: string },
  { t, format, date, number, share }: PackReader,
): Content[] {
  const most = Math.max(...trends.map(({ revenue }) => Number(revenue)), 1);
  const columns = [
    { head: t('column.quarter'), width: 80 },
    { head: '', width: barWidth },
    { head: t('column.revenue'), width: '*', right: true },
    { head: t('column.orders'), width: 60, right: true },
    { head: t('column.cancelled'), width: 60, right: true },
  ] as const;
  const rows = trends.map(({ startsOn, revenue, orders, cancellationRate }) => [
    date(startsOn),
    bar((Number(revenue) / most) * barWidth),
    format.money({ amount: revenue, currency }),
    number(orders),
    cancellationRate === null ? t('grid.none') : share(cancellationRate),
  ]);
  return dataTable({ heading, columns, rows });
}

function bar(w: number): Content {
  return { canvas: [{ type: 'rect', x: 0, y: 1, w: Math.max(w, 0.5), h: 8, color: palette.accent }] };
}

function swot(
  { strengths, weaknesses, opportunities, threats }: PlanContent['swot'],
  t: ContentTexts,
): Content[] {
  if ([strengths, weaknesses, opportunities, threats].every(({ length }) => length === 0)) return [];
  const field = (title: string, points: readonly string[]): Content => ({
    stack: [
      { text: title, style: 'smallHeading', margin: [0, 0, 0, 2] },
      points.length === 0 ? { text: t('value.none'), style: 'small' } : { ul: [...points] },
    ],
    margin: [6, 5, 6, 6],
  });
  const body = [
    [field(t('field.strengths'), strengths), field(t('field.weaknesses'), weaknesses)],
    [field(t('field.opportunities'), opportunities), field(t('field.threats'), threats)],
  ];
  const table = {
    table: { widths: ['*', '*'], body: body },
    layout: {
      hLineColor: () => palette.line,
      vLineColor: () => palette.line,
      hLineWidth: () => 0.7,
      vLineWidth: () => 0.7,
    },
  };
  const points = [strengths, weaknesses, opportunities, threats].flat();
  return [
    {
      stack: [{ text: t('section.swot'), style: 'heading', margin: [0, 0, 0, 4] }, table],
      unbreakable: points.length <= 30 && points.join('').length < 3000,
      margin: [0, 14, 0, 2],
    } as Content,
  ];
}

function competitors(all: PlanContent['competitors'], t: ContentTexts): Content[] {
  const columns = [
    { head: t('field.name'), width: 110 },
    { head: t('field.position'), width: '*' },
    { head: t('field.response'), width: '*' },
  ] as const;
  const rows = all.map(({ name, position, response }) => [name, position, response]);
  return dataTable({ heading: t('section.competitors'), columns, rows });
}

function risks(
  all: PlanContent['risks'],
  { reader, t }: { readonly reader: PackReader; readonly t: ContentTexts },
): Content[] {
  const columns = [
    { head: t('field.risk'), width: '*' },
    { head: reader.t('column.weight'), width: 80 },
    { head: t('field.response'), width: '*' },
  ] as const;
  const rows = all
    .toSorted((one, other) => other.likelihood * other.impact - one.likelihood * one.impact)
    .map(({ risk, likelihood, impact, response }) => [
      risk,
      `${likelihood} × ${impact} = ${likelihood * impact}`,
      response,
    ]);
  return dataTable({ heading: t('section.risks'), columns, rows });
}
