import { DomainError } from '../../domain/errors.ts';
import { compareContributions, type CriterionChange } from '../../domain/selection/comparison.ts';
import { contributionsOf } from '../../domain/selection/contributions.ts';
import { reweigh, type CriteriaSet } from '../../domain/selection/criteria-set.ts';
import { designate, type Placement } from '../../domain/selection/designation.ts';
import type { Db } from '../client.ts';
import { listContenders, type ScoredContender } from '../selection/contenders.ts';
import { getCriteriaSet } from '../stores/criteria-sets.ts';

/** A question to a finished scorecard: what if these criteria weighed so, or so many were the most. */
export interface WhatIfQuestion {
  readonly scorecardId: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly cap?: number | undefined;
}

/** Where an account stands, with its scores (0 to 100). */
export interface Place extends Omit<Placement, 'accountId' | 'large' | 'wasSelected' | 'expectedReturn'> {
  readonly attractiveness: number | null;
  readonly strength: number | null;
  /** In the set's currency over the horizon. */
  readonly expectedReturn: string | null;
}

/** An account that is proposed one way and not the other: its places, and the criteria that made the difference. No criteria means that others
 * moved past it, or the cap did. */
export interface ProposalChange {
  readonly accountId: string;
  readonly key: string;
  readonly name: string;
  readonly before: Place;
  readonly after: Place;
  readonly criteria: readonly CriterionChange[];
}

/** Who is proposed under other weights or another cap; nothing is stored. */
export interface WhatIfAnswer {
  readonly scorecardId: string;
  readonly selectedBefore: number;
  readonly selectedAfter: number;
  readonly enters: readonly ProposalChange[];
  readonly leaves: readonly ProposalChange[];
}

interface Side {
  readonly set: CriteriaSet;
  readonly contenders: ReadonlyMap<string, ScoredContender>;
  readonly placements: ReadonlyMap<string, Placement>;
}

/** Answers the question from the stored shares, exactly as a new scoring with that set would. Throws `invalid` for weights that do not fit the set and
 * for a scorecard that is not finished, `notFound`. */
export async function whatIf(db: Db, question: WhatIfQuestion): Promise<WhatIfAnswer> {
  const { set, previousId } = await finishedScorecard(db, question.scorecardId);
  const other = reweigh(set, question);
  const look = { scorecardId: question.scorecardId, previousId };
  const first = sideOf(set, await listContenders(db, { ...look, set }));
  const accountIds = selectedOf(first);
  const after = sideOf(other, await listContenders(db, { ...look, set: other, reweighed: true, accountIds }));
  const changed = changedAccounts(first, after);
  const before = sideOf(set, await listContenders(db, { ...look, set, accountIds: changed }));
  const names = await accountNames(db, changed);
  const changes = changed.map((accountId) => ({
    ...(names.get(accountId) ?? { key: '', name: '' }),
    ...changeOf(accountId, { before, after }),
  }));
  return {
    scorecardId: question.scorecardId,
    selectedBefore: accountIds.length,
    selectedAfter: selectedOf(after).length,
    enters: changes.filter((each) => each.after.standing === 'selected').sort(byRank('after')),
    leaves: changes.filter((each) => each.after.standing !== 'selected').sort(byRank('before')),
  };
}

async function finishedScorecard(
  db: Db,
  id: string,
): Promise<{ readonly set: CriteriaSet; readonly previousId: string | null }> {
  const row = await db('scorecard')
    .where({ id })
    .first<{ state: string; criteria_set_id: string; previous_id: string | null } | undefined>();
  if (row === undefined) throw new DomainError('notFound', `There is no scorecard ${id}.`);
  if (row.state !== 'scored') throw new DomainError('invalid', `Scorecard ${id} is not finished.`);
  const { content } = await getCriteriaSet(db, row.criteria_set_id);
  return { set: content, previousId: row.previous_id };
}

function sideOf(set: CriteriaSet, contenders: readonly ScoredContender[]): Side {
  return {
    set,
    contenders: new Map(contenders.map((each) => [each.accountId, each])),
    placements: new Map(designate(contenders, set).map((each) => [each.accountId, each])),
  };
}

function selectedOf({ placements }: Side): readonly string[] {
  return [...placements.values()]
    .filter(({ standing }) => standing === 'selected')
    .map(({ accountId }) => accountId);
}

function changedAccounts(before: Side, after: Side): readonly string[] {
  const [left, came] = [new Set(selectedOf(before)), new Set(selectedOf(after))];
  return [...new Set([...left, ...came])].filter((id) => left.has(id) !== came.has(id));
}

function changeOf(accountId: string, sides: { readonly before: Side; readonly after: Side }) {
  const { before, after } = sides;
  const contributions = ({ set, contenders }: Side) =>
    contributionsOf(set, {
      raw: [],
      shares: contenders.get(accountId)?.shares ?? [],
      points: contenders.get(accountId)?.points ?? [],
    });
  return {
    accountId,
    before: placeOf(before, accountId),
    after: placeOf(after, accountId),
    criteria: compareContributions(contributions(before), contributions(after)),
  };
}

function placeOf({ contenders, placements }: Side, accountId: string): Place {
  const contender = contenders.get(accountId);
  const placement = placements.get(accountId);
  const cents = placement?.expectedReturn ?? null;
  return {
    quadrant: placement?.quadrant ?? 'streamline',
    standing: placement?.standing ?? 'belowThreshold',
    rank: placement?.rank ?? null,
    expectedReturn: cents === null ? null : (cents / 100).toFixed(2),
    attractiveness: contender?.attractiveness ?? null,
    strength: contender?.strength ?? null,
  };
}

function byRank(side: 'before' | 'after') {
  return (a: ProposalChange, b: ProposalChange): number => (a[side].rank ?? 0) - (b[side].rank ?? 0);
}

async function accountNames(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly key: string; readonly name: string }>> {
  const rows = await db('account')
    .whereIn('id', ids)
    .select<{ id: string; key: string; name: string }[]>('id', 'key', 'name');
  return new Map(rows.map(({ id, key, name }) => [id, { key, name }]));
}
