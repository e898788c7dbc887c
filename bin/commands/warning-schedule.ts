import type { Command } from 'commander';
import { IANAZone } from 'luxon';
import { programmeOf } from '../../db/stores/selection-wish.ts';
import { listSweeps, type WarningSweep } from '../../db/stores/warning-sweeps.ts';
import { DomainError } from '../../domain/errors.ts';
import { createWarningControl, type WarningSchedule } from '../../temporal/warning-schedule.ts';
import { print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface ZoneOption extends JsonOption {
  readonly zone: string;
}

function zoneOf({ zone }: ZoneOption): string {
  if (IANAZone.isValidZone(zone)) return zone;
  throw new DomainError('invalid', `"${zone}" is no time zone: write one such as Europe/Lisbon.`);
}

function linesOf(programme: string, schedule: WarningSchedule | undefined): readonly string[] {
  if (!schedule) return [`Programme ${programme} is not swept by itself.`];
  const { scheduleId, paused, note, nextAt, lastAt, input } = schedule;
  const state = paused ? ` (paused: ${note ?? ''})` : '';
  return [
    `${scheduleId}${state}: next ${nextAt?.toISOString() ?? 'never'}, last ${lastAt?.toISOString() ?? 'never'}, days of ${input.timeZone}`,
  ];
}

async function set(programme: string, options: ZoneOption & { readonly at: string }): Promise<void> {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(options.at) ?? [];
  if (hour === undefined) throw new DomainError('invalid', `"${options.at}" is no time: write --at 06:00.`);
  const input = { programme, timeZone: zoneOf(options) };
  const found = await withProcesses(async (deps) => {
    await programmeOf(deps.db, programme);
    const control = createWarningControl(deps);
    await control.set({ input, time: { hour: Number(hour), minute: Number(minute) } });
    return control.find(programme);
  });
  print(found ?? null, { ...options, lines: linesOf(programme, found) });
}

async function show(programme: string, options: JsonOption): Promise<void> {
  const found = await withProcesses((deps) => createWarningControl(deps).find(programme));
  print(found ?? null, { ...options, lines: linesOf(programme, found) });
}

const pausing =
  (paused: boolean) =>
  async (programme: string, options: JsonOption & { readonly reason: string }): Promise<void> => {
    const found = await withProcesses(async (deps) => {
      const control = createWarningControl(deps);
      await control.pause({ programme, paused, reason: options.reason });
      return control.find(programme);
    });
    print(found ?? null, { ...options, lines: linesOf(programme, found) });
  };

async function remove(programme: string, options: JsonOption): Promise<void> {
  const removed = await withProcesses((deps) => createWarningControl(deps).remove(programme));
  const said = removed
    ? `Programme ${programme} is no longer swept by itself.`
    : `Programme ${programme} has no schedule of early warning.`;
  print({ programme, removed }, { ...options, lines: [said] });
}

async function sweep(programme: string, options: ZoneOption & { readonly day: string }): Promise<void> {
  const asOf = options.day;
  if (!/^\d{4}-\d\d-\d\d$/.test(asOf) || Number.isNaN(Date.parse(asOf)))
    throw new DomainError('invalid', `"${asOf}" is no day: write one such as 2027-03-31.`);
  const input = { programme, asOf, timeZone: zoneOf(options) };
  const workflowId = await withProcesses(async (deps) => {
    await programmeOf(deps.db, programme);
    return createWarningControl(deps).sweep(input);
  });
  print({ workflowId }, { ...options, lines: [`${workflowId} sweeps.`] });
}

function sweepLine({ asOf, state, counts }: WarningSweep): string {
  const { accounts, uncompared, opened, updated, cleared, closed } = counts;
  return `${asOf}  ${state}  ${accounts} accounts (${uncompared} not compared): ${opened} alarms opened, ${updated} updated, ${cleared} cleared, ${closed} closed`;
}

async function sweeps(programme: string, options: JsonOption): Promise<void> {
  const found = await withRecords(async (db) =>
    listSweeps(db, { programmeId: (await programmeOf(db, programme)).id, limit: 100 }),
  );
  print(found, { ...options, lines: found.length > 0 ? found.map(sweepLine) : ['Nothing was swept yet.'] });
}

/** Adds `kam warnings sweep|sweeps|schedule`. */
export function addWarningScheduleCommands(warnings: Command): void {
  const of = (parent: Command, { name, what }: { readonly name: string; readonly what: string }): Command =>
    parent.command(name).description(what).argument('<programme>', 'its key').option('--json', 'print JSON');
  of(warnings, { name: 'sweep', what: "sweep a programme's key accounts as of a day, by hand" })
    .requiredOption('--day <day>', 'such as 2027-03-31; what happened before it counts')
    .option('--zone <zone>', 'a time zone such as Europe/Lisbon', 'UTC')
    .action(sweep);
  of(warnings, { name: 'sweeps', what: 'list the days that were swept, the latest first' }).action(sweeps);
  const schedule = warnings.command('schedule').description('sweep a programme each day by itself');
  of(schedule, { name: 'set', what: 'set when, in the place of what there was' })
    .option('--at <time>', 'such as 06:00', '06:00')
    .requiredOption('--zone <zone>', 'the time zone of the day, such as Europe/Lisbon')
    .action(set);
  of(schedule, { name: 'show', what: "show a programme's schedule" }).action(show);
  for (const [name, paused] of [
    ['pause', true],
    ['resume', false],
  ] as const)
    of(schedule, { name, what: paused ? 'sweep no more until resumed' : 'go on after a pause' })
      .requiredOption('--reason <text>', 'why; kept with the schedule')
      .action(pausing(paused));
  of(schedule, { name: 'remove', what: "remove a programme's schedule" }).action(remove);
}
