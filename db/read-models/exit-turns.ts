import { exitChain } from '../../domain/selection/exit-chain.ts';
import type { Db } from '../client.ts';
import { peopleById } from './planning-context.ts';

/** Who is asked next about a proposed exit, and as what. */
export interface NextOfExit {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'director' | 'programmeOwner';
}

interface ExitRow {
  id: string;
  responsible_id: string;
  manager_id: string | null;
  director_id: string | null;
  owner_id: string | null;
  lead_id: string;
}

const exitsQuery = `
  select e.id, e.responsible_id, a.manager_id, a.director_id, p.owner_id, c.lead_id
  from proposed_exit e join account a on a.id = e.account_id join selection_cycle c on c.id = e.cycle_id
    join programme p on p.id = a.programme_id
  where e.id = any(:exitIds)`;

/** Who is next after the one responsible for each of these exits, by the exit's number; nobody is after the last of them. */
export async function nextOfExits(
  db: Db,
  exitIds: readonly string[],
): Promise<ReadonlyMap<string, NextOfExit>> {
  if (exitIds.length === 0) return new Map();
  const { rows } = await db.raw<{ rows: ExitRow[] }>(exitsQuery, { exitIds });
  const named = rows.flatMap((row) => [row.manager_id, row.director_id, row.owner_id, row.lead_id]);
  const people = await peopleById(db, [...new Set(named.filter((id) => id !== null))]);
  return new Map(
    rows.flatMap((row): [string, NextOfExit][] => {
      const chain = exitChain(
        {
          managerId: row.manager_id,
          directorId: row.director_id,
          programmeOwnerId: row.owner_id,
          leadId: row.lead_id,
        },
        (id) => people.get(id)?.active === true,
      );
      const next = chain[chain.findIndex(({ personId }) => personId === row.responsible_id) + 1];
      const person = next && people.get(next.personId);
      if (!person || (next.as !== 'director' && next.as !== 'programmeOwner')) return [];
      return [[row.id, { personId: person.id, personName: person.name, reason: next.as }]];
    }),
  );
}
