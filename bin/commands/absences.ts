import type { Command } from 'commander';
import { findPersonId, getPerson } from '../../db/read-models/people.ts';
import { cancelAbsence, listAbsences, setAbsence, type Absence } from '../../db/stores/absences.ts';
import { absenceFault } from '../../domain/approvals/absence.ts';
import { startOfDay } from '../../domain/calendar/business-time.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { absenceNumber } from './arguments.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface NewAbsence extends JsonOption {
  readonly from: string;
  readonly back: string;
  readonly standIn: string;
}

function line({ id, startsAt, endsAt, standInName }: Absence): string {
  return `  ${id}  from ${startsAt.toISOString()} until ${endsAt.toISOString()}, ${standInName} stands in`;
}

async function add(who: string, options: NewAbsence): Promise<void> {
  const absence = await withProcesses(async ({ db, ring }) => {
    const personId = await findPersonId(db, who);
    const person = await getPerson(db, personId);
    const result = await setAbsence(db, {
      personId,
      standIn: { id: await findPersonId(db, options.standIn) },
      startsAt: startOfDay(person, options.from),
      endsAt: startOfDay(person, options.back),
      ...{ via: 'cli', by: operator(), at: systemClock.now() },
    });
    if (result.kind === 'refused')
      throw new DomainError('invalid', result.refused.map((fault) => absenceFault(fault).message).join(' '));
    for (const workflowId of result.workflowIds) await ring(workflowId);
    return result.absence;
  });
  print(absence, { ...options, lines: [`Absence of ${who} is noted:`, line(absence)] });
}

async function list(who: string, options: JsonOption): Promise<void> {
  const found = await withRecords(async (db) =>
    listAbsences(db, { personId: await findPersonId(db, who), asOf: systemClock.now() }),
  );
  print(found, { ...options, lines: found.length > 0 ? found.map(line) : [`${who} has no absence ahead.`] });
}

async function cancel(
  { who, absenceId }: { readonly who: string; readonly absenceId: string },
  options: JsonOption,
): Promise<void> {
  const cancelled = await withProcesses(async ({ db, ring }) => {
    const personId = await findPersonId(db, who);
    const wish = { personId, absenceId, by: operator(), at: systemClock.now() };
    const { absence, workflowIds } = await cancelAbsence(db, { ...wish, via: 'cli' });
    for (const workflowId of workflowIds) await ring(workflowId);
    return absence;
  });
  print(cancelled, { ...options, lines: [`The absence ${absenceId} of ${who} is cancelled.`] });
}

/** Adds `kam people absence add|list|cancel` below `kam people`. Days are those of the person's own time zone. */
export function addAbsenceCommands(people: Command): void {
  const absence = people.command('absence').description('when somebody is away, and who stands in');
  absence
    .command('add')
    .description('note an absence: the stand-in is asked meanwhile')
    .argument('<person>', 'their key or mail address')
    .requiredOption('--from <day>', 'the first day away, as 2026-12-21')
    .requiredOption('--back <day>', 'the day they are back, as 2027-01-04')
    .requiredOption('--stand-in <person>', 'the key or mail address of who stands in')
    .option('--json', 'print JSON')
    .action(add);
  absence
    .command('list')
    .description('list the absences that are not over')
    .argument('<person>', 'their key or mail address')
    .option('--json', 'print JSON')
    .action(list);
  absence
    .command('cancel')
    .description('cancel an absence; what the stand-in was asked stays with them')
    .argument('<person>', 'their key or mail address')
    .argument('<absence>', 'its number', absenceNumber)
    .option('--json', 'print JSON')
    .action((who: string, absenceId: string, options: JsonOption) => cancel({ who, absenceId }, options));
}
