import { whoDecides, type WhoDecides } from '../../domain/approvals/absence.ts';
import type { Db } from '../client.ts';

interface AwayRow {
  person_id: string;
  stand_in_id: string;
  active: boolean;
}

/** Who decides for somebody at an instant by the absences set so far, with `mayNot` left out (see {@link whoDecides}). */
export async function deputyOf(
  db: Db,
  asked: { readonly personId: string; readonly at: Date; readonly mayNot: ReadonlySet<string> },
): Promise<WhoDecides> {
  const away = await awayAt(db, asked.at);
  const absences = new Map(away.map((row) => [row.person_id, { standInId: row.stand_in_id }]));
  const inactive = new Set(away.filter(({ active }) => !active).map((row) => row.stand_in_id));
  return whoDecides(asked.personId, {
    absenceOf: (id) => absences.get(id),
    isActive: (id) => !inactive.has(id),
    mayNot: asked.mayNot,
  });
}

// Everybody who is away at one instant are few, and a chain may lead to any of them.
async function awayAt(db: Db, at: Date): Promise<readonly AwayRow[]> {
  return db('absence as a')
    .join('person as p', 'p.id', 'a.stand_in_id')
    .whereNull('a.cancelled_at')
    .where('a.starts_at', '<=', at)
    .where('a.ends_at', '>', at)
    .select<AwayRow[]>('a.person_id', 'a.stand_in_id', 'p.active');
}
