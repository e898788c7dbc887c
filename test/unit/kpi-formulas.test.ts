import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  costToServe,
  customerRetention,
  grossRevenueRetention,
  growthRate,
  lifetimeValue,
  netRevenueRetention,
  ratio,
  returnOnCost,
} from '../../domain/kpis/formulas.ts';
import { kpiLibrary } from '../../domain/kpis/library.ts';
import {
  comparableAnswers,
  measureNames,
  surveyFigure,
  surveyMeasures,
  type AnswerCount,
} from '../../domain/kpis/survey-answer.ts';

const counts = (entries: readonly (readonly [number, number])[]) =>
  entries.map(([score, count]) => ({ score, count }));

describe('published examples', () => {
  it('10.0M start, 0.6 contraction, 0.9 churn, 1.8 expansion: GRR 85 %, NRR 103 %', () => {
    const movement = { start: 10, contraction: 0.6, churn: 0.9, expansion: 1.8 };
    expect(grossRevenueRetention(movement)).toBeCloseTo(0.85, 12);
    expect(netRevenueRetention(movement)).toBeCloseTo(1.03, 12);
  });

  it('900 of 1,000 customers stay: 90 % (mymarketingdeal.com, "Retention rate")', () => {
    expect(customerRetention({ before: 1000, kept: 900 })).toBe(0.9);
  });

  it('40,000 in 1,000 orders: 40 an order; 25 of 100 spent: a share of wallet of 25 %', () => {
    expect([ratio(40_000, 1000), ratio(25, 100)]).toEqual([40, 0.25]);
  });

  // Margin multiples by the formula of Gupta and Lehmann, rounded to hundredths as they give them.
  it.each([
    [0.6, 0.1, 1.2],
    [0.7, 0.12, 1.67],
    [0.8, 0.1, 2.67],
    [0.9, 0.12, 4.09],
  ])(
    'a margin multiple at retention %d and discount %d of %d (Gupta and Lehmann)',
    (retention, discount, multiple) => {
      expect(lifetimeValue({ margin: 1, retention, discount })).toBeCloseTo(multiple, 2);
    },
  );

  it('49,000 orders at 8, 1,400 inquiries at 40, 2,500 credit checks at 44.80: 560,000 (Kaplan and Anderson 2004)', () => {
    const drivers = [
      { volume: 49_000, rate: 8 },
      { volume: 1400, rate: 40 },
      { volume: 2500, rate: 44.8 },
    ];
    expect(costToServe(drivers)).toBeCloseTo(560_000, 6);
  });

  it('30,000 of margin for 10,000 spent brings 2 for each 1 (kameir.com, "Return on marketing")', () => {
    expect(returnOnCost({ gain: 30_000, cost: 10_000 })).toBe(2);
  });

  it('60 % promoters, 20 % detractors: NPS 40 (players1st.sport, "What is Net Promoter Score")', () => {
    const answers = counts([
      [9, 25],
      [10, 35],
      [7, 15],
      [8, 5],
      [6, 15],
      [0, 5],
    ]);
    expect(surveyFigure(answers, 'nps').value).toBe(40);
  });

  it('10, 20, 10, 5 and 5 answers from 5 down to 1: CSAT 60 % (VOC Metrics, "How is CSAT score calculated")', () => {
    const answers = counts([
      [5, 10],
      [4, 20],
      [3, 10],
      [2, 5],
      [1, 5],
    ]);
    expect(surveyFigure(answers, 'csat').value).toBe(0.6);
  });

  it('a sum of 350 in 100 answers: CES 3.5 (theprimecalculator.com, "Customer effort score")', () => {
    const answers = counts([
      [3, 50],
      [4, 50],
    ]);
    expect(surveyFigure(answers, 'ces')).toEqual({ value: 3.5, numerator: 350, answers: 100 });
  });

  it('9 of 90 who know a brand recommend it: advocacy 0.1', () => {
    const answers = counts([
      [1, 9],
      [0, 81],
    ]);
    expect(surveyFigure(answers, 'advocacy').value).toBe(0.1);
  });
});

const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the formulas', () => {
  it('miss a value where there is nothing to divide by, and never say zero', () => {
    const none = { start: 0, contraction: 0, churn: 0, expansion: 5 };
    expect([
      ratio(0, 0),
      customerRetention({ before: 0, kept: 0 }),
      grossRevenueRetention(none),
      netRevenueRetention(none),
      growthRate(5, 0),
      costToServe([]),
      returnOnCost({ gain: 5, cost: 0 }),
      lifetimeValue({ margin: 5, retention: 1, discount: 0 }),
    ]).toEqual([null, null, null, null, null, null, null, null]);
  });

  it('keep gross retention within 0 and 1 and never above net retention, which grows with expansion', () => {
    const movement = fc.record({ start: amount, lost: share, left: share, expansion: amount });
    const holds = fc.property(movement, amount, ({ start, lost, left, expansion }, more) => {
      fc.pre(start > 1e-6);
      const churn = start * lost;
      const contraction = (start - churn) * left;
      const given = { start, churn, contraction, expansion };
      const gross = grossRevenueRetention(given) ?? Number.NaN;
      const net = netRevenueRetention(given) ?? Number.NaN;
      expect(gross).toBeGreaterThanOrEqual(-1e-9);
      expect(gross).toBeLessThanOrEqual(1);
      expect(net).toBeGreaterThanOrEqual(gross - 1e-9);
      expect(netRevenueRetention({ ...given, expansion: expansion + more })).toBeGreaterThanOrEqual(net);
    });
    fc.assert(holds);
  });

  it('value a customer who is likelier to stay no less', () => {
    const holds = fc.property(amount, share, share, (margin, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const worth = (retention: number) => lifetimeValue({ margin, retention, discount: 0.1 }) ?? Number.NaN;
      expect(worth(high)).toBeGreaterThanOrEqual(worth(low));
    });
    fc.assert(holds);
  });
});

describe('answers to surveys', () => {
  const measure = fc.constantFrom(...measureNames);
  const asked = measure.chain((name) => {
    const { low, high } = surveyMeasures[name];
    const one = fc.record({
      score: fc.integer({ min: low, max: high }),
      count: fc.integer({ min: 1, max: 50 }),
    });
    return fc.record({ name: fc.constant(name), answers: fc.array(one, { minLength: 1 }) });
  });

  it('keep every KPI within its scale', () => {
    const holds = fc.property(asked, ({ name, answers }) => {
      const { value } = surveyFigure(answers, name);
      expect(value).toBeGreaterThanOrEqual(kpiLibrary[name].scale.low);
      expect(value).toBeLessThanOrEqual(kpiLibrary[name].scale.high);
    });
    fc.assert(holds);
  });

  it('never lower a KPI when one of them becomes better', () => {
    const holds = fc.property(asked, fc.nat(), ({ name, answers }, place) => {
      const at = place % answers.length;
      const { high } = surveyMeasures[name];
      const better = answers.map(({ score, count }, index) => ({
        score: index === at ? Math.min(score + 1, high) : score,
        count,
      }));
      const before = surveyFigure(answers, name).value ?? Number.NaN;
      expect(surveyFigure(better, name).value).toBeGreaterThanOrEqual(before);
    });
    fc.assert(holds);
  });

  it('are missing without any, and not zero', () => {
    for (const name of measureNames)
      expect(surveyFigure([], name)).toEqual({ value: null, numerator: null, answers: 0 });
  });

  it('count by their own scale: the other way round is mirrored, another scale is left out and told', () => {
    const easy = { measure: 'ces', low: 1, high: 7, direction: 'higher', score: 6, count: 2 } as const;
    const hard: AnswerCount = { ...easy, direction: 'lower', score: 2, count: 1 };
    const old: AnswerCount = { ...easy, high: 5, score: 1, count: 4 };
    expect(comparableAnswers([easy, hard, old], 'ces')).toEqual({
      answers: [
        { score: 6, count: 2 },
        { score: 6, count: 1 },
      ],
      onOtherScales: 4,
    });
  });
});

it('the library says of each KPI its name and formula in both languages, and its source', () => {
  for (const { name, formula, source } of Object.values(kpiLibrary)) {
    expect([name.en, name.de, formula.en, formula.de, source].every((text) => text.trim() !== '')).toBe(true);
  }
});
