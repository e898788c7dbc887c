import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { connect } from '../../db/client.ts';
import { importPeople, type PeopleResult } from '../../db/import/import-people.ts';
import { systemClock } from '../../domain/clock.ts';
import { operator } from '../records.ts';
import { readCommandSettings } from '../settings.ts';

/** Adds `kam people import`: people, programmes and who answers for which account, from YAML or CSV. */
export function registerPeopleCommand(program: Command): void {
  program
    .command('people')
    .description('the people of the firm')
    .command('import')
    .description('create or update people by key, all or nothing')
    .argument('<file>', 'YAML with programmes, people and accounts, or a CSV of people')
    .option('--json', 'print JSON')
    .action(async (path: string, { json }: { readonly json?: boolean }) => {
      const { databaseUrl } = readCommandSettings();
      const text = await readFile(path, 'utf8');
      const format = /\.csv$/i.test(path) ? 'csv' : 'yaml';
      const db = connect(databaseUrl, { poolMax: 2 });
      try {
        const result = await importPeople(db, { text, format, by: operator(), now: systemClock.now() });
        console.log(json ? JSON.stringify(result, null, 2) : sentence(result));
      } finally {
        await db.destroy();
      }
    });
}

function sentence(result: PeopleResult): string {
  return Object.entries(result)
    .map(
      ([name, { inserted, updated, unchanged }]) =>
        `${name}: ${inserted} new, ${updated} changed, ${unchanged} as before`,
    )
    .join('\n');
}
