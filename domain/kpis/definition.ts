/** What a KPI is counted in: `money` in the currency beside it, `share` a part of 1, `score` points on the KPI's own scale. */
export type KpiUnit = 'share' | 'money' | 'count' | 'score';

/** Which values are better. */
export type KpiDirection = 'higher' | 'lower';

/** Whether it adds up over a year, or holds at any time. */
export type KpiKind = 'flow' | 'level';

/** What can have a KPI: one account, or all accounts of a programme, inactive ones too. */
export type KpiSubject = 'account' | 'programme';

/** A text in both languages of the product. */
export interface BothLanguages {
  readonly en: string;
  readonly de: string;
}

/** The least and the greatest value that can be; null where there is no bound. */
interface KpiScale {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * One KPI as people read of it. `version` grows when its formula changes. `rests` says what it needs: transactions of its window, those of the window a
 * year before too, a rating by a person, answers to surveys, or values that somebody gives. `kind` flow adds up over a year, a level holds at any time.
 */
export interface KpiDefinition {
  readonly version: number;
  readonly name: BothLanguages;
  readonly formula: BothLanguages;
  readonly unit: KpiUnit;
  readonly direction: KpiDirection;
  readonly scale: KpiScale;
  readonly kind: KpiKind;
  readonly rests: 'transactions' | 'comparison' | 'rating' | 'answers' | 'given';
  readonly of: readonly KpiSubject[];
  /** Where the formula comes from. */
  readonly source: string;
}
