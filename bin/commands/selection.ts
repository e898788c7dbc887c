import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { scoreWorkbook } from '../../api/selection/score-workbook.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { compareScorecards } from '../../db/read-models/score-comparison.ts';
import { getScorecard, latestScorecardId, listScorecards } from '../../db/read-models/scorecards.ts';
import { explainScore, exportScores } from '../../db/read-models/scores.ts';
import { whatIf } from '../../db/read-models/what-if.ts';
import { latestCriteriaSet, standardKey } from '../../db/stores/criteria-sets.ts';
import { openScorecard, runScoring } from '../../db/stores/scorecards.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { operator, print, withRecords } from '../records.ts';
import { comparisonLines, explanationLines, scorecardLines, whatIfLines } from '../selection-lines.ts';
import { calendarDay, criterionWeights, scorecardNumber, wholeNumber } from './selection-arguments.ts';
import { registerCriteria, registerRate } from './selection-criteria.ts';
import { registerCycle } from './selection-cycle.ts';
import { registerExits } from './selection-exits.ts';
import { registerSchedule } from './selection-schedule.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface CardOption extends JsonOption {
  readonly scorecard?: string;
}

interface ScoreOptions extends JsonOption {
  readonly asOf?: string;
  readonly set: string;
  readonly previous?: string;
  readonly resume?: string;
}

async function chosenCard(db: Db, given: string | undefined): Promise<string> {
  return given ?? (await latestScorecardId(db));
}

async function openCard(db: Db, options: ScoreOptions): Promise<string> {
  const at = systemClock.now();
  const { id: criteriaSetId } = await latestCriteriaSet(db, { key: options.set, at });
  const asOf = options.asOf ?? at.toISOString().slice(0, 10);
  return openScorecard(db, { criteriaSetId, asOf, previousId: options.previous ?? null, by: operator(), at });
}

async function score(options: ScoreOptions): Promise<void> {
  if (options.resume !== undefined && (options.asOf ?? options.previous) !== undefined)
    throw new DomainError(
      'invalid',
      'A scoring that goes on keeps its day and what came before: give --resume alone.',
    );
  const card = await withRecords(async (db) => {
    const scorecardId = options.resume ?? (await openCard(db, options));
    await runScoring(db, {
      scorecardId,
      by: operator(),
      at: systemClock.now(),
      onBatch: ({ accounts }) => console.error(`scorecard ${scorecardId}: ${accounts} accounts read`),
    });
    return getScorecard(db, scorecardId);
  });
  print(card, { ...options, lines: scorecardLines(card) });
}

async function list(options: JsonOption): Promise<void> {
  const cards = await withRecords((db) => listScorecards(db, { after: undefined, limit: 200 }));
  const lines = cards.map(
    (card) =>
      `${card.id}  as of ${card.asOf}  ${card.criteriaSetKey} ${card.criteriaSetVersion}  ${card.accounts} accounts  ${card.state}`,
  );
  print(cards, {
    ...options,
    lines: lines.length > 0 ? lines : ['No accounts have been scored yet: "kam selection score" does it.'],
  });
}

async function show(id: string | undefined, options: JsonOption): Promise<void> {
  const card = await withRecords(async (db) => getScorecard(db, await chosenCard(db, id)));
  print(card, { ...options, lines: scorecardLines(card) });
}

async function explain(accountKey: string, options: CardOption): Promise<void> {
  const found = await withRecords(async (db) => {
    const accountId = await findAccountId(db, accountKey);
    return explainScore(db, { scorecardId: await chosenCard(db, options.scorecard), accountId });
  });
  print(found, { ...options, lines: explanationLines(found) });
}

interface WhatIfOptions extends CardOption {
  readonly weights: Readonly<Record<string, number>>;
  readonly cap?: number;
}

async function ask(options: WhatIfOptions): Promise<void> {
  const { weights, cap } = options;
  const answer = await withRecords(async (db) =>
    whatIf(db, { scorecardId: await chosenCard(db, options.scorecard), weights, cap }),
  );
  print(answer, { ...options, lines: whatIfLines(answer) });
}

interface CompareOptions extends JsonOption {
  readonly account?: string;
  readonly limit: number;
}

async function compare(cards: { before: string; after: string }, options: CompareOptions): Promise<void> {
  const comparison = await withRecords(async (db) => {
    const accountId = options.account === undefined ? undefined : await findAccountId(db, options.account);
    return compareScorecards(db, { ...cards, limit: options.limit, accountId });
  });
  print(comparison, { ...options, lines: comparisonLines(comparison) });
}

async function writeScores(id: string | undefined, options: ExportOptions): Promise<void> {
  const { format, output } = options;
  if (format === 'csv') return writeCsv(id, options);
  if (format !== 'xlsx') throw new DomainError('invalid', `"${format}" is no format: give csv or xlsx.`);
  if (output === undefined)
    throw new DomainError('invalid', 'A spreadsheet is no text for a terminal: give --output <file>.');
  const workbook = await withRecords(async (db) => scoreWorkbook(db, await chosenCard(db, id)));
  await writeFile(output, workbook);
}

interface ExportOptions {
  readonly format: string;
  readonly output?: string;
}

async function writeCsv(id: string | undefined, options: ExportOptions): Promise<void> {
  await withRecords(async (db) => {
    const lines = Readable.from(exportScores(db, await chosenCard(db, id)));
    if (options.output !== undefined) return pipeline(lines, createWriteStream(options.output));
    return pipeline(lines, process.stdout, { end: false }).catch(unlessReaderLeft);
  });
}

// A reader such as "head" may go away before the last line.
function unlessReaderLeft(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
}

function registerScoring(selection: Command): void {
  selection
    .command('score')
    .description('score every active account and propose key accounts; nobody is designated by it')
    .option('--as-of <day>', 'the day that figures end before; today unless given', calendarDay)
    .option('--set <key>', 'whose latest version to score by', standardKey)
    .option(
      '--previous <scorecard>',
      'whose high axes and proposed accounts count as before',
      scorecardNumber,
    )
    .option('--resume <scorecard>', 'go on with a scoring that stopped', scorecardNumber)
    .option('--json', 'print JSON')
    .action(score);
  selection.command('list').description('list scorecards').option('--json', 'print JSON').action(list);
  selection
    .command('show')
    .description('the matrix in numbers, who is proposed, and which large accounts do not repay')
    .argument('[scorecard]', 'its number; the latest unless given', scorecardNumber)
    .option('--json', 'print JSON')
    .action(show);
  selection
    .command('explain')
    .description("explain one account's score, criterion by criterion")
    .argument('<account>', "the account's key, such as agent-1")
    .option('--scorecard <number>', 'the latest unless given', scorecardNumber)
    .option('--json', 'print JSON')
    .action(explain);
  selection
    .command('export')
    .description(
      'write a scorecard as CSV or as an Excel workbook; neither holds anything that is taken for a formula',
    )
    .argument('[scorecard]', 'its number; the latest unless given', scorecardNumber)
    .option('--format <format>', 'csv or xlsx', 'csv')
    .option('--output <file>', 'where to write it; CSV goes to the terminal unless given')
    .action(writeScores);
}

function registerQuestions(selection: Command): void {
  selection
    .command('what-if')
    .description('who would enter and leave under other weights or another cap; nothing is stored')
    .option('--weights <list>', 'such as revenue=30,growth=15; the others stay', criterionWeights, {})
    .option('--cap <n>', 'how many key accounts there may be', wholeNumber)
    .option('--scorecard <number>', 'the latest unless given', scorecardNumber)
    .option('--json', 'print JSON')
    .action(ask);
  selection
    .command('compare')
    .description("what changed each account's score between two scorecards, input by input")
    .argument('<before>', 'the number of the earlier scorecard', scorecardNumber)
    .argument('<after>', 'the number of the later one', scorecardNumber)
    .option('--account <key>', 'one account alone')
    .option('--limit <n>', 'how many accounts at most', wholeNumber, 10)
    .option('--json', 'print JSON')
    .action((before: string, after: string, options: CompareOptions) => compare({ before, after }, options));
}

/** Adds `kam selection`: criteria, ratings, scoring, what-if, comparison, and cycles from their start to their exits. */
export function registerSelectionCommand(program: Command): void {
  const selection = program.command('selection').description('score accounts, and select key accounts');
  registerScoring(selection);
  registerQuestions(selection);
  registerCriteria(selection);
  registerRate(selection);
  registerCycle(selection);
  registerExits(selection);
  registerSchedule(selection);
}
