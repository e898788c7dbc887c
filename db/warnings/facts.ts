import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { AccountFacts, QuietFigures, WindowFigures } from '../../domain/warnings/facts.ts';
import type { WarningRules } from '../../domain/warnings/rules.ts';
import { windowsBefore, type DataSpan, type Windows } from '../../domain/warnings/windows.ts';
import type { Db } from '../client.ts';
import { transactionFactsSql } from './facts-sql.ts';
import { readSigns, type Signs } from './signs.ts';

/** Which accounts the facts are wanted of, and as of which day (exclusive). */
export interface FactsWish {
  readonly accountIds: readonly string[];
  readonly asOf: string;
  readonly rules: WarningRules;
  readonly data: DataSpan;
  readonly value: CriteriaSet['value'];
}

type FactsRow = Readonly<Record<string, number>> & { readonly account_id: string };

/** Which days before `asOf` (exclusive) the deliveries of all accounts cover. */
export async function deliveriesCover(db: Db, asOf: string): Promise<DataSpan> {
  const { rows } = await db.raw<{ rows: DataSpan[] }>(
    `select (select min(delivered_on) from transaction where delivered_on < cast(:asOf as date)) as "from",
       (select max(delivered_on) from transaction where delivered_on < cast(:asOf as date)) as "to"`,
    { asOf },
  );
  return rows[0] ?? { from: null, to: null };
}

/** What the rules know of each of these accounts, those without a transaction too; to be called in a transaction. */
export async function readFacts(db: Db, wish: FactsWish): Promise<ReadonlyMap<string, AccountFacts>> {
  const windows = windowsBefore(wish.asOf, wish);
  const ids = [...wish.accountIds];
  const currencies = await db('account')
    .whereIn('id', ids)
    .select<{ id: string; currency: string }[]>('id', 'currency');
  // Compiling the same query for every batch takes longer than it saves, and 4 MB are too little to sort in.
  await db.raw(`set local jit = off`);
  await db.raw(`set local work_mem = '64MB'`);
  const { rows } = await db.raw<{ rows: FactsRow[] }>(transactionFactsSql({ ...wish, windows }), { ids });
  const found = new Map(rows.map((row) => [row.account_id, row]));
  const signs = await readSigns(db, wish);
  return new Map(
    currencies.map(({ id, currency }) => {
      const known = { windows, row: found.get(id), rate: rateOf(wish.value, currency) };
      return [id, { currency, ...comparedFacts(known), ...signs(id) } satisfies AccountFacts & Signs];
    }),
  );
}

// What one of the account's currency is worth in that of the set, in which work is priced; null where the set does not say.
function rateOf({ currency, rates }: CriteriaSet['value'], own: string): number | null {
  return own === currency ? 1 : (rates[own] ?? null);
}

interface Known {
  readonly windows: Windows;
  readonly row: FactsRow | undefined;
  readonly rate: number | null;
}

function comparedFacts(known: Known): Pick<AccountFacts, 'incomparable' | 'now' | 'before' | 'quiet'> {
  const { windows, row } = known;
  return {
    incomparable: windows.incomparable,
    now: figures('now', known),
    before: figures('before', known),
    quiet: windows.quiet.map(({ days, now, before, covered }): QuietFigures => ({
      days,
      covered,
      now: { ...now, deliveries: row?.[`deliveries_${days}`] ?? 0, orders: row?.[`orders_${days}`] ?? 0 },
      before: { ...before, activeDays: row?.[`active_${days}`] ?? 0 },
    })),
  };
}

function figures(name: 'now' | 'before', { windows, row, rate }: Known): WindowFigures {
  const read = (what: string): number => row?.[`${what}_${name}`] ?? 0;
  const cost = row === undefined ? 0 : row[`cost_${name}`];
  return {
    ...windows[name],
    // To a hundredth, because sums of binary fractions are not.
    amount: Number.isNaN(read('amount')) ? null : Math.round(read('amount') * 100) / 100,
    squares: read('squares'),
    orders: read('orders'),
    due: read('due'),
    lost: read('lost'),
    cost: typeof cost === 'number' && rate !== null ? cost / rate : null,
  };
}
