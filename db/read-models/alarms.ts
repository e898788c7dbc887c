import type { AlarmEventKind, AlarmStatus } from '../../domain/warnings/alarm-steps.ts';
import type { BothLanguages } from '../../domain/kpis/definition.ts';
import type { Evidence } from '../../domain/warnings/finding.ts';
import type { Cause } from '../../domain/warnings/rules.ts';
import { causeTitles } from '../../domain/warnings/wording.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** An alarm as people read it; days 'YYYY-MM-DD'. `seenAsOf` is the sweep that last found its figures, `holdsSince` when its cause began or returned. */
export interface Alarm {
  readonly id: string;
  readonly accountId: string;
  readonly accountKey: string;
  readonly accountName: string;
  readonly cause: Cause;
  readonly title: BothLanguages;
  readonly status: AlarmStatus;
  readonly rulesVersion: number;
  readonly evidence: Evidence;
  readonly magnitude: number;
  readonly openedAsOf: string;
  readonly holdsSince: string;
  readonly seenAsOf: string;
  readonly clearedAsOf: string | null;
  readonly snoozedUntil: string | null;
  readonly snoozeReason: string | null;
  readonly verdict: 'useful' | 'notUseful' | null;
  readonly verdictReason: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
  /** The newest escalation that took it up. */
  readonly escalationId: string | null;
}

/** Something that happened to an alarm: `asOf` and the figures where a sweep did it, `word` where a person gave a reason. */
export interface AlarmEvent {
  readonly kind: AlarmEventKind;
  readonly asOf: string | null;
  readonly evidence: Evidence | null;
  readonly magnitude: number | null;
  readonly word: string;
  readonly by: string;
  readonly occurredAt: Date;
}

interface AlarmRow {
  id: string;
  account_id: string;
  key: string;
  name: string;
  cause: Cause;
  status: AlarmStatus;
  rules_version: number;
  evidence: Evidence;
  magnitude: number;
  opened_as_of: string;
  holds_since: string;
  seen_as_of: string;
  cleared_as_of: string | null;
  snoozed_until: string | null;
  snooze_reason: string | null;
  verdict: Alarm['verdict'];
  verdict_reason: string | null;
  opened_at: Date;
  closed_at: Date | null;
  close_reason: string | null;
  escalation_id: string | null;
}

function toAlarm(row: AlarmRow): Alarm {
  return {
    id: row.id,
    accountId: row.account_id,
    accountKey: row.key,
    accountName: row.name,
    cause: row.cause,
    title: causeTitles[row.cause],
    status: row.status,
    rulesVersion: row.rules_version,
    evidence: row.evidence,
    magnitude: row.magnitude,
    openedAsOf: row.opened_as_of,
    holdsSince: row.holds_since,
    seenAsOf: row.seen_as_of,
    clearedAsOf: row.cleared_as_of,
    snoozedUntil: row.snoozed_until,
    snoozeReason: row.snooze_reason,
    verdict: row.verdict,
    verdictReason: row.verdict_reason,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closeReason: row.close_reason,
    escalationId: row.escalation_id,
  };
}

const newestEscalation =
  '(select max(e.escalation_id) from escalated_alarm e where e.alarm_id = a.id) as escalation_id';

function alarms(db: Db) {
  return db('alarm as a')
    .join('account as c', 'c.id', 'a.account_id')
    .select<AlarmRow[]>('a.*', 'c.key', 'c.name', db.raw(newestEscalation));
}

/** Which alarms; `status` 'unclosed' is all but the closed ones. */
export interface AlarmFilter {
  readonly accountId?: string | undefined;
  readonly programmeId?: string | undefined;
  readonly status?: AlarmStatus | 'unclosed' | undefined;
  readonly cause?: Cause | undefined;
}

/** Alarms, the newest first; one more than `limit` says that there are others before the one with the number `before`. */
export async function listAlarms(
  db: Db,
  of: AlarmFilter & { readonly limit: number; readonly before?: string | undefined },
): Promise<readonly Alarm[]> {
  const found = alarms(db)
    .orderBy('a.id', 'desc')
    .limit(of.limit + 1);
  if (of.before !== undefined) void found.where('a.id', '<', of.before);
  if (of.accountId !== undefined) void found.where('a.account_id', of.accountId);
  if (of.programmeId !== undefined) void found.where('c.programme_id', of.programmeId);
  if (of.cause !== undefined) void found.where('a.cause', of.cause);
  if (of.status === 'unclosed') void found.whereNot('a.status', 'closed');
  else if (of.status !== undefined) void found.where('a.status', of.status);
  return (await found).map(toAlarm);
}

/** One alarm with what happened to it, in order; throws `notFound`. */
export async function getAlarm(
  db: Db,
  id: string,
): Promise<Alarm & { readonly events: readonly AlarmEvent[] }> {
  const [row] = await alarms(db).where('a.id', id);
  if (!row) throw new DomainError('notFound', `There is no alarm ${id}.`);
  return { ...toAlarm(row), events: await eventsOf(db, id) };
}

interface EventRow {
  kind: AlarmEventKind;
  as_of: string | null;
  evidence: Evidence | null;
  magnitude: number | null;
  word: string;
  actor_kind: string;
  actor_id: string;
  occurred_at: Date;
}

async function eventsOf(db: Db, alarmId: string): Promise<readonly AlarmEvent[]> {
  const rows = await db('alarm_event').where({ alarm_id: alarmId }).orderBy('id').select<EventRow[]>('*');
  return rows.map((row) => ({
    kind: row.kind,
    asOf: row.as_of,
    evidence: row.evidence,
    magnitude: row.magnitude,
    word: row.word,
    by: `${row.actor_kind}:${row.actor_id}`,
    occurredAt: row.occurred_at,
  }));
}

/** An account's alarms that are open or snoozed as of a day, the longest first, as a review or the account's page names them. */
export async function openAlarms(
  db: Db,
  of: { readonly accountId: string; readonly asOf: string },
): Promise<readonly (Alarm & { readonly openedOn: string })[]> {
  const rows = await alarms(db)
    .where('a.account_id', of.accountId)
    .where('a.opened_as_of', '<=', of.asOf)
    .where(
      (q) =>
        void q
          .whereIn('a.status', ['open', 'snoozed'])
          .orWhereRaw(`coalesce(a.cleared_as_of, (a.closed_at at time zone 'UTC')::date) > cast(? as date)`, [
            of.asOf,
          ]),
    )
    .orderBy([{ column: 'a.opened_as_of' }, { column: 'a.id' }]);
  return rows.map((row) => ({ ...toAlarm(row), openedOn: row.opened_as_of }));
}

/** An account's open alarms in the records of now, as ops reads them: the cause, since when it holds, and until when it is snoozed. */
export async function alarmLines(db: Db, accountId: string): Promise<readonly string[]> {
  const rows = await db('alarm')
    .where({ account_id: accountId })
    .whereIn('status', ['open', 'snoozed'])
    .orderBy('id')
    .select<Pick<AlarmRow, 'cause' | 'holds_since' | 'snoozed_until'>[]>(
      'cause',
      'holds_since',
      'snoozed_until',
    );
  return rows.map(
    ({ cause, holds_since: since, snoozed_until: until }) =>
      `${cause} since ${since}${until === null ? '' : `, snoozed until ${until}`}`,
  );
}
