import { pointUnit } from '../../domain/selection/contributions.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Contender } from '../../domain/selection/designation.ts';
import { netValueNeeded } from '../../domain/selection/expected-return.ts';
import { quadrantOf } from '../../domain/selection/matrix.ts';
import type { Db } from '../client.ts';
import { highSql, pointsSql } from './score-sql.ts';
import { setBased } from './set-based.ts';

/** Whose contenders: those of a scorecard by its stored scores, or with `reweighed` by another set over its stored shares. `accountIds` are
 * looked at whatever they score. */
export interface ContendersLook {
  readonly scorecardId: string;
  readonly previousId: string | null;
  readonly set: CriteriaSet;
  readonly reweighed?: boolean;
  readonly accountIds?: readonly string[];
}

/** A contender with what its criteria gave, in the order of the set: shares of the weights, and points in whole ten-thousandths. */
export interface ScoredContender extends Contender {
  readonly shares: readonly (number | null)[];
  readonly points: readonly (number | null)[];
}

interface ContenderRow {
  account_id: string;
  attractiveness: number | null;
  strength: number | null;
  shares: (number | null)[];
  points: (number | null)[];
  net_value: number | null;
  large: boolean;
  was_attractive: boolean;
  was_strong: boolean;
  was_selected: boolean;
}

/** Accounts that could be proposed, or that somebody asks after: in a designated quadrant and repaying, among the largest, proposed
 * before, or named. All others are sure not to be proposed. */
export async function listContenders(db: Db, look: ContendersLook): Promise<readonly ScoredContender[]> {
  const needed = netValueNeeded(look.set);
  const bindings = {
    scorecardId: look.scorecardId,
    previousId: look.previousId,
    cap: look.set.designation.cap,
    // The rule itself decides; this only keeps out who is sure to fail it.
    needed: Number.isFinite(needed) ? needed * 0.999 : 1e308,
    accountIds: look.accountIds ?? [],
  };
  const { rows } = await setBased(db, (trx) =>
    trx.raw<{ rows: ContenderRow[] }>(contendersSql(look), bindings),
  );
  return rows.map(toContender);
}

function contendersSql({ set, reweighed }: ContendersLook): string {
  const stored = 'select * from score where scorecard_id = :scorecardId';
  const scores = reweighed === true ? pointsSql(stored, set) : stored;
  const attractive = highSql('attractiveness', { was: 'b.attractive', set });
  const strong = highSql('strength', { was: 'b.strong', set });
  const inQuadrant = [true, false].flatMap((isAttractive) =>
    [true, false].flatMap((isStrong) =>
      set.designation.quadrants.includes(quadrantOf({ attractive: isAttractive, strong: isStrong }))
        ? [`(${attractive} = ${isAttractive} and ${strong} = ${isStrong})`]
        : [],
    ),
  );
  return `
    with large as (
      select account_id from score_input where scorecard_id = :scorecardId and revenue > 0
      order by revenue desc, account_id limit :cap
    ),
    key_account as (
      select account_id from scorecard_key_account where scorecard_id = :scorecardId
      union all
      select p.account_id from placement p join scorecard c on c.id = :scorecardId
      where p.scorecard_id = :previousId and p.standing = 'selected' and c.programme_id is null
    )
    select s.account_id, s.attractiveness, s.strength, s.shares, s.points, i.net_value, large.account_id is not null as large,
      coalesce(b.attractive, false) as was_attractive, coalesce(b.strong, false) as was_strong,
      k.account_id is not null as was_selected
    from (${scores}) s
    join score_input i on i.scorecard_id = :scorecardId and i.account_id = s.account_id
    left join large on large.account_id = s.account_id
    left join score b on b.scorecard_id = :previousId and b.account_id = s.account_id
    left join key_account k on k.account_id = s.account_id
    where large.account_id is not null or k.account_id is not null or s.account_id = any(:accountIds)
      or (i.net_value >= :needed and (${inQuadrant.join(' or ')}))
    order by s.account_id`;
}

function toContender(row: ContenderRow): ScoredContender {
  return {
    accountId: row.account_id,
    attractiveness: row.attractiveness === null ? null : row.attractiveness / pointUnit,
    strength: row.strength === null ? null : row.strength / pointUnit,
    shares: row.shares,
    points: row.points,
    netValue: row.net_value,
    large: row.large,
    before: { attractive: row.was_attractive, strong: row.was_strong, selected: row.was_selected },
  };
}
