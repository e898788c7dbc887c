import { z } from 'zod';
import { amount, day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const score = z.number().nullable().meta({ description: 'From 0 to 100; null where too little is known.' });
const share = z.number().meta({ description: 'A share of 1.' });
const quadrant = z.enum(['strategic', 'star', 'status', 'streamline']);
const standing = z
  .enum(['selected', 'overCap', 'notRepaying', 'belowThreshold', 'notEnoughKnown'])
  .meta({ description: 'What becomes of the account: proposed, or why not.' });
const expectedReturn = amount
  .nullable()
  .meta({ description: 'The uplift less the cost of the manager, over the horizon; null where unknown.' });

const scorecardFields = {
  id: recordId,
  criteriaSetId: recordId,
  criteriaSetKey: z.string(),
  criteriaSetVersion: z.int(),
  asOf: day,
  previousId: recordId.nullable(),
  state: z.enum(['scoring', 'scored', 'refused']),
  accounts: z.int().meta({ description: 'How many have been scored.' }),
  dataFrom: day.nullable(),
  dataTo: day.nullable(),
  warnings: z.array(z.string()).readonly(),
  refusal: z.string().nullable().meta({ description: 'Why nothing was scored.' }),
  startedAt: instant,
  finishedAt: instant.nullable(),
};

/** A scorecard, without its accounts. */
export const scorecard = z.object(scorecardFields).meta({ id: 'Scorecard' });

/** An account that a scorecard keeps a place for. */
export const placedAccount = z
  .object({
    accountId: recordId,
    key: z.string(),
    name: z.string(),
    quadrant,
    standing,
    rank: z.int().nullable(),
    expectedReturn,
    large: z.boolean().meta({ description: 'Among the largest by revenue, as many as the cap.' }),
    wasSelected: z.boolean(),
    attractiveness: score,
    strength: score,
    revenue: z.number().nullable(),
  })
  .meta({ id: 'PlacedAccount' });
const places = z.array(placedAccount).readonly();

/** A scorecard with its proposal. */
export const scorecardDetail = z
  .object({
    ...scorecardFields,
    matrix: z.record(quadrant, z.int()).meta({ description: 'How many accounts are in each quadrant.' }),
    selected: places,
    overCap: places,
    largeNotRepaying: places,
    largeNotRepayingSum: amount,
    leaving: places,
  })
  .meta({ id: 'ScorecardDetail' });

const criterion = z.object({
  key: z.string(),
  title: z.string(),
  axis: z.enum(['attractiveness', 'strength']),
  weight: z.number().meta({ description: 'As the set has it.' }),
  direction: z.enum(['higher', 'lower']),
});

const contribution = z
  .object({
    criterion,
    raw: z.number().nullable().meta({ description: 'The value in the unit of its metric; null is missing.' }),
    share: z.number().nullable().meta({ description: 'What was made of the value, a share of the weight.' }),
    weight: z.number().meta({ description: 'As it counted among what is known; 0 where missing.' }),
    points: z.number().nullable().meta({ description: 'These add up to the score of the axis exactly.' }),
  })
  .meta({ id: 'Contribution' });

const scoreFields = {
  accountId: recordId,
  key: z.string(),
  name: z.string(),
  attractiveness: score,
  strength: score,
  attractivenessKnown: share,
  strengthKnown: share,
  quadrant,
  revenue: z.number().nullable(),
  netValue: z.number().nullable(),
  contributions: z.array(contribution).readonly(),
};

/** An account's scores with what each criterion contributed. */
export const accountScore = z.object(scoreFields).meta({ id: 'AccountScore' });

/** One account's score explained. */
export const scoreExplanation = z
  .object({
    ...scoreFields,
    scorecardId: recordId,
    asOf: day,
    standing,
    rank: z.int().nullable(),
    expectedReturn,
  })
  .meta({ id: 'ScoreExplanation' });

/** What to score by, and as of when. */
export const newScorecard = z
  .strictObject({
    criteriaSetId: recordId.optional().meta({ description: 'The latest standard set unless given.' }),
    asOf: z.iso
      .date()
      .optional()
      .meta({ description: 'The day that figures end before; today unless given.' }),
    previousId: recordId
      .optional()
      .meta({ description: 'The scorecard whose high axes and proposed accounts count as those before.' }),
  })
  .meta({ id: 'NewScorecard' });

const weights = z.record(z.string(), z.number().gt(0).max(100)).default({});

/** A question to a scorecard that stores nothing. */
export const whatIfQuestion = z
  .strictObject({ weights, cap: z.int().min(1).max(1000).optional() })
  .meta({ id: 'WhatIfQuestion' });

const change = z
  .object({
    key: z.string(),
    title: z.string(),
    axis: criterion.shape.axis,
    before: contribution.nullable(),
    after: contribution.nullable(),
    points: z.number().meta({ description: 'By how much its points changed.' }),
    causes: z
      .array(
        z.enum([
          'value',
          'becameKnown',
          'becameMissing',
          'others',
          'rule',
          'weight',
          'coverage',
          'added',
          'removed',
        ]),
      )
      .readonly(),
  })
  .meta({ id: 'CriterionChange' });
const changes = z.array(change).readonly();

const place = z.object({
  quadrant,
  standing,
  rank: z.int().nullable(),
  attractiveness: score,
  strength: score,
  expectedReturn,
});

const proposalChange = z
  .object({
    accountId: recordId,
    key: z.string(),
    name: z.string(),
    before: place,
    after: place,
    criteria: changes,
  })
  .meta({ id: 'ProposalChange' });

/** Who would enter and leave. */
export const whatIfAnswer = z
  .object({
    scorecardId: recordId,
    selectedBefore: z.int(),
    selectedAfter: z.int(),
    enters: z.array(proposalChange).readonly(),
    leaves: z.array(proposalChange).readonly(),
  })
  .meta({ id: 'WhatIfAnswer' });

const side = z.object({ attractiveness: score, strength: score, standing: standing.nullable() }).nullable();
const scoreChange = z
  .object({
    accountId: recordId,
    key: z.string(),
    name: z.string(),
    before: side,
    after: side,
    criteria: changes,
  })
  .meta({ id: 'ScoreChange' });

/** Two scorecards side by side. */
export const scorecardComparison = z
  .object({
    before: recordId,
    after: recordId,
    entered: z.array(scoreChange).readonly(),
    left: z.array(scoreChange).readonly(),
    changed: z.array(scoreChange).readonly(),
  })
  .meta({ id: 'ScorecardComparison' });

/** Which scorecard to compare with, and how much to tell. */
export const comparisonQuery = z.strictObject({
  with: recordId.meta({ description: 'The earlier scorecard.' }),
  limit: z.coerce.number().int().min(1).max(200).default(25),
  accountId: recordId.optional(),
});

/** Which scorecards. */
export const scorecardQuery = z.strictObject({ ...pageQuery });

/** The path of a scorecard. */
export const scorecardParams = z.object({ scorecardId: recordId });

/** The path of an account's score. */
export const scoreParams = z.object({ scorecardId: recordId, accountId: recordId });

/** Where a page of scores ended. */
export const scorePosition = z.object({ total: z.int(), accountId: recordId });
