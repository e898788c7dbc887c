import { DomainError } from '../../domain/errors.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Known } from '../../domain/selection/data-coverage.ts';
import type { Db } from '../client.ts';
import { createFacts } from './account-facts.ts';
import { criterionSql, metricSql } from './metric-sql.ts';
import { highSql, pointsSql, sharesSql } from './score-sql.ts';
import { setBased } from './set-based.ts';

/** How far a scoring has come: accounts whose raw values are stored. */
export interface ScoringProgress {
  readonly scorecardId: string;
  readonly accounts: number;
}

/** A scorecard to be filled. `accountsAtOnce` is the size of a batch; `onBatch` is called after each is committed, and what it throws stops the run. */
export interface ScoringOrder {
  readonly scorecardId: string;
  readonly set: CriteriaSet;
  readonly asOf: string;
  readonly dataFrom: string | null;
  readonly programmeId: string | null;
  readonly scoredThrough: string;
  readonly accountsAtOnce?: number | undefined;
  readonly onBatch?: ((progress: ScoringProgress) => void | Promise<void>) | undefined;
}

const defaultBatch = 25_000;

/** The query of raw values, revenue and net value (both of twelve months, in the set's currency) for accounts above :from and up to :to. */
export function rawValuesSql(
  order: Pick<ScoringOrder, 'set' | 'asOf' | 'dataFrom'> & { readonly programmeId?: string | null },
): string {
  const facts = createFacts(order);
  // Sums with an amount that cannot be converted are NaN.
  const value = (sql: string): string => `nullif((${sql})::float8, 'NaN')`;
  const raw = order.set.criteria.map((criterion) => value(criterionSql(facts, criterion)));
  return facts.query([
    { name: 'raw', value: `array[${raw.join(', ')}]` },
    { name: 'revenue', value: value(metricSql.revenue(facts, 12)) },
    { name: 'net_value', value: value(metricSql.netValue(facts, 12)) },
  ]);
}

/** Stores the raw values of all active accounts that the scorecard lacks, batch by batch, each committed by itself, so that a run that was
 * stopped goes on where it was. Throws `conflict` when another run works on the scorecard. */
export async function storeRawValues(db: Db, order: ScoringOrder): Promise<void> {
  const insert = `insert into score_input (scorecard_id, account_id, raw, revenue, net_value)
    select :scorecardId, account_id, raw, revenue, net_value from (${rawValuesSql(order)}) found`;
  const limit = order.accountsAtOnce ?? defaultBatch;
  let from = order.scoredThrough;
  for (;;) {
    const to = await lastOfBatch(db, { from, limit, programmeId: order.programmeId });
    if (to === null) return;
    const accounts = await setBased(db, async (trx) => {
      await claimBatch(trx, { scorecardId: order.scorecardId, from, to });
      const { rowCount } = await trx.raw<{ rowCount: number }>(insert, {
        scorecardId: order.scorecardId,
        from,
        to,
      });
      const [row] = await trx('scorecard')
        .where({ id: order.scorecardId })
        .increment('accounts', rowCount)
        .returning<{ accounts: number }[]>('accounts');
      return row?.accounts ?? 0;
    });
    from = to;
    await order.onBatch?.({ scorecardId: order.scorecardId, accounts });
  }
}

async function lastOfBatch(
  db: Db,
  after: { from: string; limit: number; programmeId: string | null },
): Promise<string | null> {
  const { programmeId } = after;
  const batch = db('account')
    .where('id', '>', after.from)
    .where({ active: true, ...(programmeId !== null && { programme_id: programmeId }) })
    .orderBy('id')
    .limit(after.limit);
  const [row] = await db.from(batch.select('id').as('batch')).max<{ max: string | null }[]>('id');
  return row?.max ?? null;
}

async function claimBatch(trx: Db, batch: { scorecardId: string; from: string; to: string }): Promise<void> {
  const claimed = await trx('scorecard')
    .where({ id: batch.scorecardId, state: 'scoring', scored_through: batch.from })
    .update({ scored_through: batch.to });
  if (claimed === 1) return;
  throw new DomainError(
    'conflict',
    `Another run is filling scorecard ${batch.scorecardId}: wait for its end.`,
  );
}

/** For how many accounts of a scorecard each criterion has a value. */
export async function countKnown(db: Db, look: { scorecardId: string; set: CriteriaSet }): Promise<Known> {
  const counts = look.set.criteria.map(
    (_criterion, index) => `count(raw[${index + 1}])::int as n${index + 1}`,
  );
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(
    `select count(*)::int as accounts, ${counts.join(', ')} from score_input where scorecard_id = :scorecardId`,
    { scorecardId: look.scorecardId },
  );
  const found = rows[0] ?? {};
  return {
    accounts: found['accounts'] ?? 0,
    byCriterion: counts.map((_sql, index) => found[`n${index + 1}`] ?? 0),
  };
}

/** Makes the scores of a scorecard out of its raw values, all accounts at once, because a percentile needs them all. Part of the caller's
 * transaction, which `setBased` began. */
export async function storeScores(
  trx: Db,
  order: Pick<ScoringOrder, 'scorecardId' | 'set'> & {
    readonly previousId: string | null;
    readonly known: Known;
  },
): Promise<void> {
  const { set, previousId, scorecardId } = order;
  const high = (axis: 'attractiveness' | 'strength', was: string): string =>
    highSql(axis, { was: previousId === null ? 'false' : was, set });
  const previous =
    previousId === null
      ? ''
      : 'left join score b on b.scorecard_id = :previousId and b.account_id = s.account_id';
  await trx.raw(
    `insert into score (scorecard_id, account_id, shares, points, attractiveness, strength, attractiveness_known,
       strength_known, attractive, strong)
     select :scorecardId, s.account_id, s.shares, s.points, s.attractiveness, s.strength, s.attractiveness_known,
       s.strength_known, ${high('attractiveness', 'b.attractive')}, ${high('strength', 'b.strong')}
     from (${pointsSql(sharesSql(set, order.known), set)}) s ${previous}`,
    { scorecardId, ...(previousId !== null && { previousId }) },
  );
}
