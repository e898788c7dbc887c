/** What a KPI is counted in: `money` in the currency beside it, `share` a part of 1, `score` points on the KPI's own scale. */
type KpiUnit = 'share' | 'money' | 'count' | 'score';

/** Which values are better. */
type KpiDirection = 'higher' | 'lower';

/** What can have a KPI: one account, or all accounts of a programme, inactive ones too. */
type KpiSubject = 'account' | 'programme';

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
 * year before too, a rating by a person, or answers to surveys. `kind` flow adds up over a year, a level holds at any time.
 */
export interface KpiDefinition {
  readonly version: number;
  readonly name: BothLanguages;
  readonly formula: BothLanguages;
  readonly unit: KpiUnit;
  readonly direction: KpiDirection;
  readonly scale: KpiScale;
  readonly kind: 'flow' | 'level';
  readonly rests: 'transactions' | 'comparison' | 'rating' | 'answers';
  readonly of: readonly KpiSubject[];
  /** Where the formula comes from. */
  readonly source: string;
}
