import fc from 'fast-check';
import { expect, it } from 'vitest';
import { businessCaseResults } from '../../domain/planning/business-case.ts';

const amount = (cents: number): string => (cents / 100).toFixed(2);
const cents = fc.integer({ min: 0, max: 50_000_000 });

const terms = { discountRatePercent: 10, lowPercent: 80, highPercent: 120 };

/** The balance of an account that starts in debt by the investment, bears interest every month, and takes each benefit: its value today. */
function cashFlows(one: { investment: number; benefits: readonly number[]; percent: number }) {
  const monthly = (1 + one.percent / 100) ** (1 / 12);
  let balance = -one.investment;
  let plain = -one.investment;
  let paidBack = plain >= 0 ? 0 : null;
  for (const [index, benefit] of one.benefits.entries()) {
    balance = balance * monthly + benefit;
    plain += benefit;
    if (plain >= 0) paidBack ??= index + 1;
  }
  return { npv: balance / monthly ** one.benefits.length, paidBack };
}

it('agrees with an account that is charged interest month by month', () => {
  fc.assert(
    fc.property(
      fc.record({
        investment: cents,
        benefits: fc.array(cents, { minLength: 1, maxLength: 60 }),
        percent: fc.integer({ min: 0, max: 40 }),
      }),
      ({ investment, benefits, percent }) => {
        const { base } = businessCaseResults({
          ...terms,
          investment: amount(investment),
          monthlyBenefits: benefits.map(amount),
          discountRatePercent: percent,
        });
        const reference = cashFlows({ investment, benefits, percent });
        expect(Math.abs(Number(base.npv) * 100 - reference.npv)).toBeLessThan(1);
        expect(base.paybackMonths).toBe(reference.paidBack);
      },
    ),
  );
});

it('gives the value that Brealey, Myers and Allen give for an office building', () => {
  const year = [...Array.from({ length: 11 }, () => '0.00'), '420000.00'];
  const { base } = businessCaseResults({
    ...terms,
    investment: '370000.00',
    monthlyBenefits: year,
    discountRatePercent: 5,
  });
  expect(base.npv).toBe('30000.00');
  expect(base.paybackMonths).toBe(12);
  expect(base.roi).toBeCloseTo(50_000 / 370_000, 12);
});

it('never rises with the rate, and low, base and high stay in their order', () => {
  fc.assert(
    fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 24 }), (investment, benefits) => {
      const at = (percent: number) =>
        businessCaseResults({
          ...terms,
          investment: amount(investment),
          monthlyBenefits: benefits.map(amount),
          discountRatePercent: percent,
        });
      const { low, base, high } = at(10);
      expect(Number(at(20).base.npv)).toBeLessThanOrEqual(Number(base.npv));
      expect(Number(low.npv)).toBeLessThanOrEqual(Number(base.npv));
      expect(Number(base.npv)).toBeLessThanOrEqual(Number(high.npv));
    }),
  );
});

it('says when an investment is never paid back, and that nothing invested has no return', () => {
  const poor = businessCaseResults({ ...terms, investment: '100.00', monthlyBenefits: ['10.00'] });
  expect(poor.base).toEqual({ npv: '-90.08', paybackMonths: null, roi: -0.9 });
  const free = businessCaseResults({ ...terms, investment: '0.00', monthlyBenefits: ['10.00'] });
  expect(free.base).toMatchObject({ paybackMonths: 0, roi: null });
});
