import { DomainError } from '../../domain/errors.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { listAsks } from '../stores/escalation-asks.ts';
import { findEscalationLink } from '../stores/escalation-links.ts';
import { getEscalation, type Escalation } from '../stores/escalation-rows.ts';
import { peopleById, planningAccount } from './planning-context.ts';

/** What the page behind a link of the ladder shows; `current` says whether the link is of the escalation's present run. */
export interface EscalationLinkView {
  readonly linkId: string;
  readonly person: Person;
  readonly accountName: string;
  readonly escalation: Escalation;
  readonly current: boolean;
  readonly holder: Person | undefined;
  readonly asked: readonly string[];
}

/** The view of a link by the SHA-256 of its token; `undefined` for an unknown one. Reads only. */
export async function findEscalationView(
  db: Db,
  tokenSha256: string,
): Promise<EscalationLinkView | undefined> {
  const link = await findEscalationLink(db, { tokenSha256 });
  if (!link) return undefined;
  const escalation = await getEscalation(db, { id: link.escalationId });
  const { name: accountName } = await planningAccount(db, escalation.accountId);
  const asks = await listAsks(db, escalation);
  const ids = [link.personId, ...asks.map(({ personId }) => personId)];
  const people = await peopleById(db, [
    ...ids,
    ...(escalation.holderId === null ? [] : [escalation.holderId]),
  ]);
  const person = people.get(link.personId);
  if (!person) throw new DomainError('notFound', `There is no person ${link.personId}.`);
  return {
    linkId: link.id,
    person,
    accountName,
    escalation,
    current: link.run === escalation.run,
    holder: people.get(escalation.holderId ?? ''),
    asked: [...new Set(asks.map(({ personId }) => people.get(personId)?.name ?? ''))],
  };
}
