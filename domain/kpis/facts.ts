import type { AnswerCount } from './survey-answer.ts';

/**
 * What the records say of one account, or added up over several, in a window and in the same window a year before (`…Before`). Money is in one currency
 * and null where an amount cannot be converted to it, costs and what follows from them also where a driver is not known.
 */
export interface KpiFacts {
  readonly accounts: number;
  /** Accounts with a delivery in the window, in the one before, and in both. */
  readonly buyers: number;
  readonly buyersBefore: number;
  readonly buyersKept: number;
  readonly transactions: number;
  readonly cancelled: number;
  readonly orders: number;
  /** Of one account only, else 0. */
  readonly offerings: number;
  readonly revenue: number | null;
  readonly revenueBefore: number | null;
  /** Of the accounts with revenue before: all of it, and what became of it account by account. */
  readonly start: number | null;
  readonly contraction: number | null;
  readonly churn: number | null;
  readonly expansion: number | null;
  readonly costToServe: number | null;
  readonly netValue: number | null;
  readonly lifetimeValue: number | null;
  /** Of one account only, else null: the latest rating up to the day. */
  readonly shareOfWallet: number | null;
  /** Whether an amount is in a currency without a rate. */
  readonly unconverted: boolean;
}

const moneyFacts = [
  'revenue',
  'revenueBefore',
  'start',
  'contraction',
  'churn',
  'expansion',
  'costToServe',
  'netValue',
  'lifetimeValue',
] as const satisfies readonly (keyof KpiFacts)[];

/**
 * The same facts with money in another currency, of which one is worth `worth` in the currency that they are in, to the hundredth. Without a rate
 * (`worth` null) no money is known.
 */
export function statedIn(facts: KpiFacts, worth: number | null): KpiFacts {
  const stated = (amount: number | null): number | null =>
    amount === null || worth === null ? null : Math.round((amount / worth) * 100) / 100;
  const money = Object.fromEntries(moneyFacts.map((name) => [name, stated(facts[name])]));
  return { ...facts, ...money, unconverted: facts.unconverted || worth === null };
}

/** The facts of several batches of accounts added up; what one of them does not know, the sum does not know. */
export function addedUp(batches: readonly KpiFacts[]): KpiFacts {
  const count = (name: (typeof counted)[number]): number =>
    batches.reduce((sum, facts) => sum + facts[name], 0);
  const money = (name: (typeof moneyFacts)[number]): number | null =>
    batches.reduce<number | null>((sum, { [name]: amount }) => {
      return sum === null || amount === null ? null : sum + amount;
    }, 0);
  return {
    ...(Object.fromEntries(counted.map((name) => [name, count(name)])) as Record<Counted, number>),
    ...(Object.fromEntries(moneyFacts.map((name) => [name, money(name)])) as Record<Money, number | null>),
    offerings: 0,
    shareOfWallet: null,
    unconverted: batches.some(({ unconverted }) => unconverted),
  };
}

const counted = [
  'accounts',
  'buyers',
  'buyersBefore',
  'buyersKept',
  'transactions',
  'cancelled',
  'orders',
] as const satisfies readonly (keyof KpiFacts)[];

type Counted = (typeof counted)[number];
type Money = (typeof moneyFacts)[number];

/** What a programme spent on its key accounts in a window and what these brought, in the currency of the criteria set. */
export interface ProgrammeFacts {
  readonly keyAccounts: number;
  /** Years of key accounts in the window: an account designated for half of a year counts half. */
  readonly accountYears: number;
  readonly netValue: number | null;
  readonly netValueBefore: number | null;
  /** An account's share of its manager, a year. */
  readonly shareCost: number;
}

/** All that the KPIs of one account or programme are reckoned from. */
export interface KpiMaterial {
  readonly facts: KpiFacts;
  readonly answers: readonly AnswerCount[];
  /** Null of an account. */
  readonly programme: ProgrammeFacts | null;
}
