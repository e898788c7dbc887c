import type { KpiDefinition } from '../../domain/kpis/definition.ts';
import type { KpiExplanation, KpiFinding } from '../../domain/kpis/finding.ts';
import { isLibraryKpi, kpiKeys, kpiLibrary } from '../../domain/kpis/library.ts';
import type { MissingReason } from '../../domain/kpis/missing.ts';
import { monthsBefore } from '../../domain/kpis/window.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { foundForAccounts, foundForProgramme } from '../kpis/found-kpis.ts';
import { ownKpis } from '../stores/kpi-definitions.ts';

type KpiOwner = { readonly accountId: string } | { readonly programmeId: string };

/**
 * The value of a KPI over the window from `startsOn` to before `asOf`, with its definition. `origin` says whether it was kept for that day
 * (`snapshot`), is found in the records as they are now (`records`), or was given by somebody, then for the newest day up to the one asked for.
 */
export interface KpiReading extends Pick<KpiDefinition, 'name' | 'unit' | 'direction' | 'kind'> {
  readonly kpi: string;
  readonly version: number;
  readonly currency: string | null;
  readonly startsOn: string;
  readonly asOf: string;
  readonly value: number | null;
  readonly missing: MissingReason | null;
  readonly explanation: KpiExplanation;
  readonly origin: 'snapshot' | 'records' | 'given';
  /** When it was stored, and why it took the place of an earlier one; null of what is not stored. */
  readonly recordedAt: Date | null;
  readonly reason: string | null;
}

interface ValueRow {
  kpi: string;
  version: number;
  starts_on: string;
  as_of: string;
  value: string | null;
  unit: KpiFinding['unit'];
  currency: string | null;
  missing: MissingReason | null;
  explanation: KpiExplanation;
  source: 'computed' | 'given';
  reason: string | null;
  recorded_at: Date;
}

const asDefined = ({ name, unit, direction, kind }: KpiDefinition) => ({ name, unit, direction, kind });

function fromRow(row: ValueRow, definition: KpiDefinition): KpiReading {
  return {
    ...asDefined(definition),
    kpi: row.kpi,
    version: row.version,
    currency: row.currency,
    startsOn: row.starts_on,
    asOf: row.as_of,
    value: row.value === null ? null : Number(row.value),
    missing: row.missing,
    explanation: row.explanation,
    origin: row.source === 'given' ? 'given' : 'snapshot',
    recordedAt: row.recorded_at,
    reason: row.reason,
  };
}

function fromFinding(found: KpiFinding, definition: KpiDefinition): KpiReading {
  return { ...asDefined(definition), ...found, origin: 'records', recordedAt: null, reason: null };
}

const nothingGiven = {
  numerator: null,
  denominator: null,
  inputs: {},
  rows: { accounts: 0, transactions: 0, answers: 0 },
  coverage: null,
  criteriaSet: null,
} as const;

interface KpiAsk {
  readonly of: KpiOwner;
  readonly asOf: string;
}

function valuesOf(db: Db, of: KpiOwner) {
  const query = db('kpi_value').select<ValueRow[]>('kpi_value.*');
  return 'accountId' in of
    ? query.where({ account_id: of.accountId })
    : query.where({ programme_id: of.programmeId });
}

async function found(db: Db, { of, asOf }: KpiAsk): Promise<readonly KpiFinding[]> {
  if ('programmeId' in of) return foundForProgramme(db, { programmeId: of.programmeId, asOf });
  const { accountId } = of;
  const account = await db('account')
    .where({ id: accountId })
    .first<{ programme_id: string } | undefined>('programme_id');
  if (!account) throw new DomainError('notFound', `There is no account ${accountId}.`);
  const look = { programmeId: account.programme_id, asOf, accountIds: [accountId] };
  return (await foundForAccounts(db, look)).get(accountId) ?? [];
}

/** The library's KPIs as of a day: the ones kept for the twelve months before it, in the newest version of each, else as the records tell them now. */
async function libraryAt(db: Db, ask: KpiAsk): Promise<readonly KpiReading[]> {
  const kept = await valuesOf(db, ask.of)
    .where({ as_of: ask.asOf, starts_on: monthsBefore(ask.asOf, 12), source: 'computed' })
    .distinctOn('kpi')
    .orderBy(['kpi', { column: 'id', order: 'desc' }]);
  const subject = 'accountId' in ask.of ? 'account' : 'programme';
  const wanted = kpiKeys.filter((key) => (kpiLibrary[key] as KpiDefinition).of.includes(subject));
  const isWhole = wanted.every((key) => kept.some(({ kpi }) => kpi === key));
  const now = isWhole ? [] : await found(db, ask);
  return wanted.flatMap((key) => {
    const row = kept.find(({ kpi }) => kpi === key);
    if (row) return [fromRow(row, kpiLibrary[key])];
    return now.filter(({ kpi }) => kpi === key).map((one) => fromFinding(one, kpiLibrary[key]));
  });
}

// Of values that overlap, the one that reaches furthest counts, of those for the same days the last.
async function ownAt(db: Db, { of, asOf }: KpiAsk): Promise<readonly KpiReading[]> {
  const definitions = await ownKpis(db);
  const rows = await valuesOf(db, of)
    .where({ source: 'given' })
    .where('as_of', '<=', asOf)
    .distinctOn('kpi')
    .orderBy(['kpi', { column: 'as_of', order: 'desc' }, 'starts_on', { column: 'id', order: 'desc' }]);
  return [...definitions.values()].map((definition) => {
    const row = rows.find(({ kpi }) => kpi === definition.key);
    if (row) return fromRow(row, definition);
    return {
      ...asDefined(definition),
      kpi: definition.key,
      version: definition.version,
      currency: null,
      startsOn: monthsBefore(asOf, 12),
      asOf,
      value: null,
      missing: 'notGiven',
      explanation: nothingGiven,
      origin: 'given',
      recordedAt: null,
      reason: null,
    };
  });
}

async function readingsAt(db: Db, ask: KpiAsk): Promise<readonly KpiReading[]> {
  return [...(await libraryAt(db, ask)), ...(await ownAt(db, ask))];
}

/** Every KPI of an account as of a day ('YYYY-MM-DD', exclusive), the library's first; throws `notFound`. */
export function kpisAt(
  db: Db,
  { accountId, asOf }: { readonly accountId: string; readonly asOf: string },
): Promise<readonly KpiReading[]> {
  return readingsAt(db, { of: { accountId }, asOf });
}

/** Every KPI of a programme as of a day ('YYYY-MM-DD', exclusive), the library's first. */
export function programmeKpisAt(
  db: Db,
  { programmeId, asOf }: { readonly programmeId: string; readonly asOf: string },
): Promise<readonly KpiReading[]> {
  return readingsAt(db, { of: { programmeId }, asOf });
}

/** A KPI over time: of which, up to which day ('YYYY-MM-DD'), and how many months back. */
export type KpiTrendLook = KpiOwner & {
  readonly kpi: string;
  readonly months: number;
  readonly asOf: string;
};

/**
 * A KPI as of the same day of each month up to `asOf`, the oldest first, `months` + 1 readings; of a given one every value for a day in that time, the
 * newest for each window. Throws `notFound` for an unknown account or KPI.
 */
export async function kpiTrend(db: Db, look: KpiTrendLook): Promise<readonly KpiReading[]> {
  const { kpi, months, asOf } = look;
  const of: KpiOwner =
    'accountId' in look ? { accountId: look.accountId } : { programmeId: look.programmeId };
  if (!isLibraryKpi(kpi)) return givenTrend(db, { of, asOf, kpi, from: monthsBefore(asOf, months) });
  const readings: KpiReading[] = [];
  for (let back = months; back >= 0; back -= 1) {
    const then = await libraryAt(db, { of, asOf: monthsBefore(asOf, back) });
    readings.push(...then.filter((one) => one.kpi === kpi));
  }
  return readings;
}

async function givenTrend(
  db: Db,
  ask: KpiAsk & { readonly kpi: string; readonly from: string },
): Promise<readonly KpiReading[]> {
  const definition = (await ownKpis(db)).get(ask.kpi);
  if (!definition) throw new DomainError('notFound', `There is no KPI "${ask.kpi}".`);
  const rows = await valuesOf(db, ask.of)
    .where({ kpi: ask.kpi, source: 'given' })
    .whereBetween('as_of', [ask.from, ask.asOf])
    .distinctOn('as_of', 'starts_on')
    .orderBy(['as_of', 'starts_on', { column: 'id', order: 'desc' }]);
  return rows.map((row) => fromRow(row, definition));
}
