import { cut } from './cut.ts';
import { cellOf, type PackCell, type PackSection } from './pack-section.ts';

/** How a table stands on a slide: column widths and the height of its rows in inches, the type in points. */
export interface SlideTable {
  readonly widths: readonly number[];
  readonly height: number;
  readonly fontSize: number;
}

const pointsPerInch = 72;
const lineHeight = 1.22;
// Wide letters of Arial, in parts of the type size: a reckoned line is rather too long than too short.
const letterWidth = 0.56;
const cellPadding = { across: 0.2, down: 0.11 };

/** What a field of a slide may say at most, in characters; the document beside it holds the whole text. */
const longestField = 330;

type Row = readonly PackCell[];

/** Widths of a part's columns in inches, together as wide as `across`; they keep the proportions that they have on a page of `onPage` points. */
export function slideWidths(
  { columns }: PackSection,
  { across, onPage }: { readonly across: number; readonly onPage: number },
): readonly number[] {
  const fixed = columns.reduce((sum, { width }) => sum + (width === '*' ? 0 : width), 0);
  const free = columns.filter(({ width }) => width === '*').length;
  const points = columns.map(({ width }) => (width === '*' ? (onPage - fixed) / free : width));
  return points.map((width) => (width / onPage) * across);
}

/** The rows of a part cut into slides, as many on each as fit by their longest field; a part without rows has one slide without any. */
export function slidePages({ rows }: PackSection, table: SlideTable): readonly (readonly Row[])[] {
  const pages: Row[][] = [[]];
  let left = table.height;
  for (const row of rows.map(shortened)) {
    const height = rowHeight(row, table);
    if (height > left && pages.at(-1)?.length !== 0) {
      pages.push([]);
      left = table.height;
    }
    pages.at(-1)?.push(row);
    left -= height;
  }
  return pages;
}

function shortened(row: readonly (string | PackCell)[]): Row {
  return row.map(cellOf).map((cell) => ({ ...cell, text: cut(cell.text, longestField) }));
}

/** How high a row becomes, in inches. */
export function rowHeight(row: Row, { widths, fontSize }: Omit<SlideTable, 'height'>): number {
  const lines = row.map(({ text, note = '' }, index) => {
    const width = ((widths[index] ?? 1) - cellPadding.across) * pointsPerInch;
    const perLine = Math.max(1, Math.floor(width / (fontSize * letterWidth)));
    return linesOf(text, perLine) + (note === '' ? 0 : linesOf(note, perLine));
  });
  return (Math.max(1, ...lines) * fontSize * lineHeight) / pointsPerInch + cellPadding.down;
}

// Words are not cut: each line may lose the rest of a word.
function linesOf(text: string, perLine: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    const length = [...word].length;
    const needed = used === 0 ? length : length + 1;
    if (used + needed <= perLine) {
      used += needed;
      continue;
    }
    const whole = Math.floor((length - 1) / perLine);
    lines += (used === 0 ? 0 : 1) + whole;
    used = length - whole * perLine;
  }
  return lines;
}
