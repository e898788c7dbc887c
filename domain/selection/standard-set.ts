import type { z } from 'zod';
import type { criteriaSetSchema } from './criteria-set.ts';

type CriterionInput = z.input<typeof criteriaSetSchema>['criteria'][number];

const percentile = { kind: 'percentile' } as const;
const linear = (low: number, high: number) => ({ kind: 'linear', low, high }) as const;
const metric = (name: Extract<CriterionInput['source'], { kind: 'metric' }>['metric']) =>
  ({ kind: 'metric', metric: name, windowMonths: 12 }) as const;

const attractiveness: readonly CriterionInput[] = [
  {
    key: 'revenue',
    title: 'Revenue',
    axis: 'attractiveness',
    weight: 25,
    source: metric('revenue'),
    transform: percentile,
  },
  {
    key: 'growth',
    title: 'Growth against the year before',
    axis: 'attractiveness',
    weight: 20,
    source: metric('growth'),
    transform: linear(-0.5, 0.5),
  },
  {
    key: 'netValue',
    title: 'Net value after cost to serve',
    axis: 'attractiveness',
    weight: 20,
    source: metric('netValue'),
    transform: percentile,
  },
  {
    key: 'orderValue',
    title: 'Order value',
    axis: 'attractiveness',
    weight: 15,
    source: metric('orderValue'),
    transform: percentile,
  },
  {
    key: 'notCancelled',
    title: 'Share of non-cancelled',
    axis: 'attractiveness',
    weight: 10,
    direction: 'lower',
    source: metric('cancellationRate'),
    transform: linear(0, 0.5),
  },
  {
    key: 'newLineAdoption',
    title: 'New-line adoption',
    axis: 'attractiveness',
    weight: 10,
    source: metric('newLineAdoption'),
    transform: linear(0, 0.25),
  },
];

const strength: readonly CriterionInput[] = [
  {
    key: 'tenure',
    title: 'Tenure',
    axis: 'strength',
    weight: 25,
    source: metric('tenure'),
    transform: linear(0, 24),
  },
  {
    key: 'breadth',
    title: 'Breadth of offerings',
    axis: 'strength',
    weight: 25,
    source: metric('breadth'),
    transform: {
      kind: 'bands',
      bands: [
        { from: 1, share: 0.1 },
        { from: 2, share: 0.4 },
        { from: 3, share: 0.6 },
        { from: 4, share: 0.8 },
        { from: 6, share: 1 },
      ],
    },
  },
  {
    key: 'crossover',
    title: 'Crossover between lines',
    axis: 'strength',
    weight: 20,
    source: metric('crossover'),
    transform: linear(0, 0.25),
  },
  {
    key: 'regularity',
    title: 'Regularity',
    axis: 'strength',
    weight: 15,
    source: metric('regularity'),
    transform: linear(0, 1),
  },
  {
    key: 'relationshipStage',
    title: 'Relationship stage',
    axis: 'strength',
    weight: 15,
    source: metric('relationshipStage'),
    transform: linear(1, 5),
    optional: true,
  },
];

/** The set that comes with the product, made for the hotel sample; docs/criteria.md explains each choice. */
export const standardSet: z.input<typeof criteriaSetSchema> = {
  criteria: [...attractiveness, ...strength],
  value: {
    currency: 'EUR',
    marginRate: 0.5,
    discountRate: 0.1,
    retention: { returning: 0.8, first: 0.4 },
    drivers: [
      { purpose: 'serve', volume: 'cancellations', rate: 15 },
      { purpose: 'serve', volume: 'attribute:bookingChanges', rate: 5 },
      { purpose: 'serve', volume: 'attribute:specialRequests', rate: 4 },
      { purpose: 'serve', volume: 'attribute:waitingListDays', rate: 1 },
    ],
  },
  designation: {
    expectedReturn: { horizonYears: 3, upliftRate: 0.1, shareCost: 15_000 },
  },
};
