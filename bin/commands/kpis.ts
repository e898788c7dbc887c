import type { Command } from 'commander';
import { parse } from 'yaml';
import { importKpis } from '../../db/import/import-kpis.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import { defineKpi } from '../../db/stores/kpi-definitions.ts';
import { snapshotKpis } from '../../db/stores/kpi-values.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { kpiKeySchema, ownKpiSchema, type OwnKpiWish } from '../../domain/kpis/own-kpi.ts';
import { readText } from '../read-text.ts';
import { operator, print, withRecords } from '../records.ts';
import { registerKpiReadings } from './kpi-readings.ts';
import { calendarDay } from './selection-arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function kpiKey(text: string): string {
  const read = kpiKeySchema.safeParse(text);
  if (read.success) return read.data;
  throw new DomainError('invalid', `"${text}" is no key of a KPI: it ${read.error.issues[0]?.message}.`);
}

function readDefinition(text: string, file: string): OwnKpiWish {
  let given: unknown;
  try {
    given = parse(text);
  } catch (error) {
    throw new DomainError('invalid', `${file} is neither YAML nor JSON: ${(error as Error).message}`);
  }
  const read = ownKpiSchema.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new DomainError('invalid', `The definition in ${file} is to be corrected.`, faults);
}

async function define(
  { key, file }: { readonly key: string; readonly file: string },
  options: JsonOption,
): Promise<void> {
  const definition = readDefinition(await readText(file, 'definition'), file);
  const order = { key, definition, by: operator(), at: systemClock.now() };
  const { kpi, created } = await withRecords((db) => defineKpi(db, order));
  const said = created
    ? `Stored ${key}, version ${kpi.version}.`
    : `${key}, version ${kpi.version}, says the same already: nothing was stored.`;
  print(kpi, { ...options, lines: [said] });
}

async function importFile(path: string, options: JsonOption): Promise<void> {
  const csv = await readText(path, 'values');
  const order = { csv, by: operator(), at: systemClock.now() };
  const counts = await withRecords((db) => importKpis(db, order));
  const { stored, corrected, unchanged } = counts;
  const lines = [`${stored} new, ${corrected} corrected, ${unchanged} as before.`];
  print(counts, { ...options, lines });
}

async function snapshot(options: JsonOption & { programme: string; asOf?: string }): Promise<void> {
  const at = systemClock.now();
  const asOf = options.asOf ?? at.toISOString().slice(0, 10);
  const kept = await withRecords(async (db) => {
    const { id: programmeId } = await findProgramme(db, options.programme);
    return snapshotKpis(db, { programmeId, asOf, by: operator(), at });
  });
  const { accounts, stored, unchanged } = kept;
  const said = `As of ${asOf}, of the programme and its ${accounts} key accounts: ${stored} values kept, ${unchanged} as before.`;
  print({ asOf, ...kept }, { ...options, lines: [said] });
}

/** Adds `kam kpis`: what the KPIs are, their values with what these rest on, the firm's own, and the results of a programme. */
export function registerKpisCommand(program: Command): void {
  const kpis = program.command('kpis').description('KPIs, what they rest on, and how targets stand');
  registerKpiReadings(kpis);
  kpis
    .command('snapshot')
    .description('keep the KPIs of a programme and its key accounts as of a day; nothing is overwritten')
    .requiredOption('--programme <key>', 'the key of the programme')
    .option(
      '--as-of <day>',
      'the day that windows end before, as 2026-03-31; today unless given',
      calendarDay,
    )
    .option('--json', 'print JSON')
    .action(snapshot);
  kpis
    .command('define')
    .description("define a KPI of the firm's own, or change it as a further version")
    .argument('<kpi>', 'its key, such as onTimeDelivery', kpiKey)
    .argument('<file>', 'YAML or JSON: name (en, de), unit, direction, kind, scale, formula, source, reason')
    .option('--json', 'print JSON')
    .action((key: string, file: string, options: JsonOption) => define({ key, file }, options));
  kpis
    .command('import')
    .description("store values of the firm's own KPIs from a CSV, all or nothing; corrections need a reason")
    .argument('<file>', 'columns: kpi, account or programme, startsOn, asOf, value, currency and reason')
    .option('--json', 'print JSON')
    .action(importFile);
}
