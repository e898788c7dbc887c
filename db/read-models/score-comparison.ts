import { DomainError } from '../../domain/errors.ts';
import { compareContributions, type CriterionChange } from '../../domain/selection/comparison.ts';
import { contributionsOf, pointUnit, type StoredScore } from '../../domain/selection/contributions.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Standing } from '../../domain/selection/designation.ts';
import type { Db } from '../client.ts';
import { setBased } from '../selection/set-based.ts';
import { getCriteriaSet } from '../stores/criteria-sets.ts';

/** An account's scores on one side; null standing where the scorecard keeps no place for it, which is never one that is proposed. */
interface ComparedScore {
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly standing: Standing | null;
}

/** What changed one account's score between two scorecards, input by input; a side is null where the account was not scored. */
export interface ScoreChange {
  readonly accountId: string;
  readonly key: string;
  readonly name: string;
  readonly before: ComparedScore | null;
  readonly after: ComparedScore | null;
  readonly criteria: readonly CriterionChange[];
}

/** Two scorecards side by side: who entered and left the proposal, and whose scores changed most. */
export interface ScorecardComparison {
  readonly before: string;
  readonly after: string;
  readonly entered: readonly ScoreChange[];
  readonly left: readonly ScoreChange[];
  /** By the sum of the changes of both axes, the largest first. */
  readonly changed: readonly ScoreChange[];
}

interface SideRow extends StoredScore {
  attractiveness: number | null;
  strength: number | null;
  standing: Standing | null;
}

interface PairRow {
  account_id: string;
  key: string;
  name: string;
  before: SideRow | null;
  after: SideRow | null;
  entered: boolean;
  departed: boolean;
}

interface Pair {
  readonly before: string;
  readonly after: string;
}

/** Compares two finished scorecards; `limit` is for the accounts that changed, `accountId` asks for one account alone. Throws `notFound`, or `invalid` for one that is
 * not finished. */
export async function compareScorecards(
  db: Db,
  look: Pair & { readonly limit: number; readonly accountId?: string | undefined },
): Promise<ScorecardComparison> {
  const sets = { before: await finishedSet(db, look.before), after: await finishedSet(db, look.after) };
  const { before, after, limit, accountId = null } = look;
  const { rows } = await setBased(db, (trx) =>
    trx.raw<{ rows: PairRow[] }>(comparisonQuery, { before, after, limit, accountId }),
  );
  const told = (wanted: (row: PairRow) => boolean): readonly ScoreChange[] =>
    rows.filter(wanted).map((row) => toChange(row, sets));
  return {
    before,
    after,
    entered: told(({ entered }) => entered),
    left: told(({ departed }) => departed),
    changed: told(() => true).slice(0, limit),
  };
}

const side = (name: string): string =>
  `case when ${name}.account_id is not null then jsonb_build_object('raw', ${name}.raw, 'shares', ${name}.shares,
     'points', ${name}.points, 'attractiveness', ${name}.attractiveness, 'strength', ${name}.strength,
     'standing', ${name}.standing) end`;

const scored = (card: string): string =>
  `select s.account_id, i.raw, s.shares, s.points, s.attractiveness, s.strength, p.standing,
     coalesce(p.standing = 'selected', false) as selected
   from score s join score_input i using (scorecard_id, account_id)
   left join placement p using (scorecard_id, account_id)
   where s.scorecard_id = ${card} and (cast(:accountId as bigint) is null or s.account_id = cast(:accountId as bigint))`;

const moved = (axis: string): string => `abs(coalesce(n.${axis}, 0) - coalesce(o.${axis}, 0))`;

const comparisonQuery = `
  select * from (
    select a.id as account_id, a.key, a.name, ${side('o')} as before, ${side('n')} as after,
      coalesce(n.selected, false) and not coalesce(o.selected, false) as entered,
      coalesce(o.selected, false) and not coalesce(n.selected, false) as departed,
      row_number() over (order by ${moved('attractiveness')} + ${moved('strength')} desc, a.id) as place
    from (${scored(':before')}) o full join (${scored(':after')}) n using (account_id)
    join account a on a.id = account_id
  ) pair
  where entered or departed or place <= :limit order by place`;

async function finishedSet(db: Db, scorecardId: string): Promise<CriteriaSet> {
  const row = await db('scorecard')
    .where({ id: scorecardId })
    .first<{ state: string; criteria_set_id: string } | undefined>();
  if (row === undefined) throw new DomainError('notFound', `There is no scorecard ${scorecardId}.`);
  if (row.state !== 'scored') throw new DomainError('invalid', `Scorecard ${scorecardId} is not finished.`);
  return (await getCriteriaSet(db, row.criteria_set_id)).content;
}

function toChange(row: PairRow, sets: { before: CriteriaSet; after: CriteriaSet }): ScoreChange {
  const { account_id: accountId, key, name, before, after } = row;
  const contributions = (score: SideRow | null, set: CriteriaSet) =>
    score === null ? [] : contributionsOf(set, score);
  return {
    accountId,
    key,
    name,
    before: toSide(before),
    after: toSide(after),
    criteria: compareContributions(contributions(before, sets.before), contributions(after, sets.after)),
  };
}

function toSide(row: SideRow | null): ComparedScore | null {
  if (row === null) return null;
  const points = (stored: number | null): number | null => (stored === null ? null : stored / pointUnit);
  return {
    attractiveness: points(row.attractiveness),
    strength: points(row.strength),
    standing: row.standing,
  };
}
