import { DomainError } from '../../domain/errors.ts';
import type { Standing } from '../../domain/selection/designation.ts';
import type { Quadrant } from '../../domain/selection/matrix.ts';
import type { Db } from '../client.ts';
import { setBased } from '../selection/set-based.ts';

/** A scorecard: every active account scored by one version of a set, as of a day (exclusive). */
export interface ScorecardRecord {
  readonly id: string;
  readonly criteriaSetId: string;
  readonly criteriaSetKey: string;
  readonly criteriaSetVersion: number;
  readonly asOf: string;
  readonly previousId: string | null;
  readonly state: 'scoring' | 'scored' | 'refused';
  readonly accounts: number;
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
  readonly warnings: readonly string[];
  readonly refusal: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** An account that a scorecard keeps a place for; the expected return is in the set's currency over the horizon. */
export interface PlacedAccount {
  readonly accountId: string;
  readonly key: string;
  readonly name: string;
  readonly quadrant: Quadrant;
  readonly standing: Standing;
  readonly rank: number | null;
  readonly expectedReturn: string | null;
  readonly large: boolean;
  readonly wasSelected: boolean;
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly revenue: number | null;
}

/** A scorecard with how many accounts are in each quadrant and who is proposed, best first. */
export interface ScorecardDetails extends ScorecardRecord {
  readonly matrix: Readonly<Record<Quadrant, number>>;
  readonly selected: readonly PlacedAccount[];
  readonly overCap: readonly PlacedAccount[];
  /** Among the largest, not proposed, and expected to bring less than a share of a manager costs. */
  readonly largeNotRepaying: readonly PlacedAccount[];
  /** What the managers of those would cost more than they bring, over the horizon, in the set's currency. */
  readonly largeNotRepayingSum: string;
  /** Proposed in the previous scorecard and not in this one. */
  readonly leaving: readonly PlacedAccount[];
}

/** Scorecards, the latest first; one more than `limit` says that there is a next page. */
export async function listScorecards(
  db: Db,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly ScorecardRecord[]> {
  const query = scorecards(db)
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1);
  if (page.after !== undefined) void query.where('c.id', '<', page.after);
  return query;
}

/** One scorecard with its proposal; throws `notFound`. */
export async function getScorecard(db: Db, id: string): Promise<ScorecardDetails> {
  const [record] = await scorecards(db).where('c.id', id);
  if (record === undefined) throw new DomainError('notFound', `There is no scorecard ${id}.`);
  const placed = await placedAccounts(db, id);
  const ranked = placed.filter(({ rank }) => rank !== null);
  const largeNotRepaying = placed.filter(
    ({ large, rank, expectedReturn }) => large && rank === null && Number(expectedReturn ?? 0) < 0,
  );
  // Hundredths, because sums of decimals do not stay exact.
  const cents = largeNotRepaying.reduce(
    (sum, each) => sum + Math.round(Number(each.expectedReturn) * 100),
    0,
  );
  return {
    ...record,
    matrix: await quadrantCounts(db, id),
    selected: ranked.filter(({ standing }) => standing === 'selected'),
    overCap: ranked.filter(({ standing }) => standing === 'overCap'),
    largeNotRepaying,
    largeNotRepayingSum: (cents / 100).toFixed(2),
    leaving: placed.filter(({ wasSelected, standing }) => wasSelected && standing !== 'selected'),
  };
}

/** The id of the latest scorecard that is finished; throws `notFound` while there is none. */
export async function latestScorecardId(db: Db): Promise<string> {
  const row = await db('scorecard')
    .where({ state: 'scored' })
    .orderBy('id', 'desc')
    .first<{ id: string } | undefined>('id');
  if (row !== undefined) return row.id;
  throw new DomainError('notFound', 'No accounts have been scored yet: "kam selection score" does it.');
}

function scorecards(db: Db) {
  return db('scorecard as c')
    .join('criteria_set as s', 's.id', 'c.criteria_set_id')
    .select<ScorecardRecord[]>({
      id: 'c.id',
      criteriaSetId: 's.id',
      criteriaSetKey: 's.key',
      criteriaSetVersion: 's.version',
      asOf: 'c.as_of',
      previousId: 'c.previous_id',
      state: 'c.state',
      accounts: 'c.accounts',
      dataFrom: 'c.data_from',
      dataTo: 'c.data_to',
      warnings: 'c.warnings',
      refusal: 'c.refusal',
      startedAt: 'c.started_at',
      finishedAt: 'c.finished_at',
    });
}

async function placedAccounts(db: Db, scorecardId: string): Promise<readonly PlacedAccount[]> {
  const placed = `select p.account_id as "accountId", a.key, a.name, p.quadrant, p.standing, p.rank,
       p.expected_return as "expectedReturn", p.large, p.was_selected as "wasSelected",
       s.attractiveness / 1e4::float8 as attractiveness, s.strength / 1e4::float8 as strength, i.revenue
     from placement p join account a on a.id = p.account_id
     join score s using (scorecard_id, account_id) join score_input i using (scorecard_id, account_id)
     where p.scorecard_id = :scorecardId order by p.rank nulls last, i.revenue desc nulls last, p.account_id`;
  const { rows } = await setBased(db, (trx) => trx.raw<{ rows: PlacedAccount[] }>(placed, { scorecardId }));
  return rows;
}

async function quadrantCounts(db: Db, scorecardId: string): Promise<Readonly<Record<Quadrant, number>>> {
  const { rows } = await db.raw<{ rows: Record<Quadrant, number>[] }>(
    `select (count(*) filter (where attractive and strong))::int as strategic,
       (count(*) filter (where attractive and not strong))::int as star,
       (count(*) filter (where not attractive and strong))::int as status,
       (count(*) filter (where not attractive and not strong))::int as streamline
     from score where scorecard_id = :scorecardId`,
    { scorecardId },
  );
  return rows[0] ?? { strategic: 0, star: 0, status: 0, streamline: 0 };
}
