import { surveyMeasures } from '../kpis/survey-answer.ts';
import type { GivenScore } from './answer.ts';

/** The highest score on a KPI's scale, higher being better, that calls for somebody: NPS detractors (Reichheld 2003), and the two lowest of CSAT and CES. */
const troubled: Readonly<Record<GivenScore['measure'], number | null>> = {
  nps: 6,
  csat: 2,
  ces: 2,
  advocacy: null,
};

/** The scores of an answer that call for somebody. A scale asked the other way round is mirrored; one that is not the KPI's says nothing. */
export function lowScores(scores: readonly GivenScore[]): readonly GivenScore[] {
  return scores.filter(({ measure, score, low, high, direction }) => {
    const limit = troubled[measure];
    const scale = surveyMeasures[measure];
    if (limit === null || low !== scale.low || high !== scale.high) return false;
    return (direction === 'higher' ? score : low + high - score) <= limit;
  });
}

/** The low scores that the version before did not have: what makes this version one that somebody is told of. */
export function newLowScores(
  now: readonly GivenScore[],
  before: readonly GivenScore[],
): readonly GivenScore[] {
  const known = new Set(lowScores(before).map(({ question }) => question));
  return lowScores(now).filter(({ question }) => !known.has(question));
}
