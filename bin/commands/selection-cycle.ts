import type { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { getCycleDetail } from '../../db/read-models/cycle-detail.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { cancelCycle, submitCycle } from '../../db/stores/cycle-changes.ts';
import { addNomination, withdrawNomination, type Nomination } from '../../db/stores/nominations.ts';
import { getCycle, listCycles } from '../../db/stores/selection-cycles.ts';
import { startCycle } from '../../db/stores/selection-start.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { cycleLine, cycleLines } from '../cycle-lines.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { calendarDay, cycleNumber, nominationNumber } from './selection-arguments.ts';
import { addSettingOptions, settingsOf, type SettingOptions } from './selection-settings.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface CycleOption extends JsonOption {
  readonly cycle?: string;
}

/** The cycle that a command is about: the one named, else the latest. */
async function chosenCycle(db: Db, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const [latest] = await listCycles(db, { after: undefined, limit: 1 });
  if (latest) return latest.id;
  throw new DomainError('notFound', 'No selection was started yet: "kam selection start" does it.');
}

type Changed = { readonly workflowId: string };

async function change(
  options: CycleOption,
  work: (db: Db, cycleId: string) => Promise<Changed>,
): Promise<void> {
  const detail = await withProcesses(async ({ db, ring }) => {
    const cycleId = await chosenCycle(db, options.cycle);
    const { workflowId } = await work(db, cycleId);
    await ring(workflowId);
    return getCycleDetail(db, { id: cycleId, now: systemClock.now() });
  });
  print(detail, { ...options, lines: cycleLines(detail) });
}

interface StartOptions extends JsonOption, SettingOptions {
  readonly programme: string;
  readonly year: string;
  readonly asOf?: string;
}

async function start(options: StartOptions): Promise<void> {
  const { programme, asOf } = options;
  const year = /^\d{4}$/.test(options.year) ? Number(options.year) : 0;
  const { detail, created } = await withProcesses(async ({ db, ring }) => {
    const at = systemClock.now();
    const wish = { programme, year, asOf, ...settingsOf(options), by: operator(), at };
    const started = await startCycle(db, wish);
    await ring(started.cycle.workflowId);
    const found = await getCycleDetail(db, { id: started.cycle.id, now: at });
    return { detail: found, created: started.created };
  });
  const said = created
    ? `Started selection cycle ${detail.id}: ${detail.workflowId} scores the accounts.`
    : `Selection cycle ${detail.id} was started before.`;
  print(detail, { ...options, lines: [said, `"kam selection status ${detail.id}" tells how it goes.`] });
}

async function status(id: string | undefined, options: JsonOption): Promise<void> {
  const detail = await withRecords(async (db) =>
    getCycleDetail(db, { id: await chosenCycle(db, id), now: systemClock.now() }),
  );
  print(detail, { ...options, lines: cycleLines(detail) });
}

async function cycles(options: JsonOption): Promise<void> {
  const found = await withRecords((db) => listCycles(db, { after: undefined, limit: 200 }));
  const lines = found.map(cycleLine);
  print(found, { ...options, lines: lines.length > 0 ? lines : ['No selection was started yet.'] });
}

interface VoiceOptions extends CycleOption {
  readonly reason: string;
  readonly by?: string;
}

function voice(kind: Nomination['kind']) {
  return (account: string, options: VoiceOptions): Promise<void> =>
    change(options, async (db, cycleId) => {
      const personId = options.by === undefined ? null : await findPersonId(db, options.by);
      const accountId = await findAccountId(db, account);
      const { reason } = options;
      const at = systemClock.now();
      return addNomination(db, { cycleId, accountId, kind, reason, personId, by: operator(), at });
    });
}

function addVoices(selection: Command): void {
  const voices = [
    ['nominate', "bring an account onto the cycle's list that the score did not"],
    ['veto', "take an account off the cycle's list; a veto wins over a nomination"],
  ] as const;
  for (const [name, description] of voices)
    selection
      .command(name)
      .description(description)
      .argument('<account>', "the account's key")
      .requiredOption('--reason <text>', 'why')
      .option('--by <person>', 'whose wish it is: their key or address')
      .option('--cycle <number>', 'the latest unless given', cycleNumber)
      .option('--json', 'print JSON')
      .action(voice(name));
  selection
    .command('withdraw')
    .description('take a nomination or veto back')
    .argument('<number>', 'its number: "kam selection status" shows them', nominationNumber)
    .requiredOption('--reason <text>', 'why')
    .option('--cycle <number>', 'the latest unless given', cycleNumber)
    .option('--json', 'print JSON')
    .action((nominationId: string, options: VoiceOptions) =>
      change(options, (db, cycleId) => {
        const { reason } = options;
        const at = systemClock.now();
        return withdrawNomination(db, { cycleId, nominationId, reason, by: operator(), at });
      }),
    );
}

function addEnds(selection: Command): void {
  selection
    .command('submit')
    .description('close the window for nominations early: the list goes to the panel')
    .option('--cycle <number>', 'the latest unless given', cycleNumber)
    .option('--json', 'print JSON')
    .action((options: CycleOption) =>
      change(options, async (db, cycleId) => {
        const { version } = await getCycle(db, { id: cycleId });
        return submitCycle(db, { cycleId, version, by: operator(), at: systemClock.now() });
      }),
    );
  selection
    .command('cancel')
    .description('end a cycle that has not designated yet')
    .requiredOption('--reason <text>', 'why')
    .option('--cycle <number>', 'the latest unless given', cycleNumber)
    .option('--json', 'print JSON')
    .action((options: VoiceOptions) =>
      change(options, async (db, cycleId) => {
        const { version } = await getCycle(db, { id: cycleId });
        const { reason } = options;
        return cancelCycle(db, { cycleId, version, reason, by: operator(), at: systemClock.now() });
      }),
    );
}

/** Adds `kam selection start|status|cycles|nominate|veto|withdraw|submit|cancel`: a cycle from its start to its panel. */
export function registerCycle(selection: Command): void {
  const starting = selection
    .command('start')
    .description("start a programme's selection of key accounts for a year")
    .requiredOption('--programme <key>', 'whose accounts')
    .requiredOption('--year <year>', 'the year they are planned for')
    .option('--as-of <day>', 'the day that figures end before; today unless given', calendarDay);
  addSettingOptions(starting).option('--json', 'print JSON').action(start);
  selection
    .command('status')
    .description('show a cycle: proposal, nominations, list, panel, exits, and who is blocking')
    .argument('[cycle]', 'its number; the latest unless given', cycleNumber)
    .option('--json', 'print JSON')
    .action(status);
  selection.command('cycles').description('list cycles').option('--json', 'print JSON').action(cycles);
  addVoices(selection);
  addEnds(selection);
}
