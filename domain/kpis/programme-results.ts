import type { BothLanguages } from './definition.ts';
import { customerRetention, growthRate, ratio } from './formulas.ts';
import type { MissingReason } from './missing.ts';
import { daysBetween, type Coverage } from './window.ts';

/**
 * What accounts did from a day of designation on, in the same days a year before (`…Before`) and two years before (`…Earlier`): of a group only those that
 * bought in the year before. Money is in the currency of the criteria set, null where an amount cannot be converted.
 */
export interface GroupFacts {
  readonly accounts: number;
  readonly kept: number;
  readonly orders: number;
  readonly ordersBefore: number;
  readonly revenue: number | null;
  readonly revenueBefore: number | null;
  readonly revenueEarlier: number | null;
}

/** The accounts first designated on one day, beside those never designated, over the same days. */
export interface CohortFacts {
  readonly designatedOn: string;
  /** Of the window from the designation on, and of the one a year before. */
  readonly coverage: Coverage;
  readonly earlierCovered: boolean;
  readonly keyAccounts: GroupFacts;
  readonly others: GroupFacts;
}

/** The figures of a group; changes are shares, null is unknown. `growthBefore` is how revenue had grown before the designation. */
export interface GroupResult {
  readonly accounts: number;
  readonly retention: number | null;
  readonly orderValue: number | null;
  readonly orderValueBefore: number | null;
  readonly orderValueChange: number | null;
  readonly revenue: number | null;
  readonly revenueBefore: number | null;
  readonly revenueChange: number | null;
  readonly revenueEachBefore: number | null;
  readonly growthBefore: number | null;
}

/** Key accounts beside the others; differences are those of the key accounts less those of the others, in points of a share. */
export interface CohortResult {
  readonly designatedOn: string;
  readonly coverage: Coverage;
  readonly missing: MissingReason | null;
  readonly keyAccounts: GroupResult;
  readonly others: GroupResult;
  readonly difference: Readonly<
    Record<'retention' | 'orderValueChange' | 'revenueChange' | 'growthBefore', number | null>
  >;
  readonly cautions: readonly CautionCode[];
}

/** What a reader must know before comparing the groups. */
export const cautions = {
  notByLot: {
    en: 'Key accounts were chosen, not drawn by lot: a difference between the groups does not show that the programme caused it.',
    de: 'Schlüsselkonten wurden ausgewählt und nicht ausgelost: Ein Unterschied zwischen den Gruppen belegt nicht, dass das Programm ihn bewirkt hat.',
  },
  fewAccounts: {
    en: 'A group has fewer than 30 accounts: one account can turn its figures.',
    de: 'Eine Gruppe hat weniger als 30 Konten: Ein einzelnes Konto kann ihre Zahlen drehen.',
  },
  groupsDiffered: {
    en: 'Before the designation an account of one group brought more than twice as much as one of the other: they are not alike.',
    de: 'Vor der Auswahl brachte ein Konto der einen Gruppe mehr als doppelt so viel wie eines der anderen: Sie sind nicht gleichartig.',
  },
  regression: {
    en: 'The key accounts had grown faster before they were chosen. Accounts chosen after a strong year tend to fall back towards the mean whatever is done.',
    de: 'Die Schlüsselkonten waren vor ihrer Auswahl stärker gewachsen. Nach einem starken Jahr Ausgewählte fallen meist zum Mittel zurück, was auch immer getan wird.',
  },
  growthBeforeUnknown: {
    en: 'How the groups grew before the designation is not known: the data do not reach back so far.',
    de: 'Wie die Gruppen vor der Auswahl wuchsen, ist nicht bekannt: Die Daten reichen nicht so weit zurück.',
  },
  notAYear: {
    en: 'Less than a year has passed since the designation; the same days of the year before are compared.',
    de: 'Seit der Auswahl ist weniger als ein Jahr vergangen; verglichen werden dieselben Tage des Vorjahres.',
  },
} as const satisfies Readonly<Record<string, BothLanguages>>;

type CautionCode = keyof typeof cautions;

const nothing: GroupResult = {
  accounts: 0,
  retention: null,
  orderValue: null,
  orderValueBefore: null,
  orderValueChange: null,
  revenue: null,
  revenueBefore: null,
  revenueChange: null,
  revenueEachBefore: null,
  growthBefore: null,
};

/** Fewer days than these say nothing yet. */
const leastDays = 90;
const fewAccounts = 30;

/** Holds a cohort against the accounts never designated; all figures are null where the data do not cover its windows. No cause is claimed. */
export function cohortResult(facts: CohortFacts): CohortResult {
  const { designatedOn, coverage, earlierCovered } = facts;
  const missing = missingOf(facts);
  const figures = (group: GroupFacts): GroupResult =>
    missing === null ? figuresOf(group, earlierCovered) : { ...nothing, accounts: group.accounts };
  const [keyAccounts, others] = [figures(facts.keyAccounts), figures(facts.others)];
  const less = (name: keyof CohortResult['difference']): number | null => {
    const [one, other] = [keyAccounts[name], others[name]];
    return one === null || other === null ? null : one - other;
  };
  const difference = {
    retention: less('retention'),
    orderValueChange: less('orderValueChange'),
    revenueChange: less('revenueChange'),
    growthBefore: less('growthBefore'),
  };
  const told = missing === null ? cautionsOf({ coverage, keyAccounts, others, difference }) : [];
  return { designatedOn, coverage, missing, keyAccounts, others, difference, cautions: told };
}

function missingOf({ coverage }: CohortFacts): MissingReason | null {
  const { startsOn, endsBefore } = coverage.window;
  if (daysBetween(startsOn, endsBefore) < leastDays) return 'tooSoon';
  return coverage.gap ?? (coverage.beforeCovered ? null : 'beforeNotCovered');
}

function figuresOf(group: GroupFacts, earlierCovered: boolean): GroupResult {
  const { accounts, kept, orders, ordersBefore, revenue, revenueBefore, revenueEarlier } = group;
  const each = (money: number | null, by: number): number | null =>
    money === null ? null : ratio(money, by);
  const change = (now: number | null, before: number | null): number | null =>
    now === null || before === null ? null : growthRate(now, before);
  const [orderValue, orderValueBefore] = [each(revenue, orders), each(revenueBefore, ordersBefore)];
  return {
    accounts,
    retention: customerRetention({ before: accounts, kept }),
    orderValue,
    orderValueBefore,
    orderValueChange: change(orderValue, orderValueBefore),
    revenue,
    revenueBefore,
    revenueChange: change(revenue, revenueBefore),
    revenueEachBefore: each(revenueBefore, accounts),
    growthBefore: earlierCovered ? change(revenueBefore, revenueEarlier) : null,
  };
}

function cautionsOf(
  of: Pick<CohortResult, 'coverage' | 'keyAccounts' | 'others' | 'difference'>,
): readonly CautionCode[] {
  const { keyAccounts, others, difference } = of;
  const { startsOn, endsBefore } = of.coverage.window;
  const [one, other] = [keyAccounts.revenueEachBefore ?? 0, others.revenueEachBefore ?? 0];
  const { growthBefore } = difference;
  const holds: Readonly<Record<CautionCode, boolean>> = {
    notByLot: true,
    fewAccounts: keyAccounts.accounts < fewAccounts || others.accounts < fewAccounts,
    groupsDiffered: one > 2 * other || other > 2 * one,
    regression: growthBefore !== null && growthBefore > 0,
    growthBeforeUnknown: growthBefore === null,
    notAYear: daysBetween(startsOn, endsBefore) < 365,
  };
  return (Object.keys(holds) as CautionCode[]).filter((code) => holds[code]);
}
