import type { DriverScore, HealthBand, HealthScore } from './score.ts';

/**
 * An account's health as of a day, as it was recorded: `revision` counts how often the day was found otherwise; `score` and points are whole
 * ten-thousandths of a point.
 */
export interface HealthValue extends HealthScore {
  readonly accountId: string;
  readonly asOf: string;
  readonly revision: number;
  readonly band: HealthBand | null;
  readonly configVersion: number;
  readonly recordedAt: string;
}

/** Whether two values say the same: score, band, what is known, every driver's points, and the configuration by which they were told. */
export function sameHealth(one: HealthValue, other: HealthValue): boolean {
  return (
    one.score === other.score &&
    one.band === other.band &&
    one.configVersion === other.configVersion &&
    one.drivers.length === other.drivers.length &&
    one.drivers.every((driver, index) => sameDriver(driver, other.drivers[index]))
  );
}

function sameDriver(one: DriverScore, other: DriverScore | undefined): boolean {
  return (
    one.key === other?.key &&
    one.points === other.points &&
    one.missing === other.missing &&
    one.weight === other.weight
  );
}
