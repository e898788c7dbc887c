/** Those who answer for an account, and the lead of the cycle that proposes its exit. */
export interface ExitPeople {
  readonly managerId: string | null;
  readonly directorId: string | null;
  readonly programmeOwnerId: string | null;
  readonly leadId: string;
}

/** Somebody who is asked about a proposed exit, and as what. */
export interface ExitSeat {
  readonly personId: string;
  readonly as: 'manager' | 'director' | 'programmeOwner' | 'lead';
}

/** Who is asked about a proposed exit, one after the other: the manager, the director, the programme's owner; nobody twice, only who is
 * active, and the lead where nobody is. */
export function exitChain(people: ExitPeople, isActive: (personId: string) => boolean): readonly ExitSeat[] {
  const seats = [
    { personId: people.managerId, as: 'manager' },
    { personId: people.directorId, as: 'director' },
    { personId: people.programmeOwnerId, as: 'programmeOwner' },
  ] as const;
  const chain: ExitSeat[] = [];
  for (const { personId, as } of seats)
    if (personId !== null && isActive(personId) && !chain.some((seat) => seat.personId === personId))
      chain.push({ personId, as });
  return chain.length > 0 ? chain : [{ personId: people.leadId, as: 'lead' }];
}
