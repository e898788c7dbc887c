import type { KpiDefinition, KpiSubject, KpiUnit } from './definition.ts';
import type { KpiMaterial } from './facts.ts';
import { kpiKeys, kpiLibrary, type KpiKey } from './library.ts';
import type { MissingReason } from './missing.ts';
import { kpiRules, type KpiOutcome } from './rules.ts';
import type { Coverage } from './window.ts';

/** The value of a KPI over the window from `startsOn` to before `asOf`, and how it came about. Money is in `currency`, rounded to hundredths. */
export interface KpiFinding {
  readonly kpi: string;
  readonly version: number;
  readonly unit: KpiUnit;
  readonly currency: string | null;
  readonly startsOn: string;
  readonly asOf: string;
  readonly value: number | null;
  readonly missing: MissingReason | null;
  readonly explanation: KpiExplanation;
}

/** What a value rests on; `rows` counts what was read in the window, `coverage` is null for a value that somebody gave. */
export interface KpiExplanation {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly inputs: KpiOutcome['inputs'];
  readonly rows: Readonly<Record<'accounts' | 'transactions' | 'answers', number>>;
  readonly coverage: Coverage | null;
  /** Version of the criteria set whose rates, margins and costs were taken; null where none were. */
  readonly criteriaSet: { readonly key: string; readonly version: number } | null;
}

/** Whose KPIs are reckoned, over what, and by whose rates; money of the material is in `currency`. */
export interface KpiContext {
  readonly subject: KpiSubject;
  readonly coverage: Coverage;
  readonly currency: string;
  readonly criteriaSet: { readonly key: string; readonly version: number };
}

/** Every KPI of the library that such a subject has; missing where the data do not cover what it needs. */
export function kpiFindings(material: KpiMaterial, context: KpiContext): readonly KpiFinding[] {
  return kpiKeys
    .filter((key) => (kpiLibrary[key].of as readonly KpiSubject[]).includes(context.subject))
    .map((key) => findingOf(key, { material, context }));
}

interface Look {
  readonly material: KpiMaterial;
  readonly context: KpiContext;
}

function findingOf(key: KpiKey, { material, context }: Look): KpiFinding {
  const definition: KpiDefinition = kpiLibrary[key];
  const { coverage } = context;
  const found = kpiRules[key](material);
  const gap = gapFor(key, { material, context });
  const isMoney = definition.unit === 'money';
  return {
    kpi: key,
    version: definition.version,
    unit: definition.unit,
    currency: isMoney ? context.currency : null,
    startsOn: coverage.window.startsOn,
    asOf: coverage.window.endsBefore,
    value: gap !== null || found.value === null ? null : rounded(found.value, isMoney),
    missing: gap ?? found.missing,
    explanation: {
      numerator: found.numerator,
      denominator: found.denominator,
      inputs: found.inputs,
      rows: {
        accounts: material.facts.accounts,
        transactions: material.facts.transactions,
        answers: found.inputs['answers'] ?? 0,
      },
      coverage,
      criteriaSet: ['rating', 'answers'].includes(definition.rests) ? null : context.criteriaSet,
    },
  };
}

function rounded(value: number, isMoney: boolean): number {
  return isMoney ? Math.round(value * 100) / 100 : value;
}

// Ratings and answers do not come with the transactions, and need not begin with them.
function gapFor(key: KpiKey, { material, context: { coverage } }: Look): MissingReason | null {
  const { rests }: KpiDefinition = kpiLibrary[key];
  if (rests === 'rating' || rests === 'answers') return null;
  if (coverage.gap !== null) return coverage.gap;
  if (rests === 'comparison' && !coverage.beforeCovered) return 'beforeNotCovered';
  // Whether an account is new or returning decides the rate by which it is expected to stay.
  const mayBeNew = (material.facts.revenueBefore ?? 0) <= 0 || material.facts.accounts > 1;
  return key === 'lifetimeValue' && mayBeNew && !coverage.beforeCovered ? 'beforeNotCovered' : null;
}
