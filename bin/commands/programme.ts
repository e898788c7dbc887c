import type { Command } from 'commander';
import { programmeCheck } from '../../db/read-models/programme-check.ts';
import { systemClock } from '../../domain/clock.ts';
import type { DimensionCheck, MeasureCheck, ProgrammeCheck } from '../../domain/programme-check/check.ts';
import { print, withRecords } from '../records.ts';
import { calendarDay } from './selection-arguments.ts';

interface CheckOptions {
  readonly programme: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

const standings: Record<DimensionCheck['standing'], string> = {
  met: 'met',
  gap: 'gap',
  noEvidence: 'no evidence',
};

function figure(value: number, { unit }: MeasureCheck): string {
  return unit === 'share' ? `${Math.round(value * 1000) / 10}%` : String(Math.round(value * 10) / 10);
}

function measureLine(measure: MeasureCheck): string {
  const { name, value, met, all, standard, gap, missing } = measure;
  if (value === null) return `    ${name.en}: no evidence. ${missing?.en ?? ''}`;
  const of = measure.key === 'strongGroups' ? `of ${all}` : `${met} of ${all}`;
  if (standard === null) return `    ${name.en}: ${figure(value, measure)} (${of})`;
  const short = gap === null || gap === 0 ? 'met' : `short by ${figure(gap, measure)}`;
  return `    ${name.en}: ${figure(value, measure)} (${of}), standard ${figure(standard, measure)}: ${short}`;
}

function lackingLine({ lacking, gap }: MeasureCheck): readonly string[] {
  if (gap === null || gap === 0 || lacking.length === 0) return [];
  const shown = lacking.slice(0, 5).map(({ label }) => label);
  const more = lacking.length > shown.length ? ` and ${lacking.length - shown.length} more` : '';
  return [`      lacking: ${shown.join(', ')}${more}`];
}

function linesOf(check: ProgrammeCheck): readonly string[] {
  const { programme, keyAccounts, from, asOf, dimensions } = check;
  return [
    `${programme.name}, from ${from} to before ${asOf}; key accounts: ${keyAccounts}`,
    ...dimensions.flatMap(({ name, standing, measures }) => [
      `  ${name.en}: ${standings[standing]}`,
      ...measures.flatMap((measure) => [measureLine(measure), ...lackingLine(measure)]),
    ]),
  ];
}

async function check({ programme, asOf, json }: CheckOptions): Promise<void> {
  const day = asOf ?? systemClock.now().toISOString().slice(0, 10);
  const found = await withRecords((db) => programmeCheck(db, { programmeKey: programme, asOf: day }));
  print(found, { json, lines: linesOf(found) });
}

/** Adds `kam programme check`. */
export function registerProgrammeCommand(program: Command): void {
  const programme = program.command('programme').description('how a programme is run, by its records');
  programme
    .command('check')
    .description('measure a programme over the twelve months before a day, with the gap and what lacks')
    .requiredOption('--programme <key>', 'the key of the programme')
    .option('--as-of <day>', 'the day; today unless given', calendarDay)
    .option('--json', 'print JSON')
    .action(check);
}
