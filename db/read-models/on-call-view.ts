import { onCallFor } from '../../domain/escalations/on-call.ts';
import type { Rung } from '../../domain/escalations/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { currentEscalationPolicy } from '../stores/escalation-policy.ts';
import { onCallAt, type OnCallEntry } from '../stores/on-call.ts';
import { peopleById, planningAccount } from './planning-context.ts';

/** A rung of an account's ladder: who fills it, and who is on call for it, the one asked first. */
export interface RungOnCall {
  readonly rung: Rung;
  readonly standing: { readonly personId: string; readonly personName: string } | null;
  readonly onCall: readonly OnCallEntry[];
}

/** The rungs by the policy of now for an account at a moment, in order, whoever is away. Throws `notFound`. */
export async function onCallOf(
  db: Db,
  { accountId, at }: { readonly accountId: string; readonly at: Date },
): Promise<readonly RungOnCall[]> {
  const account = await planningAccount(db, accountId);
  const place = await db('account')
    .where({ id: accountId })
    .first<{ programme_id: string; region: string } | undefined>('programme_id', 'region');
  if (!place) throw new DomainError('notFound', `There is no account ${accountId}.`);
  const { ladder } = (await currentEscalationPolicy(db)).policy;
  const entries = await onCallAt(db, { programmeIds: [place.programme_id], at });
  const filled: Readonly<Record<Rung, string | null>> = {
    manager: account.managerId,
    director: account.directorId,
    sponsor: account.team['sponsor'] ?? null,
    executive: account.programmeOwnerId,
  };
  const people = await peopleById(
    db,
    Object.values(filled).filter((id) => id !== null),
  );
  const [first] = ladder;
  return ladder.map((rung) => {
    const person = people.get(filled[rung] ?? '');
    const question = { rung, first: first ?? rung, region: place.region, at };
    return {
      rung,
      standing: person ? { personId: person.id, personName: person.name } : null,
      onCall: onCallFor(entries, question),
    };
  });
}
