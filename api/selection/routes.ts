import { compareScorecards } from '../../db/read-models/score-comparison.ts';
import { getScorecard, listScorecards } from '../../db/read-models/scorecards.ts';
import { explainScore, exportScores, listScores, positionOf } from '../../db/read-models/scores.ts';
import { whatIf } from '../../db/read-models/what-if.ts';
import { latestCriteriaSet, standardKey } from '../../db/stores/criteria-sets.ts';
import { openScorecard, runScoring } from '../../db/stores/scorecards.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { scoreWorkbook } from './score-workbook.ts';
import {
  accountScore,
  comparisonQuery,
  newScorecard,
  scorecard,
  scorecardComparison,
  scorecardDetail,
  scorecardParams,
  scorecardQuery,
  scoreExplanation,
  scoreParams,
  scorePosition,
  whatIfAnswer,
  whatIfQuestion,
} from './schemas.ts';

const tag = 'selection';
const root = '/selection/scorecards';

const scoreOperation = operation({
  id: 'scoreAccounts',
  method: 'post',
  path: root,
  tag,
  summary: 'Score every active account by a criteria set, and propose key accounts',
  description:
    'Nobody is designated by it. A criterion that no account has a value of is a 422 that names it, and nothing is scored.',
  role: 'manager',
  body: newScorecard,
  result: scorecardDetail,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const criteriaSetId =
      body.criteriaSetId ?? (await latestCriteriaSet(db, { key: standardKey, at: now })).id;
    const asOf = body.asOf ?? now.toISOString().slice(0, 10);
    const who = { by: caller.actor, at: now };
    const scorecardId = await openScorecard(db, {
      criteriaSetId,
      asOf,
      previousId: body.previousId ?? null,
      ...who,
    });
    await runScoring(db, { scorecardId, ...who });
    const headers = { Location: `/v1${root}/${scorecardId}` };
    return { body: await getScorecard(db, scorecardId), headers };
  },
});

const listOperation = operation({
  id: 'listScorecards',
  method: 'get',
  path: root,
  tag,
  summary: 'List scorecards, the latest first',
  role: 'viewer',
  query: scorecardQuery,
  result: pageOf(scorecard),
  handle: async ({ db, query: { cursor, limit } }) => {
    const rows = await listScorecards(db, { after: readCursor(recordId, cursor), limit });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getScorecard',
  method: 'get',
  path: `${root}/{scorecardId}`,
  tag,
  summary: 'Read a scorecard: the matrix in numbers, who is proposed, and which large accounts do not repay',
  role: 'viewer',
  params: scorecardParams,
  result: scorecardDetail,
  handle: async ({ db, params }) => ({ body: await getScorecard(db, params.scorecardId) }),
});

const scoresOperation = operation({
  id: 'listScores',
  method: 'get',
  path: `${root}/{scorecardId}/scores`,
  tag,
  summary: 'List the accounts of a scorecard by the sum of both axes, with every contribution',
  role: 'viewer',
  params: scorecardParams,
  query: scorecardQuery,
  result: pageOf(accountScore),
  handle: async ({ db, params, query: { cursor, limit } }) => {
    const after = readCursor(scorePosition, cursor);
    const rows = await listScores(db, { scorecardId: params.scorecardId, after, limit });
    return { body: toPage(rows, { limit, position: positionOf }) };
  },
});

const explainOperation = operation({
  id: 'explainScore',
  method: 'get',
  path: `${root}/{scorecardId}/scores/{accountId}`,
  tag,
  summary: "Explain one account's score: what each criterion contributed, and what becomes of the account",
  role: 'viewer',
  params: scoreParams,
  result: scoreExplanation,
  handle: async ({ db, params }) => ({ body: await explainScore(db, params) }),
});

const exportOperation = operation({
  id: 'exportScores',
  method: 'get',
  path: `${root}/{scorecardId}/scores.csv`,
  tag,
  summary: 'Export a scorecard as CSV, safe to open in a spreadsheet',
  description: 'Texts that a spreadsheet would take for a formula begin with an apostrophe.',
  role: 'viewer',
  params: scorecardParams,
  download: true,
  handle: async ({ db, params: { scorecardId } }) => {
    const parts: string[] = [];
    for await (const part of exportScores(db, scorecardId)) parts.push(part);
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="scorecard-${scorecardId}.csv"`,
    };
    return { file: Buffer.from(parts.join('')), headers };
  },
});

/** The content type of an Excel workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const workbookOperation = operation({
  id: 'exportScoreWorkbook',
  method: 'get',
  path: `${root}/{scorecardId}/scores.xlsx`,
  tag,
  summary: 'Export a scorecard as an Excel workbook; 20,000 accounts at most',
  description: 'Texts are text cells, so that none is taken for a formula; numbers are numbers.',
  role: 'viewer',
  params: scorecardParams,
  download: true,
  handle: async ({ db, params: { scorecardId } }) => {
    const headers = {
      'Content-Type': workbookType,
      'Content-Disposition': `attachment; filename="scorecard-${scorecardId}.xlsx"`,
    };
    return { file: await scoreWorkbook(db, scorecardId), headers };
  },
});

const whatIfOperation = operation({
  id: 'askWhatIf',
  method: 'post',
  path: `${root}/{scorecardId}/what-if`,
  tag,
  summary: 'Ask who would enter and leave under other weights or another cap; nothing is stored',
  role: 'viewer',
  params: scorecardParams,
  body: whatIfQuestion,
  result: whatIfAnswer,
  handle: async ({ db, params, body }) => ({ body: await whatIf(db, { ...body, ...params }) }),
});

const compareOperation = operation({
  id: 'compareScorecards',
  method: 'get',
  path: `${root}/{scorecardId}/comparison`,
  tag,
  summary: "Compare with an earlier scorecard: who entered and left, and what changed each account's score",
  role: 'viewer',
  params: scorecardParams,
  query: comparisonQuery,
  result: scorecardComparison,
  handle: async ({ db, params, query: { with: before, limit, accountId } }) => ({
    body: await compareScorecards(db, { before, after: params.scorecardId, limit, accountId }),
  }),
});

/** Scoring, what-if and comparison. */
export function createSelectionOperations(): readonly Operation[] {
  return [
    scoreOperation,
    listOperation,
    getOperation,
    scoresOperation,
    exportOperation,
    workbookOperation,
    explainOperation,
    whatIfOperation,
    compareOperation,
  ];
}
