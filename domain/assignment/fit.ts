import { DateTime } from 'luxon';
import type { AccountNeeds } from './needs.ts';
import { roleGroups, servesRegion, type ManagerProfile, type RoleGroup } from './profile.ts';

/** A manager as the assignment sees them; `load` is what their other accounts take, in accounts or percent as their capacity is. */
export interface Candidate {
  readonly personId: string;
  readonly active: boolean;
  readonly timeZone: string;
  readonly profile: ManagerProfile;
  readonly load: number;
}

/** An account that is to get a manager; of two, the one with the greater `precedence` is served first. */
export interface OpenAccount {
  readonly accountId: string;
  readonly region: string;
  readonly timeZone: string;
  readonly precedence: number;
  readonly needs: AccountNeeds;
}

/** What counts towards a fit. */
export type FitCriterion = RoleGroup | 'language' | 'region' | 'timeZone' | 'load';

/** Why a manager cannot take an account at all. */
export type Conflict = 'inactive' | 'language' | 'region' | 'full';

/** The points (one decimal) that one criterion gave, out of how many. */
export interface Contribution {
  readonly criterion: FitCriterion;
  readonly points: number;
  readonly of: number;
}

/** How well a manager fits an account, 0 to 100, which is the sum of the contributions. */
export interface Fit {
  readonly fit: number;
  readonly contributions: readonly Contribution[];
}

/** A manager with an account, looked at on a day ('YYYY-MM-DD'), on which time zones are compared at noon UTC. */
export interface Pair {
  readonly candidate: Candidate;
  readonly account: OpenAccount;
  readonly asOf: string;
}

// In tenths of a point, so that sums are exact.
const most = { skills: 500, language: 150, region: 150, timeZone: 100, load: 100 };
const zoneHoursWithoutPoints = 8;

/** A manager's capacity as a number, in the unit of their load. */
export function capacityOf({ capacity }: ManagerProfile): number {
  return 'accounts' in capacity ? capacity.accounts : capacity.timePercent;
}

/** What an account takes of a manager's capacity: one account, or its percent of their time. */
export function sizeFor(profile: ManagerProfile, needs: Pick<AccountNeeds, 'timePercent'>): number {
  return 'accounts' in profile.capacity ? 1 : needs.timePercent;
}

/** What forbids the pair; nothing is weighed against these. */
export function conflictsOf({ candidate, account }: Omit<Pair, 'asOf'>): readonly Conflict[] {
  const { profile, active, load } = candidate;
  const { language, region } = account.needs;
  const conflicts: Conflict[] = [];
  if (!active) conflicts.push('inactive');
  if (language?.strength === 'must' && !profile.languages.includes(language.code)) conflicts.push('language');
  if (region?.strength === 'must' && !servesRegion(profile.regions, region.code)) conflicts.push('region');
  if (load + sizeFor(profile, account.needs) > capacityOf(profile)) conflicts.push('full');
  return conflicts;
}

/** The fit of a pair that no conflict forbids: skills by the account's weights (50), language (15), region (15), hours between the time
 * zones (10, none from 8 hours on), and how much of their capacity is free at present (10). */
export function fitOf(pair: Pair): Fit {
  const { candidate, account } = pair;
  const { profile } = candidate;
  const { language, region } = account.needs;
  const speaks = language === null || profile.languages.includes(language.code);
  const serves = servesRegion(profile.regions, region?.code ?? account.region);
  const capacity = capacityOf(profile);
  const free = capacity === 0 ? 0 : Math.max(0, 1 - candidate.load / capacity);
  const nearness = Math.max(0, 1 - hoursApart(pair) / zoneHoursWithoutPoints);
  const tenths = [
    ...skillTenths(pair),
    { criterion: 'language' as const, points: speaks ? most.language : 0, of: most.language },
    { criterion: 'region' as const, points: serves ? most.region : 0, of: most.region },
    { criterion: 'timeZone' as const, points: Math.round(most.timeZone * nearness), of: most.timeZone },
    { criterion: 'load' as const, points: Math.round(most.load * free), of: most.load },
  ];
  return {
    fit: tenths.reduce((sum, { points }) => sum + points, 0) / 10,
    contributions: tenths.map(({ criterion, points, of }) => ({
      criterion,
      points: points / 10,
      of: of / 10,
    })),
  };
}

function skillTenths({ candidate, account }: Pair): Contribution[] {
  const { weights } = account.needs;
  const total = roleGroups.reduce((sum, group) => sum + weights[group], 0);
  let through = 0;
  return roleGroups.map((criterion) => {
    // Rounded where they add up, so that the five always make the whole.
    const before = Math.round((most.skills * through) / total);
    through += weights[criterion];
    const of = Math.round((most.skills * through) / total) - before;
    return { criterion, points: Math.round((of * (candidate.profile.skills[criterion] - 1)) / 4), of };
  });
}

/** The hours between two time zones on a day. */
function hoursApart({ candidate, account, asOf }: Pair): number {
  const noon = DateTime.fromISO(`${asOf}T12:00:00Z`);
  return Math.abs(noon.setZone(candidate.timeZone).offset - noon.setZone(account.timeZone).offset) / 60;
}
