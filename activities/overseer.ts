import { peopleById } from '../db/read-models/planning-context.ts';
import { toldOfUntended } from '../domain/planning/lease.ts';
import type { Person } from '../domain/person.ts';
import type { PlanEffect } from './plan-effect.ts';

/** Who is told when a plan's manager leaves something undone: the account's director, else the programme's owner; nobody if neither can be. */
export async function overseerOf(effect: PlanEffect): Promise<Person | undefined> {
  const { account, plan } = effect.context;
  const ids = [account.directorId, account.programmeOwnerId].filter((id) => id !== null);
  const people = await peopleById(effect.db, ids);
  const told = toldOfUntended({
    managerId: plan.managerId,
    director: people.get(account.directorId ?? ''),
    programmeOwner: people.get(account.programmeOwnerId ?? ''),
  });
  return told && people.get(told.personId);
}
