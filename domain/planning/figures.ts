/** What a plan is drafted from: twelve months up to `asOf` (a date, exclusive), money in the account's currency, shares of 1. */
export interface PlanFigures {
  readonly asOf: string;
  readonly currency: string;
  readonly orders: number;
  readonly revenue: string;
  /** The twelve months before; `null` where the data do not cover them wholly. */
  readonly revenueBefore: string | null;
  /** Cancelled orders over all; `null` without orders. */
  readonly cancellationRate: number | null;
  /** Names of the offerings bought, the largest first, and of those that other accounts buy and this one does not. */
  readonly offeringsBought: readonly string[];
  readonly offeringsOpen: readonly string[];
  /** How many deliveries of two years were converted at the rates of their days, and those without a rate, whose money is in no figure. */
  readonly converted?: number;
  readonly unconverted?: readonly {
    readonly currency: string;
    readonly transactions: number;
    readonly amount: string;
  }[];
}

/** Growth of revenue over the year before, as a share (−0.2 is a fifth less); `null` where there is nothing to compare with. */
export function growth(figures: PlanFigures): number | null {
  const before = Number(figures.revenueBefore ?? 0);
  return before > 0 ? Number(figures.revenue) / before - 1 : null;
}

/** One figure as a mail lists it, to be named and written in its reader's language; shares are of 1. */
type Figure =
  | { readonly figure: 'revenue'; readonly money: { readonly amount: string; readonly currency: string } }
  | { readonly figure: 'growth'; readonly share: number | null }
  | { readonly figure: 'orders'; readonly count: number }
  | { readonly figure: 'cancelled'; readonly share: number | null };

/** The figures in the order in which a mail lists them. */
export function figureList(figures: PlanFigures): readonly Figure[] {
  return [
    { figure: 'revenue', money: { amount: figures.revenue, currency: figures.currency } },
    { figure: 'growth', share: growth(figures) },
    { figure: 'orders', count: figures.orders },
    { figure: 'cancelled', share: figures.cancellationRate },
  ];
}
