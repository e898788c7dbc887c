import { readFile } from 'node:fs/promises';
import { Argument, type Command } from 'commander';
import { connect } from '../../db/client.ts';
import { importPeople, type PeopleResult } from '../../db/import/import-people.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { setDigest } from '../../db/stores/digests.ts';
import { systemClock } from '../../domain/clock.ts';
import { addAbsenceCommands } from './absences.ts';
import { addPersonCalendarCommand } from './calendars.ts';
import { operator, print, withRecords } from '../records.ts';
import { readCommandSettings } from '../settings.ts';

interface DigestWish {
  readonly who: string;
  readonly wish: 'on' | 'off';
  readonly json: boolean | undefined;
}

async function chooseDigest({ who, wish, json }: DigestWish): Promise<void> {
  const digest = wish === 'on';
  const changed = await withRecords(async (db) => {
    const personId = await findPersonId(db, who);
    return setDigest(db, { personId, digest, by: operator(), at: systemClock.now() });
  });
  const now = digest ? 'one mail on each working day' : 'a mail for each question';
  print(
    { person: who, digest, changed },
    { json, lines: [`${who} gets ${now}${changed ? '' : ', as before'}.`] },
  );
}

/** Adds `kam people import`, people, programmes and who answers for which account, from YAML or CSV; and `kam people digest`, whether
 * somebody gets one mail a day. */
export function registerPeopleCommand(program: Command): void {
  const people = program.command('people').description('the people of the firm');
  addAbsenceCommands(people);
  addPersonCalendarCommand(people);
  people
    .command('digest')
    .description('one mail on each working day instead of one for each question')
    .argument('<person>', 'their key or mail address')
    .addArgument(
      new Argument('<wish>', 'on, or off: what was held is then sent at once').choices(['on', 'off']),
    )
    .option('--json', 'print JSON')
    .action((who: string, wish: DigestWish['wish'], { json }: { readonly json?: boolean }) =>
      chooseDigest({ who, wish, json }),
    );
  people
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
