import type { EscalationPolicy } from '../../domain/escalations/policy.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { listAsks, type Rung } from '../stores/escalation-asks.ts';
import { getEscalationPolicy } from '../stores/escalation-policy.ts';
import { getEscalation, type Escalation } from '../stores/escalation-rows.ts';
import { awayAt } from './answerers.ts';
import { peopleById, planningAccount } from './planning-context.ts';

// Why a rung of the ladder is passed by.
type RungSkip = 'missing' | 'inactive' | 'absent' | 'askedBefore';

/** Who is asked next to take an escalation, and which rungs nobody fills on the way; no `ask` at the end of the ladder. */
export interface NextRung {
  readonly ask: { readonly rung: Rung; readonly attempt: number; readonly person: Person } | undefined;
  readonly skipped: readonly { readonly rung: Rung; readonly why: RungSkip }[];
}

interface Ladder {
  readonly policy: EscalationPolicy;
  readonly people: ReadonlyMap<string, Person>;
  readonly away: ReadonlySet<string>;
  readonly idOf: (rung: Rung) => string | null;
}

/** Who is asked next, as of the moment `at`: the same person until their attempts are used up, then the next rung that somebody fills who was not asked before. */
export async function nextRung(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<NextRung> {
  const ladder = await ladderOf(db, { escalation, at });
  const { policy } = ladder;
  const asks = await listAsks(db, escalation);
  const last = asks.at(-1);
  if (last && last.attempt < policy.attemptsPerRung) {
    const person = ladder.people.get(last.personId);
    if (person?.active === true && !ladder.away.has(person.id))
      return { ask: { rung: last.rung, attempt: last.attempt + 1, person }, skipped: [] };
  }
  const skipped: { rung: Rung; why: RungSkip }[] = [];
  for (const rung of policy.ladder.slice(last ? policy.ladder.indexOf(last.rung) + 1 : 0)) {
    const id = ladder.idOf(rung);
    const person = ladder.people.get(id ?? '');
    const why = asks.some(({ personId }) => personId === id) ? 'askedBefore' : fault(ladder, person);
    if (person && why === undefined) return { ask: { rung, attempt: 1, person }, skipped };
    skipped.push({ rung, why: why ?? 'missing' });
  }
  return { ask: undefined, skipped };
}

function fault({ away }: Ladder, person: Person | undefined): RungSkip | undefined {
  if (person === undefined) return 'missing';
  if (!person.active) return 'inactive';
  return away.has(person.id) ? 'absent' : undefined;
}

async function ladderOf(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<Ladder> {
  const { policy } = await getEscalationPolicy(db, escalation.policyVersion);
  const { managerId, directorId, team, programmeOwnerId } = await planningAccount(db, escalation.accountId);
  const filled: Readonly<Record<Rung, string | null>> = {
    manager: managerId,
    director: directorId,
    sponsor: team['sponsor'] ?? null,
    executive: programmeOwnerId,
  };
  const asked = (await listAsks(db, escalation)).map(({ personId }) => personId);
  const ids = [...new Set([...Object.values(filled).filter((id) => id !== null), ...asked])];
  return {
    policy,
    people: await peopleById(db, ids),
    away: await awayAt(db, { ids, at }),
    idOf: (rung) => filled[rung],
  };
}

/** Who is asked next to take an escalation, and as what. */
export interface NextOnLadder {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'manager' | 'director' | 'sponsor' | 'programmeOwner';
}

/** Who is asked next to take each of these escalations, by its number, as of the moment `at`; nobody where the ladder ends. */
export async function nextOnLadders(
  db: Db,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, NextOnLadder>> {
  const next = new Map<string, NextOnLadder>();
  for (const id of ids) {
    const { ask } = await nextRung(db, { escalation: await getEscalation(db, { id }), at });
    if (ask === undefined) continue;
    const { person, rung } = ask;
    const reason = rung === 'executive' ? 'programmeOwner' : rung;
    next.set(id, { personId: person.id, personName: person.name, reason });
  }
  return next;
}
