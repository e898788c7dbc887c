import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { Escalation } from './escalation-rows.ts';
import { lockOpenEscalation, stepEscalation } from './escalation-steps.ts';
import { fillVacancy } from './escalation-vacancies.ts';

/** Hands an escalation over to somebody else, who has it from now on; both are told. Throws `conflict` where nobody has it yet or they have it already, and `invalid` for somebody who is not active or without a reason. */
export async function handOverEscalation(
  db: Db,
  change: {
    readonly id: string;
    readonly personId: string;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const reason = change.reason.trim();
    if (reason === '')
      throw new DomainError('invalid', 'Say why it is handed over.', [
        { path: '/reason', message: 'say why' },
      ]);
    return handOverLocked(trx, { ...change, escalation, reason });
  });
}

/** As {@link handOverEscalation}, under the lock of the process. */
export async function handOverLocked(
  db: Db,
  change: {
    readonly escalation: Escalation;
    readonly personId: string;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<Escalation> {
  const { escalation, personId, reason, by, at } = change;
  const { holderId } = escalation;
  if (holderId === null)
    throw new DomainError('conflict', 'Nobody has this escalation yet: say who takes it instead.');
  const person = await db('person')
    .where({ id: personId })
    .first<{ name: string; active: boolean } | undefined>('name', 'active');
  if (person?.active !== true)
    throw new DomainError('invalid', 'An escalation is handed over to an active person.', [
      { path: '/personId', message: `There is no active person ${personId}.` },
    ]);
  if (holderId === personId) throw new DomainError('conflict', `${person.name} has this escalation already.`);
  await fillVacancy(db, { escalation, at });
  const data = { personId, before: holderId };
  const set = { holder_id: personId };
  const step = { kind: 'handedOver', by, at, reason, data, set, fact: 'escalationHandedOver' } as const;
  return stepEscalation(db, { escalation, step });
}
