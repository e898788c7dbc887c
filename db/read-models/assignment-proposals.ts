import type { AssignmentProposal } from '../../domain/assignment/proposal.ts';
import type { Names } from '../../domain/assignment/wording.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { Seen } from '../stores/assignments.ts';

/** A proposal as it was made, which never changes, and whether a director accepted it. */
export interface StoredProposal {
  readonly id: string;
  readonly programmeId: string;
  readonly version: number;
  readonly proposedAt: Date;
  readonly content: AssignmentProposal;
  readonly seen: Seen;
  readonly accepted: { readonly directorId: string; readonly at: Date } | null;
}

interface ProposalRow {
  id: string;
  programme_id: string;
  version: number;
  proposed_at: Date;
  content: AssignmentProposal;
  seen: Seen;
  director_id: string | null;
  accepted_at: Date | null;
}

function proposals(db: Db) {
  return db('assignment_proposal as p')
    .leftJoin('assignment_acceptance as a', 'a.proposal_id', 'p.id')
    .select<ProposalRow[]>('p.*', 'a.director_id', 'a.accepted_at');
}

function toProposal(row: ProposalRow): StoredProposal {
  const { director_id: directorId, accepted_at: at } = row;
  return {
    id: row.id,
    programmeId: row.programme_id,
    version: row.version,
    proposedAt: row.proposed_at,
    content: row.content,
    seen: row.seen,
    accepted: directorId === null || at === null ? null : { directorId, at },
  };
}

/** Proposals, the newest first; one more than `limit` says that there is a next page. */
export async function listProposals(
  db: Db,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<readonly StoredProposal[]> {
  const rows = proposals(db)
    .orderBy('p.id', 'desc')
    .limit(page.limit + 1);
  if (page.before !== undefined) void rows.where('p.id', '<', page.before);
  return (await rows).map(toProposal);
}

/** One proposal; throws `notFound`. */
export async function getProposal(db: Db, id: string): Promise<StoredProposal> {
  const [row] = await proposals(db).where('p.id', id);
  if (row === undefined) throw new DomainError('notFound', `There is no assignment proposal ${id}.`);
  return toProposal(row);
}

/** Who managed an account when it was proposed. */
export function managerBefore({ seen }: StoredProposal, accountId: string): string | null {
  return seen.accounts.find((account) => account.accountId === accountId)?.managerId ?? null;
}

/** What the people and accounts of a proposal are called now. */
export async function namesIn(db: Db, { seen, accepted }: StoredProposal): Promise<Names> {
  const personIds = [
    ...seen.managers.map(({ personId }) => personId),
    ...seen.accounts.flatMap(({ managerId }) => managerId ?? []),
    ...(accepted ? [accepted.directorId] : []),
  ];
  const people = await db('person')
    .whereIn('id', personIds)
    .select<{ id: string; name: string }[]>('id', 'name');
  const accounts = await db('account')
    .whereIn('id', [...seen.accounts.map(({ accountId }) => accountId)])
    .select<{ id: string; name: string }[]>('id', 'name');
  const nameIn = (rows: readonly { id: string; name: string }[], id: string): string =>
    rows.find((row) => row.id === id)?.name ?? id;
  return { person: (id) => nameIn(people, id), account: (id) => nameIn(accounts, id) };
}
