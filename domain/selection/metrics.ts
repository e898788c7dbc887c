/** What a metric is counted in: `money` is in the currency of the criteria set, `share` is a part of 1. */
type MetricUnit = 'money' | 'share' | 'count' | 'months' | 'stage' | 'score';

/** A built-in metric as people read of it; its SQL is in db/selection/metric-sql.ts. */
export interface Metric {
  readonly title: string;
  readonly unit: MetricUnit;
  /** What it says of an account in the window before the day it is scored as of, and when it is missing. */
  readonly meaning: string;
}

/** Every built-in metric by the name that a criterion gives. */
export const metrics = {
  revenue: {
    title: 'Revenue',
    unit: 'money',
    meaning: 'Delivered in the window. Nothing delivered is 0, which is known, not missing.',
  },
  growth: {
    title: 'Growth',
    unit: 'share',
    meaning:
      'Revenue against the window of the same length a year before, 0.2 being a fifth more. Missing where that window is not wholly covered by data, or nothing was delivered in it.',
  },
  orderValue: {
    title: 'Order value',
    unit: 'money',
    meaning: 'Revenue by delivered transaction. Missing where nothing was delivered in the window.',
  },
  cancellationRate: {
    title: 'Cancellation rate',
    unit: 'share',
    meaning: 'Cancelled and missed over all transactions. Missing without any in the window.',
  },
  breadth: {
    title: 'Breadth of offerings',
    unit: 'count',
    meaning: 'Different offerings delivered in the window.',
  },
  crossover: {
    title: 'Crossover between lines',
    unit: 'share',
    meaning:
      'The part of revenue outside the largest line, at most 0.5 of two lines. Missing where nothing was delivered in the window.',
  },
  newLineAdoption: {
    title: 'New-line adoption',
    unit: 'share',
    meaning:
      'The part of revenue from lines that the account first bought in the window. Missing for an account without earlier business, and where no year before the window is covered by data.',
  },
  tenure: {
    title: 'Tenure',
    unit: 'months',
    meaning:
      'From the first to the last delivery before the day, so that an account that left does not go on gaining.',
  },
  regularity: {
    title: 'Regularity',
    unit: 'share',
    meaning:
      'Of the calendar months with deliveries a year before, the part with deliveries again, so that seasons do not count against an account. Missing where that year is not wholly covered by data, or nothing was delivered in it.',
  },
  netValue: {
    title: 'Net value',
    unit: 'money',
    meaning: 'Margin (revenue by the margin rate of the set) less the costs to acquire, serve and retain.',
  },
  lifetimeValue: {
    title: 'Lifetime value',
    unit: 'money',
    meaning: 'Net value by r/(1 + d − r), with the retention and discount rates of the set.',
  },
  costToAcquire: {
    title: 'Cost to acquire',
    unit: 'money',
    meaning: 'Volumes of the drivers to acquire by their rates. Missing where the set or the data have none.',
  },
  costToServe: {
    title: 'Cost to serve',
    unit: 'money',
    meaning: 'Volumes of the drivers to serve by their rates. Missing where the set or the data have none.',
  },
  costToRetain: {
    title: 'Cost to retain',
    unit: 'money',
    meaning: 'Volumes of the drivers to retain by their rates. Missing where the set or the data have none.',
  },
  shareOfWallet: {
    title: 'Share of wallet',
    unit: 'share',
    meaning: 'The latest rating named shareOfWallet, a part of 1. Missing where nobody gave one.',
  },
  relationshipStage: {
    title: 'Relationship stage',
    unit: 'stage',
    meaning:
      'The latest rating named relationshipStage from 1 to 5, else the support of the contacts weighted by their influence. Missing without either.',
  },
  surveyScore: {
    title: 'Survey score',
    unit: 'score',
    meaning: 'Answers to surveys; there are no surveys yet, so it is missing for every account.',
  },
} as const satisfies Readonly<Record<string, Metric>>;

/** The name of a built-in metric. */
export type MetricName = keyof typeof metrics;

/** The names of all built-in metrics, in the order of their documentation. */
export const metricNames = Object.keys(metrics) as readonly MetricName[];
