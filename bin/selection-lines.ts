import type { ScoreChange, ScorecardComparison } from '../db/read-models/score-comparison.ts';
import type { PlacedAccount, ScorecardDetails } from '../db/read-models/scorecards.ts';
import type { ScoreExplanation } from '../db/read-models/scores.ts';
import type { Place, ProposalChange, WhatIfAnswer } from '../db/read-models/what-if.ts';
import type { CriterionChange } from '../domain/selection/comparison.ts';
import type { Contribution } from '../domain/selection/contributions.ts';
import type { Axis, Criterion } from '../domain/selection/criteria-set.ts';
import type { Standing } from '../domain/selection/designation.ts';
import { metrics } from '../domain/selection/metrics.ts';

const standings: Readonly<Record<Standing, string>> = {
  selected: 'proposed',
  overCap: 'over the cap',
  notRepaying: "does not repay a manager's share",
  belowThreshold: 'not in a quadrant that is designated',
  notEnoughKnown: 'too little is known',
};

const causes: Readonly<Record<CriterionChange['causes'][number], string>> = {
  value: 'its value changed',
  becameKnown: 'its value became known',
  becameMissing: 'its value is missing now',
  others: 'the other accounts changed',
  rule: 'the criterion is reckoned differently',
  weight: 'its weight changed',
  coverage: 'more or less of the axis is known',
  added: 'the criterion is new',
  removed: 'the criterion is gone',
};

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

function money(value: string | number | null): string {
  return value === null ? 'unknown' : whole.format(Number(value));
}

function points(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(1);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}

function placedLine(account: PlacedAccount): string {
  const { rank, key, quadrant, attractiveness, strength, revenue, expectedReturn } = account;
  const place = rank === null ? '    ' : `${String(rank).padStart(3)}.`;
  const scores = `${points(attractiveness).padStart(7)} ${points(strength).padStart(7)}`;
  return `${place} ${key.padEnd(20)} ${quadrant.padEnd(10)} ${scores} ${money(revenue).padStart(13)} ${money(expectedReturn).padStart(13)}`;
}

function section(title: string, accounts: readonly PlacedAccount[]): readonly string[] {
  if (accounts.length === 0) return [];
  const head = `     ${'account'.padEnd(20)} ${'quadrant'.padEnd(10)} attract. strength       revenue        return`;
  return ['', title, head, ...accounts.map(placedLine)];
}

/** A scorecard with its matrix in numbers and its proposal, as people read it. */
export function scorecardLines(card: ScorecardDetails): readonly string[] {
  const { matrix, largeNotRepaying } = card;
  const set = `${card.criteriaSetKey} ${card.criteriaSetVersion}`;
  return [
    `Scorecard ${card.id}: ${card.accounts} accounts as of ${card.asOf} by ${set}, ${card.state}`,
    ...(card.refusal === null ? [] : [card.refusal]),
    ...card.warnings.map((warning) => `Note: ${warning}`),
    `Strategic ${matrix.strategic}, star ${matrix.star}, status ${matrix.status}, streamline ${matrix.streamline}`,
    ...section('Proposed as key accounts', card.selected),
    ...section('Over the cap', card.overCap),
    ...section('Large, not repaying', largeNotRepaying),
    ...(largeNotRepaying.length === 0
      ? []
      : [`     Their managers would cost ${money(-Number(card.largeNotRepayingSum))} more than they bring.`]),
    ...section('Proposed before, not now', card.leaving),
  ];
}

/** A share as per cent, under the name of its metric where the criterion is called otherwise. */
function valueText({ source, title }: Criterion, raw: number): string {
  if (source.kind === 'rating') return fine.format(raw);
  const metric = metrics[source.metric];
  const value = metric.unit === 'share' ? `${(raw * 100).toFixed(1)} %` : fine.format(raw);
  return metric.title === title ? value : `${value} (${metric.title.toLowerCase()})`;
}

function contributionLine({ criterion, raw, weight, points: given }: Contribution): string {
  const told = raw === null ? 'missing, left out of the axis' : valueText(criterion, raw);
  const earned = given === null ? '' : `${given.toFixed(2)} of ${weight.toFixed(2)}`;
  return `  ${criterion.title.padEnd(32)} ${earned.padEnd(16)} ${told}`;
}

/** One account's score, criterion by criterion. */
export function explanationLines(score: ScoreExplanation): readonly string[] {
  const { rank, standing, contributions } = score;
  const axisLines = (axis: Axis, known: number): readonly string[] => [
    '',
    `${axis === 'attractiveness' ? 'Attractiveness' : 'Strength'} ${points(score[axis])} of 100 (${Math.round(known * 100)} % of its weight is known)`,
    ...contributions.filter(({ criterion }) => criterion.axis === axis).map(contributionLine),
  ];
  return [
    `${score.key}  ${score.name}: ${score.quadrant}, ${standings[standing]}${rank === null ? '' : `, rank ${rank}`}`,
    `Scorecard ${score.scorecardId} as of ${score.asOf}; expected return ${money(score.expectedReturn)} over the horizon`,
    ...axisLines('attractiveness', score.attractivenessKnown),
    ...axisLines('strength', score.strengthKnown),
  ];
}

function changeLines(changes: readonly CriterionChange[]): readonly string[] {
  // What changed no tenth of a point is in the JSON.
  const told = changes.filter(({ points: by }) => Math.abs(by) >= 0.05);
  return told.map(
    ({ title, points: by, causes: why }) =>
      `      ${signed(by).padStart(6)} ${title}: ${why.map((cause) => causes[cause]).join(', ')}`,
  );
}

function placeText({ attractiveness, strength, standing }: Place): string {
  return `${points(attractiveness)}/${points(strength)} ${standings[standing]}`;
}

function proposalLines({ key, before, after, criteria }: ProposalChange): readonly string[] {
  return [`  ${key}: ${placeText(before)} → ${placeText(after)}`, ...changeLines(criteria)];
}

/** Who would enter and leave, and why. */
export function whatIfLines(answer: WhatIfAnswer): readonly string[] {
  const { enters, leaves, selectedBefore, selectedAfter } = answer;
  return [
    `Proposed: ${selectedBefore} → ${selectedAfter} (scorecard ${answer.scorecardId}; nothing is stored)`,
    enters.length === 0 ? 'Nobody would enter.' : 'Would enter:',
    ...enters.flatMap(proposalLines),
    leaves.length === 0 ? 'Nobody would leave.' : 'Would leave:',
    ...leaves.flatMap(proposalLines),
  ];
}

function scoreText(side: ScoreChange['before']): string {
  return side === null ? 'not scored' : `${points(side.attractiveness)}/${points(side.strength)}`;
}

function scoreChangeLines({ key, before, after, criteria }: ScoreChange): readonly string[] {
  return [`  ${key}: ${scoreText(before)} → ${scoreText(after)}`, ...changeLines(criteria)];
}

/** What changed between two scorecards, input by input. */
export function comparisonLines(comparison: ScorecardComparison): readonly string[] {
  const names = (changes: readonly ScoreChange[]): string =>
    changes.map(({ key }) => key).join(', ') || 'nobody';
  return [
    `Scorecard ${comparison.before} → ${comparison.after}`,
    `Entered the proposal: ${names(comparison.entered)}`,
    `Left the proposal: ${names(comparison.left)}`,
    'Scores that changed most (attractiveness/strength):',
    ...comparison.changed.flatMap(scoreChangeLines),
  ];
}
