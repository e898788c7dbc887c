import { hash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { CsvError, parse, type InfoRecord, type Parser } from 'csv-parse';
import { DomainError } from '../../domain/errors.ts';
import type { RowFaults } from '../../domain/import-columns.ts';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import { createCopyWriter } from './copy-lines.ts';
import { compileRow, type RowConverter } from '../../domain/import-row.ts';

/** One fault in a file: the line on which the record begins (the header is line 1), the column and what is wrong there. */
export interface RowFault {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** What was counted so far. */
export interface RowCounts {
  read: number;
  filtered: number;
  bad: number;
}

/** Where rows and faults go while a file is read; both are called once per piece of text, so memory stays bounded. */
export interface StagingTarget {
  readonly copy: Writable;
  onPiece(counts: RowCounts, faults: readonly RowFault[]): Promise<void>;
}

/** The text of a CSV piece by piece, and what its columns mean. */
export interface CsvText {
  readonly pieces: AsyncIterable<string>;
  readonly mapping: ImportMapping;
}

const longestRecord = 1024 * 1024;

/** Parses `pieces` as CSV, converts each record by `mapping` and writes COPY lines (line, source_key, the staged columns) to
 * `target.copy`, which it ends. Throws `invalid` with one sentence when the file as a whole cannot be read. */
export async function stageRows({ pieces, mapping }: CsvText, target: StagingTarget): Promise<RowCounts> {
  const rows = createRowReader(mapping);
  const parser = parse({
    delimiter: mapping.csv.delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells: string[], info: InfoRecord) => {
      rows.accept(cells, info);
      return null;
    },
  });
  parser.on('error', () => undefined);
  parser.resume();
  try {
    for await (const piece of pieces) {
      rows.look(piece);
      await feed(parser, piece);
      await flush(rows, target);
    }
    parser.end();
    await finished(parser);
  } catch (error) {
    throw structureProblem(error, rows.nextLine());
  }
  if (!rows.hasHeader()) throw new DomainError('invalid', 'The file has no header line.');
  await flush(rows, target);
  target.copy.end();
  await finished(target.copy);
  return rows.counts;
}

function feed(parser: Parser, piece: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

async function flush(rows: RowReader, target: StagingTarget): Promise<void> {
  const { lines, faults } = rows.take();
  if (lines !== '') {
    await new Promise<void>((resolve, reject) => {
      target.copy.write(lines, (error) => (error ? reject(error) : resolve()));
    });
  }
  await target.onPiece(rows.counts, faults);
}

type RowReader = ReturnType<typeof createRowReader>;

function createRowReader(mapping: ImportMapping) {
  const counts: RowCounts = { read: 0, filtered: 0, bad: 0 };
  const sink = createFaultSink();
  const writer = createCopyWriter(mapping);
  const lineCounter = createLineCounter();
  let converter: RowConverter | undefined;
  let [width, lines] = [0, ''];
  const accept = (cells: string[], info: InfoRecord): void => {
    const line = lineCounter.place(cells, info);
    if (converter === undefined) {
      width = cells.length;
      converter = compileRow({ mapping, header: cells, faults: sink });
      return;
    }
    counts.read += 1;
    const before = sink.count;
    if (cells.length !== width) sink.add('', `has ${cells.length} cells where the header has ${width}`);
    else if (converter.takes(cells)) {
      const key = converter.keyOf === null ? rowHash(cells) : (converter.keyOf(cells) ?? '');
      const text = writer.write({ line, key, values: converter.convert(cells) });
      if (sink.count === before) lines += text;
    } else counts.filtered += 1;
    if (sink.count !== before) {
      counts.bad += 1;
      sink.placeAt(line);
    }
  };
  const take = (): { lines: string; faults: RowFault[] } => {
    const taken = { lines, faults: sink.take() };
    lines = '';
    return taken;
  };
  const hasHeader = (): boolean => converter !== undefined;
  return { counts, accept, take, hasHeader, look: writer.look, nextLine: lineCounter.next };
}

function createFaultSink(): RowFaults & { placeAt(line: number): void; take(): RowFault[] } {
  let ofRow: { column: string; reason: string }[] = [];
  let placed: RowFault[] = [];
  const sink = {
    count: 0,
    add: (column: string, reason: string): void => {
      sink.count += 1;
      if (!ofRow.some((fault) => fault.column === column && fault.reason === reason))
        ofRow.push({ column, reason });
    },
    placeAt: (line: number): void => {
      for (const fault of ofRow) placed.push({ line, ...fault });
      ofRow = [];
    },
    take: (): RowFault[] => {
      const taken = placed;
      placed = [];
      return taken;
    },
  };
  return sink;
}

function rowHash(cells: readonly string[]): string {
  return hash('sha256', cells.join('\u001f'), 'base64url').slice(0, 22);
}

/** The parser counts a CR LF inside quotes as two lines, so only its count of plain records is taken. */
function createLineCounter(): {
  place: (cells: readonly string[], info: InfoRecord) => number;
  next: () => number;
} {
  let next = 1;
  let lines = 0;
  let empty = 0;
  const place = (cells: readonly string[], info: InfoRecord): number => {
    const skipped = info.empty_lines - empty;
    const line = next + skipped;
    const plain = info.lines - lines - skipped === 1;
    next = line + 1 + (plain ? 0 : newlinesIn(cells));
    lines = info.lines;
    empty = info.empty_lines;
    return line;
  };
  return { place, next: () => next };
}

function newlinesIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function structureProblem(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const what =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'a quotation mark is opened and not closed'
      : 'a quotation mark stands where none may stand';
  return new DomainError('invalid', `The file is no well-formed CSV: in the record of line ${line} ${what}.`);
}
