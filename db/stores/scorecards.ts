import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { designate, type Placement } from '../../domain/selection/designation.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import { dataFaults, scoringWarnings, type Known } from '../../domain/selection/data-coverage.ts';
import type { Db } from '../client.ts';
import { listContenders } from '../selection/contenders.ts';
import { setBased } from '../selection/set-based.ts';
import { countKnown, storeRawValues, storeScores, type ScoringProgress } from '../selection/stored-values.ts';
import { appendAudit } from './audit.ts';
import { getCriteriaSet } from './criteria-sets.ts';

/** What to score by and as of which day ('YYYY-MM-DD', exclusive). `previousId` is the scorecard whose high axes count as those before, and its
 * proposed accounts as key accounts; with a programme only its accounts are scored, and its designations in force are the key accounts. */
export interface NewScorecard {
  readonly criteriaSetId: string;
  readonly asOf: string;
  readonly previousId: string | null;
  readonly programmeId?: string;
  readonly by: Actor;
  readonly at: Date;
}

/** How a scoring is run: accounts in a batch, and what is told after each. */
export interface ScoringRun {
  readonly scorecardId: string;
  readonly by: Actor;
  readonly at: Date;
  readonly accountsAtOnce?: number;
  readonly onBatch?: (progress: ScoringProgress) => void | Promise<void>;
}

interface ScorecardRow {
  id: string;
  criteria_set_id: string;
  as_of: string;
  previous_id: string | null;
  programme_id: string | null;
  state: 'scoring' | 'scored' | 'refused';
  scored_through: string;
  data_from: string | null;
  data_to: string | null;
  last_import: string | null;
  refusal: string | null;
}

interface Scoring {
  readonly row: ScorecardRow;
  readonly set: CriteriaSet;
  readonly run: ScoringRun;
}

/** Opens a scorecard and returns its id; `runScoring` fills it. Throws `invalid` for a day that is still to come, for records without deliveries before it
 * and for a previous scorecard that is not finished, `notFound` for one that is not there. */
export async function openScorecard(db: Db, wish: NewScorecard): Promise<string> {
  const { id: criteriaSetId } = await getCriteriaSet(db, wish.criteriaSetId);
  const span = await dataSpan(db, wish.asOf);
  refuseDay(wish, span);
  if (wish.previousId !== null) await refuseUnfinished(db, wish.previousId);
  const [row] = await db('scorecard')
    .insert({
      criteria_set_id: criteriaSetId,
      as_of: wish.asOf,
      previous_id: wish.previousId,
      programme_id: wish.programmeId ?? null,
      data_from: span.data_from,
      data_to: span.data_to,
      last_import: await lastImport(db),
      started_by_kind: wish.by.kind,
      started_by_id: wish.by.id,
      started_at: wish.at,
    })
    .returning<{ id: string }[]>('id');
  if (row === undefined) throw new Error('the scorecard was not stored');
  if (wish.programmeId !== undefined)
    await db.raw(
      `insert into scorecard_key_account (scorecard_id, account_id)
       select :scorecardId, account_id from designation where programme_id = :programmeId and ended_at is null`,
      { scorecardId: row.id, programmeId: wish.programmeId },
    );
  return row.id;
}

/** Scores all active accounts by an open scorecard, from where a stopped run left off; one that is finished is left as it is. Throws `invalid` with each
 * criterion that has no data at all (the scorecard is then refused), `conflict` while another run works on it. */
export async function runScoring(db: Db, run: ScoringRun): Promise<void> {
  const row = await findScorecard(db, run.scorecardId);
  if (row.state === 'scored') return;
  if (row.state === 'refused') throw new DomainError('closed', row.refusal ?? 'It was refused.');
  const { content: set } = await getCriteriaSet(db, row.criteria_set_id);
  await storeRawValues(db, {
    scorecardId: row.id,
    set,
    asOf: row.as_of,
    dataFrom: row.data_from,
    programmeId: row.programme_id,
    scoredThrough: row.scored_through,
    accountsAtOnce: run.accountsAtOnce,
    onBatch: run.onBatch,
  });
  await finish(db, { row, set, run });
}

async function finish(db: Db, scoring: Scoring): Promise<void> {
  const { row, set, run } = scoring;
  const known = await countKnown(db, { scorecardId: row.id, set });
  const faults = dataFaults(set, { known, asOf: row.as_of, dataFrom: row.data_from });
  if (faults.length > 0) throw await refuse(db, { scoring, faults });
  await setBased(db, async (trx) => {
    const claim = trx('scorecard').where({ id: row.id, state: 'scoring' }).forUpdate();
    const open: unknown[] = await claim.select('id');
    if (open.length === 0) return;
    await storeScores(trx, { scorecardId: row.id, set, previousId: row.previous_id, known });
    const selected = await storePlacements(trx, scoring);
    const warnings = await warningsOf(trx, { scoring, known });
    await trx('scorecard').where({ id: row.id }).update({ state: 'scored', warnings, finished_at: run.at });
    const data = { criteriaSetId: row.criteria_set_id, asOf: row.as_of, accounts: known.accounts, selected };
    const event = { chain: 'selection', kind: 'scorecard.scored', subject: row.id, data };
    await appendAudit(trx, { ...event, at: run.at, actor: run.by });
  });
}

async function refuse(
  db: Db,
  { scoring: { row, run }, faults }: { scoring: Scoring; faults: readonly Fault[] },
): Promise<DomainError> {
  const refusal = `Nothing was scored: ${faults.map(({ message }) => message).join('; ')}.`;
  await db.transaction(async (trx) => {
    const change = { state: 'refused', refusal, finished_at: run.at };
    if ((await trx('scorecard').where({ id: row.id, state: 'scoring' }).update(change)) === 0) return;
    await trx('score_input').where({ scorecard_id: row.id }).delete();
    const event = { chain: 'selection', kind: 'scorecard.refused', subject: row.id, data: { refusal } };
    await appendAudit(trx, { ...event, at: run.at, actor: run.by });
  });
  return new DomainError('invalid', refusal, faults);
}

/** Keeps who is proposed, over the cap, large, or was proposed before; the others follow from their scores. Returns how many are proposed. */
async function storePlacements(trx: Db, { row, set }: Scoring): Promise<number> {
  const contenders = await listContenders(trx, { scorecardId: row.id, previousId: row.previous_id, set });
  const kept = designate(contenders, set).filter(
    ({ rank, large, wasSelected }) => rank !== null || large || wasSelected,
  );
  const rows = kept.map((placement) => placementRow(row.id, placement));
  await trx.batchInsert('placement', rows, 1000);
  return kept.filter(({ standing }) => standing === 'selected').length;
}

function placementRow(scorecardId: string, placement: Placement) {
  return {
    scorecard_id: scorecardId,
    account_id: placement.accountId,
    quadrant: placement.quadrant,
    standing: placement.standing,
    rank: placement.rank,
    expected_return: placement.expectedReturn === null ? null : placement.expectedReturn / 100,
    large: placement.large,
    was_selected: placement.wasSelected,
  };
}

async function warningsOf(trx: Db, at: { scoring: Scoring; known: Known }): Promise<readonly string[]> {
  const { row, set } = at.scoring;
  const [unconverted] = await trx('score_input')
    .where({ scorecard_id: row.id })
    .whereNull('revenue')
    .count<{ count: string }[]>();
  return scoringWarnings(set, {
    known: at.known,
    asOf: row.as_of,
    dataFrom: row.data_from,
    dataTo: row.data_to,
    unconverted: Number(unconverted?.count ?? 0),
    importedMeanwhile: (await lastImport(trx)) !== row.last_import,
  });
}

async function findScorecard(db: Db, id: string): Promise<ScorecardRow> {
  const row = await db<ScorecardRow>('scorecard').where({ id }).first();
  if (row === undefined) throw new DomainError('notFound', `There is no scorecard ${id}.`);
  return row;
}

interface DataSpan {
  readonly data_from: string | null;
  readonly data_to: string | null;
}

async function dataSpan(db: Db, asOf: string): Promise<DataSpan> {
  const [span] = await db('transaction')
    .where('delivered_on', '<', asOf)
    .select<DataSpan[]>(db.raw('min(delivered_on) as data_from'), db.raw('max(delivered_on) as data_to'));
  return span ?? { data_from: null, data_to: null };
}

function refuseDay({ asOf, at }: NewScorecard, { data_to: to }: DataSpan): void {
  const path = 'asOf';
  if (asOf > at.toISOString().slice(0, 10))
    throw new DomainError('invalid', 'Accounts cannot be scored as of a day that is still to come.', [
      { path, message: 'must not be after today' },
    ]);
  if (to !== null) return;
  const message = `there is no transaction delivered before ${asOf}: import some, or choose a later day`;
  throw new DomainError('invalid', `Nothing can be scored: ${message}.`, [{ path, message }]);
}

async function refuseUnfinished(db: Db, previousId: string): Promise<void> {
  const previous = await findScorecard(db, previousId);
  if (previous.state === 'scored') return;
  const message = `scorecard ${previousId} is not finished`;
  throw new DomainError('invalid', `The previous ${message}.`, [{ path: 'previousId', message }]);
}

async function lastImport(db: Db): Promise<string | null> {
  const [row] = await db('import_batch').where({ state: 'done' }).max<{ max: string | null }[]>('id');
  return row?.max ?? null;
}
