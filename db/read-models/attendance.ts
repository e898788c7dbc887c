import { whoDecides, type WhoDecides } from '../../domain/approvals/absence.ts';
import type { Db } from '../client.ts';

interface AwayRow {
  person_id: string;
  stand_in_id: string;
  ends_at: Date;
  active: boolean;
}

/** Who is away at an instant, who stands in for whom, and until when somebody is away. */
export interface Attendance {
  /** Who decides for somebody, with `mayNot` left out (see {@link whoDecides}). */
  readonly deputyOf: (personId: string, mayNot: ReadonlySet<string>) => WhoDecides;
  readonly standInIds: readonly string[];
  readonly awayUntil: (personId: string) => Date | undefined;
}

/** Reads who is away at an instant by the absences set so far. */
export async function attendanceAt(db: Db, at: Date): Promise<Attendance> {
  const away = await awayAt(db, at);
  const absences = new Map(away.map((row) => [row.person_id, { standInId: row.stand_in_id }]));
  const inactive = new Set(away.filter(({ active }) => !active).map((row) => row.stand_in_id));
  return {
    deputyOf: (personId, mayNot) =>
      whoDecides(personId, {
        absenceOf: (id) => absences.get(id),
        isActive: (id) => !inactive.has(id),
        mayNot,
      }),
    standInIds: away.map((row) => row.stand_in_id),
    awayUntil: (personId) => away.find((row) => row.person_id === personId)?.ends_at,
  };
}

/** Who decides for somebody at an instant by the absences set so far, with `mayNot` left out (see {@link whoDecides}). */
export async function deputyOf(
  db: Db,
  asked: { readonly personId: string; readonly at: Date; readonly mayNot: ReadonlySet<string> },
): Promise<WhoDecides> {
  return (await attendanceAt(db, asked.at)).deputyOf(asked.personId, asked.mayNot);
}

// Everybody who is away at one instant are few, and a chain may lead to any of them.
async function awayAt(db: Db, at: Date): Promise<readonly AwayRow[]> {
  return db('absence as a')
    .join('person as p', 'p.id', 'a.stand_in_id')
    .whereNull('a.cancelled_at')
    .where('a.starts_at', '<=', at)
    .where('a.ends_at', '>', at)
    .select<AwayRow[]>('a.person_id', 'a.stand_in_id', 'a.ends_at', 'p.active');
}
