import type { Standing } from './designation.ts';
import type { Quadrant } from './matrix.ts';

/** What somebody wished for an account, and why. */
interface AccountWish {
  readonly by: string;
  readonly reason: string;
}

/** Where an account stands when the list is made. Scores are 0 to 100, null where unknown; money in the set's currency; `standing` is
 * null for an account that was not scored. */
export interface ListedAccount {
  readonly accountId: string;
  readonly key: string;
  readonly name: string;
  readonly active: boolean;
  readonly inProgramme: boolean;
  readonly isKeyAccount: boolean;
  readonly standing: Standing | null;
  readonly rank: number | null;
  readonly quadrant: Quadrant | null;
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly expectedReturn: string | null;
  readonly revenue: string | null;
  readonly nominated: AccountWish | null;
  readonly vetoed: AccountWish | null;
}

/** Why an account is left out, or what the panel should know of it. */
export type ListReason =
  Exclude<Standing, 'selected'> | 'vetoed' | 'notActive' | 'otherProgramme' | 'aboveCap';

/** What is proposed for an account: to become a key account, to stay one, or to leave; `leftOut` is a newcomer that a veto took off. */
export type ListAction = 'designate' | 'keep' | 'leave' | 'leftOut';

/** One line of a cycle's list. `reasons` say why an account leaves, `warnings` what speaks against one that is on it. */
export interface ListEntry {
  readonly account: ListedAccount;
  readonly action: ListAction;
  readonly basis: 'score' | 'nomination' | 'veto';
  readonly reasons: readonly ListReason[];
  readonly warnings: readonly ListReason[];
}

const order: readonly ListAction[] = ['designate', 'keep', 'leave', 'leftOut'];

/**
 * The list of a cycle: those the score proposes and those nominated, without those vetoed, and every key account that is then no
 * longer on it, with why. A veto wins over a nomination. What speaks against a nominated account stays visible, and so does a list
 * longer than the cap.
 */
export function candidateList(accounts: readonly ListedAccount[], cap: number): readonly ListEntry[] {
  const entries = accounts.flatMap((account) => entryOf(account) ?? []).sort(byPlace);
  const listed = entries.filter(({ action }) => action === 'designate' || action === 'keep');
  if (listed.length <= cap) return entries;
  return entries.map((entry) =>
    entry.basis === 'nomination' && (entry.action === 'designate' || entry.action === 'keep')
      ? { ...entry, warnings: [...new Set<ListReason>([...entry.warnings, 'aboveCap'])] }
      : entry,
  );
}

function entryOf(account: ListedAccount): ListEntry | undefined {
  const { standing, vetoed, nominated, isKeyAccount } = account;
  const bySelf = standing === 'selected';
  const eligible = account.active && account.inProgramme;
  const wanted = eligible && vetoed === null && (bySelf || nominated !== null);
  if (wanted)
    return {
      account,
      action: isKeyAccount ? 'keep' : 'designate',
      basis: bySelf ? 'score' : 'nomination',
      reasons: [],
      warnings: bySelf || standing === null ? [] : [standing],
    };
  if (isKeyAccount)
    return {
      account,
      action: 'leave',
      basis: vetoed === null ? 'score' : 'veto',
      reasons: leavingReasons(account),
      warnings: [],
    };
  if (vetoed === null || !(bySelf || nominated !== null)) return undefined;
  return { account, action: 'leftOut', basis: 'veto', reasons: ['vetoed'], warnings: [] };
}

function leavingReasons({ active, inProgramme, vetoed, standing }: ListedAccount): readonly ListReason[] {
  return [
    ...(active ? [] : (['notActive'] as const)),
    ...(inProgramme ? [] : (['otherProgramme'] as const)),
    ...(vetoed === null ? [] : (['vetoed'] as const)),
    ...(standing === null || standing === 'selected' ? [] : [standing]),
  ];
}

function byPlace(a: ListEntry, b: ListEntry): number {
  const place = order.indexOf(a.action) - order.indexOf(b.action);
  const rank = (a.account.rank ?? Number.MAX_SAFE_INTEGER) - (b.account.rank ?? Number.MAX_SAFE_INTEGER);
  return place || rank || Number(a.account.accountId) - Number(b.account.accountId);
}
