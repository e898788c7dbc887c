import type { Person } from '../person.ts';

/**
 * How long a plan in execution may go untended, in days: after `askAfterDays` its manager is asked whether it still holds, and from then
 * on its health falls by `pointsADay` of 100; `tellAfterDays` after that the director is told. This is the one place to change it.
 */
const leasePolicy = { askAfterDays: 60, tellAfterDays: 14, pointsADay: 1 } as const;

const hour = 60 * 60_000;
const day = 24 * hour;

/** The policy's waits in hours, as due dates count them: a day has 24, whatever clocks do. */
export const leaseHours = {
  ask: leasePolicy.askAfterDays * 24,
  tell: leasePolicy.tellAfterDays * 24,
} as const;

/** Where the lease of a plan in execution stands: `askedAt` and `toldAt` since it was last tended. */
export interface Lease {
  readonly tendedAt: Date;
  readonly askedAt: Date | null;
  readonly toldAt: Date | null;
}

/** The figures of a lease at a moment: whole days since somebody tended the plan, and its health from 100 down to 0. */
export interface LeaseFigures {
  readonly daysUntended: number;
  readonly health: number;
  readonly askAt: Date;
  readonly tellAt: Date | null;
}

/** When the manager is asked, and when the director is told once that has happened. */
export function leaseDates({ tendedAt, askedAt }: Lease): { askAt: Date; tellAt: Date | null } {
  const askAt = new Date(tendedAt.getTime() + leaseHours.ask * hour);
  return { askAt, tellAt: askedAt && new Date(askedAt.getTime() + leaseHours.tell * hour) };
}

/** 100 until the manager was asked, then `pointsADay` less for each whole day without an answer, never below 0. */
function leaseHealth({ askedAt }: Pick<Lease, 'askedAt'>, at: Date): number {
  if (askedAt === null) return 100;
  return Math.max(0, 100 - leasePolicy.pointsADay * wholeDays(askedAt, at));
}

/** The figures of a lease at a moment. */
export function leaseFigures(lease: Lease, at: Date): LeaseFigures {
  const daysUntended = wholeDays(lease.tendedAt, at);
  return { daysUntended, health: leaseHealth(lease, at), ...leaseDates(lease) };
}

function wholeDays(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / day));
}

/** Who is told of a plan that nobody tends: the account's director, else the programme's owner, neither the manager nor anybody who has left. */
export function toldOfUntended(people: {
  readonly managerId: string;
  readonly director: Pick<Person, 'id' | 'active'> | undefined;
  readonly programmeOwner: Pick<Person, 'id' | 'active'> | undefined;
}): { readonly personId: string; readonly reason: 'director' | 'programmeOwner' } | undefined {
  const { managerId, director, programmeOwner } = people;
  const can = (one: Pick<Person, 'id' | 'active'> | undefined): boolean =>
    one !== undefined && one.active && one.id !== managerId;
  if (director && can(director)) return { personId: director.id, reason: 'director' };
  return programmeOwner && can(programmeOwner)
    ? { personId: programmeOwner.id, reason: 'programmeOwner' }
    : undefined;
}
