import type { Db } from '../client.ts';
import { conversionsOf, rateRulesOf } from './exchange-rates.ts';

/** Whose deliveries are converted into which currency: on days from `from` up to `until` (exclusive), by rates known at a moment. */
export interface DayRateLook {
  readonly accountId: string;
  /** The account alone, or every account of its programme. */
  readonly of: 'account' | 'programme';
  readonly currency: string;
  readonly from: string;
  readonly until: string;
  readonly knownAt?: Date | undefined;
}

const whose: Record<DayRateLook['of'], string> = {
  account: 't.account_id = :accountId',
  programme:
    't.account_id in (select id from account where programme_id = (select programme_id from account where id = :accountId))',
};

/** A table `rate` with what {@link dayRates} found, bound as `rates`: one row for each currency and day that has a rate. */
export const rateTable = `rate as materialized (
    select * from jsonb_to_recordset(cast(:rates as jsonb)) as r(currency text, "on" date, numerator numeric, denominator numeric)
  )`;

/** Joins the rate of its day, as `r`, to a transaction `t` that is in another currency. */
export const rateOfDay = `left join rate r on r.currency = t.currency and r."on" = t.delivered_on`;

/** The amount of a transaction `t` in the currency that an SQL expression names; null where its day has no rate. */
export function amountIn(currency: string): string {
  return `case when t.currency = ${currency} then t.amount else converted_amount(t.amount, r.numerator, r.denominator) end`;
}

/** The rates by which deliveries in other currencies are converted, each at its own day, for {@link rateTable}. */
export async function dayRates(db: Db, look: DayRateLook): Promise<string> {
  const { accountId, of, currency, from, until, knownAt } = look;
  const { rows } = await db.raw<{ rows: { from: string; on: string }[] }>(
    `select distinct t.currency as "from", t.delivered_on as "on" from transaction t
     where ${whose[of]} and t.currency <> :currency and t.status = 'delivered'
       and t.delivered_on >= cast(:from as date) and t.delivered_on < cast(:until as date)`,
    { accountId, currency, from, until },
  );
  const rules = await rateRulesOf(db, { accountId });
  const found = await conversionsOf(db, { wanted: rows, to: currency, rules, knownAt });
  return JSON.stringify(
    rows.flatMap((row, index) => {
      const conversion = found[index];
      if (!conversion) return [];
      const [numerator, denominator] = [String(conversion.numerator), String(conversion.denominator)];
      return [{ currency: row.from, on: row.on, numerator, denominator }];
    }),
  );
}
