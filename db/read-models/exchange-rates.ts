import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors.ts';
import {
  createRateBook,
  daysBefore,
  standardRateRules,
  type Conversion,
  type DatedRate,
  type RateRules,
  type WantedRate,
} from '../../domain/money/exchange-rate.ts';
import type { Db } from '../client.ts';

/** A rate as it is stored: `reason` says why it took the place of the version before. */
export interface StoredRate extends DatedRate {
  readonly source: string;
  readonly reason: string | null;
  readonly storedBy: string;
  readonly storedAt: Date;
}

/** Which rates to list: of a currency pair, on days; `after` is where the page before ended. */
export interface RateSearch {
  readonly base?: string | undefined;
  readonly quote?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly knownAt?: Date | undefined;
  readonly after?: Pick<DatedRate, 'on' | 'base' | 'quote'> | undefined;
  readonly limit: number;
}

/** The rates that were known at a moment (all of now without one), the newest day first; one more than `limit` says that there is a next page. */
export async function listRates(db: Db, search: RateSearch): Promise<readonly StoredRate[]> {
  const { base, quote, from, to, knownAt, after, limit } = search;
  const known = db('exchange_rate')
    .distinctOn('base', 'quote', 'rate_on')
    .orderBy(['base', 'quote', 'rate_on', { column: 'version', order: 'desc' }]);
  if (base !== undefined) void known.where({ base });
  if (quote !== undefined) void known.where({ quote });
  if (from !== undefined) void known.where('rate_on', '>=', from);
  if (to !== undefined) void known.where('rate_on', '<=', to);
  if (knownAt !== undefined) void known.where('stored_at', '<=', knownAt);
  const page = db(known.as('r'))
    .orderBy([{ column: 'rate_on', order: 'desc' }, 'base', 'quote'])
    .limit(limit + 1);
  if (after !== undefined)
    void page.whereRaw(
      'rate_on < cast(:on as date) or (rate_on = cast(:on as date) and (base, quote) > (cast(:base as text), cast(:quote as text)))',
      { ...after },
    );
  return page.select<StoredRate[]>(...columns(db));
}

/** Every version of the rate of a pair for a day, the newest first. */
export async function rateVersions(
  db: Db,
  { base, quote, on }: Pick<DatedRate, 'base' | 'quote' | 'on'>,
): Promise<readonly StoredRate[]> {
  return db('exchange_rate')
    .where({ base, quote, rate_on: on })
    .orderBy('version', 'desc')
    .select<StoredRate[]>(...columns(db));
}

function datedColumns(db: Db): readonly (string | Knex.Raw)[] {
  const rate = db.raw('cast(trim_scale(rate) as text) as rate');
  return ['base', 'quote', 'rate_on as on', rate, 'version'];
}

function columns(db: Db): readonly (string | Knex.Raw)[] {
  return [...datedColumns(db), 'source', 'reason', 'stored_by as storedBy', 'stored_at as storedAt'];
}

interface RulesRow {
  reporting_currency: string | null;
  rate_age_days: number;
}

/** By which rules money of an account, or of a programme by its key, is converted; the standard ones where there is no such account. Throws `notFound` for a programme. */
export async function rateRulesOf(
  db: Db,
  whose: { readonly accountId: string } | { readonly programme: string },
): Promise<RateRules> {
  const query = db('programme as p');
  if ('programme' in whose) void query.where('p.key', whose.programme);
  else void query.join('account as a', 'a.programme_id', 'p.id').where('a.id', whose.accountId);
  const row = await query.first<RulesRow | undefined>('p.reporting_currency', 'p.rate_age_days');
  if (row !== undefined) return { withinDays: row.rate_age_days, through: row.reporting_currency };
  if ('accountId' in whose) return standardRateRules;
  throw new DomainError('notFound', `There is no programme "${whose.programme}".`);
}

/** What is to be converted: currencies on days, into which currency, by which rules, by rates known at a moment (those of now without one). */
export interface ConversionWish {
  readonly wanted: readonly Pick<WantedRate, 'from' | 'on'>[];
  readonly to: string;
  readonly rules: RateRules;
  readonly knownAt?: Date | undefined;
}

/** The conversion of each wanted currency and day, in their order; null where there is no rate that the rules allow. */
export async function conversionsOf(db: Db, wish: ConversionWish): Promise<readonly (Conversion | null)[]> {
  const { wanted, to, rules } = wish;
  const days = wanted.map(({ on }) => on).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const currencies = [...wanted.map(({ from }) => from), to, rules.through].filter((one) => one !== null);
  const query = db('exchange_rate')
    .distinctOn('base', 'quote', 'rate_on')
    .orderBy(['base', 'quote', 'rate_on', { column: 'version', order: 'desc' }])
    .whereIn('base', [...new Set(currencies)])
    .whereIn('quote', [...new Set(currencies)])
    .whereBetween('rate_on', [daysBefore(first, rules.withinDays), last]);
  if (wish.knownAt !== undefined) void query.where('stored_at', '<=', wish.knownAt);
  const find = createRateBook(await query.select<DatedRate[]>(...datedColumns(db)), rules);
  return wanted.map((one) => find({ ...one, to }));
}

/**
 * The conversion that holds for a pair on a day, by the rules of a programme (its key) or the standard ones. Throws `notFound` where there
 * is none, naming the newest rate that is too old.
 */
export async function rateHeldOn(
  db: Db,
  wanted: Pick<DatedRate, 'base' | 'quote' | 'on'> & {
    readonly programme?: string | undefined;
    readonly knownAt?: Date | undefined;
  },
): Promise<Conversion> {
  const { base, quote, on, programme, knownAt } = wanted;
  const rules = programme === undefined ? standardRateRules : await rateRulesOf(db, { programme });
  const [found] = await conversionsOf(db, { wanted: [{ from: base, on }], to: quote, rules, knownAt });
  if (found) return found;
  const [older] = await listRates(db, { base, quote, to: on, knownAt, limit: 1 });
  const known = older ? ` The newest before it is of ${older.on}.` : '';
  throw new DomainError(
    'notFound',
    `There is no rate from ${base} to ${quote} for ${on}: none of that day or the ${rules.withinDays} days before it is stored.${known}`,
  );
}
