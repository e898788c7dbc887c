import { DomainError } from '../../domain/errors.ts';
import { contributionsOf, pointUnit, type StoredScore } from '../../domain/selection/contributions.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import { designate, type Standing } from '../../domain/selection/designation.ts';
import { quadrantOf } from '../../domain/selection/matrix.ts';
import { scoreCsvHeader, scoreCsvLine, type ExportedScore } from '../../domain/selection/score-csv.ts';
import type { Db } from '../client.ts';
import { listContenders } from '../selection/contenders.ts';
import { setBased } from '../selection/set-based.ts';
import { getCriteriaSet } from '../stores/criteria-sets.ts';

/** An account's scores and how much of each axis is known, a share of 1. Revenue and net value are of twelve months. */
export interface AccountScore extends ExportedScore {
  readonly accountId: string;
}

/** One account's score explained: what becomes of it, and why. */
export interface ScoreExplanation extends AccountScore {
  readonly scorecardId: string;
  readonly asOf: string;
  readonly standing: Standing;
  readonly rank: number | null;
  readonly expectedReturn: string | null;
}

/** Where a page of scores ended: the sum of both axes in stored units, and the account. */
export interface ScorePosition {
  readonly total: number;
  readonly accountId: string;
}

interface ScoreRow extends StoredScore {
  account_id: string;
  key: string;
  name: string;
  attractiveness: number | null;
  strength: number | null;
  attractiveness_known: number;
  strength_known: number;
  attractive: boolean;
  strong: boolean;
  revenue: number | null;
  net_value: number | null;
}

/** Accounts by the sum of both axes, best first, those with too little known last; one more than `limit` says that there is a next page. */
export async function listScores(
  db: Db,
  page: { scorecardId: string; after: ScorePosition | undefined; limit: number },
): Promise<readonly AccountScore[]> {
  const set = await setOf(db, page.scorecardId);
  const rows = await setBased(db, (trx) => pageOfScores(trx, page));
  return rows.map((row) => toScore(row, set.content));
}

async function pageOfScores(
  db: Db,
  page: { scorecardId: string; after: ScorePosition | undefined; limit: number },
): Promise<readonly ScoreRow[]> {
  const query = scores(db, page.scorecardId)
    .orderByRaw(`${total} desc, s.account_id`)
    .limit(page.limit + 1);
  if (page.after !== undefined)
    void query.whereRaw(`(-${total}, s.account_id) > (cast(? as bigint), cast(? as bigint))`, [
      -page.after.total,
      page.after.accountId,
    ]);
  return query;
}

/** The whole of a scorecard as CSV, line by line, in the order of the list; throws `notFound`. */
export async function* exportScores(db: Db, scorecardId: string): AsyncGenerator<string> {
  const { content } = await setOf(db, scorecardId);
  yield scoreCsvHeader(content.criteria);
  let after: ScorePosition | undefined;
  for (;;) {
    const page = await listScores(db, { scorecardId, after, limit: exportedAtOnce });
    yield page.slice(0, exportedAtOnce).map(scoreCsvLine).join('');
    const last = page[exportedAtOnce - 1];
    if (page.length <= exportedAtOnce || last === undefined) return;
    after = positionOf(last);
  }
}

/** The position of an account in the list of scores. */
export function positionOf({ attractiveness, strength, accountId }: AccountScore): ScorePosition {
  const unknown = attractiveness === null || strength === null;
  return { total: unknown ? -1 : Math.round((attractiveness + strength) * pointUnit), accountId };
}

/** One account's score in a scorecard with every contribution; throws `notFound` where it was not scored. */
export async function explainScore(
  db: Db,
  look: { readonly scorecardId: string; readonly accountId: string },
): Promise<ScoreExplanation> {
  const { content: set, asOf, previousId } = await setOf(db, look.scorecardId);
  const [row] = await scores(db, look.scorecardId).where('s.account_id', look.accountId);
  if (row === undefined)
    throw new DomainError('notFound', `Scorecard ${look.scorecardId} has no account ${look.accountId}.`);
  const [kept] = await db('placement')
    .where({ scorecard_id: look.scorecardId, account_id: look.accountId })
    .select<{ standing: Standing; rank: number | null; expected_return: string | null }[]>('*');
  const scorecardId = look.scorecardId;
  if (kept !== undefined) {
    const { standing, rank, expected_return: expectedReturn } = kept;
    return { ...toScore(row, set), scorecardId, asOf, standing, rank, expectedReturn };
  }
  // Only who could have been proposed has a stored place; the others' follows from their score alone.
  const contenders = await listContenders(db, { scorecardId, previousId, set, accountIds: [look.accountId] });
  const [place] = designate(
    contenders.filter(({ accountId }) => accountId === look.accountId),
    set,
  );
  const cents = place?.expectedReturn ?? null;
  return {
    ...toScore(row, set),
    scorecardId,
    asOf,
    standing: place?.standing ?? 'notEnoughKnown',
    rank: null,
    expectedReturn: cents === null ? null : (cents / 100).toFixed(2),
  };
}

const exportedAtOnce = 5000;
const total = 'coalesce(s.attractiveness + s.strength, -1)::bigint';

async function setOf(
  db: Db,
  scorecardId: string,
): Promise<{ content: CriteriaSet; asOf: string; previousId: string | null }> {
  const row = await db('scorecard')
    .where({ id: scorecardId })
    .first<{ criteria_set_id: string; as_of: string; previous_id: string | null } | undefined>();
  if (row === undefined) throw new DomainError('notFound', `There is no scorecard ${scorecardId}.`);
  const { content } = await getCriteriaSet(db, row.criteria_set_id);
  return { content, asOf: row.as_of, previousId: row.previous_id };
}

function scores(db: Db, scorecardId: string) {
  return db('score as s')
    .join('score_input as i', { 'i.scorecard_id': 's.scorecard_id', 'i.account_id': 's.account_id' })
    .join('account as a', 'a.id', 's.account_id')
    .where('s.scorecard_id', scorecardId)
    .select<ScoreRow[]>('s.*', 'i.raw', 'i.revenue', 'i.net_value', 'a.key', 'a.name');
}

function toScore(row: ScoreRow, set: CriteriaSet): AccountScore {
  const points = (stored: number | null): number | null => (stored === null ? null : stored / pointUnit);
  return {
    accountId: row.account_id,
    key: row.key,
    name: row.name,
    attractiveness: points(row.attractiveness),
    strength: points(row.strength),
    attractivenessKnown: row.attractiveness_known,
    strengthKnown: row.strength_known,
    quadrant: quadrantOf(row),
    revenue: row.revenue,
    netValue: row.net_value,
    contributions: contributionsOf(set, row),
  };
}
