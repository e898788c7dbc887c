import type { ImportMapping } from '../../domain/import-mapping.ts';
import { stagedColumns } from '../../domain/import-row.ts';

/** Turns converted rows into lines of COPY's text format, in which an empty value is null. */
export interface CopyWriter {
  /** To be shown every piece of the file before its rows are written. */
  look: (piece: string) => void;
  write: (row: CopyRow) => string;
}

/** One converted record; `values` are those of `stagedColumns` and may be changed by the writer. */
interface CopyRow {
  readonly line: number;
  readonly key: string;
  readonly values: (string | null)[];
}

/** A key whose details are staged once, until they change. */
interface Party {
  readonly keys: readonly number[];
  readonly details: readonly number[];
  readonly known: Map<string, string>;
}

const rememberedParties = 20_000;
const special = /[\\\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A writer for one file. It leaves out names and other details that an earlier line gave for the same key, because a file
 * repeats them in most rows; its memory of them is bounded. */
export function createCopyWriter(mapping: ImportMapping): CopyWriter {
  const parties = [
    party(['account_key'], ['account_name', 'account_region']),
    party(['account_key', 'contact_key'], ['contact_name', 'contact_email', 'contact_role']),
    party(['offering_key'], ['offering_name', 'offering_line']),
  ];
  // A tab is looked for once per piece instead of once per value: only files that hold one pay for it.
  let tabs = JSON.stringify(mapping).includes('\\t');
  return {
    look: (piece) => {
      tabs ||= piece.includes('\t');
    },
    write: ({ line, key, values }) => {
      for (const each of parties) leaveOutKnown(each, values);
      const text = `${line}\t${key}\t${values.join('\t')}`;
      if (!tabs && !special.test(text)) return `${text}\n`;
      return `${line}\t${[key, ...values].map(escaped).join('\t')}\n`;
    },
  };
}

function party(keys: readonly (typeof stagedColumns)[number][], details: typeof keys): Party {
  const positions = (names: typeof keys): number[] => names.map((name) => stagedColumns.indexOf(name));
  return { keys: positions(keys), details: positions(details), known: new Map() };
}

function leaveOutKnown({ keys, details, known }: Party, values: (string | null)[]): void {
  let key = '';
  for (const position of keys) key += `${values[position] ?? ''}\u001f`;
  let detail = '';
  for (const position of details) detail += `${values[position] ?? ''}\u001f`;
  if (known.get(key) === detail) {
    for (const position of details) values[position] = null;
    return;
  }
  if (known.size >= rememberedParties) known.clear();
  known.set(key, detail);
}

function escaped(value: string | null): string {
  return value === null ? '' : value.replace(/[\\\t\n\r]/g, (each) => escapes[each] ?? each);
}
