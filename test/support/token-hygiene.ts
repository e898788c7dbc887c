import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { temporal } from '@temporalio/proto';
import type { Db } from '../../db/client.ts';
import type { History } from './replay.ts';

/** Everything that must be written nowhere: the hex SHA-256 of every token and API key that a database knows, and codes as they were mailed. */
export interface Secrets {
  readonly hashes: ReadonlySet<string>;
  readonly codes: readonly string[];
}

/** Where secrets could have been left: each text or history with the name a failure calls it by. */
export interface Traces {
  readonly db?: Db;
  readonly texts?: Iterable<readonly [name: string, text: string]>;
  readonly histories?: Iterable<readonly [name: string, history: History]>;
}

const tokenLength = 43;
const mayHoldToken = /[A-Za-z0-9_-]{43,}/g;
// Hashes and ids make up nearly all long runs; a token of 43 characters that are all hexadecimal does not happen.
const onlyHex = /^[0-9a-f-]+$/;
const mailedCode = /^[^\S\r\n]*([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})[^\S\r\n]*$/gm;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface HashColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
}

const hashColumns = `
  select c.table_name, c.column_name, c.data_type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
  where table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'bytea')
    and c.column_name ~ '(sha256|hash)$'`;

const tables = `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;

async function inEveryTable<T>(
  db: Db,
  query: { readonly of: (table: string) => string; readonly bindings?: Record<string, unknown> },
): Promise<readonly T[]> {
  const { rows: found } = await db.raw<{ rows: { table_name: string }[] }>(tables);
  if (found.length === 0) return [];
  const union = found.map(({ table_name: table }) => query.of(table)).join('\nunion all\n');
  return (await db.raw<{ rows: T[] }>(union, query.bindings ?? {})).rows;
}

/** The secrets of a database, whatever table keeps their hashes, with the codes that stand on a line of their own in these mails. */
export async function secretsOf(
  db: Db,
  mails: Iterable<{ readonly parsed: { readonly text?: string | undefined } }> = [],
): Promise<Secrets> {
  const { rows: columns } = await db.raw<{ rows: HashColumn[] }>(hashColumns);
  const queries = columns.map(({ table_name: table, column_name: column, data_type: type }) => {
    const hex = type === 'bytea' ? `encode("${column}", 'hex')` : `"${column}"`;
    return `select ${hex} as hash from "${table}" where "${column}" is not null`;
  });
  const { rows } =
    queries.length === 0
      ? { rows: [] }
      : await db.raw<{ rows: { hash: string }[] }>(queries.join('\nunion\n'));
  const codes = [...mails].flatMap(({ parsed }) =>
    [...(parsed.text ?? '').matchAll(mailedCode)].map(([, code = '']) => code),
  );
  return { hashes: new Set(rows.map(({ hash }) => hash)), codes: [...new Set(codes)] };
}

function holdsToken(text: string, hashes: ReadonlySet<string>): boolean {
  for (const [run] of text.matchAll(mayHoldToken)) {
    if (onlyHex.test(run)) continue;
    for (let start = 0; start + tokenLength <= run.length; start += 1)
      if (hashes.has(sha256(run.slice(start, start + tokenLength)))) return true;
  }
  return false;
}

function holdsCode(text: string, codes: readonly string[]): boolean {
  if (codes.length === 0) return false;
  const upper = text.toUpperCase();
  return codes.some((code) => upper.includes(code) || upper.includes(code.replace('-', '')));
}

/** Which secret kinds a text holds, wherever in it. */
export function secretsIn(text: string, { hashes, codes }: Secrets): readonly ('token' | 'code')[] {
  return [
    ...(holdsToken(text, hashes) ? (['token'] as const) : []),
    ...(holdsCode(text, codes) ? (['code'] as const) : []),
  ];
}

async function foundInTables(db: Db, secrets: Secrets): Promise<readonly string[]> {
  const runs = await inEveryTable<{ place: string; run: string }>(db, {
    of: (table) =>
      `select distinct 'table ${table}' as place, found[1] as run from "${table}" as the_row,
        regexp_matches(cast(the_row as text), '[A-Za-z0-9_-]{43,}', 'g') as found where found[1] !~ '^[0-9a-f-]+$'`,
  });
  const tokens = runs.filter(({ run }) => holdsToken(run, secrets.hashes));
  const spellings = secrets.codes.flatMap((code) => [code, code.replace('-', '')]);
  const codes =
    spellings.length === 0
      ? []
      : await inEveryTable<{ place: string }>(db, {
          of: (table) =>
            `select distinct 'table ${table}' as place from "${table}" as the_row
              where upper(cast(the_row as text)) ~ :spellings`,
          bindings: { spellings: spellings.join('|') },
        });
  return [
    ...tokens.map(({ place }) => `a token in ${place}`),
    ...codes.map(({ place }) => `a code in ${place}`),
  ];
}

// Payloads, failures, summaries and search attributes stand in it as they are.
function historyText(history: History): string {
  return Buffer.from(temporal.api.history.v1.History.encode(history).finish()).toString('latin1');
}

/** Every place in which one of the secrets was left, in words that do not repeat it. */
export async function secretsLeft(secrets: Secrets, traces: Traces): Promise<readonly string[]> {
  const left = new Set(traces.db ? await foundInTables(traces.db, secrets) : []);
  const texts = function* (): Generator<readonly [string, string]> {
    yield* traces.texts ?? [];
    for (const [name, history] of traces.histories ?? []) yield [`history ${name}`, historyText(history)];
  };
  for (const [name, text] of texts())
    for (const kind of secretsIn(text, secrets)) left.add(`a ${kind} in ${name}`);
  return [...left].sort();
}

/** As {@link secretsLeft}; throws when there is any. */
export async function expectNoSecretLeft(secrets: Secrets, traces: Traces): Promise<void> {
  const left = await secretsLeft(secrets, traces);
  if (left.length > 0) throw new Error(`Secrets were written down: ${left.join('; ')}.`);
}

/** Lines written by loggers, kept to be searched. */
export interface LogMemory {
  readonly lines: string[];
  /** A destination for pino. */
  readonly stream: { write(line: string): void };
  /** Takes one entry of another logger, errors with their messages and stacks. */
  readonly note: (message: string, meta?: unknown) => void;
}

/** An empty memory of log lines. */
export function rememberLogs(): LogMemory {
  const lines: string[] = [];
  const everything = { depth: 10, breakLength: Infinity, maxStringLength: null, maxArrayLength: null };
  return {
    lines,
    stream: { write: (line) => void lines.push(line) },
    note: (message, meta) => void lines.push(`${message} ${inspect(meta, everything)}`),
  };
}

/** Adds the hashes of a database that is about to be dropped to the test run's file of them. */
export async function keepHashes(file: string, { hashes }: Secrets): Promise<void> {
  if (hashes.size > 0) await appendFile(file, `${[...hashes].join('\n')}\n`);
}

/** The secrets whose hashes {@link keepHashes} kept in this test run. */
export async function keptSecrets(file: string): Promise<Secrets> {
  return { hashes: new Set((await readFile(file, 'utf8')).split('\n')), codes: [] };
}
