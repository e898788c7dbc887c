import type { Command } from 'commander';
import { IANAZone } from 'luxon';
import { programmeOf, settingsOf as checkSettings } from '../../db/stores/selection-wish.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import {
  findSelectionSchedule,
  removeSelectionSchedule,
  setSelectionSchedule,
  type SelectionSchedule,
  type YearlyDate,
} from '../../temporal/selection-schedule.ts';
import { operator, print, withProcesses } from '../records.ts';
import { addSettingOptions, settingsOf, type SettingOptions } from './selection-settings.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface SetOptions extends JsonOption, SettingOptions {
  readonly on: string;
  readonly at: string;
  readonly zone: string;
  readonly yearsAhead: string;
}

function yearlyDate({ on, at }: SetOptions): YearlyDate {
  const [, month = '', day = ''] = /^(\d\d)-(\d\d)$/.exec(on) ?? [];
  const [, hour = '', minute = ''] = /^(\d\d):(\d\d)$/.exec(at) ?? [];
  // A year without a 29 February, because the date must come every year.
  const date = new Date(`2027-${month}-${day}T${hour}:${minute}:00Z`);
  if (!Number.isNaN(date.getTime()) && date.toISOString().slice(5, 16) === `${on}T${at}`)
    return { month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute) };
  throw new DomainError('invalid', `"${on}" "${at}" is no yearly date: write --on 11-02 --at 09:00.`);
}

async function set(programme: string, options: SetOptions): Promise<void> {
  const date = yearlyDate(options);
  if (!IANAZone.isValidZone(options.zone))
    throw new DomainError('invalid', `"${options.zone}" is no time zone: write one such as Europe/Lisbon.`);
  const yearsAhead = /^[0-5]$/.test(options.yearsAhead) ? Number(options.yearsAhead) : -1;
  if (yearsAhead < 0) throw new DomainError('invalid', '--years-ahead takes a number from 0 to 5.');
  const schedule = await withProcesses(async ({ db, client, taskQueue }) => {
    const at = systemClock.now();
    const wish = { programme, year: at.getUTCFullYear() + yearsAhead, ...settingsOf(options) };
    await checkSettings(db, {
      wish: { ...wish, by: operator(), at },
      programme: await programmeOf(db, programme),
    });
    const settings = JSON.parse(JSON.stringify(settingsOf(options))) as Record<string, unknown>;
    const input = { programme, yearsAhead, timeZone: options.zone, settings };
    await setSelectionSchedule({ client, taskQueue }, { input, date });
    return findSelectionSchedule(client, programme);
  });
  print(schedule, { ...options, lines: linesOf(programme, schedule) });
}

function linesOf(programme: string, schedule: SelectionSchedule | undefined): readonly string[] {
  if (!schedule) return [`Programme ${programme} has no schedule.`];
  const { scheduleId, nextAt, lastAt, input, paused } = schedule;
  return [
    `${scheduleId}${paused ? ' (paused)' : ''}: next ${nextAt?.toISOString() ?? 'never'}, last ${lastAt?.toISOString() ?? 'never'}`,
    `selects for the year ${input.yearsAhead} ahead, days of ${input.timeZone}: ${JSON.stringify(input.settings)}`,
  ];
}

async function show(programme: string, options: JsonOption): Promise<void> {
  const schedule = await withProcesses(({ client }) => findSelectionSchedule(client, programme));
  print(schedule ?? null, { ...options, lines: linesOf(programme, schedule) });
}

async function remove(programme: string, options: JsonOption): Promise<void> {
  const removed = await withProcesses(({ client }) => removeSelectionSchedule(client, programme));
  const said = removed
    ? `Programme ${programme} is no longer selected from by itself.`
    : `Programme ${programme} has no schedule.`;
  print({ programme, removed }, { ...options, lines: [said] });
}

/** Adds `kam selection schedule set|show|remove`. */
export function registerSchedule(selection: Command): void {
  const schedule = selection.command('schedule').description('start the selection of a programme each year');
  const setting = schedule
    .command('set')
    .description("set a programme's yearly date, in the place of the one there was")
    .argument('<programme>', 'its key')
    .requiredOption('--on <month-day>', 'such as 11-02')
    .option('--at <time>', 'such as 09:00', '09:00')
    .requiredOption('--zone <zone>', 'the time zone of the date, such as Europe/Lisbon')
    .option('--years-ahead <n>', 'how many years after its date the accounts are planned for', '1');
  addSettingOptions(setting).option('--json', 'print JSON').action(set);
  schedule
    .command('show')
    .description("show a programme's schedule")
    .argument('<programme>', 'its key')
    .option('--json', 'print JSON')
    .action(show);
  schedule
    .command('remove')
    .description("remove a programme's schedule")
    .argument('<programme>', 'its key')
    .option('--json', 'print JSON')
    .action(remove);
}
