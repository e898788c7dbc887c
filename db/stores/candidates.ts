import type {
  ListAction,
  ListedAccount,
  ListEntry,
  ListReason,
} from '../../domain/selection/candidate-list.ts';
import type { Quadrant } from '../../domain/selection/matrix.ts';
import type { Standing } from '../../domain/selection/designation.ts';
import type { Db } from '../client.ts';
import { explainScore } from '../read-models/scores.ts';
import { setBased } from '../selection/set-based.ts';
import { listNominations, type Nomination } from './nominations.ts';
import type { SelectionCycle } from './selection-cycles.ts';

interface AccountRow {
  id: string;
  key: string;
  name: string;
  active: boolean;
  programme_id: string;
  is_key_account: boolean;
  scored: boolean;
  standing: Standing | null;
  rank: number | null;
  expected_return: string | null;
  quadrant: Quadrant | null;
  attractiveness: number | null;
  strength: number | null;
  revenue: number | null;
}

const accountsQuery = `
  with key_account as (
    select account_id from designation where programme_id = :programmeId and ended_at is null
  ), wanted as (
    select account_id from key_account
    union select account_id from placement where scorecard_id = :scorecardId and standing = 'selected'
    union select unnest(cast(:named as bigint[]))
  )
  select a.id, a.key, a.name, a.active, a.programme_id, k.account_id is not null as is_key_account, p.standing, p.rank,
    p.expected_return, s.attractive is not null as scored, p.quadrant, s.attractiveness / 1e4::float8 as attractiveness,
    s.strength / 1e4::float8 as strength, i.revenue
  from wanted w join account a on a.id = w.account_id
    left join key_account k on k.account_id = a.id
    left join placement p on p.scorecard_id = :scorecardId and p.account_id = a.id
    left join score s on s.scorecard_id = :scorecardId and s.account_id = a.id
    left join score_input i on i.scorecard_id = :scorecardId and i.account_id = a.id
  order by a.id`;

/** Every account that the cycle's list is made from: proposed, nominated, vetoed, or a key account of the programme, as of now. */
export async function accountsToList(db: Db, cycle: SelectionCycle): Promise<readonly ListedAccount[]> {
  const wishes = (await listNominations(db, cycle.id)).filter(({ withdrawnAt }) => withdrawnAt === null);
  const bindings = {
    programmeId: cycle.programmeId,
    scorecardId: cycle.scorecardId,
    named: wishes.map(({ accountId }) => accountId),
  };
  const { rows } = await setBased(db, (trx) => trx.raw<{ rows: AccountRow[] }>(accountsQuery, bindings));
  const accounts = rows.map((row) => toListed(row, { wishes, programmeId: cycle.programmeId }));
  const listed: ListedAccount[] = [];
  for (const [index, account] of accounts.entries()) {
    const isOpen = account.standing === null && rows[index]?.scored === true;
    listed.push(isOpen ? await withStanding(db, { account, cycle }) : account);
  }
  return listed;
}

// A scorecard keeps the places of those proposed and of the largest; those of others that somebody names follow from their scores.
async function withStanding(
  db: Db,
  { account, cycle }: { account: ListedAccount; cycle: SelectionCycle },
): Promise<ListedAccount> {
  const { scorecardId } = cycle;
  if (scorecardId === null) return account;
  const look = { scorecardId, accountId: account.accountId };
  const { standing, quadrant, expectedReturn } = await explainScore(db, look);
  return { ...account, standing, quadrant, expectedReturn };
}

function toListed(
  row: AccountRow,
  around: { wishes: readonly Nomination[]; programmeId: string },
): ListedAccount {
  const wishOf = (kind: Nomination['kind']) => {
    const wish = around.wishes.find((one) => one.accountId === row.id && one.kind === kind);
    return wish ? { by: wish.personName ?? '', reason: wish.reason } : null;
  };
  return {
    accountId: row.id,
    key: row.key,
    name: row.name,
    active: row.active,
    inProgramme: row.programme_id === around.programmeId,
    isKeyAccount: row.is_key_account,
    standing: row.standing,
    rank: row.rank,
    quadrant: row.quadrant,
    attractiveness: row.attractiveness,
    strength: row.strength,
    expectedReturn: row.expected_return,
    revenue: row.revenue === null ? null : row.revenue.toFixed(2),
    nominated: wishOf('nominate'),
    vetoed: wishOf('veto'),
  };
}

/** One line of a cycle's list as it was frozen for a revision. */
export interface Candidate {
  readonly accountId: string;
  readonly action: ListAction;
  readonly basis: ListEntry['basis'];
  readonly rank: number | null;
  readonly account: ListedAccount;
  readonly reasons: readonly ListReason[];
  readonly warnings: readonly ListReason[];
}

/** Freezes a revision of a cycle's list. */
export async function insertCandidates(
  db: Db,
  list: { readonly cycleId: string; readonly revision: number; readonly entries: readonly ListEntry[] },
): Promise<void> {
  const rows = list.entries.map(({ account, action, basis, reasons, warnings }) => ({
    cycle_id: list.cycleId,
    revision: list.revision,
    account_id: account.accountId,
    action,
    basis,
    rank: account.rank,
    content: JSON.stringify({ account, reasons, warnings }),
  }));
  await db.batchInsert('candidate', rows, 500);
}

interface CandidateRow {
  account_id: string;
  action: ListAction;
  basis: ListEntry['basis'];
  rank: number | null;
  content: Pick<Candidate, 'account' | 'reasons' | 'warnings'>;
}

/** A revision of a cycle's list: who becomes a key account, who stays, who leaves, and who was left out, each best first. */
export async function listCandidates(
  db: Db,
  of: { readonly cycleId: string; readonly revision: number },
): Promise<readonly Candidate[]> {
  const rows = await db('candidate')
    .where({ cycle_id: of.cycleId, revision: of.revision })
    .orderByRaw(
      `array_position(array['designate', 'keep', 'leave', 'leftOut'], action), rank nulls last, account_id`,
    )
    .select<CandidateRow[]>('account_id', 'action', 'basis', 'rank', 'content');
  return rows.map(({ account_id: accountId, action, basis, rank, content }) => ({
    accountId,
    action,
    basis,
    rank,
    ...content,
  }));
}
