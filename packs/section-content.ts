import { cellOf, marks, type PackCell, type PackSection, type Tone } from './pack-section.ts';
import type { Content } from './pdf-form.ts';
import { dataTable, withNote } from './data-table.ts';
import { palette } from './page-frame.ts';

const colours: Record<Tone, string> = {
  good: palette.good,
  caution: palette.caution,
  bad: palette.warning,
  plain: palette.ink,
};

const fewRows = 8;

/** A part of a pack in a document: a table under its heading, or the heading with what is said instead. */
export function sectionContent({ heading, lead, columns, rows, none }: PackSection): Content[] {
  const said = lead ?? (rows.length === 0 ? none : '');
  const words: Content[] = said === '' ? [] : [{ text: said, margin: [0, 2, 0, 0] }];
  if (rows.length === 0 || words.length > 0) {
    const title: Content = { text: heading, style: 'heading', margin: [0, 14, 0, 0] };
    const first: Content = { stack: [title, ...words], unbreakable: true };
    if (rows.length === 0) return [first];
    const table = tableOf({ heading: '', columns, rows });
    return rows.length <= fewRows ? [{ stack: [first, ...table], unbreakable: true }] : [first, ...table];
  }
  return tableOf({ heading, columns, rows });
}

function tableOf({ heading, columns, rows }: Pick<PackSection, 'heading' | 'columns' | 'rows'>): Content[] {
  const right = columns.map((column) => column.right === true);
  return dataTable({
    heading,
    columns,
    rows: rows.map((row) => row.map((cell, index) => field(cell, right[index] === true))),
  });
}

function field(cell: string | PackCell, right: boolean): string | Content {
  const { text, note = '', tone = 'plain' } = cellOf(cell);
  if (note === '' && tone === 'plain') return text;
  const marked = [marks[tone], text].filter((part) => part !== '').join('\u00a0');
  const alignment = right ? 'right' : 'left';
  const looks: Pick<Content, 'color' | 'bold' | 'alignment'> = {
    color: colours[tone],
    bold: tone === 'bad',
    alignment,
  };
  return { ...withNote(marked, note), ...looks };
}
