import type { HealthConfig } from './config.ts';
import { driverKeys, type DriverKey } from './drivers.ts';
import { scoreHealth, type DriverScore, type HealthFacts, type HealthScore, type Measured } from './score.ts';

/**
 * One reason for a move, in whole ten-thousandths of a point: another configuration, told by the drivers as they were before; a driver whose value moved; one that
 * became known or unknown; and what the others count more or less because of that.
 */
export type MoveLine =
  | { readonly kind: 'config' | 'reweighting'; readonly points: number }
  | {
      readonly kind: 'moved' | 'appeared' | 'vanished';
      readonly points: number;
      readonly key: DriverKey;
      readonly before: DriverScore;
      readonly after: DriverScore;
    };

/** A value of health with the configuration by which it was told. */
interface Told {
  readonly value: HealthScore & { readonly configVersion: number };
  readonly config: HealthConfig;
}

/**
 * Why health moved from one value to another. The lines add up exactly to the points of all drivers after less those before, which is the change of
 * the score where both have one. First the configuration changes, then the values, then what is known.
 */
export function explainMove(before: Told, after: Told): readonly MoveLine[] {
  const [facts, later] = [factsOf(before.value), factsOf(after.value)];
  const reconfigured = scoreHealth(after.config, facts);
  const moved = scoreHealth(after.config, stillKnown({ facts, later }));
  const lines: MoveLine[] = [];
  if (before.value.configVersion !== after.value.configVersion)
    lines.push({ kind: 'config', points: total(reconfigured) - total(before.value) });
  let reweighting = 0;
  for (const key of driverKeys) {
    const pair = { key, before: driverOf(before.value, key), after: driverOf(after.value, key) };
    const [was, between] = [driverOf(reconfigured, key), driverOf(moved, key)];
    const step = between.points - was.points;
    if (step !== 0) lines.push({ kind: 'moved', points: step, ...pair });
    const rest = pair.after.points - between.points;
    const [wasCounted, isCounted] = [between.share !== null, pair.after.share !== null];
    if (wasCounted === isCounted) reweighting += rest;
    else lines.push({ kind: isCounted ? 'appeared' : 'vanished', points: rest, ...pair });
  }
  return reweighting === 0 ? lines : [...lines, { kind: 'reweighting', points: reweighting }];
}

/** The points of all drivers together, also where too little is known for a score. */
function total({ drivers }: HealthScore): number {
  return drivers.reduce((sum, { points }) => sum + points, 0);
}

// A driver that a value does not name, because there was none then, was unknown.
function driverOf({ drivers }: HealthScore, key: DriverKey): DriverScore {
  const none = { value: null, missing: 'notCovered', inputs: {}, share: null, weight: 0, points: 0 } as const;
  return drivers.find((driver) => driver.key === key) ?? { key, ...none };
}

function measuredOf({ value, missing, inputs }: DriverScore): Measured {
  return value === null
    ? { value, missing: missing ?? 'notCovered', inputs }
    : { value, missing: null, inputs };
}

function factsOf(score: HealthScore): HealthFacts {
  return perDriver((key) => measuredOf(driverOf(score, key)));
}

// What was known before, with the values of later where they are still known.
function stillKnown({
  facts,
  later,
}: {
  readonly facts: HealthFacts;
  readonly later: HealthFacts;
}): HealthFacts {
  return perDriver((key) =>
    facts[key].value !== null && later[key].value !== null ? later[key] : facts[key],
  );
}

function perDriver(measured: (key: DriverKey) => Measured): HealthFacts {
  return Object.fromEntries(driverKeys.map((key) => [key, measured(key)])) as HealthFacts;
}
