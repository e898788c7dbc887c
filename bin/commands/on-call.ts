import { InvalidArgumentError, Option, type Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { onCallOf, type RungOnCall } from '../../db/read-models/on-call-view.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import { endOnCall, listOnCall, setOnCall, type OnCallEntry } from '../../db/stores/on-call.ts';
import { systemClock } from '../../domain/clock.ts';
import { rungs, type Rung } from '../../domain/escalations/policy.ts';
import { operator, print, withRecords } from '../records.ts';
import { onCallNumber } from './arguments.ts';
import { wholeNumber } from './selection-arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

const most = 200;

function line({ id, personName, region, rung, startsAt, endsAt }: OnCallEntry): string {
  const where = region === null ? '' : ` in ${region}`;
  return `${id}  ${personName} as ${rung ?? 'the first to be asked'}${where}, from ${startsAt.toISOString()} until ${endsAt.toISOString()}`;
}

function regionOf(text: string): string {
  if (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(text)) return text;
  throw new InvalidArgumentError('must be a region such as PT or DE-BY');
}

function instantOf(text: string): Date {
  const at = new Date(text);
  if (/T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(at.getTime())) return at;
  throw new InvalidArgumentError('must be an instant with its offset, such as 2027-03-01T18:00:00+01:00');
}

interface SetOptions extends JsonOption {
  readonly programme: string;
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly shiftDays: number;
  readonly region?: string;
  readonly rung?: Rung;
  readonly replaces?: string;
}

async function set(people: readonly string[], options: SetOptions): Promise<void> {
  const { from, until, timeZone, shiftDays, region, rung, replaces } = options;
  const found = await withRecords(async (db) => {
    const { id: programmeId } = await findProgramme(db, options.programme);
    const personIds: string[] = [];
    for (const person of people) personIds.push(await findPersonId(db, person));
    const rota = { personIds, from, until, timeZone, shiftDays };
    const wish = { ...rota, programmeId, region, rung, replaces };
    return setOnCall(db, { ...wish, by: operator(), at: systemClock.now() });
  });
  print({ items: found }, { ...options, lines: found.map(line) });
}

async function list(
  options: JsonOption & { readonly programme?: string; readonly all?: boolean },
): Promise<void> {
  const found = await withRecords(async (db) => {
    const programme =
      options.programme === undefined ? undefined : await findProgramme(db, options.programme);
    const asOf = options.all === true ? undefined : systemClock.now();
    return listOnCall(db, { programmeId: programme?.id, asOf, limit: most });
  });
  const items = found.slice(0, most);
  const more = found.length > most ? [`There are more than ${most}; these are the newest.`] : [];
  const lines = items.length > 0 ? [...items.map(line), ...more] : ['Nobody is on call.'];
  print({ items }, { ...options, lines });
}

async function remove(id: string, options: JsonOption): Promise<void> {
  const ended = await withRecords((db) => endOnCall(db, { id, by: operator(), at: systemClock.now() }));
  print(ended, { ...options, lines: [`${ended.personName} is not on call by entry ${id} any more.`] });
}

function rungLine({ rung, standing, onCall }: RungOnCall): string {
  const fills = standing?.personName ?? 'nobody';
  if (onCall.length === 0) return `${rung}: ${fills}`;
  const names = onCall.map(({ personName }) => personName).join(', then ');
  return `${rung}: ${names}, on call in place of ${fills}`;
}

async function who(account: string, options: JsonOption & { readonly at?: Date }): Promise<void> {
  const at = options.at ?? systemClock.now();
  const found = await withRecords(async (db) =>
    onCallOf(db, { accountId: await findAccountId(db, account), at }),
  );
  print({ at, rungs: found }, { ...options, lines: found.map(rungLine) });
}

/** Adds `kam on-call set|list|remove|who`: who is asked in place of whoever fills a rung of the ladder, and when. */
export function registerOnCallCommand(program: Command): void {
  const onCall = program.command('on-call').description('who is asked to take escalations, and when');
  onCall
    .command('set')
    .description('put people on call; several take turns, a week each')
    .argument('<person...>', 'their keys or mail addresses, in the order of their turns')
    .requiredOption('--programme <key>', 'the key of the programme')
    .requiredOption('--from <time>', 'local day or time, as 2027-03-01 or 2027-03-01T18:00')
    .requiredOption('--until <time>', 'local day or time, itself excluded')
    .requiredOption('--time-zone <zone>', 'of these local times, such as Europe/Lisbon')
    .option('--shift-days <days>', 'how many local days a turn has', wholeNumber, 7)
    .option('--region <region>', 'only for accounts there, such as PT or DE-BY', regionOf)
    .addOption(new Option('--rung <rung>', 'as whom; the first of the ladder otherwise').choices([...rungs]))
    .option('--replaces <entry>', 'the number of the entry that ends now because of this one', onCallNumber)
    .option('--json', 'print JSON')
    .action(set);
  onCall
    .command('list')
    .description('list who is on call and who will be')
    .option('--programme <key>', 'only of this programme')
    .option('--all', 'those that are over too')
    .option('--json', 'print JSON')
    .action(list);
  onCall
    .command('remove')
    .description('end an entry now, or take back one that is still to come')
    .argument('<entry>', 'its number', onCallNumber)
    .option('--json', 'print JSON')
    .action(remove);
  onCall
    .command('who')
    .description("show who is on call for an account's ladder")
    .argument('<account>', "the account's key, such as agent-1")
    .option('--at <instant>', 'when, such as 2027-03-01T18:00:00+01:00; now otherwise', instantOf)
    .option('--json', 'print JSON')
    .action(who);
}
