import type { AlternativeReason } from './alternative.ts';
import type { Conflict, FitCriterion } from './fit.ts';
import type {
  AssignmentProposal,
  Excluded,
  ManagerLoad,
  PlacedAccount,
  UnplacedAccount,
} from './proposal.ts';

/** What people and accounts are called, by their numbers. */
export interface Names {
  readonly person: (id: string) => string;
  readonly account: (id: string) => string;
}

const criteria: Record<FitCriterion, string> = {
  goals: 'goals',
  customer: 'customer work',
  internal: 'internal work',
  planning: 'account planning',
  spanning: 'spanning both firms',
  language: 'language',
  region: 'region',
  timeZone: 'time zone',
  load: 'present load',
};

const conflicts: Record<Conflict, string> = {
  inactive: 'not active',
  language: 'without the language that the account must have',
  region: 'without the region that the account must have',
  full: 'without enough free capacity',
};

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The whole result in a sentence: how many are served, how well, and whether that is proven to be the best. */
export function describeProposal(proposal: AssignmentProposal): string {
  const { placed, unplaced, totalFit, atMost } = proposal;
  const count = placed.length + unplaced.length;
  if (placed.length === 0) return `None of ${count} accounts can be given to anybody.`;
  const left = unplaced.length === 0 ? '' : `; ${unplaced.length} would stay without`;
  const mean = (totalFit / placed.length).toFixed(1);
  const proof =
    atMost === totalFit
      ? 'No other way to serve these fits better in sum.'
      : `The search was ended early: at most ${(atMost - totalFit).toFixed(1)} points more would be possible in sum.`;
  return `${placed.length} of ${count} accounts would get a manager${left}. Mean fit ${mean} of 100. ${proof}`;
}

/** Why this manager is to get the account: where the points come from, who is the second choice and why not them. */
export function describePlaced(placed: PlacedAccount, names: Names): string {
  const strong = [...placed.contributions].sort((one, other) => other.points - one.points).slice(0, 3);
  const weak = placed.contributions.filter(({ points, of }) => of >= 5 && points < of / 2);
  const lacks =
    weak.length === 0 ? '' : `; weak in ${list(weak.map(({ criterion }) => criteria[criterion]))}`;
  const told = strong.map(({ criterion, points, of }) => `${criteria[criterion]} ${points} of ${of}`);
  const who = `${names.person(placed.managerId)}, fit ${placed.fit.toFixed(1)}: most from ${list(told)}${lacks}.`;
  const { alternative } = placed;
  if (alternative === null) return `${who} Nobody else can take it.`;
  const other = `${names.person(alternative.managerId)} (${alternative.fit.toFixed(1)})`;
  return `${who} Next ${other}: ${describeReason(alternative.reason, names)}`;
}

function describeReason(reason: AlternativeReason, names: Names): string {
  switch (reason.kind) {
    case 'fitsLess':
      return `fits ${reason.by.toFixed(1)} points less, chiefly in ${list(reason.criteria.map((one) => criteria[one]))}.`;
    case 'lessOverall':
      return `would mean ${list(reason.moves.map((move) => `${names.account(move.accountId)} for ${names.person(move.toId)}`))}, and ${reason.by.toFixed(1)} points less in sum.`;
    case 'leavesWithout':
      return 'is needed elsewhere: another account would find no manager.';
    case 'equal':
      return 'is just as good in sum; the order of record numbers decided.';
    case 'notWorkedOut':
      return 'is needed elsewhere; what taking them here would cost in sum was not worked out.';
  }
}

/** Why nobody is to get the account. */
export function describeUnplaced(unplaced: UnplacedAccount, names: Names): string {
  const { reason, couldTake, excluded } = unplaced;
  if (reason === 'nobodyQualifies')
    return excluded.length === 0
      ? 'Nobody has a profile as a manager.'
      : `Nobody can take it. ${describeExcluded(excluded, names)}`;
  const people = list(couldTake.map((id) => names.person(id)));
  if (reason === 'noRoom')
    return `${people} could take it but will be full with accounts that come first: managed already, or of more revenue.`;
  return `${people} could take it, but no way was found to fit it in beside the accounts that come first.`;
}

// Those whom the same keeps from an account are told together.
function describeExcluded(excluded: readonly Excluded[], names: Names): string {
  const groups = new Map<string, string[]>();
  for (const { managerId, conflicts: found } of excluded) {
    const why = list(found.map((one) => conflicts[one]));
    groups.set(why, [...(groups.get(why) ?? []), names.person(managerId)]);
  }
  const told = [...groups].map(([why, people]) => `${why}: ${list(people)}`).join('; ');
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}

/** What a manager carries now and would carry, and a warning where that is too much already. */
export function describeLoad(load: ManagerLoad, names: Names): string {
  const unit = load.unit === 'accounts' ? ' accounts' : '% of their time';
  const who = names.person(load.managerId);
  if (load.overloaded)
    return `${who} is overloaded: carries ${load.before}${unit} with a capacity of ${load.capacity}, and gets nothing more.`;
  const gets =
    load.accountIds.length === 0 ? 'nothing' : list(load.accountIds.map((id) => names.account(id)));
  return `${who}: ${load.before} before, ${load.after} after, of ${load.capacity}${unit}; gets ${gets}.`;
}
