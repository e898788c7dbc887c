import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowSince } from '../../domain/kpis/given-flow.ts';
import { targetStanding, tolerance, type MeasuredTarget } from '../../domain/kpis/target-standing.ts';

const flow: MeasuredTarget = {
  ...{ kind: 'flow', unit: 'money', direction: 'higher', baseline: 100, target: 120 },
  ...{ value: 60, elapsed: 0.5, season: null },
};
const level: MeasuredTarget = {
  ...flow,
  kind: 'level',
  unit: 'share',
  baseline: 0.2,
  target: 0.4,
  value: 0.3,
};
const standing = (change: Partial<MeasuredTarget>, of = flow): string =>
  targetStanding({ ...of, ...change }).standing;

describe('a flow', () => {
  it('is projected by the part of the year that is over, where last year is not known', () => {
    expect(targetStanding(flow)).toMatchObject({
      ...{ standing: 'onTrack', projected: 120, expected: 60, method: 'linear', why: null },
    });
    expect([59.9, 54, 53.9].map((value) => standing({ value }))).toEqual(['atRisk', 'atRisk', 'off']);
  });

  it('is projected by the part of last year that had come by the same day, where that is known', () => {
    const found = targetStanding({ ...flow, value: 90, season: 0.75 });
    expect(found).toMatchObject({ projected: 120, expected: 90, method: 'seasonal', standing: 'onTrack' });
    expect(standing({ value: 60, season: 0.75 })).toBe('off');
  });

  it('is not projected from less than a month’s part of a year, and never from nothing', () => {
    expect(targetStanding({ ...flow, elapsed: 0.05, value: 6 })).toMatchObject({
      ...{ standing: 'unknown', projected: null, why: 'tooEarly' },
    });
    expect(targetStanding({ ...flow, season: 0.05 })).toMatchObject({ standing: 'unknown', why: 'tooEarly' });
    expect(targetStanding({ ...flow, value: null })).toMatchObject({ standing: 'unknown', why: 'noValue' });
  });

  it('of which less is better stays on track below its part', () => {
    const of = { ...flow, direction: 'lower' } as const;
    expect([60, 61, 66.1].map((value) => standing({ value }, of))).toEqual(['onTrack', 'atRisk', 'off']);
  });
});

describe('a level', () => {
  it('is held against a straight line from where the year began to its target', () => {
    expect(targetStanding(level)).toMatchObject({ method: 'line', standing: 'onTrack' });
    expect(targetStanding(level).expected).toBeCloseTo(0.3, 12);
    expect([0.29, 0.25].map((value) => standing({ value }, level))).toEqual(['atRisk', 'off']);
  });

  it('is held against the target itself where nobody said how the year began', () => {
    expect(standing({ baseline: null, value: 0.4 }, level)).toBe('onTrack');
    expect(standing({ baseline: null, value: 0.3 }, level)).toBe('off');
  });

  it('that is counted owes a whole step only when half of its time is over', () => {
    const offerings = { ...level, unit: 'count', baseline: 3, target: 4, value: 3 } as const;
    const at = (elapsed: number): string => standing({ elapsed }, offerings);
    expect([0.1, 0.49, 0.51, 0.99, 1].map(at)).toEqual(['onTrack', 'onTrack', 'atRisk', 'atRisk', 'off']);
  });
});

const part = fc.double({ min: 0.09, max: 1, noNaN: true });
const amount = fc.double({ min: 1, max: 1e9, noNaN: true });
const measured = fc.record({
  kind: fc.constantFrom('flow' as const, 'level' as const),
  unit: fc.constantFrom('money' as const, 'share' as const),
  direction: fc.constantFrom('higher' as const, 'lower' as const),
  baseline: fc.option(amount),
  target: amount,
  value: amount,
  elapsed: part,
  season: fc.option(part),
});
const rank = { off: 0, atRisk: 1, onTrack: 2, unknown: Number.NaN };

describe('any target', () => {
  it('never stands worse for a better value', () => {
    fc.assert(
      fc.property(measured, amount, (target, more) => {
        const better = target.value + (target.direction === 'higher' ? more : -more);
        expect(rank[targetStanding({ ...target, value: better }).standing]).toBeGreaterThanOrEqual(
          rank[targetStanding(target).standing],
        );
      }),
    );
  });

  it('is on track exactly where its projection reaches it, and off beyond a tenth of what is due', () => {
    fc.assert(
      fc.property(measured, (given) => {
        const { projected, expected, standing: found } = targetStanding(given);
        const size = Math.max(given.value, given.target, given.baseline ?? 0) * 1e-6;
        const sign = given.direction === 'higher' ? 1 : -1;
        const short = sign * (given.target - (projected ?? 0));
        if (short < -size) expect(found).toBe('onTrack');
        if (short > size / 0.09) expect(found).not.toBe('onTrack');
        const due = expected ?? 0;
        if (sign * (due - given.value) > tolerance * due + size) expect(found).toBe('off');
      }),
    );
  });

  it('is either reached or missed when the year is over', () => {
    fc.assert(
      fc.property(measured, (target) => {
        expect(['onTrack', 'off']).toContain(targetStanding({ ...target, elapsed: 1 }).standing);
      }),
    );
  });

  it('that moves exactly as planned is on track at any time', () => {
    fc.assert(
      fc.property(measured, (target) => {
        const share = target.season ?? target.elapsed;
        const baseline = target.baseline ?? target.target;
        const planned =
          target.kind === 'flow'
            ? target.target * share
            : baseline + (target.target - baseline) * target.elapsed;
        const over = target.elapsed === 1 ? target.target : planned;
        expect(targetStanding({ ...target, value: over }).standing).toBe('onTrack');
      }),
    );
  });
});

describe('parts of a flow that somebody gave', () => {
  const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'];
  const [jan, feb, mar] = [0, 1, 2].map((n) => ({
    ...{ startsOn: months[n] ?? '', asOf: months[n + 1] ?? '', value: 10 ** n },
  }));
  const quarter = { startsOn: '2026-01-01', asOf: '2026-04-01', value: 500 };

  it('add up as far as they follow on one another', () => {
    expect(
      flowSince(
        '2026-01-01',
        [mar, jan, feb].flatMap((one) => one ?? []),
      ),
    ).toEqual({
      ...{ value: 111, until: '2026-04-01' },
    });
    expect(
      flowSince(
        '2026-01-01',
        [mar, jan].flatMap((one) => one ?? []),
      ),
    ).toEqual({
      ...{ value: 1, until: '2026-02-01' },
    });
    expect(
      flowSince(
        '2026-01-01',
        [mar].flatMap((one) => one ?? []),
      ),
    ).toBeNull();
  });

  it('count once where a longer one says the same time', () => {
    const all = [jan, quarter, feb, mar].flatMap((one) => one ?? []);
    expect(flowSince('2026-01-01', all)).toEqual({ value: 500, until: '2026-04-01' });
  });
});
