import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedUp, statedIn, type KpiFacts, type KpiMaterial } from '../../domain/kpis/facts.ts';
import { kpiFindings, type KpiFinding } from '../../domain/kpis/finding.ts';
import { isLibraryKpi, kpiKeys } from '../../domain/kpis/library.ts';
import { missingReasons } from '../../domain/kpis/missing.ts';
import { cohortResult, type CohortFacts, type GroupFacts } from '../../domain/kpis/programme-results.ts';
import { coverageOf, type Coverage } from '../../domain/kpis/window.ts';

const covered = coverageOf({
  ...{ startsOn: '2026-01-01', asOf: '2027-01-01', dataFrom: '2024-01-01', dataTo: '2026-12-30' },
});
const facts: KpiFacts = {
  ...{ accounts: 1, buyers: 1, buyersBefore: 1, buyersKept: 1, transactions: 50, cancelled: 10, orders: 40 },
  ...{ offerings: 3, revenue: 8000, revenueBefore: 10_000, start: 10_000, contraction: 2000, churn: 0 },
  ...{ expansion: 0, costToServe: 400, netValue: 3600, lifetimeValue: 9600, shareOfWallet: 0.25 },
  unconverted: false,
};
const material: KpiMaterial = { facts, answers: [], programme: null };

function findings(change: Partial<KpiFacts> = {}, coverage: Coverage = covered): readonly KpiFinding[] {
  const context = {
    subject: 'account',
    currency: 'EUR',
    criteriaSet: { key: 'standard', version: 1 },
  } as const;
  return kpiFindings({ ...material, facts: { ...facts, ...change } }, { ...context, coverage });
}

function value(of: readonly KpiFinding[], key: string): number | string | null {
  const found = of.find(({ kpi }) => kpi === key);
  return found?.missing ?? found?.value ?? null;
}

describe('the values of an account', () => {
  it('are what its facts divide to', () => {
    const found = findings();
    const keys = [
      'revenueGrowth',
      'averageOrderValue',
      'cancellations',
      'netMargin',
      'grossRevenueRetention',
    ];
    expect(keys.map((key) => value(found, key))).toEqual(
      [-0.2, 200, 0.2, 0.45, 0.8].map((one) => expect.closeTo(one, 12) as number),
    );
    expect(value(found, 'shareOfWallet')).toBe(0.25);
    expect(value(found, 'nps')).toBe('noAnswers');
  });

  it('10.0M start, 0.6 contraction, 0.9 churn, 1.8 expansion: GRR 85 %, NRR 103 %, with the inputs beside them', () => {
    const movement = { start: 10e6, contraction: 0.6e6, churn: 0.9e6, expansion: 1.8e6 };
    const found = findings(movement);
    expect(value(found, 'grossRevenueRetention')).toBeCloseTo(0.85, 12);
    expect(value(found, 'netRevenueRetention')).toBeCloseTo(1.03, 12);
    const { start, ...inputs } = movement;
    expect(found.find(({ kpi }) => kpi === 'netRevenueRetention')?.explanation).toMatchObject({
      ...{ denominator: start, inputs, coverage: covered },
    });
  });

  it('are missing with a reason, and never zero, where the data do not reach', () => {
    const late = coverageOf({
      ...covered.window,
      asOf: '2027-01-01',
      dataFrom: '2026-02-01',
      dataTo: '2026-12-30',
    });
    const stale = coverageOf({
      ...covered.window,
      asOf: '2027-01-01',
      dataFrom: '2024-01-01',
      dataTo: '2026-11-01',
    });
    const young = coverageOf({
      ...covered.window,
      asOf: '2027-01-01',
      dataFrom: '2025-06-01',
      dataTo: '2026-12-30',
    });
    const empty = coverageOf({ ...covered.window, asOf: '2027-01-01', dataFrom: null, dataTo: null });
    const of = (coverage: Coverage) =>
      ['revenue', 'revenueGrowth'].map((key) => value(findings({}, coverage), key));
    expect(of(late)).toEqual(['beginsLater', 'beginsLater']);
    expect(of(stale)).toEqual(['endsEarlier', 'endsEarlier']);
    expect(of(young)).toEqual([8000, 'beforeNotCovered']);
    expect(of(empty)).toEqual(['noData', 'noData']);
  });

  it('know nothing of money in a currency without a rate, but still count', () => {
    const stated = statedIn(facts, null);
    expect([stated.revenue, stated.netValue, stated.orders, stated.unconverted]).toEqual([
      null,
      null,
      40,
      true,
    ]);
    const found = findings({ ...stated });
    expect([value(found, 'revenue'), value(found, 'costToServe'), value(found, 'orderFrequency')]).toEqual([
      ...['noRate', 'noRate', 40],
    ]);
    expect(statedIn(facts, 0.5).revenue).toBe(16_000);
  });

  it('either have a value or say why not, in both languages', () => {
    const number = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    const any = fc.record({
      revenue: number,
      start: number,
      churn: number,
      costToServe: number,
      netValue: number,
    });
    fc.assert(
      fc.property(any, fc.nat(3), (change, orders) => {
        for (const { value: found, missing } of findings({ ...change, orders })) {
          expect(found === null).toBe(missing !== null);
          if (missing !== null) expect(Object.values(missingReasons[missing]).every(Boolean)).toBe(true);
        }
      }),
    );
  });
});

it('adds batches up, and knows no sum of which a part is not known', () => {
  const sum = addedUp([facts, facts]);
  expect([sum.revenue, sum.orders, sum.accounts]).toEqual([16_000, 80, 2]);
  expect(addedUp([facts, { ...facts, costToServe: null }]).costToServe).toBeNull();
});

it('tells the library’s KPIs from others by key', () => {
  expect(kpiKeys.every(isLibraryKpi)).toBe(true);
  expect(['toString', 'onTimeDelivery'].some(isLibraryKpi)).toBe(false);
});

describe('the results of a programme', () => {
  const group: GroupFacts = {
    ...{ accounts: 40, kept: 30, orders: 400, ordersBefore: 500 },
    ...{ revenue: 110, revenueBefore: 100, revenueEarlier: 100 },
  };
  const cohort: CohortFacts = {
    ...{ designatedOn: '2026-01-01', coverage: covered, earlierCovered: true, keyAccounts: group },
    others: { ...group, kept: 20, revenue: 99, orders: 450 },
  };

  it('stand beside those of accounts never designated, with what tells against comparing them', () => {
    const { keyAccounts, others, difference, cautions } = cohortResult(cohort);
    expect([keyAccounts.retention, others.retention]).toEqual([0.75, 0.5]);
    expect(keyAccounts.orderValueChange).toBeCloseTo(110 / 400 / (100 / 500) - 1, 12);
    expect(difference.retention).toBeCloseTo(0.25, 12);
    expect(difference.revenueChange).toBeCloseTo(0.11, 12);
    expect(cautions).toEqual(['notByLot']);
  });

  it('warn of few accounts, of unlike groups, and of a choice by growth that falls back to the mean', () => {
    const keyAccounts = { ...group, accounts: 5, revenueEarlier: 50 };
    expect(cohortResult({ ...cohort, keyAccounts }).cautions).toEqual([
      ...['notByLot', 'fewAccounts', 'groupsDiffered', 'regression'],
    ]);
    const unknown = cohortResult({ ...cohort, earlierCovered: false });
    expect(unknown.cautions).toEqual(['notByLot', 'growthBeforeUnknown']);
    expect(unknown.difference.growthBefore).toBeNull();
  });

  it('are left out, with the reason, where the data do not cover what is compared', () => {
    const soon = coverageOf({
      startsOn: '2026-11-01',
      asOf: '2027-01-01',
      dataFrom: '2024-01-01',
      dataTo: '2026-12-30',
    });
    const young = coverageOf({
      startsOn: '2026-01-01',
      asOf: '2027-01-01',
      dataFrom: '2025-02-01',
      dataTo: '2026-12-30',
    });
    const of = (coverage: Coverage) => cohortResult({ ...cohort, coverage });
    expect([of(soon).missing, of(young).missing]).toEqual(['tooSoon', 'beforeNotCovered']);
    expect(of(soon)).toMatchObject({
      keyAccounts: { accounts: 40, retention: null },
      difference: { retention: null },
    });
  });
});
