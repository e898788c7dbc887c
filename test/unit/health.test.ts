import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthConfigSchema, standardHealth, type HealthConfig } from '../../domain/health/config.ts';
import { driverKeys, healthDrivers, type DriverKey } from '../../domain/health/drivers.ts';
import { explainMove } from '../../domain/health/ledger.ts';
import { bandOf, scoreHealth, type HealthFacts, type Measured } from '../../domain/health/score.ts';

const full = 1_000_000;

const unknown: Measured = { value: null, missing: 'noAnswers', inputs: {} };
const known = (value: number): Measured => ({ value, missing: null, inputs: {} });

function perKey<Value>(value: (key: DriverKey) => Value): Record<DriverKey, Value> {
  return Object.fromEntries(driverKeys.map((key) => [key, value(key)])) as Record<DriverKey, Value>;
}

const measured = fc
  .option(fc.double({ min: -2, max: 120, noNaN: true }))
  .map((value) => (value === null ? unknown : known(value)));
const facts: fc.Arbitrary<HealthFacts> = fc.record(perKey(() => measured));

const configs: fc.Arbitrary<HealthConfig> = fc
  .record({
    keys: fc.shuffledSubarray([...driverKeys], { minLength: 1 }),
    weights: fc.array(fc.integer({ min: 1, max: 100 }), {
      minLength: driverKeys.length,
      maxLength: driverKeys.length,
    }),
    span: fc.double({ min: 0.1, max: 50, noNaN: true }),
    worst: fc.double({ min: -1, max: 60, noNaN: true }),
    minimumKnown: fc.constantFrom(0, 0.4, 1),
  })
  .map(({ keys, weights, span, worst, minimumKnown }) => {
    const given = weights.slice(0, keys.length);
    const sum = given.reduce((all, one) => all + one, 0);
    const drivers = keys.map((key, index) => {
      const best = healthDrivers[key].direction === 'higher' ? worst + span : worst - span;
      return { key, weight: ((given[index] ?? 0) * 100) / sum, worst, best };
    });
    return { ...standardHealth, drivers, minimumKnown };
  });

describe('the score', () => {
  it('is 100 where every driver is at its best and 0 where every driver is at its worst', () => {
    const at = (end: 'best' | 'worst'): HealthFacts =>
      perKey((key) => known(standardHealth.drivers.find((driver) => driver.key === key)?.[end] ?? 0));
    expect(scoreHealth(standardHealth, at('best')).score).toBe(full);
    expect(scoreHealth(standardHealth, at('worst')).score).toBe(0);
  });

  it('lies between 0 and 100 and is what its drivers bring together', () => {
    fc.assert(
      fc.property(configs, facts, (config, given) => {
        const { score, known: part, drivers } = scoreHealth(config, given);
        const sum = drivers.reduce((all, { points }) => all + points, 0);
        expect(sum).toBeGreaterThanOrEqual(0);
        expect(sum).toBeLessThanOrEqual(full);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(1.000001);
        const isEnough = part > 0 && part >= config.minimumKnown - 1e-9;
        expect(score).toBe(isEnough ? sum : null);
      }),
    );
  });

  it('never falls when one driver gets better', () => {
    const step = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(configs, facts, fc.constantFrom(...driverKeys), step, (config, given, key, by) => {
        const value = given[key].value;
        if (value === null) return;
        const better = healthDrivers[key].direction === 'higher' ? value + by : value - by;
        const was = scoreHealth({ ...config, minimumKnown: 0 }, given);
        const is = scoreHealth({ ...config, minimumKnown: 0 }, { ...given, [key]: known(better) });
        expect(is.score ?? 0).toBeGreaterThanOrEqual(was.score ?? 0);
      }),
    );
  });

  it('leaves the weight of an unknown driver to the others, which keep their proportions', () => {
    const given = { ...perKey(() => unknown), revenue: known(0.05), orders: known(-0.4) };
    const { known: part, drivers, score } = scoreHealth({ ...standardHealth, minimumKnown: 0.3 }, given);
    expect(part).toBeCloseTo(0.3, 10);
    expect(drivers.map(({ weight }) => weight).slice(0, 3)).toEqual([200 / 3, 100 / 3, 0]);
    expect(score).toBe(666_666);
    expect(scoreHealth(standardHealth, given).score).toBeNull();
  });

  it('takes no notice of what its configuration does not count', () => {
    fc.assert(
      fc.property(configs, facts, facts, (config, given, other) => {
        const counted = new Set(config.drivers.map(({ key }) => key));
        const swapped = perKey((key) => (counted.has(key) ? given[key] : other[key]));
        expect(scoreHealth(config, swapped).score).toBe(scoreHealth(config, given).score);
      }),
    );
  });
});

describe('the band', () => {
  const { bands } = standardHealth;
  const points = (score: number, before: 'good' | 'watch' | 'poor' | null = null) =>
    bandOf(score * 10_000, { bands, before });

  it('follows its limits, and is left only beyond the margin', () => {
    expect([points(70), points(69.9), points(45), points(44.9)]).toEqual(['good', 'watch', 'watch', 'poor']);
    expect([points(67, 'good'), points(66.9, 'good')]).toEqual(['good', 'watch']);
    expect([points(47.9, 'poor'), points(48, 'poor')]).toEqual(['poor', 'watch']);
    expect([points(69.9, 'watch'), points(45, 'watch')]).toEqual(['watch', 'watch']);
    expect(bandOf(null, { bands, before: 'good' })).toBeNull();
  });

  it('does not change while the score stays within the margin of a limit', () => {
    const score = fc.integer({ min: 670_000, max: 699_999 });
    fc.assert(
      fc.property(fc.constantFrom('good' as const, 'watch' as const), fc.array(score), (first, scores) => {
        let band = first;
        for (const one of scores) band = bandOf(one, { bands, before: band }) as typeof first;
        expect(band).toBe(first);
      }),
    );
  });
});

describe('the reasons of a move', () => {
  it('add up to the change exactly, whatever changed', () => {
    fc.assert(
      fc.property(configs, configs, facts, facts, fc.boolean(), (first, second, was, is, same) => {
        const config = same ? first : second;
        const before = { value: { ...scoreHealth(first, was), configVersion: 1 }, config: first };
        const after = { value: { ...scoreHealth(config, is), configVersion: same ? 1 : 2 }, config };
        const lines = explainMove(before, after);
        const sum = (of: typeof before): number =>
          of.value.drivers.reduce((all, { points }) => all + points, 0);
        expect(lines.reduce((all, { points }) => all + points, 0)).toBe(sum(after) - sum(before));
        expect(lines.some(({ kind }) => kind === 'config')).toBe(!same);
      }),
      { numRuns: 500 },
    );
  });

  it('tell the re-weighting apart from the driver that became known', () => {
    const was = { ...perKey(() => unknown), revenue: known(0.05), orders: known(-0.4) };
    const is = { ...was, contact: known(90) };
    const config = { ...standardHealth, minimumKnown: 0 };
    const told = (given: HealthFacts) => ({
      value: { ...scoreHealth(config, given), configVersion: 1 },
      config,
    });
    const lines = explainMove(told(was), told(is));
    expect(lines).toMatchObject([
      { kind: 'appeared', key: 'contact', points: 0 },
      { kind: 'reweighting', points: 500_000 - 666_666 },
    ]);
    expect(explainMove(told(is), told(was)).map(({ kind }) => kind)).toEqual(['vanished', 'reweighting']);
  });

  it('say nothing where nothing changed', () => {
    fc.assert(
      fc.property(configs, facts, (config, given) => {
        const told = { value: { ...scoreHealth(config, given), configVersion: 1 }, config };
        expect(explainMove(told, told)).toEqual([]);
      }),
    );
  });
});

describe('a configuration', () => {
  const faultsOf = (change: object): readonly string[] =>
    healthConfigSchema
      .safeParse({ ...standardHealth, ...change })
      .error?.issues.map(({ path }) => path.join('.')) ?? [];

  it('comes with the product in a form that is taken', () => {
    expect(healthConfigSchema.parse(standardHealth)).toEqual(standardHealth);
  });

  it('is refused at the place of each fault', () => {
    const [first, ...rest] = standardHealth.drivers;
    expect(faultsOf({ drivers: rest })).toEqual(['drivers']);
    expect(faultsOf({ drivers: [first, first, ...rest.slice(1)] })).toContain('drivers.1.key');
    expect(faultsOf({ drivers: [{ ...first, best: -0.5 }, ...rest] })).toEqual(['drivers.0.best']);
    expect(faultsOf({ bands: { goodFrom: 50, poorBelow: 45, margin: 3 } })).toEqual(['bands.goodFrom']);
  });
});
