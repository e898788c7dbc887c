import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { peopleById, planningAccount, type PlanningAccount } from './planning-context.ts';

/** Who acts for an account: its manager, where there is none the director, then the programme's owner; `undefined` if none is active. */
export async function planner(db: Db, account: PlanningAccount): Promise<Person | undefined> {
  const ids = [account.managerId, account.directorId, account.programmeOwnerId].filter((id) => id !== null);
  const people = await peopleById(db, ids);
  return ids.map((id) => people.get(id)).find((person) => person?.active);
}

/** In whose name an account's contacts are asked, and who reads their answers. Throws `notFound`. */
export async function surveyHost(db: Db, accountId: string): Promise<Person | undefined> {
  return planner(db, await planningAccount(db, accountId));
}
