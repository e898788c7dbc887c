import type { Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { listKpiDefinitions } from '../../db/read-models/kpi-definitions.ts';
import { programmeResults } from '../../db/read-models/kpi-results.ts';
import { kpiTargets, type KpiTarget } from '../../db/read-models/kpi-targets.ts';
import { kpisAt, kpiTrend, programmeKpisAt, type KpiReading } from '../../db/read-models/kpi-values.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import type { Db } from '../../db/client.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { missingReasons } from '../../domain/kpis/missing.ts';
import { cautions, type CohortResult, type GroupResult } from '../../domain/kpis/programme-results.ts';
import { explainedIn, kpiFigure } from '../../domain/kpis/wording.ts';
import { print, withRecords } from '../records.ts';
import { calendarDay } from './selection-arguments.ts';

interface Options {
  readonly account?: string;
  readonly programme?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

function dayOf({ asOf }: Options): string {
  return asOf ?? systemClock.now().toISOString().slice(0, 10);
}

async function ownerOf(
  db: Db,
  { account, programme }: Options,
): Promise<{ readonly accountId: string } | { readonly programmeId: string }> {
  if (account !== undefined && programme === undefined)
    return { accountId: await findAccountId(db, account) };
  if (programme !== undefined && account === undefined)
    return { programmeId: (await findProgramme(db, programme)).id };
  throw new DomainError('invalid', 'Say whose KPIs: --account <key> or --programme <key>, and not both.');
}

async function list(options: Options): Promise<void> {
  const items = await withRecords(listKpiDefinitions);
  const lines = items.flatMap(({ key, name, unit, direction, formula, source, own, version }) => [
    `${key}  ${name.en} (${unit}, ${direction} is better${own ? `, the firm's own, version ${version}` : ''})`,
    `  ${formula.en}`,
    `  ${source}`,
  ]);
  print({ items }, { ...options, lines });
}

async function show(options: Options): Promise<void> {
  const asOf = dayOf(options);
  const { items, targets } = await withRecords(async (db) => {
    const owner = await ownerOf(db, options);
    if ('programmeId' in owner) return { items: await programmeKpisAt(db, { ...owner, asOf }), targets: [] };
    const readings = await kpisAt(db, { ...owner, asOf });
    return { items: readings, targets: await kpiTargets(db, { ...owner, asOf, readings }) };
  });
  const lines = [...items.flatMap(readingLines), ...targets.map(targetLine)];
  print({ items, targets }, { ...options, lines });
}

function readingLines(reading: KpiReading): readonly string[] {
  const kept = reading.origin === 'snapshot' ? ', as kept' : '';
  return [
    `${reading.name.en}: ${kpiFigure(reading, 'en')} (${reading.kpi}, before ${reading.asOf}${kept})`,
    `  ${explainedIn('en', reading)}`,
  ];
}

const standings: Readonly<Record<KpiTarget['standing'], string>> = {
  onTrack: 'on track',
  atRisk: 'at risk',
  off: 'off',
  unknown: 'unknown',
};

const methods: Readonly<Record<NonNullable<KpiTarget['method']>, string>> = {
  seasonal: "projected by last year's course",
  linear: 'projected evenly over the year',
  line: 'against a straight line from the baseline',
  final: 'the year is over',
};

const unknowns: Readonly<Record<NonNullable<KpiTarget['why']>, string>> = {
  noValue: 'there is no value',
  tooEarly: 'it is too early in the year to project',
  notMeasured: missingReasons.notMeasured.en,
};

function targetLine(target: KpiTarget): string {
  const { unit, currency, standing, method, why } = target;
  const figure = (value: number | null): string => kpiFigure({ value, unit, currency }, 'en');
  const head = `Target "${target.name}" ${figure(target.target)}: ${standings[standing]}`;
  if (method === null) return `${head} (${why === null ? '' : unknowns[why]})`;
  const now = `${figure(target.value)} before ${target.measuredUntil}, ${figure(target.expected)} due`;
  return `${head}, ${now}, ${figure(target.projected)} at the end (${methods[method]})`;
}

async function trend(kpi: string, options: Options & { months: number }): Promise<void> {
  const { months } = options;
  const items = await withRecords(async (db) =>
    kpiTrend(db, { ...(await ownerOf(db, options)), kpi, months, asOf: dayOf(options) }),
  );
  const lines = items.map((reading) => {
    const why = reading.missing === null ? '' : `  ${missingReasons[reading.missing].en}`;
    return `${reading.asOf}  ${kpiFigure(reading, 'en')}${why}`;
  });
  print({ items }, { ...options, lines: lines.length > 0 ? lines : ['No value was given in that time.'] });
}

async function results({ programme, ...options }: Options & { programme: string }): Promise<void> {
  const asOf = dayOf(options);
  const found = await withRecords(async (db) => {
    const { id: programmeId } = await findProgramme(db, programme);
    return programmeResults(db, { programmeId, asOf });
  });
  const lines = found.cohorts.flatMap((cohort) => cohortLines(cohort, found.currency));
  const none = `No account of the programme was designated before ${asOf}.`;
  print(found, { ...options, lines: lines.length > 0 ? lines : [none] });
}

function cohortLines(cohort: CohortResult, currency: string): readonly string[] {
  const { designatedOn, coverage, missing, keyAccounts, others } = cohort;
  const { startsOn, endsBefore } = coverage.window;
  const head = `Designated on ${designatedOn}: from ${startsOn} to before ${endsBefore}, against the same days a year before`;
  if (missing !== null) return [head, `  ${missingReasons[missing].en}`];
  return [
    head,
    `  key accounts: ${groupLine(keyAccounts, currency)}`,
    `  never designated: ${groupLine(others, currency)}`,
    ...cohort.cautions.map((code) => `  ${cautions[code].en}`),
  ];
}

function groupLine(group: GroupResult, currency: string): string {
  const share = (value: number | null): string => kpiFigure({ value, unit: 'share', currency: null }, 'en');
  const money = (value: number | null): string => kpiFigure({ value, unit: 'money', currency }, 'en');
  return [
    `${group.accounts} accounts`,
    `${share(group.retention)} kept`,
    `order value ${money(group.orderValue)} (${share(group.orderValueChange)})`,
    `revenue ${money(group.revenue)} (${share(group.revenueChange)})`,
    `growth before ${share(group.growthBefore)}`,
  ].join(', ');
}

function monthCount(text: string): number {
  const months = Number(text);
  if (Number.isInteger(months) && months >= 1 && months <= 36) return months;
  throw new DomainError('invalid', `"${text}" is no number of months from 1 to 36.`);
}

/** Adds what reads KPIs to the group `kam kpis`: list, show, trend and results. */
export function registerKpiReadings(kpis: Command): void {
  const day = [
    '--as-of <day>',
    'the day that windows end before, as 2026-03-31; today unless given',
  ] as const;
  kpis
    .command('list')
    .description('what each KPI is, how it is reckoned and where the formula comes from')
    .option('--json', 'print JSON')
    .action(list);
  kpis
    .command('show')
    .description(
      'every KPI of an account or a programme, what it rests on, and how the targets of the plan stand',
    )
    .option('--account <key>', 'of this account')
    .option('--programme <key>', 'of this programme')
    .option(...day, calendarDay)
    .option('--json', 'print JSON')
    .action(show);
  kpis
    .command('trend')
    .description('a KPI on the same day of each month')
    .argument('<kpi>', 'its key, such as revenue')
    .option('--account <key>', 'of this account')
    .option('--programme <key>', 'of this programme')
    .option('--months <count>', 'how many months back, 36 the most', monthCount, 12)
    .option(...day, calendarDay)
    .option('--json', 'print JSON')
    .action(trend);
  kpis
    .command('results')
    .description("what became of a programme's key accounts, beside its accounts never designated")
    .requiredOption('--programme <key>', 'the key of the programme')
    .option(...day, calendarDay)
    .option('--json', 'print JSON')
    .action(results);
}
