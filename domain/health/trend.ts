import { pointUnit } from '../selection/contributions.ts';
import type { HealthValue } from './value.ts';

/** How health moved since so many days before, in whole ten-thousandths of a point; null where there was no score then or there is none now. */
interface HealthChange {
  readonly days: number;
  /** Since which day the value of then had been in force, null where there was none. */
  readonly asOf: string | null;
  readonly change: number | null;
  /** Whether health was told by another configuration then, so that the change is not the account's alone. */
  readonly isReconfigured: boolean;
}

/** Changes against days before; the direction is that of the first of them that is known. */
export interface HealthMovement {
  readonly direction: 'improving' | 'steady' | 'declining' | null;
  readonly changes: readonly HealthChange[];
}

/** How a value moved against earlier ones; a change of up to `steadyWithin` points counts as steady. */
export function movement(
  now: HealthValue,
  given: {
    readonly earlier: readonly { readonly days: number; readonly value: HealthValue | null }[];
    readonly steadyWithin: number;
  },
): HealthMovement {
  const changes = given.earlier.map(({ days, value }): HealthChange => ({
    days,
    asOf: value?.asOf ?? null,
    change: now.score === null || value === null || value.score === null ? null : now.score - value.score,
    isReconfigured: value !== null && value.configVersion !== now.configVersion,
  }));
  const first = changes.find(({ change }) => change !== null)?.change ?? null;
  return { direction: first === null ? null : directionOf(first / pointUnit, given.steadyWithin), changes };
}

function directionOf(points: number, steadyWithin: number): 'improving' | 'steady' | 'declining' {
  if (Math.abs(points) <= steadyWithin) return 'steady';
  return points > 0 ? 'improving' : 'declining';
}
