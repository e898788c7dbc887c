import type { Workplace } from '../../domain/calendar/business-time.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import type { Commitment } from './commitment-rows.ts';

/** A person of ours by id, or a contact of the client by key. */
export type NamedOwner = { readonly personId: string } | { readonly contactKey: string };

/** Where a commitment's owner works, and for which account. */
export interface Place extends Workplace {
  readonly accountId: string;
}

interface OwnerFound {
  readonly side: Commitment['side'];
  readonly columns: { readonly owner_id: string } | { readonly contact_id: string };
  readonly place: Workplace;
}

/** Who is named as an owner, and where they work. Throws `invalid` for nobody that the firm or the account knows. */
export async function ownerOf(
  db: Db,
  { owner, place }: { readonly owner: NamedOwner; readonly place: Place },
): Promise<OwnerFound> {
  if ('personId' in owner) {
    const person = await workplaceOf(db, owner.personId);
    if (!person) throw ownerFault(`There is no active person ${owner.personId}.`);
    return { side: 'ours', columns: { owner_id: owner.personId }, place: person };
  }
  const contact = await db('contact')
    .where({ account_id: place.accountId, key: owner.contactKey })
    .first<{ id: string } | undefined>('id');
  if (!contact) throw ownerFault(`This account has no contact "${owner.contactKey}".`);
  return { side: 'client', columns: { contact_id: contact.id }, place };
}

function ownerFault(message: string): DomainError {
  return new DomainError('invalid', message, [{ path: '/owner', message }]);
}

async function workplaceOf(db: Db, personId: string): Promise<Workplace | undefined> {
  const row = await db('person')
    .where({ id: personId, active: true })
    .first<{ region: string; time_zone: string } | undefined>('region', 'time_zone');
  return row && { region: row.region, timeZone: row.time_zone };
}

/** Where the manager of a plan works; the account's place for one who has left. */
export async function managersPlace(db: Db, plan: Pick<Plan, 'accountId' | 'managerId'>): Promise<Workplace> {
  return (await workplaceOf(db, plan.managerId)) ?? placeOf(db, plan.accountId);
}

/** The account's own place, by which the client's owners are counted. */
export async function placeOf(db: Db, accountId: string): Promise<Place> {
  const row = await db('account')
    .where({ id: accountId })
    .first<{ region: string; time_zone: string }>('region', 'time_zone');
  return { accountId, region: row.region, timeZone: row.time_zone };
}

/** Where the owner of a commitment works: a person of ours who is still active at their own place, everybody else at the account's. */
export async function ownersPlace(
  db: Db,
  { plan, commitment }: { readonly plan: Pick<Plan, 'accountId'>; readonly commitment: Commitment },
): Promise<Place> {
  const place = await placeOf(db, plan.accountId);
  const own = commitment.ownerId === null ? undefined : await workplaceOf(db, commitment.ownerId);
  return { ...place, ...own };
}
