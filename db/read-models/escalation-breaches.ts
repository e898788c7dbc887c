import type { Db } from '../client.ts';

/** Who is told if an escalation is not solved in time, and as what. */
export interface ToldOfBreach {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'director' | 'programmeOwner';
}

/** Who stands above the holder of each of these escalations: the account's director, else the programme's owner; nobody above the latter. */
export async function toldOfBreaches(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ToldOfBreach>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.raw<{
    rows: { id: string; person_id: string; name: string; director: boolean }[];
  }>(
    `select distinct on (e.id) e.id, p.id as person_id, p.name, p.id = a.director_id as director
     from escalation e join account a on a.id = e.account_id join programme g on g.id = a.programme_id
       join person p on p.id in (a.director_id, g.owner_id) and p.active and p.id is distinct from e.holder_id
     where e.id = any(:ids) order by e.id, coalesce(p.id = a.director_id, false) desc`,
    { ids: [...ids] },
  );
  return new Map(
    rows.map(({ id, person_id: personId, name: personName, director }) => [
      id,
      { personId, personName, reason: director ? 'director' : 'programmeOwner' },
    ]),
  );
}
