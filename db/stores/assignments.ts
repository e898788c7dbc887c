import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { proposeAssignment, type AssignmentProposal } from '../../domain/assignment/proposal.ts';
import type { Db } from '../client.ts';
import {
  openAccountIds,
  seenAccounts,
  seenManagers,
  type SeenAccount,
  type SeenManager,
} from '../read-models/assignment-question.ts';
import { appendAudit } from './audit.ts';
import { assignmentChain } from './manager-profiles.ts';

/** What is to be assigned: accounts by number, whoever manages them now, or when none is named every open one whose needs somebody
 * stated (with `all` also those of which nobody did). Without a programme the only one there is. */
export interface ProposalWish {
  readonly programmeId?: string | undefined;
  readonly accountIds: readonly string[];
  readonly all: boolean;
  readonly asOf: string;
  readonly by: Actor;
  readonly at: Date;
}

/** What a proposal was made from, to tell later whether it still holds. */
export interface Seen {
  readonly managers: readonly Pick<SeenManager, 'personId' | 'version' | 'active' | 'timeZone' | 'load'>[];
  readonly accounts: readonly Pick<
    SeenAccount,
    'accountId' | 'version' | 'active' | 'managerId' | 'region' | 'timeZone'
  >[];
}

const mostAccounts = 200;
const handover =
  'its review is running, so it keeps its manager: to change that is a handover, which is a process of its own';

/** Works out who is to manage what and stores it as the programme's next version, for a director to accept. Throws `invalid` or `conflict`
 * with every account that cannot be assigned; nothing is stored then. */
export function proposeAssignments(db: Db, wish: ProposalWish): Promise<{ readonly id: string }> {
  return db.transaction(async (trx) => {
    await lockAssignments(trx);
    const programmeId = wish.programmeId ?? (await onlyProgramme(trx));
    const named = [...new Set(wish.accountIds)];
    const ids = named.length > 0 ? named : await openAccountIds(trx, { programmeId, all: wish.all });
    refuseCount(ids.length);
    const accounts = await seenAccounts(trx, { ids, asOf: wish.asOf });
    refuseAccounts(accounts, { ids, programmeId });
    const candidates = await seenManagers(trx, { without: ids });
    if (candidates.length === 0)
      throw new DomainError('conflict', 'Nobody has a manager profile yet: kam assign import takes them in.');
    const content = proposeAssignment({
      asOf: wish.asOf,
      candidates,
      accounts: accounts.map((account) => ({ ...account, precedence: precedenceOf(account) })),
    });
    return insertProposal(trx, {
      wish: { ...wish, programmeId },
      content,
      seen: toSeen(candidates, accounts),
    });
  });
}

// Nobody loses their manager to an account that has none, and then the larger comes first.
const beforeAnyRevenue = 1e15;

function precedenceOf({ revenue, isCarried }: SeenAccount): number {
  return Number(revenue) + (isCarried ? beforeAnyRevenue : 0);
}

/** Proposals and acceptances take turns, also with imports of people, who say who manages what. */
export async function lockAssignments(db: Db): Promise<void> {
  await db.raw(`select pg_advisory_xact_lock(hashtext('kam people import'))`);
}

/** The number of the programme with this key; throws `notFound`. */
export async function findProgrammeId(db: Db, key: string): Promise<string> {
  const row = await db('programme').where({ key }).first<{ id: string } | undefined>('id');
  if (!row) throw new DomainError('notFound', `There is no programme with the key "${key}".`);
  return row.id;
}

async function onlyProgramme(db: Db): Promise<string> {
  const [only, ...more] = await db('programme')
    .orderBy('id')
    .select<{ id: string; key: string }[]>('id', 'key');
  if (only === undefined)
    throw new DomainError('conflict', 'There is no programme yet: kam people import brings it in.');
  if (more.length === 0) return only.id;
  const keys = [only, ...more].map(({ key }) => key).join(', ');
  throw new DomainError('invalid', `Say which programme: ${keys}.`);
}

function refuseCount(count: number): void {
  if (count === 0)
    throw new DomainError(
      'conflict',
      'No account is open: all have a manager, are in review, or nobody has said what they need. State needs, ask for all, or name accounts: those may have a manager already.',
    );
  if (count > mostAccounts)
    throw new DomainError(
      'invalid',
      `${count} accounts are open, and one proposal takes at most ${mostAccounts}: name those that matter, or state the needs of those that are to have a manager.`,
    );
}

function refuseAccounts(
  accounts: readonly SeenAccount[],
  { ids, programmeId }: { readonly ids: readonly string[]; readonly programmeId: string },
): void {
  const faults = ids.flatMap((id, index): Fault[] => {
    const account = accounts.find(({ accountId }) => accountId === id);
    const message = account === undefined ? `there is no account ${id}` : whyNot(account, programmeId);
    return message === undefined ? [] : [{ path: `/accountIds/${index}`, message }];
  });
  if (faults.length > 0)
    throw new DomainError('conflict', 'Some accounts cannot be assigned. Nothing was proposed.', faults);
}

function whyNot(account: SeenAccount, programmeId: string): string | undefined {
  if (!account.active) return `${account.key} is not active`;
  if (account.programmeId !== programmeId) return `${account.key} belongs to another programme`;
  return account.isReviewed ? `${account.key}: ${handover}` : undefined;
}

/** What later has to be the same for a proposal to hold. */
export function toSeen(managers: readonly SeenManager[], accounts: readonly SeenAccount[]): Seen {
  return {
    managers: managers.map(({ personId, version, active, timeZone, load }) => ({
      ...{ personId, version, active, timeZone, load },
    })),
    accounts: accounts.map(({ accountId, version, active, managerId, region, timeZone }) => ({
      ...{ accountId, version, active, managerId, region, timeZone },
    })),
  };
}

async function insertProposal(
  db: Db,
  made: {
    readonly wish: ProposalWish & { readonly programmeId: string };
    readonly content: AssignmentProposal;
    readonly seen: Seen;
  },
): Promise<{ readonly id: string }> {
  const { programmeId, by, at, asOf } = made.wish;
  const last = await db('assignment_proposal')
    .where({ programme_id: programmeId })
    .max<{ version: number | null }[]>('version as version');
  const version = (last[0]?.version ?? 0) + 1;
  const [row] = await db('assignment_proposal')
    .insert({
      programme_id: programmeId,
      version,
      as_of: asOf,
      content: JSON.stringify(made.content),
      seen: JSON.stringify(made.seen),
      proposed_by_kind: by.kind,
      proposed_by_id: by.id,
      proposed_at: at,
    })
    .returning<{ id: string }[]>('id');
  if (!row) throw new DomainError('conflict', 'The proposal was not stored.');
  const placed = made.content.placed.map(({ accountId, managerId }) => ({ accountId, managerId }));
  const unplaced = made.content.unplaced.map(({ accountId }) => accountId);
  const data = { programmeId, version, asOf, placed, unplaced };
  const event = { chain: assignmentChain, kind: 'assignment.proposed', subject: row.id };
  await appendAudit(db, { ...event, at, actor: by, data });
  return row;
}

/** Refuses accounts whose review has begun since: they keep their manager. Throws `conflict` with each. */
export function refuseReviewed(accounts: readonly SeenAccount[]): void {
  const faults = accounts
    .filter(({ isReviewed }) => isReviewed)
    .map(({ accountId, key }) => ({ path: `/placed/${accountId}`, message: `${key}: ${handover}` }));
  if (faults.length > 0)
    throw new DomainError(
      'conflict',
      'Some accounts cannot be assigned any more. Nothing was changed.',
      faults,
    );
}
