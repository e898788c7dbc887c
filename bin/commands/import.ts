import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { connect, type Db } from '../../db/client.ts';
import { importTransactions, type ImportResult } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { listImportFaults } from '../../db/read-models/imports.ts';
import { systemClock } from '../../domain/clock.ts';
import { showImportProgress } from '../import-progress.ts';
import { operator } from '../records.ts';
import { readCommandSettings } from '../settings.ts';

interface ImportOptions {
  readonly mapping: string;
  readonly skipBadRows: boolean;
  readonly shift: boolean;
  readonly shiftMonths?: number;
  readonly confirmRemoval: boolean;
  readonly json?: boolean;
}

const faultsAtOnce = 1000;

/** Adds `kam import`: the transactions of one CSV, with their accounts, contacts and offerings. Bad rows go to stderr, one a line. */
export function registerImportCommand(program: Command): void {
  program
    .command('import')
    .description('import transactions, accounts, contacts and offerings from a CSV, plain or gzip')
    .argument('<file>', 'the CSV')
    .requiredOption('--mapping <file>', 'YAML that says what the columns mean')
    .option('--skip-bad-rows', 'take the good rows though others are bad', false)
    .option('--no-shift', 'leave the dates as they are, whatever the mapping says')
    .addOption(new Option('--shift-months <n>', 'move all dates by this many months').argParser(wholeNumber))
    .option('--confirm-removal', 'let a snapshot remove most of what its source had', false)
    .option('--json', 'print JSON')
    .action(async (path: string, options: ImportOptions) => {
      const { databaseUrl } = readCommandSettings();
      const db = connect(databaseUrl, { poolMax: 3 });
      try {
        const result = await runImport(db, { path, options });
        console.log(options.json ? JSON.stringify(result, null, 2) : sentence(result));
      } finally {
        await db.destroy();
      }
    });
}

async function runImport(
  db: Db,
  { path, options }: { readonly path: string; readonly options: ImportOptions },
): Promise<ImportResult> {
  const mapping = readMapping(await readFile(options.mapping, 'utf8'));
  const { size } = await stat(path);
  const progress = showImportProgress(size);
  let batchId: string | undefined;
  try {
    return await importTransactions(db, {
      source: createReadStream(path),
      mapping,
      by: operator(),
      now: systemClock.now(),
      skipBadRows: options.skipBadRows,
      shiftMonths: options.shift ? options.shiftMonths : 0,
      confirmRemoval: options.confirmRemoval,
      fileName: basename(path),
      bytesTotal: size,
      onProgress: (state) => {
        batchId = state.batchId;
        progress.show(state);
      },
    });
  } finally {
    progress.end();
    if (batchId !== undefined) await printFaults(db, batchId);
  }
}

async function printFaults(db: Db, batchId: string): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const faults = await listImportFaults(db, { batchId, after, limit: faultsAtOnce });
    for (const { line, column, reason } of faults.slice(0, faultsAtOnce)) {
      console.error(`line ${line}: ${column === '' ? 'the row' : column} ${reason}`);
    }
    if (faults.length <= faultsAtOnce) return;
    after = faults[faultsAtOnce - 1]?.id;
  }
}

function sentence(result: ImportResult): string {
  const { rowsRead, rowsFiltered, rowsBad, inserted, updated, unchanged, removed } = result;
  const left = [
    ...(rowsFiltered > 0 ? [`${rowsFiltered} left out by the filter`] : []),
    ...(rowsBad > 0 ? [`${rowsBad} bad and skipped`] : []),
  ];
  return [
    `${rowsRead} rows read${left.map((each) => `, ${each}`).join('')}`,
    `transactions: ${inserted} new, ${updated} changed, ${unchanged} as before, ${removed} removed`,
    `new: ${result.accountsCreated} accounts, ${result.offeringsCreated} offerings, ${result.contactsCreated} contacts`,
    ...(result.shiftMonths === 0 ? [] : [`all dates moved by ${result.shiftMonths} months`]),
  ].join('\n');
}

function wholeNumber(text: string): number {
  if (!/^-?\d{1,4}$/.test(text)) throw new Error('--shift-months takes a whole number.');
  return Number(text);
}
