import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import {
  entryOutcome,
  repeatedEntries,
  type EntryOutcome,
  type PlacedEntry,
  type RateEntry,
} from '../../domain/money/rate-entry.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** Rates to be stored together, with what was wrong with others beside them, and `fileSha256` where they come from a file. */
interface RateOrder {
  readonly entries: readonly PlacedEntry[];
  readonly faults?: readonly Fault[];
  readonly fileSha256?: string;
  readonly by: Actor;
  readonly at: Date;
}

/** How many entries were new, corrected what was stored, or said it again. */
export type RateCounts = Readonly<Record<EntryOutcome, number>>;

interface Stored {
  readonly rate: string;
  readonly version: number;
}

type Written = RateEntry & { readonly version: number };

const chunk = 1000;

/**
 * Stores rates, all or none: a new one for a day, or a further version of one that was wrong, with the reason. What is stored never
 * changes. Throws `invalid` with the faults of every entry.
 */
export async function storeRates(db: Db, order: RateOrder): Promise<RateCounts> {
  const { entries, at } = order;
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('exchange-rates', 0))`);
    const known = await storedRates(trx, entries);
    const faults: Fault[] = [...(order.faults ?? []), ...repeatedEntries(entries)];
    const counts: Record<EntryOutcome, number> = { stored: 0, corrected: 0, unchanged: 0 };
    const written: Written[] = [];
    for (const { place, entry } of entries) {
      const before = known.get(keyOf(entry));
      const outcome = entryOutcome(entry, { stored: before?.rate, at });
      if (typeof outcome === 'object') faults.push({ ...outcome, path: `${place}${outcome.path}` });
      else {
        counts[outcome] += 1;
        if (outcome !== 'unchanged') written.push({ ...entry, version: (before?.version ?? 0) + 1 });
      }
    }
    if (faults.length > 0)
      throw new DomainError('invalid', 'These rates cannot be stored. Nothing was changed.', faults);
    await write(trx, { ...order, written });
    return counts;
  });
}

function keyOf({ base, quote, on }: Pick<RateEntry, 'base' | 'quote' | 'on'>): string {
  return `${base}/${quote}/${on}`;
}

async function storedRates(db: Db, entries: readonly PlacedEntry[]): Promise<ReadonlyMap<string, Stored>> {
  const wanted = JSON.stringify(entries.map(({ entry: { base, quote, on } }) => ({ base, quote, on })));
  const { rows } = await db.raw<{ rows: (Stored & Pick<RateEntry, 'base' | 'quote' | 'on'>)[] }>(
    `select distinct on (r.base, r.quote, r.rate_on) r.base, r.quote, r.rate_on as "on",
       cast(trim_scale(r.rate) as text) as rate, r.version
     from exchange_rate r join jsonb_to_recordset(cast(:wanted as jsonb)) as w(base text, quote text, "on" date)
       on w.base = r.base and w.quote = r.quote and w."on" = r.rate_on
     order by r.base, r.quote, r.rate_on, r.version desc`,
    { wanted },
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

async function write(db: Db, order: RateOrder & { readonly written: readonly Written[] }): Promise<void> {
  const { written, by, at, fileSha256 } = order;
  if (written.length === 0) return;
  const rows = written.map(({ base, quote, on, rate, source, reason, version }) => ({
    base,
    quote,
    rate_on: on,
    version,
    rate,
    source,
    // A reason given with the first rate of a day corrects nothing.
    reason: version === 1 ? null : (reason ?? null),
  }));
  const stored = { stored_by: `${by.kind}:${by.id}`, stored_at: at };
  for (let start = 0; start < rows.length; start += chunk)
    await db('exchange_rate').insert(rows.slice(start, start + chunk).map((row) => ({ ...row, ...stored })));
  const subject =
    written.length === 1 && written[0] !== undefined ? keyOf(written[0]) : `${written.length} rates`;
  const corrections = rows.filter(({ version }) => version > 1);
  const data =
    fileSha256 === undefined
      ? { rates: rows }
      : { stored: rows.length - corrections.length, corrections, fileSha256 };
  await appendAudit(db, {
    chain: 'exchange-rates',
    kind: 'exchangeRates.stored',
    subject,
    at,
    actor: by,
    data,
  });
}
