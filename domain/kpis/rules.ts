import type { KpiFacts, KpiMaterial, ProgrammeFacts } from './facts.ts';
import {
  customerRetention,
  grossRevenueRetention,
  growthRate,
  netRevenueRetention,
  ratio,
  returnOnCost,
  type RevenueMovement,
} from './formulas.ts';
import type { KpiKey } from './library.ts';
import type { MissingReason } from './missing.ts';
import { comparableAnswers, surveyFigure, type SurveyMeasure } from './survey-answer.ts';

/** A value, or why there is none, and what it was made of; the quotient of the two where it is one. */
export interface KpiOutcome {
  readonly value: number | null;
  readonly missing: MissingReason | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Further inputs by name, such as contraction or answers. */
  readonly inputs: Readonly<Record<string, number | null>>;
}

interface Given {
  readonly value: number | null;
  /** Why, where the value is null. */
  readonly otherwise: MissingReason;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly inputs?: KpiOutcome['inputs'];
}

function outcome({ value, otherwise, numerator, denominator, inputs }: Given): KpiOutcome {
  return {
    value,
    missing: value === null ? otherwise : null,
    numerator: numerator ?? null,
    denominator: denominator ?? null,
    inputs: inputs ?? {},
  };
}

type Rule = (material: KpiMaterial) => KpiOutcome;

const sum =
  (name: 'revenue' | 'costToServe' | 'lifetimeValue'): Rule =>
  ({ facts }) =>
    outcome({
      value: facts[name],
      otherwise: facts.unconverted || name === 'revenue' ? 'noRate' : 'noCost',
      inputs: { revenue: facts.revenue, orders: facts.orders },
    });

function quotient(of: {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly otherwise: MissingReason;
  readonly unknown: MissingReason;
  readonly inputs?: KpiOutcome['inputs'];
}): KpiOutcome {
  const { numerator, denominator, otherwise, unknown, inputs } = of;
  const isKnown = numerator !== null && denominator !== null;
  return outcome({
    value: isKnown ? ratio(numerator, denominator) : null,
    otherwise: isKnown ? otherwise : unknown,
    numerator,
    denominator,
    ...(inputs && { inputs }),
  });
}

function movementOf({ start, contraction, churn, expansion }: KpiFacts): RevenueMovement | null {
  if (start === null || contraction === null || churn === null || expansion === null) return null;
  return { start, contraction, churn, expansion };
}

const revenueRetention =
  (rate: (movement: RevenueMovement) => number | null): Rule =>
  ({ facts }) => {
    const movement = movementOf(facts);
    const value = movement && rate(movement);
    return outcome({
      value,
      otherwise: movement ? 'nothingBefore' : 'noRate',
      numerator: value === null ? null : value * (movement?.start ?? 0),
      denominator: facts.start,
      inputs: { contraction: facts.contraction, churn: facts.churn, expansion: facts.expansion },
    });
  };

const growth: Rule = ({ facts: { revenue, revenueBefore } }) => {
  const isKnown = revenue !== null && revenueBefore !== null;
  return outcome({
    value: isKnown ? growthRate(revenue, revenueBefore) : null,
    otherwise: isKnown ? 'nothingBefore' : 'noRate',
    inputs: { revenue, revenueBefore },
  });
};

const asked =
  (measure: SurveyMeasure): Rule =>
  ({ answers: all }) => {
    const { answers, onOtherScales } = comparableAnswers(all, measure);
    const figure = surveyFigure(answers, measure);
    return outcome({
      value: figure.value,
      otherwise: onOtherScales > 0 ? 'otherScale' : 'noAnswers',
      numerator: figure.numerator,
      denominator: figure.answers,
      inputs: { answers: figure.answers, onOtherScales },
    });
  };

function whyNoReturn(programme: ProgrammeFacts): MissingReason {
  if (programme.accountYears <= 0) return 'noKeyAccounts';
  return programme.shareCost > 0 ? 'noCost' : 'noCostOfManagers';
}

const programmeReturn: Rule = ({ programme }) => {
  if (programme === null) return outcome({ value: null, otherwise: 'noKeyAccounts' });
  const { netValue, netValueBefore, accountYears, keyAccounts, shareCost } = programme;
  const cost = accountYears * shareCost;
  const gain = netValue === null || netValueBefore === null ? null : netValue - netValueBefore;
  return outcome({
    value: gain === null ? null : returnOnCost({ gain, cost }),
    otherwise: whyNoReturn(programme),
    numerator: gain === null ? null : gain - cost,
    denominator: cost,
    inputs: { netValue, netValueBefore, keyAccounts, accountYears, shareCost },
  });
};

const customers: Rule = ({ facts: { buyersBefore: before, buyersKept: kept } }) =>
  outcome({
    value: customerRetention({ before, kept }),
    otherwise: 'nothingBefore',
    numerator: kept,
    denominator: before,
  });

/** How each KPI follows from what the records say; whether the data cover its window is for the caller to see. */
export const kpiRules: Readonly<Record<KpiKey, Rule>> = {
  customerRetention: customers,
  grossRevenueRetention: revenueRetention(grossRevenueRetention),
  netRevenueRetention: revenueRetention(netRevenueRetention),
  revenue: sum('revenue'),
  revenueGrowth: growth,
  averageOrderValue: ({ facts: { revenue, orders } }) =>
    quotient({ numerator: revenue, denominator: orders, otherwise: 'noOrders', unknown: 'noRate' }),
  // That one account ordered nothing is known; that nobody did leaves nobody to count orders of.
  orderFrequency: ({ facts: { accounts, orders, buyers } }) =>
    outcome({
      value: accounts === 1 ? orders : ratio(orders, buyers),
      otherwise: 'noOrders',
      numerator: orders,
      denominator: accounts === 1 ? 1 : buyers,
    }),
  cancellations: ({ facts: { cancelled, transactions } }) =>
    quotient({
      numerator: cancelled,
      denominator: transactions,
      otherwise: 'noOrders',
      unknown: 'noOrders',
    }),
  offerings: ({ facts: { offerings } }) => outcome({ value: offerings, otherwise: 'noOrders' }),
  shareOfWallet: ({ facts: { shareOfWallet } }) => outcome({ value: shareOfWallet, otherwise: 'noRating' }),
  lifetimeValue: sum('lifetimeValue'),
  costToServe: sum('costToServe'),
  netMargin: ({ facts: { netValue, revenue, unconverted } }) =>
    quotient({
      numerator: netValue,
      denominator: revenue,
      otherwise: 'noRevenue',
      unknown: unconverted ? 'noRate' : 'noCost',
    }),
  programmeReturn,
  nps: asked('nps'),
  csat: asked('csat'),
  ces: asked('ces'),
  advocacy: asked('advocacy'),
};
