import { DomainError } from '../../domain/errors.ts';
import type { AskedHow } from '../../domain/escalations/ladder.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { listAsks } from '../stores/escalation-asks.ts';
import { listClocks, type EscalationClock } from '../stores/escalation-clocks.ts';
import { findEscalationLink } from '../stores/escalation-links.ts';
import { openVacancy } from '../stores/escalation-vacancies.ts';
import { getEscalation, type Escalation } from '../stores/escalation-rows.ts';
import { peopleById, planningAccount } from './planning-context.ts';

/** What the page behind a link of the ladder shows; `current` says whether the link is of the escalation's present run. */
export interface EscalationLinkView {
  readonly linkId: string;
  readonly person: Person;
  readonly accountName: string;
  readonly escalation: Escalation;
  /** Until when somebody has to take it, and since when that is over. */
  readonly response: Pick<EscalationClock, 'dueAt' | 'breachedAt'>;
  readonly current: boolean;
  readonly holder: Person | undefined;
  /** Whether its holder has gone and whoever has the link is asked to take over. */
  readonly vacant: boolean;
  /** In whose place the reader is asked, as the stand-in of somebody away or because they are on call. */
  readonly insteadOf: { readonly name: string; readonly how: AskedHow } | undefined;
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
  const own = asks.find(({ id }) => id === link.askId);
  const named = [escalation.holderId, own?.standsForId, ...asks.map(({ personId }) => personId)];
  const ids = [link.personId, ...named.flatMap((id) => id ?? [])];
  const people = await peopleById(db, [...new Set(ids)]);
  const person = people.get(link.personId);
  if (!person) throw new DomainError('notFound', `There is no person ${link.personId}.`);
  const clocks = await listClocks(db, escalation);
  const vacancy = await openVacancy(db, escalation);
  const standsFor = people.get(own?.standsForId ?? '');
  return {
    linkId: link.id,
    person,
    accountName,
    escalation,
    response: clocks.find(({ kind }) => kind === 'response') ?? { dueAt: null, breachedAt: null },
    current: link.run === escalation.run,
    holder: people.get(escalation.holderId ?? ''),
    vacant: own !== undefined && vacancy?.number === own.round,
    insteadOf: own && standsFor && { name: standsFor.name, how: own.how },
    asked: [...new Set(asks.map(({ personId }) => people.get(personId)?.name ?? ''))],
  };
}
