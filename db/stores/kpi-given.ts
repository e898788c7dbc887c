import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import type { KpiExplanation } from '../../domain/kpis/finding.ts';
import { valueFaults, type GivenValue, type OwnKpi } from '../../domain/kpis/own-kpi.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { ownKpis } from './kpi-definitions.ts';

/** A value and where in its source it stands, a prefix of the paths of faults. */
export interface PlacedValue {
  readonly place: string;
  readonly value: GivenValue;
}

/** Values to be stored together, with what was wrong with others beside them, and `fileSha256` where they come from a file. */
interface GivenOrder {
  readonly values: readonly PlacedValue[];
  readonly faults?: readonly Fault[];
  readonly fileSha256?: string;
  readonly by: Actor;
  readonly at: Date;
}

/** How many values were new, took the place of one for the same days, or said it again. */
export type GivenCounts = Readonly<Record<'stored' | 'corrected' | 'unchanged', number>>;

interface Owner {
  readonly account_id: string | null;
  readonly programme_id: string | null;
}

interface Known {
  readonly own: ReadonlyMap<string, OwnKpi>;
  readonly owners: ReadonlyMap<string, Owner>;
  readonly before: ReadonlyMap<string, { readonly value: string; readonly currency: string | null }>;
  readonly today: string;
}

type Outcome = keyof GivenCounts | readonly Fault[];

const chunk = 1000;

/**
 * Stores values of the firm's own KPIs, all or none. What is stored stays: other numbers for the same days are a further row and need a reason, the same
 * number again adds none. Throws `invalid` with every fault of every value.
 */
export function giveKpiValues(db: Db, order: GivenOrder): Promise<GivenCounts> {
  const { values, at } = order;
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('kpi-values', 0))`);
    const known = await knownOf(trx, { values, today: at.toISOString().slice(0, 10) });
    const faults: Fault[] = [...(order.faults ?? []), ...repeated(values)];
    const counts = { stored: 0, corrected: 0, unchanged: 0 };
    const written: GivenValue[] = [];
    for (const { place, value } of values) {
      const outcome = outcomeOf(value, known);
      if (typeof outcome === 'string') {
        counts[outcome] += 1;
        if (outcome !== 'unchanged') written.push(value);
      } else faults.push(...outcome.map(({ path, message }) => ({ path: `${place}${path}`, message })));
    }
    if (faults.length > 0)
      throw new DomainError('invalid', 'These values cannot be stored. Nothing was changed.', faults);
    await write(trx, { ...order, written, known, counts });
    return counts;
  });
}

const ownerKey = ({ account, programme }: GivenValue): string =>
  account === undefined ? `programme/${programme}` : `account/${account}`;

const daysKey = (value: GivenValue): string =>
  [value.kpi, ownerKey(value), value.startsOn, value.asOf].join(' ');

function repeated(values: readonly PlacedValue[]): readonly Fault[] {
  const first = new Map<string, string>();
  return values.flatMap(({ place, value }) => {
    const key = daysKey(value);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, place);
    return earlier === undefined
      ? []
      : [{ path: place, message: `says the same KPI and days as ${earlier || 'another'}: leave one out` }];
  });
}

async function knownOf(
  db: Db,
  { values, today }: { readonly values: readonly PlacedValue[]; readonly today: string },
): Promise<Known> {
  const named = (of: 'account' | 'programme'): string[] => [
    ...new Set(values.flatMap(({ value }) => value[of] ?? [])),
  ];
  const rows = async (of: 'account' | 'programme') =>
    db(of).whereIn('key', named(of)).select<{ id: string; key: string }[]>('id', 'key');
  const owners = new Map<string, Owner>([
    ...(await rows('account')).map(
      ({ id, key }) => [`account/${key}`, { account_id: id, programme_id: null }] as const,
    ),
    ...(await rows('programme')).map(
      ({ id, key }) => [`programme/${key}`, { account_id: null, programme_id: id }] as const,
    ),
  ]);
  return { own: await ownKpis(db), owners, before: await storedBefore(db, values), today };
}

async function storedBefore(db: Db, values: readonly PlacedValue[]): Promise<Known['before']> {
  const { rows } = await db.raw<{ rows: (GivenValue & { currency: string | null })[] }>(
    `select distinct on (v.kpi, a.key, p.key, v.starts_on, v.as_of) v.kpi, a.key as account, p.key as programme,
       v.starts_on as "startsOn", v.as_of as "asOf", cast(trim_scale(v.value) as text) as value, v.currency
     from kpi_value v left join account a on a.id = v.account_id left join programme p on p.id = v.programme_id
     join jsonb_to_recordset(cast(:values as jsonb)) as w(kpi text, account text, programme text, "startsOn" date, "asOf" date)
       on w.kpi = v.kpi and w."startsOn" = v.starts_on and w."asOf" = v.as_of
         and (w.account = a.key or w.programme = p.key)
     where v.source = 'given'
     order by v.kpi, a.key, p.key, v.starts_on, v.as_of, v.id desc`,
    { values: JSON.stringify(values.map(({ value }) => value)) },
  );
  return new Map(rows.map((row) => [daysKey({ ...row, account: row.account ?? undefined }), row]));
}

function outcomeOf(value: GivenValue, { own, owners, before, today }: Known): Outcome {
  const definition = own.get(value.kpi);
  const faults: Fault[] = [];
  if (!definition)
    faults.push({ path: '/kpi', message: `"${value.kpi}" is none of the firm's own KPIs: define it first` });
  if (!owners.has(ownerKey(value))) {
    const of = value.account === undefined ? 'programme' : 'account';
    faults.push({ path: `/${of}`, message: `there is no ${of} "${value[of]}"` });
  }
  if (definition)
    for (const { path, message } of valueFaults(value, { definition, today }))
      faults.push({ path: `/${path}`, message });
  const earlier = before.get(daysKey(value));
  const isSame = earlier?.value === plain(value.value) && earlier.currency === (value.currency ?? null);
  if (earlier && !isSame && value.reason === undefined)
    faults.push({ path: '/reason', message: `is needed: ${earlier.value} is stored for these days` });
  if (faults.length > 0) return faults;
  if (!earlier) return 'stored';
  return isSame ? 'unchanged' : 'corrected';
}

// As the database writes it: '1.50' and '1.5' are the same.
function plain(decimal: string): string {
  const short = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  const whole = short.replace(/^(-?)0+(?=\d)/, '$1');
  return whole === '-0' ? '0' : whole;
}

const explanation: KpiExplanation = {
  numerator: null,
  denominator: null,
  inputs: {},
  rows: { accounts: 0, transactions: 0, answers: 0 },
  coverage: null,
  criteriaSet: null,
};

async function write(
  db: Db,
  order: GivenOrder & {
    readonly written: readonly GivenValue[];
    readonly known: Known;
    readonly counts: GivenCounts;
  },
): Promise<void> {
  const { written, known, by, at, fileSha256, counts } = order;
  if (written.length === 0) return;
  const rows = written.map((value) => ({
    ...known.owners.get(ownerKey(value)),
    ...{ kpi: value.kpi, version: known.own.get(value.kpi)?.version, unit: known.own.get(value.kpi)?.unit },
    ...{ starts_on: value.startsOn, as_of: value.asOf, value: value.value, currency: value.currency ?? null },
    // A reason given with the first value for its days corrects nothing.
    reason: known.before.has(daysKey(value)) ? (value.reason ?? null) : null,
    ...{ explanation: JSON.stringify(explanation), source: 'given' },
    ...{ actor_kind: by.kind, actor_id: by.id, recorded_at: at },
  }));
  for (let start = 0; start < rows.length; start += chunk)
    await db('kpi_value').insert(rows.slice(start, start + chunk));
  const subject = written.length === 1 ? (written[0]?.kpi ?? '') : `${written.length} values`;
  const data = fileSha256 === undefined ? { values: written } : { ...counts, fileSha256 };
  await appendAudit(db, { chain: 'kpis', kind: 'kpis.given', subject, at, actor: by, data });
}
