import writeExcelFile, { type Cell } from 'write-excel-file/node';
import {
  listScores,
  positionOf,
  type AccountScore,
  type ScorePosition,
} from '../../db/read-models/scores.ts';
import { getScorecard } from '../../db/read-models/scorecards.ts';
import type { Db } from '../../db/client.ts';
import { DomainError } from '../../domain/errors.ts';

const atOnce = 5000;
const mostRows = 20_000;
const headings = [
  ...['account', 'name', 'attractiveness', 'strength', 'attractivenessKnown', 'strengthKnown'],
  ...['quadrant', 'revenue', 'netValue'],
];

/**
 * A scorecard as an Excel workbook (Office Open XML), in the order of the list: texts are text cells, which no spreadsheet takes for a
 * formula, and numbers are numbers; what is missing is an empty cell. Throws `notFound`, and `invalid` above 20,000 accounts, for which
 * the CSV is made: a workbook is written in memory.
 */
export async function scoreWorkbook(db: Db, scorecardId: string): Promise<Buffer> {
  const { accounts } = await getScorecard(db, scorecardId);
  if (accounts > mostRows)
    throw new DomainError(
      'invalid',
      `A spreadsheet holds ${mostRows} accounts here and this scorecard has ${accounts}: take the CSV.`,
    );
  const rows: Cell[][] = [];
  let after: ScorePosition | undefined;
  for (;;) {
    const page = await listScores(db, { scorecardId, after, limit: atOnce });
    const kept = page.slice(0, atOnce);
    const [first] = kept;
    if (rows.length === 0 && first) rows.push(headerOf(first));
    rows.push(...kept.map(cellsOf));
    const last = kept.at(-1);
    if (page.length <= atOnce || last === undefined) break;
    after = positionOf(last);
  }
  const sheet = `Scorecard ${scorecardId}`;
  return writeExcelFile(rows, { sheet, stickyRowsCount: 1, stickyColumnsCount: 2 }).toBuffer();
}

function headerOf({ contributions }: AccountScore): Cell[] {
  const criteria = contributions.flatMap(({ criterion: { key } }) => [
    `${key} value`,
    `${key} weight`,
    `${key} points`,
  ]);
  return [...headings, ...criteria].map((value) => ({ value, type: String, fontWeight: 'bold' }));
}

function cellsOf(score: AccountScore): Cell[] {
  const { key, name, quadrant, contributions } = score;
  const { attractiveness, strength, attractivenessKnown, strengthKnown, revenue, netValue } = score;
  const numbers = contributions.flatMap(({ raw, weight, points }) => [raw, weight, points]);
  return [
    ...[text(key), text(name)],
    ...[attractiveness, strength, attractivenessKnown, strengthKnown].map(number),
    text(quadrant),
    ...[revenue, netValue, ...numbers].map(number),
  ];
}

function text(value: string): Cell {
  return { value, type: String };
}

function number(value: number | null): Cell {
  return value === null ? null : { value, type: Number };
}
