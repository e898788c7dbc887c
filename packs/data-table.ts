import type { Content, TableLayout } from './pdf-form.ts';
import { palette } from './page-frame.ts';

/** A column: `width` in points or '*' for a share of what is left. */
export interface Column {
  readonly head: string;
  readonly width: number | '*';
  readonly right?: boolean;
}

/** A table with a heading. The heading is part of the table's head, so that it never stands alone at the foot of a page and every page that the table goes on to repeats it. */
export interface DataTable {
  readonly heading: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | Content)[])[];
  readonly small?: boolean;
}

// A row of more text than this may be cut by the end of a page: it could be longer than one.
const longestWhole = 1200;

// A short table is not cut by the end of a page at all.
const fewRows = 8;
const shortTable = 3500;

function lines(padding: number): TableLayout {
  return {
    hLineWidth: (index, { table }) => (index < (table.headerRows ?? 0) ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => palette.line,
    paddingLeft: (index) => (index === 0 ? 0 : 5),
    paddingRight: (index, { table }) => (index === table.widths.length - 1 ? 0 : 5),
    paddingTop: () => padding,
    paddingBottom: () => padding,
  };
}

function lengthOf(cell: string | Content): number {
  return typeof cell === 'string' ? cell.length : JSON.stringify(cell).length;
}

function bodyOf({ heading, columns, rows, small }: DataTable): Content[][] {
  const sideOf = (index: number): 'right' | 'left' => (columns[index]?.right === true ? 'right' : 'left');
  const title: Content = {
    text: heading,
    style: small === true ? 'smallHeading' : 'heading',
    colSpan: columns.length,
    margin: [0, 0, 0, 1],
  };
  return [
    [title, ...columns.slice(1).map(() => ({ text: '' }))],
    columns.map(({ head }, index) => ({ text: head, style: 'head', alignment: sideOf(index) })),
    ...rows.map((row) =>
      row.map((cell, index): Content =>
        typeof cell === 'string' ? { text: cell, alignment: sideOf(index) } : cell,
      ),
    ),
  ];
}

/** As a heading and a table under it; nothing without rows. */
export function dataTable(given: DataTable): Content[] {
  const { columns, rows, small } = given;
  if (rows.length === 0) return [];
  const table = {
    headerRows: 2,
    keepWithHeaderRows: 1,
    dontBreakRows: rows.flat().every((cell) => lengthOf(cell) <= longestWhole),
    widths: columns.map(({ width }) => width),
    body: bodyOf(given),
  };
  const unbreakable = rows.length <= fewRows && lengthOf({ stack: table.body.flat() }) < shortTable;
  if (small === true) return [{ table, layout: lines(2), margin: [0, 6, 0, 1], fontSize: 8.5 }];
  return [{ table, layout: lines(3.5), unbreakable, margin: [0, 14, 0, 2] }];
}

/** A text with a smaller line under it, as one cell or block; the line is left out where it says nothing. */
export function withNote(text: string, note: string): Content {
  return note === '' ? { text } : { stack: [{ text }, { text: note, style: 'small' }] };
}
