import type { Recovery } from '../../domain/escalations/recovery.ts';
import type { Db } from '../client.ts';
import type { RecoveryFound } from '../read-models/recovery.ts';

/** What is to be looked at after a client agreed: when, how often it could not be yet, and what came of it. */
export interface FollowUp {
  readonly run: number;
  readonly confirmedAt: Date;
  readonly checkAt: Date | null;
  readonly checks: number;
  readonly checkedAt: Date | null;
  readonly result: Recovery | null;
  /** The figures that were compared; empty before. */
  readonly figures: Partial<Omit<RecoveryFound, 'result'>>;
  readonly lessonsAskedAt: Date | null;
}

interface Row {
  escalation_id: string;
  run: number;
  confirmed_at: Date;
  check_at: Date | null;
  checks: number;
  checked_at: Date | null;
  result: Recovery | null;
  figures: FollowUp['figures'];
  lessons_asked_at: Date | null;
}

type Run = { readonly id: string; readonly run: number };

const rowsOf = (db: Db, { id, run }: Run) =>
  db<Row>('escalation_follow_up').where({ escalation_id: id, run });

/** What follows a client's agreement in each run of an escalation, the latest last. */
export async function followUps(db: Db, escalationId: string): Promise<readonly FollowUp[]> {
  const rows = await db<Row>('escalation_follow_up').where({ escalation_id: escalationId }).orderBy('run');
  return rows.map((row) => ({
    run: row.run,
    confirmedAt: row.confirmed_at,
    checkAt: row.check_at,
    checks: row.checks,
    checkedAt: row.checked_at,
    result: row.result,
    figures: row.figures,
    lessonsAskedAt: row.lessons_asked_at,
  }));
}

/** Keeps that the client agreed and when the figures are looked at, once in a run. */
export async function beginFollowUp(
  db: Db,
  of: Run & { readonly confirmedAt: Date; readonly checkAt: Date },
): Promise<void> {
  await db('escalation_follow_up').insert({
    ...{ escalation_id: of.id, run: of.run, confirmed_at: of.confirmedAt, check_at: of.checkAt },
  });
}

/** Puts the look at the figures off, because they are not there yet. */
export async function putOffCheck(db: Db, of: Run & { readonly checkAt: Date }): Promise<void> {
  await rowsOf(db, of).update({ check_at: of.checkAt, checks: db.raw('checks + 1') });
}

/** Keeps what the look at the figures showed. */
export async function noteRecovery(
  db: Db,
  of: Run & { readonly at: Date; readonly found: RecoveryFound },
): Promise<void> {
  const { result, ...figures } = of.found;
  await rowsOf(db, of).update({
    ...{ check_at: null, checked_at: of.at, result },
    figures: JSON.stringify(figures) as unknown as Row['figures'],
  });
}

/** Keeps that the lessons of a run were asked for. */
export async function noteLessonsAsked(db: Db, of: Run & { readonly at: Date }): Promise<void> {
  await rowsOf(db, of).update({ lessons_asked_at: of.at });
}
