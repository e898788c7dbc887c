import type { Command } from 'commander';
import { importRates } from '../../db/import/import-rates.ts';
import { listRates, rateHeldOn, rateVersions, type StoredRate } from '../../db/read-models/exchange-rates.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { currencyCode, worthOfOne, type RateLeg } from '../../domain/money/exchange-rate.ts';
import { readText } from '../read-text.ts';
import { operator, print, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

const listed = 200;

function rateLine({ base, quote, on, rate, version, source, reason }: StoredRate): string {
  const why = reason === null ? '' : `, version ${version}: ${reason}`;
  return `${on}  1 ${base} = ${rate} ${quote}  ${source}${why}`;
}

function legLine({ base, quote, on, rate, version, inverse }: RateLeg): string {
  return `by 1 ${base} = ${rate} ${quote} of ${on}, version ${version}${inverse ? ', divided' : ''}`;
}

function currency(text: string): string {
  if (currencyCode.safeParse(text).success) return text;
  throw new DomainError('invalid', `"${text}" is no currency: give its ISO 4217 code, such as EUR.`);
}

function day(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new DomainError('invalid', `"${text}" is no day: give one such as 2026-03-31.`);
}

async function importFile(path: string, options: JsonOption): Promise<void> {
  const csv = await readText(path, 'rates');
  const order = { csv, by: operator(), at: systemClock.now() };
  const counts = await withRecords((db) => importRates(db, order));
  const { stored, corrected, unchanged } = counts;
  const lines = [`${stored} new, ${corrected} corrected, ${unchanged} as before.`];
  print(counts, { ...options, lines });
}

interface ListOptions extends JsonOption {
  readonly base?: string;
  readonly quote?: string;
  readonly from?: string;
  readonly to?: string;
}

async function list({ json, ...search }: ListOptions): Promise<void> {
  const rates = await withRecords((db) => listRates(db, { ...search, limit: listed }));
  const items = rates.slice(0, listed);
  const more = rates.length > listed ? ['There are older ones: say --to <day>.'] : [];
  const lines = items.length > 0 ? [...items.map(rateLine), ...more] : ['No rates are stored.'];
  print({ items }, { json, lines });
}

interface ShowOptions extends JsonOption {
  readonly on: string;
  readonly programme?: string;
}

async function show(pair: { base: string; quote: string }, options: ShowOptions): Promise<void> {
  const { on, programme, json } = options;
  const found = await withRecords(async (db) => {
    const versions = await rateVersions(db, { ...pair, on });
    const { legs, ...conversion } = await rateHeldOn(db, { ...pair, on, programme });
    return { ...pair, on, rate: worthOfOne({ ...conversion, legs }), legs, versions };
  });
  const held = `1 ${found.base} = ${found.rate} ${found.quote} for ${on}`;
  const lines = [held, ...found.legs.map(legLine), ...found.versions.map(rateLine)];
  print(found, { json, lines });
}

/** Adds `kam rates import|list|show`: exchange rates by day, by which amounts are converted into the currency of a plan. */
export function registerRatesCommand(program: Command): void {
  const rates = program.command('rates').description('exchange rates by day');
  rates
    .command('import')
    .description('store the rates of a CSV, all or nothing; other rates than stored ones need a reason')
    .argument('<file>', 'a CSV with the columns base, quote, on, rate, source and reason')
    .option('--json', 'print JSON')
    .action(importFile);
  rates
    .command('list')
    .description(`list the rates that hold now, the newest day first, ${listed} at most`)
    .option('--base <currency>', 'only of this currency', currency)
    .option('--quote <currency>', 'only in this currency', currency)
    .option('--from <day>', 'from this day on', day)
    .option('--to <day>', 'up to this day', day)
    .option('--json', 'print JSON')
    .action(list);
  rates
    .command('show')
    .description('the rate by which amounts of a day are converted, and every version stored for that day')
    .argument('<base>', 'the currency of the amount, such as USD', currency)
    .argument('<quote>', 'the currency it is converted into', currency)
    .requiredOption('--on <day>', 'the day, as 2026-03-31', day)
    .option('--programme <key>', 'by the rules of this programme')
    .option('--json', 'print JSON')
    .action((base: string, quote: string, options: ShowOptions) => show({ base, quote }, options));
}
