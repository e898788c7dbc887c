import type { AlarmEventKind, AlarmStanding, AlarmStatus } from '../../domain/warnings/alarm-steps.ts';
import type { Evidence } from '../../domain/warnings/finding.ts';
import type { Cause } from '../../domain/warnings/rules.ts';
import type { Db } from '../client.ts';

/** An alarm as a sweep finds it, with its number. */
export interface StandingAlarm extends AlarmStanding {
  readonly id: string;
  readonly accountId: string;
  readonly cause: Cause;
}

/** What is to be written of one alarm: a change of one there is (`alarmId`) or a new one. */
export interface AlarmWrite {
  readonly alarmId: string | null;
  readonly accountId: string;
  readonly cause: Cause;
  readonly event: AlarmEventKind | null;
  readonly tell: boolean;
  readonly next: AlarmStanding;
  /** The figures are of this sweep, not of an earlier one that could compare. */
  readonly seen: boolean;
}

/** Which sweep writes. */
export interface SweepStamp {
  readonly asOf: string;
  readonly rulesVersion: number;
  readonly at: Date;
}

interface AlarmRow {
  id: string;
  account_id: string;
  cause: Cause;
  status: AlarmStatus;
  evidence: Evidence;
  magnitude: number;
  told_magnitude: number;
  cleared_as_of: string | null;
  snoozed_until: string | null;
  still_holds: boolean;
}

/** Locks the alarms of these accounts that a sweep has to look at: all that are not closed, and those closed while their cause held. */
export async function lockAlarms(trx: Db, accountIds: readonly string[]): Promise<readonly StandingAlarm[]> {
  const rows = await trx<AlarmRow>('alarm')
    .whereIn('account_id', [...accountIds])
    .where((q) => void q.whereNot({ status: 'closed' }).orWhere({ still_holds: true }))
    .orderBy('id')
    .forUpdate();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    cause: row.cause,
    status: row.status,
    evidence: row.evidence,
    magnitude: row.magnitude,
    toldMagnitude: row.told_magnitude,
    clearedAsOf: row.cleared_as_of,
    snoozedUntil: row.snoozed_until,
    stillHolds: row.still_holds,
  }));
}

const changed = `
  update alarm a set status = r.status, evidence = r.evidence, magnitude = r.magnitude, told_magnitude = r.told_magnitude,
    cleared_as_of = r.cleared_as_of, still_holds = r.still_holds,
    snoozed_until = r.snoozed_until, snooze_reason = case when r.snoozed_until is null then null else a.snooze_reason end,
    seen_as_of = case when r.seen then cast(:asOf as date) else a.seen_as_of end,
    holds_since = case when r.event = 'returned' then cast(:asOf as date) else a.holds_since end,
    closed_at = case when r.status = 'closed' then coalesce(a.closed_at, :at) end,
    close_reason = case when r.status = 'closed' then coalesce(a.close_reason, :reason) end
  from jsonb_to_recordset(cast(:rows as jsonb)) as r (id bigint, status text, evidence jsonb, magnitude float8,
    told_magnitude float8, cleared_as_of date, snoozed_until date, still_holds boolean, event text, seen boolean)
  where a.id = r.id`;

const opened = `
  insert into alarm (account_id, cause, rules_version, evidence, magnitude, told_magnitude, opened_as_of, holds_since, seen_as_of, opened_at)
  select r.account_id, r.cause, :rulesVersion, r.evidence, r.magnitude, r.told_magnitude, cast(:asOf as date),
    cast(:asOf as date), cast(:asOf as date), :at
  from jsonb_to_recordset(cast(:rows as jsonb)) as r (account_id bigint, cause text, evidence jsonb, magnitude float8,
    told_magnitude float8)
  order by r.account_id, r.cause returning id, account_id, cause`;

const events = `
  insert into alarm_event (alarm_id, kind, as_of, evidence, magnitude, word, actor_kind, actor_id, occurred_at)
  select r.id, r.event, cast(:asOf as date), r.evidence, r.magnitude, case when r.event = 'closed' then :reason else '' end,
    'system', 'kam', cast(:at as timestamptz)
  from jsonb_to_recordset(cast(:rows as jsonb)) as r (id bigint, event text, evidence jsonb, magnitude float8, place bigint)
  order by r.place`;

const clearedForLong = 'The cause has not held for longer than an alarm is kept open for it.';

/** Writes what a sweep found, changes before new alarms, and returns the writes with the numbers of the alarms; three statements, however many there are. */
export async function writeAlarms(
  trx: Db,
  { writes, stamp }: { readonly writes: readonly AlarmWrite[]; readonly stamp: SweepStamp },
): Promise<readonly (AlarmWrite & { readonly alarmId: string })[]> {
  const { asOf, at, rulesVersion } = stamp;
  const known = writes.flatMap((write) =>
    write.alarmId === null ? [] : [{ ...write, alarmId: write.alarmId }],
  );
  const fresh = writes.filter(({ alarmId }) => alarmId === null);
  if (known.length > 0)
    await trx.raw(changed, { asOf, at, reason: clearedForLong, rows: JSON.stringify(known.map(changeRow)) });
  const made = fresh.length > 0 ? await insertAlarms(trx, { fresh, asOf, at, rulesVersion }) : [];
  const written = [...known, ...made];
  const told = written.filter(({ event }) => event !== null);
  if (told.length > 0)
    await trx.raw(events, { asOf, at, reason: clearedForLong, rows: JSON.stringify(told.map(eventRow)) });
  return written;
}

async function insertAlarms(
  trx: Db,
  { fresh, ...stamp }: SweepStamp & { readonly fresh: readonly AlarmWrite[] },
): Promise<readonly (AlarmWrite & { readonly alarmId: string })[]> {
  const { rows } = await trx.raw<{ rows: { id: string; account_id: string; cause: Cause }[] }>(opened, {
    ...stamp,
    rows: JSON.stringify(fresh.map(openRow)),
  });
  const ids = new Map(rows.map((row) => [`${row.account_id}/${row.cause}`, row.id]));
  return fresh.map((write) => ({ ...write, alarmId: ids.get(`${write.accountId}/${write.cause}`) ?? '' }));
}

function changeRow({ alarmId, event, seen, next }: AlarmWrite & { readonly alarmId: string }) {
  return {
    id: alarmId,
    status: next.status,
    evidence: next.evidence,
    magnitude: next.magnitude,
    told_magnitude: next.toldMagnitude,
    cleared_as_of: next.clearedAsOf,
    snoozed_until: next.snoozedUntil,
    still_holds: next.stillHolds,
    event,
    seen,
  };
}

function openRow({ accountId, cause, next }: AlarmWrite) {
  const { evidence, magnitude, toldMagnitude } = next;
  return { account_id: accountId, cause, evidence, magnitude, told_magnitude: toldMagnitude };
}

function eventRow({ alarmId, event, next }: AlarmWrite & { readonly alarmId: string }, place: number) {
  return { place, id: alarmId, event, evidence: next.evidence, magnitude: next.magnitude };
}
