import type { Content, TableLayout } from './pdf-form.ts';
import type { PlanContent } from '../domain/planning/content.ts';
import { contentTexts } from '../domain/wording/content-wording.ts';
import { palette } from './page-frame.ts';
import type { PackReader } from './reader.ts';

type Cell = PlanContent['whitespace'][number];

// Each colour goes with a word in the field, so that nobody has to tell colours apart.
const fills: Record<Cell['state'], string> = { ours: '#d5ebdd', competitor: '#f8ddd2', open: '#fdf3cf' };
const states = ['ours', 'competitor', 'open'] as const;
const divisionsAcross = 5;

interface GridLook {
  readonly currency: string;
  readonly reader: PackReader;
}

/** Divisions against offerings, those of a line together: who supplies each, and what an open one may be worth a year. Five divisions stand side by side; further ones follow in further grids. */
export function whitespaceGrid(cells: PlanContent['whitespace'], look: GridLook): Content[] {
  const divisions = [...new Set(cells.map(({ division }) => division))];
  const grids: Content[] = [];
  for (let from = 0; from < divisions.length; from += divisionsAcross)
    grids.push(grid(cells, { ...look, divisions: divisions.slice(from, from + divisionsAcross) }));
  return grids;
}

function grid(
  all: PlanContent['whitespace'],
  look: GridLook & { readonly divisions: readonly string[] },
): Content {
  const { divisions, reader } = look;
  const cells = all.filter(({ division }) => divisions.includes(division));
  const across = (cell: Content): Content[] => [
    { ...cell, colSpan: divisions.length + 1 },
    ...divisions.map(() => ({ text: '', ...(cell.border !== undefined && { border: cell.border }) })),
  ];
  const lines = [...new Set(cells.map(({ line }) => line))];
  const rows = lines.flatMap((line) => [
    across({ text: line, bold: true, fillColor: palette.wash }),
    ...offeringRows(
      cells.filter((cell) => cell.line === line),
      look,
    ),
  ]);
  const heading = contentTexts(reader.format.language)('section.whitespace');
  const widths = ['*' as const, ...divisions.map(() => (divisions.length > 3 ? 74 : 100))];
  const head: Content[][] = [
    across({ text: heading, style: 'heading', border: none }),
    across({ ...legend(reader), border: none }),
    [
      { text: reader.t('column.offering'), style: 'head' },
      ...divisions.map((text): Content => ({ text, style: 'head', alignment: 'center' })),
    ],
  ];
  const table = {
    headerRows: 3,
    keepWithHeaderRows: 2,
    dontBreakRows: true,
    widths,
    body: [...head, ...rows],
  };
  return { table, layout: lattice, margin: [0, 14, 0, 2] };
}

const lattice: TableLayout = {
  // Heading and legend stand above the lattice.
  hLineWidth: (index) => (index < 2 ? 0 : 0.7),
  vLineWidth: () => 0.7,
  hLineColor: () => palette.line,
  vLineColor: () => palette.line,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

const none: [boolean, boolean, boolean, boolean] = [false, false, false, false];

function legend({ t }: PackReader): { readonly stack: Content[] } {
  return {
    stack: [
      { text: t('grid.legend'), style: 'small', margin: [0, 0, 0, 3] },
      {
        columns: states.map((state) => ({
          columns: [
            {
              canvas: [
                {
                  type: 'rect',
                  x: 0,
                  y: 0,
                  w: 12,
                  h: 9,
                  color: fills[state],
                  lineColor: palette.muted,
                  lineWidth: 0.4,
                },
              ],
              width: 16,
            },
            { text: t(`grid.${state}`), fontSize: 8, width: 'auto' },
          ],
          width: 90,
        })),
      },
    ],
  };
}

function offeringRows(
  cells: PlanContent['whitespace'],
  { divisions, currency, reader }: GridLook & { readonly divisions: readonly string[] },
): Content[][] {
  const offerings = [...new Set(cells.map(({ offering }) => offering))];
  const byPlace = new Map(cells.map((cell) => [JSON.stringify([cell.division, cell.offering]), cell]));
  return offerings.map((offering) => [
    { text: offering },
    ...divisions.map((division) => {
      const cell = byPlace.get(JSON.stringify([division, offering]));
      return cell === undefined ? { text: '' } : field(cell, { currency, reader });
    }),
  ]);
}

function field({ state, competitor, potential }: Cell, { currency, reader }: GridLook): Content {
  const worth =
    potential === null ? [] : [{ text: reader.format.money({ amount: potential, currency }), fontSize: 7.5 }];
  return {
    stack: [{ text: competitor ?? reader.t(`grid.${state}`), fontSize: 8, bold: state === 'ours' }, ...worth],
    fillColor: fills[state],
    alignment: 'center',
  };
}
