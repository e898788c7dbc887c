import { csvLine } from '../csv.ts';
import type { Contribution } from './contributions.ts';
import type { Quadrant } from './matrix.ts';

/** What a line of the export tells of an account; scores from 0 to 100, money in the currency of the set, null where unknown. */
export interface ExportedScore {
  readonly key: string;
  readonly name: string;
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly attractivenessKnown: number;
  readonly strengthKnown: number;
  readonly quadrant: Quadrant;
  readonly revenue: number | null;
  readonly netValue: number | null;
  readonly contributions: readonly Contribution[];
}

/** The header of the export: the account, its scores, and value, weight and points of each criterion. */
export function scoreCsvHeader(criteria: readonly { readonly key: string }[]): string {
  return csvLine([
    ...['account', 'name', 'attractiveness', 'strength', 'attractivenessKnown', 'strengthKnown'],
    ...['quadrant', 'revenue', 'netValue'],
    ...criteria.flatMap(({ key }) => [`${key} value`, `${key} weight`, `${key} points`]),
  ]);
}

/** An account's line of the export. */
export function scoreCsvLine(score: ExportedScore): string {
  return csvLine([
    ...[score.key, score.name, score.attractiveness, score.strength],
    ...[score.attractivenessKnown, score.strengthKnown, score.quadrant, score.revenue, score.netValue],
    ...score.contributions.flatMap(({ raw, weight, points }) => [raw, weight, points]),
  ]);
}
