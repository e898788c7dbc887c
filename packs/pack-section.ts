import type { Column } from './data-table.ts';

/** How good something is; words and a mark say it too, never colour alone. */
export type Tone = 'good' | 'caution' | 'bad' | 'plain';

/** What stands in a field of a table: a text, with a smaller line under it, or with a tone. */
export interface PackCell {
  readonly text: string;
  readonly note?: string;
  readonly tone?: Tone;
}

/** One part of a pack, the same in a document and on slides: a table, and what is said instead where it has no row. */
export interface PackSection {
  readonly heading: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | PackCell)[])[];
  readonly none: string;
  /** A line above the table. */
  readonly lead?: string;
}

/** A field as text with what stands under it. */
export function cellOf(cell: string | PackCell): PackCell {
  return typeof cell === 'string' ? { text: cell } : cell;
}

/** What stands before a text of a tone, told apart by its shape; the embedded font and every office program have these signs. */
export const marks: Record<Tone, string> = { good: '●', caution: '◊', bad: '■', plain: '' };
