import { z } from 'zod';
import { driverKeys, healthDrivers, type DriverKey } from './drivers.ts';

const part = z.number().min(0).max(1);
const score = z.number().min(0).max(100);

const driver = z.strictObject({
  key: z.enum(driverKeys as [DriverKey, ...DriverKey[]], {
    error: `must be one of ${driverKeys.join(', ')}`,
  }),
  weight: z.number().gt(0).max(100),
  worst: z
    .number()
    .min(-1e6)
    .max(1e6)
    .meta({ description: 'The value, and all beyond it, that earns nothing.' }),
  best: z
    .number()
    .min(-1e6)
    .max(1e6)
    .meta({ description: 'The value, and all beyond it, that earns the whole weight; even steps between.' }),
});

const bands = z.strictObject({
  goodFrom: score.meta({ description: 'The score from which health is good.' }),
  poorBelow: score.meta({ description: 'The score below which health is poor.' }),
  margin: z
    .number()
    .min(0)
    .max(20)
    .meta({ description: 'How many points beyond its limit a band is left, so that health does not flap.' }),
});

/**
 * How health is told from its drivers: weights that add up to 100, the values between which each driver earns them, the part of the weights
 * that must be known for a score, the bands, and the change of points within which a trend counts as steady.
 */
export const healthConfigSchema = z
  .strictObject({ drivers: z.array(driver).min(1).max(20), minimumKnown: part, bands, steadyWithin: score })
  .superRefine(({ drivers, bands: { goodFrom, poorBelow, margin } }, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [index, one] of drivers.entries()) {
      if (drivers.findIndex(({ key }) => key === one.key) < index)
        fault(['drivers', index, 'key'], `"${one.key}" is in the list already`);
      const { direction } = healthDrivers[one.key];
      if (direction === 'higher' ? one.best <= one.worst : one.best >= one.worst)
        fault(
          ['drivers', index, 'best'],
          `must be ${direction} than worst: of ${one.key}, ${direction} values are better`,
        );
    }
    const sum = drivers.reduce((total, { weight }) => total + weight, 0);
    if (Math.abs(sum - 100) > 1e-6) fault(['drivers'], `weights must add up to 100; they add up to ${sum}`);
    if (goodFrom - poorBelow <= 2 * margin)
      fault(['bands', 'goodFrom'], 'must be above poorBelow by more than twice the margin');
  });

/** See {@link healthConfigSchema}. */
export type HealthConfig = z.output<typeof healthConfigSchema>;

/** The configuration that comes with the product, as the migration stores it as version 1. */
export const standardHealth: HealthConfig = {
  drivers: [
    { key: 'revenue', weight: 20, worst: -0.4, best: 0.05 },
    { key: 'orders', weight: 10, worst: -0.4, best: 0.05 },
    { key: 'cancellations', weight: 10, worst: 0.5, best: 0.05 },
    { key: 'satisfaction', weight: 15, worst: 0.3, best: 0.9 },
    { key: 'contact', weight: 10, worst: 90, best: 14 },
    { key: 'support', weight: 10, worst: 1, best: 5 },
    { key: 'sponsors', weight: 5, worst: 0, best: 1 },
    { key: 'overdue', weight: 10, worst: 5, best: 0 },
    { key: 'alarms', weight: 10, worst: 3, best: 0 },
  ],
  minimumKnown: 0.4,
  bands: { goodFrom: 70, poorBelow: 45, margin: 3 },
  steadyWithin: 3,
};
