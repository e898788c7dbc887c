import { admit, type Admission } from './admission.ts';
import { explainAlternative, type Alternative } from './alternative.ts';
import { bestPlaces, type Effort, type Placing } from './best-places.ts';
import {
  capacityOf,
  conflictsOf,
  fitOf,
  sizeFor,
  type Candidate,
  type Conflict,
  type Contribution,
  type Fit,
  type OpenAccount,
} from './fit.ts';
import { partOf, type PlacingProblem } from './placing.ts';

/** A manager who cannot take an account, and everything that forbids it. */
export interface Excluded {
  readonly managerId: string;
  readonly conflicts: readonly Conflict[];
}

/** An account with the manager it is to get, and the best of the others. */
export interface PlacedAccount {
  readonly accountId: string;
  readonly managerId: string;
  readonly fit: number;
  readonly contributions: readonly Contribution[];
  readonly alternative: Alternative | null;
  readonly excluded: readonly Excluded[];
}

/** An account that nobody is to get. `noRoom`: those in `couldTake` are full with accounts that come first; `undecided`: the search for
 * a way to fit it in was given up. */
export interface UnplacedAccount {
  readonly accountId: string;
  readonly reason: 'nobodyQualifies' | 'noRoom' | 'undecided';
  readonly couldTake: readonly string[];
  readonly excluded: readonly Excluded[];
}

/** What a manager carries before and after, in accounts or percent of their time; `overloaded` is more than their capacity already before. */
export interface ManagerLoad {
  readonly managerId: string;
  readonly unit: 'accounts' | 'timePercent';
  readonly capacity: number;
  readonly before: number;
  readonly after: number;
  readonly overloaded: boolean;
  readonly accountIds: readonly string[];
}

/** Who is to manage which account. No other way to serve the same accounts has a sum of fits above `atMost`, which is `totalFit` when
 * that is proven to be the best. */
export interface AssignmentProposal {
  readonly asOf: string;
  readonly totalFit: number;
  readonly atMost: number;
  readonly placed: readonly PlacedAccount[];
  readonly unplaced: readonly UnplacedAccount[];
  readonly managers: readonly ManagerLoad[];
}

/** What a proposal is made of; `asOf` ('YYYY-MM-DD') is the day on which time zones are compared. */
export interface AssignmentQuestion {
  readonly asOf: string;
  readonly candidates: readonly Candidate[];
  readonly accounts: readonly OpenAccount[];
}

/** Everybody's view of one account: the fit, or what forbids it, in the order of the candidates. */
interface View {
  readonly account: OpenAccount;
  readonly fits: readonly (Fit | null)[];
  readonly excluded: readonly Excluded[];
}

interface Placed {
  readonly views: readonly View[];
  readonly candidates: readonly Candidate[];
  readonly problem: PlacingProblem;
  readonly admissions: readonly Admission[];
  /** The views that are served, and their places in that order. */
  readonly served: readonly number[];
  readonly placing: Placing;
  /** What may be spent on explaining the second choices. */
  readonly effort: Effort;
}

const effortForAll = 100_000_000;

/**
 * Assigns the open accounts to the managers (design §5): as many as the capacities hold, those of greater precedence first, and so
 * that the sum of fits is greatest. The order of the inputs changes nothing: among equals the lower record numbers win.
 */
export function proposeAssignment(question: AssignmentQuestion): AssignmentProposal {
  const placed = place(question);
  const { views, served, placing } = placed;
  const places = 'places' in placing ? placing.places : [];
  return {
    asOf: question.asOf,
    totalFit: 'gain' in placing ? placing.gain / 10 : 0,
    atMost: 'bound' in placing ? placing.bound / 10 : 0,
    placed: served.map((index, position) => toPlaced(placed, { index, place: places[position] ?? -1 })),
    unplaced: views.flatMap((view, index) => (served.includes(index) ? [] : [toUnplaced(placed, index)])),
    managers: placed.candidates.map((candidate, at) => {
      const taken = served.filter((_, position) => places[position] === at);
      return toLoad(
        candidate,
        taken.flatMap((index) => views[index]?.account ?? []),
      );
    }),
  };
}

function place({ asOf, ...given }: AssignmentQuestion): Placed {
  const candidates = [...given.candidates].sort((one, other) => byNumber(one.personId, other.personId));
  const accounts = [...given.accounts].sort((one, other) => byNumber(one.accountId, other.accountId));
  const views = accounts.map((account) => viewOf(account, { candidates, asOf }));
  const problem = {
    rooms: candidates.map(({ profile, load }) => Math.max(0, capacityOf(profile) - load)),
    items: views.map(({ account, fits }) => ({
      gains: fits.map((fit) => (fit === null ? null : Math.round(fit.fit * 10))),
      sizes: candidates.map(({ profile }) => sizeFor(profile, account.needs)),
    })),
  };
  const order = [...views.keys()].sort(
    (one, other) => precedenceAt(views, other) - precedenceAt(views, one) || one - other,
  );
  const admissions = admit(problem, order);
  const served = [...views.keys()].filter((index) => admissions[index] === 'admitted');
  const placing = bestPlaces(partOf(problem, served), { effort: { left: effortForAll } });
  return { views, candidates, problem, admissions, served, placing, effort: { left: effortForAll } };
}

/** Compares record numbers, whose texts have no leading zeros. */
function byNumber(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

function precedenceAt(views: readonly View[], index: number): number {
  return views[index]?.account.precedence ?? 0;
}

function viewOf(
  account: OpenAccount,
  { candidates, asOf }: { readonly candidates: readonly Candidate[]; readonly asOf: string },
): View {
  const conflicts = candidates.map((candidate) => conflictsOf({ candidate, account }));
  return {
    account,
    fits: candidates.map((candidate, at) =>
      conflicts[at]?.length === 0 ? fitOf({ candidate, account, asOf }) : null,
    ),
    excluded: candidates.flatMap(({ personId }, at) => {
      const found = conflicts[at] ?? [];
      return found.length === 0 ? [] : [{ managerId: personId, conflicts: found }];
    }),
  };
}

function toPlaced(of: Placed, at: { readonly index: number; readonly place: number }): PlacedAccount {
  const view = of.views[at.index];
  const fit = view?.fits[at.place];
  return {
    accountId: view?.account.accountId ?? '',
    managerId: of.candidates[at.place]?.personId ?? '',
    fit: fit?.fit ?? 0,
    contributions: fit?.contributions ?? [],
    alternative: explainAlternative({
      problem: partOf(of.problem, of.served),
      placing: of.placing,
      effort: of.effort,
      item: of.served.indexOf(at.index),
      fits: view?.fits ?? [],
      managerIds: of.candidates.map(({ personId }) => personId),
      accountIds: of.served.map((index) => of.views[index]?.account.accountId ?? ''),
    }),
    excluded: view?.excluded ?? [],
  };
}

function toUnplaced(of: Placed, index: number): UnplacedAccount {
  const { account, fits, excluded } = of.views[index] ?? { account: undefined, fits: [], excluded: [] };
  const couldTake = of.candidates.flatMap(({ personId }, at) => (fits[at] ? [personId] : []));
  const undecided = of.admissions[index] === 'undecided' ? 'undecided' : 'noRoom';
  return {
    accountId: account?.accountId ?? '',
    reason: couldTake.length === 0 ? 'nobodyQualifies' : undecided,
    couldTake,
    excluded,
  };
}

function toLoad(candidate: Candidate, taken: readonly OpenAccount[]): ManagerLoad {
  const { personId, profile, load } = candidate;
  const capacity = capacityOf(profile);
  return {
    managerId: personId,
    unit: 'accounts' in profile.capacity ? 'accounts' : 'timePercent',
    capacity,
    before: load,
    after: load + taken.reduce((sum, { needs }) => sum + sizeFor(profile, needs), 0),
    overloaded: load > capacity,
    accountIds: taken.map(({ accountId }) => accountId),
  };
}
