import type { z } from 'zod';
import type { HealthMove } from '../../db/read-models/health-ledger.ts';
import type { HealthPreview } from '../../db/read-models/health-preview.ts';
import type { AccountHealth, HealthPoint } from '../../db/read-models/health.ts';
import { healthDrivers } from '../../domain/health/drivers.ts';
import type { MoveLine } from '../../domain/health/ledger.ts';
import type { DriverScore } from '../../domain/health/score.ts';
import type { HealthValue } from '../../domain/health/value.ts';
import { pointUnit } from '../../domain/selection/contributions.ts';
import { driverValueText, inBoth, lineText, moveText } from '../../domain/wording/health-wording.ts';
import type { accountHealth, healthLedgerView, healthTrendList, previewAnswer } from './schemas.ts';

type Move = z.input<typeof healthLedgerView>['moves'][number];

function inPoints(units: number): number {
  return units / pointUnit;
}

function pointsOrNone(units: number | null): number | null {
  return units === null ? null : inPoints(units);
}

function shownValue({
  asOf,
  revision,
  score,
  band,
  known,
  configVersion,
  recordedAt,
}: HealthValue): Move['after'] {
  return { asOf, revision, score: pointsOrNone(score), band, known, configVersion, recordedAt };
}

function shownDriver(driver: DriverScore): z.input<typeof accountHealth>['drivers'][number] {
  const { key, value, inputs, share, weight, points } = driver;
  const { name, meaning } = healthDrivers[key];
  const text = inBoth((language) => driverValueText(driver, language));
  return { key, name, meaning, value, text, inputs, share, weight, points: inPoints(points) };
}

/** An account's health as the API answers it. */
export function shownHealth(health: AccountHealth): z.input<typeof accountHealth> {
  const { direction, changes } = health.movement;
  return {
    ...shownValue(health),
    accountId: health.accountId,
    lookedOn: health.lookedOn,
    direction,
    changes: changes.map((one) => ({ ...one, change: pointsOrNone(one.change) })),
    drivers: health.drivers.map(shownDriver),
  };
}

/** A trend as the API answers it. */
export function shownTrend(trend: readonly HealthPoint[]): z.input<typeof healthTrendList> {
  return { items: trend.map((point) => ({ ...point, score: pointsOrNone(point.score) })) };
}

/** A move of health as the API answers it. */
export function shownMove({ before, after, change, lines }: HealthMove): Move {
  const versions = [before?.configVersion ?? after.configVersion, after.configVersion] as const;
  return {
    before: before && shownValue(before),
    after: shownValue(after),
    change: pointsOrNone(change),
    text: inBoth((language) => moveText({ before, after, change }, language)),
    lines: lines.map((line) => shownLine(line, versions)),
  };
}

function shownLine(line: MoveLine, versions: readonly [number, number]): Move['lines'][number] {
  const side = ({ value, points, inputs }: DriverScore) => ({ value, points: inPoints(points), inputs });
  const isDriver = 'key' in line;
  return {
    kind: line.kind,
    key: isDriver ? line.key : null,
    points: inPoints(line.points),
    text: inBoth((language) => lineText(line, { versions, language })),
    before: isDriver ? side(line.before) : null,
    after: isDriver ? side(line.after) : null,
  };
}

/** A preview as the API answers it. */
export function shownPreview(preview: HealthPreview): z.input<typeof previewAnswer> {
  return {
    ...preview,
    changes: preview.changes.map((line) => ({
      ...line,
      before: { ...line.before, score: pointsOrNone(line.before.score) },
      after: { ...line.after, score: pointsOrNone(line.after.score) },
    })),
  };
}
