import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { getProposal, namesIn, type StoredProposal } from '../read-models/assignment-proposals.ts';
import { seenAccounts, seenManagers } from '../read-models/assignment-question.ts';
import { lockAssignments, refuseReviewed, toSeen, type Seen } from './assignments.ts';
import { appendAudit } from './audit.ts';
import { assignmentChain } from './manager-profiles.ts';

/** A director's acceptance; `by` is who told us, which for somebody who acts as a person must be the director. */
export interface AcceptanceWish {
  readonly proposalId: string;
  readonly directorId: string;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Gives every account of a proposal its manager, all in one transaction, each with an audit event. Throws `closed` when it was accepted
 * before, `forbidden` when it is not this director's to accept, `conflict` for accounts in review, and `stale` with every change since.
 */
export function acceptProposal(db: Db, wish: AcceptanceWish): Promise<void> {
  return db.transaction(async (trx) => {
    await lockAssignments(trx);
    const proposal = await getProposal(trx, wish.proposalId);
    if (proposal.accepted !== null)
      throw new DomainError(
        'closed',
        `Proposal ${proposal.id} was accepted ${proposal.accepted.at.toISOString()}.`,
      );
    if (proposal.content.placed.length === 0)
      throw new DomainError(
        'conflict',
        `Proposal ${proposal.id} gives nobody an account: there is nothing to accept.`,
      );
    await lockSeen(trx, proposal.seen);
    await refuseDirector(trx, { proposal, wish });
    await refuseStale(trx, proposal);
    await assignAll(trx, { proposal, wish });
  });
}

/** Holds the accounts and people until the end: no review begins, and nobody changes what they bring. */
async function lockSeen(db: Db, { accounts, managers }: Seen): Promise<void> {
  const accountIds = accounts.map(({ accountId }) => accountId);
  await db('account').whereIn('id', accountIds).orderBy('id').forUpdate().select('id');
  const personIds = managers.map(({ personId }) => personId);
  await db('person').whereIn('id', personIds).orderBy('id').forNoKeyUpdate().select('id');
}

async function refuseDirector(
  db: Db,
  { proposal, wish }: { readonly proposal: StoredProposal; readonly wish: AcceptanceWish },
): Promise<void> {
  const { directorId, by } = wish;
  if (by.kind === 'person' && by.id !== directorId)
    throw new DomainError('forbidden', 'A key that acts for a person can accept only as that person.');
  const director = await db('person')
    .where({ id: directorId })
    .first<{ name: string; active: boolean; roles: string[] } | undefined>('name', 'active', 'roles');
  if (!director) throw new DomainError('notFound', `There is no person ${directorId}.`);
  if (!director.active) throw new DomainError('forbidden', `${director.name} is not active.`);
  const programme = await db('programme')
    .where({ id: proposal.programmeId })
    .first<{ owner_id: string | null } | undefined>('owner_id');
  if (programme?.owner_id === directorId) return;
  if (!director.roles.includes('director'))
    throw new DomainError(
      'forbidden',
      `${director.name} is neither a director nor the owner of the programme.`,
    );
  const others = await db('account')
    .whereIn('id', [...proposal.content.placed.map(({ accountId }) => accountId)])
    .whereNotNull('director_id')
    .whereNot({ director_id: directorId })
    .orderBy('id')
    .select<{ id: string; key: string }[]>('id', 'key');
  const faults = others.map(({ id, key }) => ({
    path: `/placed/${id}`,
    message: `${key} has another director`,
  }));
  if (faults.length > 0)
    throw new DomainError('forbidden', `${director.name} does not direct all of these accounts.`, faults);
}

async function refuseStale(db: Db, proposal: StoredProposal): Promise<void> {
  const ids = proposal.seen.accounts.map(({ accountId }) => accountId);
  const accounts = await seenAccounts(db, { ids, asOf: proposal.content.asOf });
  const placed = new Set(proposal.content.placed.map(({ accountId }) => accountId));
  refuseReviewed(accounts.filter(({ accountId }) => placed.has(accountId)));
  const now = toSeen(await seenManagers(db, { without: ids }), accounts);
  const names = await namesIn(db, proposal);
  const faults = [
    ...changes(proposal.seen.managers, {
      now: now.managers,
      idOf: ({ personId }) => personId,
      path: 'managers',
      name: names.person,
    }),
    ...changes(proposal.seen.accounts, {
      now: now.accounts,
      idOf: ({ accountId }) => accountId,
      path: 'accounts',
      name: names.account,
    }),
  ];
  if (faults.length > 0)
    throw new DomainError('stale', 'Things have changed since this was proposed. Propose again.', faults);
}

const told: Readonly<Record<string, string>> = {
  version: 'what they bring or need',
  active: 'whether they are active',
  timeZone: 'the time zone',
  load: 'what they carry',
  managerId: 'the manager',
  region: 'the region',
};

function changes<One extends object>(
  before: readonly One[],
  at: {
    readonly now: readonly One[];
    readonly idOf: (one: One) => string;
    readonly path: string;
    readonly name: (id: string) => string;
  },
): Fault[] {
  const { now, idOf } = at;
  const gone = before.filter((one) => !now.some((other) => idOf(other) === idOf(one)));
  const fresh = now.filter((one) => !before.some((other) => idOf(other) === idOf(one)));
  const fault = (one: One, what: string): Fault => ({
    path: `/${at.path}/${idOf(one)}`,
    message: `${at.name(idOf(one))} ${what}`,
  });
  return [
    ...gone.map((one) => fault(one, 'is no longer there')),
    ...fresh.map((one) => fault(one, 'has become a manager')),
    ...before.flatMap((one) => {
      const other = now.find((each) => idOf(each) === idOf(one));
      const changed = Object.entries(one).filter(
        ([key, value]) => other && Reflect.get(other, key) !== value,
      );
      const what = changed.map(([key]) => told[key] ?? key).join(', ');
      return changed.length === 0 ? [] : [fault(one, `has changed: ${what}`)];
    }),
  ];
}

async function assignAll(
  db: Db,
  { proposal, wish }: { readonly proposal: StoredProposal; readonly wish: AcceptanceWish },
): Promise<void> {
  const { directorId, by, at } = wish;
  await db('assignment_acceptance').insert({
    proposal_id: proposal.id,
    director_id: directorId,
    accepted_by_kind: by.kind,
    accepted_by_id: by.id,
    accepted_at: at,
  });
  const event = { chain: assignmentChain, at, actor: by };
  const data = { directorId, version: proposal.version };
  await appendAudit(db, { ...event, kind: 'assignment.accepted', subject: proposal.id, data });
  for (const { accountId, managerId, fit } of proposal.content.placed) {
    const before = proposal.seen.accounts.find((one) => one.accountId === accountId);
    const previous = before?.managerId ?? null;
    await db('account').where({ id: accountId }).update({ manager_id: managerId });
    await db('assignment').insert({
      proposal_id: proposal.id,
      account_id: accountId,
      manager_id: managerId,
      previous_manager_id: previous,
      fit,
      assigned_at: at,
    });
    const change = { managerId, previousManagerId: previous, proposalId: proposal.id, directorId };
    await appendAudit(db, { ...event, kind: 'account.managerAssigned', subject: accountId, data: change });
  }
}
