import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { clientCopy, planFile } from '../../api/plan-export/document.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Language } from '../../domain/reader-format.ts';
import { createDocumentPrinter } from '../../packs/document-printer.ts';
import { operator, print, withRecords } from '../records.ts';
import { planNumber } from './arguments.ts';

interface ExportOptions {
  readonly output: string;
  readonly language: Language;
  readonly client?: boolean;
  readonly givenTo?: string;
  readonly json?: boolean;
}

async function save(path: string, content: Buffer): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'there is such a file already, which was left as it is' : message;
    throw new DomainError('conflict', `"${path}" was not written: ${why}.`);
  }
}

async function exportPlan(planId: string, options: ExportOptions): Promise<void> {
  const { output, language, givenTo, client = false } = options;
  if (givenTo !== undefined && !client)
    throw new DomainError('invalid', 'Only the client’s copy is given to anybody: add --client.');
  const wish = { planId, language, now: systemClock.now() };
  const { content, revision } = await withRecords((db) => {
    const tools = { db, print: createDocumentPrinter() };
    return givenTo === undefined
      ? planFile({ ...wish, audience: client ? 'client' : 'internal' }, tools)
      : clientCopy({ ...wish, givenTo, by: operator() }, tools);
  });
  await save(output, content);
  const kept = givenTo === undefined ? '' : ` It is on record that ${givenTo} gets it.`;
  const unkept =
    client && givenTo === undefined ? ' Nothing is on record: --given-to <name> keeps who gets it.' : '';
  const lines = [`${output}: revision ${revision}, ${content.length} bytes.${kept}${unkept}`];
  print({ output, revision, bytes: content.length, givenTo: givenTo ?? null }, { ...options, lines });
}

/** Adds `kam plan export`. */
export function addPlanExportCommand(plan: Command): void {
  plan
    .command('export')
    .description('write a plan as PDF, whole or as the client may read it')
    .argument('<plan>', 'its number', planNumber)
    .requiredOption('--output <file>', 'a file that does not exist yet')
    .option('--client', 'without anything internal')
    .option('--given-to <name>', 'who gets the client’s copy, to be kept in the audit trail')
    .addOption(new Option('--language <language>', 'its language').choices(['en', 'de']).default('en'))
    .option('--json', 'print JSON')
    .action(exportPlan);
}
