/** Days from the first to the one before `to`, 'YYYY-MM-DD'. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What a window holds of an account by the day of delivery: `orders` were delivered, `due` all that should have been, `lost` were cancelled or missed. Money is in the
 * account's currency, null where an amount or the cost of one cannot be told in it. */
export interface WindowFigures extends Span {
  readonly amount: number | null;
  /** The sum of the squares of what each order brought, by which chance is told from change. */
  readonly squares: number;
  readonly orders: number;
  readonly due: number;
  readonly lost: number;
  readonly cost: number | null;
}

/** The last `days` days beside the same days a year before: what was delivered or ordered now, and on how many days something was delivered then. */
export interface QuietFigures {
  readonly days: number;
  readonly now: Span & { readonly deliveries: number; readonly orders: number };
  readonly before: Span & { readonly activeDays: number };
  /** The data cover the days of a year before wholly. */
  readonly covered: boolean;
}

/** Why nothing can be compared with the year before: no data, or none new enough, or none old enough. */
export type Incomparable = 'noData' | 'late' | 'notCovered';

/** Something that is overdue, or somebody who would not recommend us, as the signals tell it. */
export interface Sign {
  readonly subject: string;
  readonly on: string;
}

/** Who holds the relation: sponsors of ours named in the account's team, and contacts with at least the influence that the rules ask for. */
interface Sponsors {
  readonly named: number;
  readonly active: number;
  readonly contacts: number;
  /** Contacts to whom the last mail could not be delivered. */
  readonly unreachable: number;
}

/** All that the rules know of one account before a day. */
export interface AccountFacts {
  readonly currency: string;
  readonly incomparable: Incomparable | null;
  readonly now: WindowFigures;
  readonly before: WindowFigures;
  readonly quiet: readonly QuietFigures[];
  readonly detractors: readonly Sign[];
  readonly sponsors: Sponsors;
  readonly overdueCommitments: readonly Sign[];
  readonly overdueSteps: readonly Sign[];
}
