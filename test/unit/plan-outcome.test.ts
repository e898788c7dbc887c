import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOutcomes, reachesTarget } from '../../domain/planning/outcome.ts';

const kpi = (key: string, baseline: string | null, target: string) => ({
  ...{ key, name: key, unit: 'count' as const, baseline, target },
  earlyIndicators: [],
});
const nothing = { coveredUntil: null, values: {} };

describe('what came of a target', () => {
  it('is what the manager states, else what the records tell, else open and neither reached nor missed', () => {
    const kpis = [kpi('revenue', '90', '100'), kpi('offerings', '2', '3'), kpi('advocacy', null, '8')];
    const measured = { coveredUntil: '2027-06-01', values: { revenue: '80', offerings: '3' } };
    const stated = [{ kpi: 'revenue', value: '101', note: 'with what was invoiced in January' }];
    const found = planOutcomes(kpis, { stated, measured });
    expect(found.map(({ kpi: key, value, source, reached }) => [key, value, source, reached])).toEqual([
      ['revenue', '101', 'manager', true],
      ['offerings', '3', 'records', true],
      ['advocacy', null, 'unknown', null],
    ]);
    expect(found.map(({ coveredUntil }) => coveredUntil)).toEqual([null, '2027-06-01', null]);
  });

  it('is open where the records do not reach into the year', () => {
    const found = planOutcomes([kpi('revenue', '90', '100')], { stated: [], measured: nothing });
    expect(found).toMatchObject([{ value: null, source: 'unknown', reached: null }]);
  });

  it('is reached at its target, whichever way it was to move, and never by moving away from it', () => {
    const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(whole, whole, fc.nat(1_000_000), (baseline, target, further) => {
        const one = kpi('own', String(baseline), String(target));
        const better = target < baseline ? -1 : 1;
        expect(reachesTarget(one, String(target))).toBe(true);
        expect(reachesTarget(one, String(target + better * further))).toBe(true);
        expect(reachesTarget(one, String(target - better * (further + 1)))).toBe(false);
      }),
    );
  });

  it('is reached by fewer cancelled orders where the target is to hold the share', () => {
    const held = kpi('cancellations', '0.2', '0.2');
    expect(reachesTarget(held, '0.1')).toBe(true);
    expect(reachesTarget(held, '0.3')).toBe(false);
  });
});
