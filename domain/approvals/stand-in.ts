/** What escalation needs to know of a person. */
interface StandInPerson {
  readonly id: string;
  readonly superiorId: string | null;
  readonly active: boolean;
}

/** Who could stand in for an approver who did not answer, in the order in which they are tried. */
export interface StandInCandidates {
  readonly superior: StandInPerson | undefined;
  readonly director: StandInPerson | undefined;
  readonly programmeOwner: StandInPerson | undefined;
}

/** The person who is asked instead, and why it is this one. */
export interface StandIn {
  readonly personId: string;
  readonly reason: 'superior' | 'director' | 'programmeOwner';
}

/**
 * Design §4: the approver's superior; where that one is missing, inactive or excluded (asked already, requester or owner of
 * the step) the account's director, then the programme's owner. `undefined` when nobody is left.
 */
export function standIn(candidates: StandInCandidates, excluded: ReadonlySet<string>): StandIn | undefined {
  const order = ['superior', 'director', 'programmeOwner'] as const;
  for (const reason of order) {
    const person = candidates[reason];
    if (person?.active && !excluded.has(person.id)) return { personId: person.id, reason };
  }
  return undefined;
}
