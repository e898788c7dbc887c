import { createReaderFormat, type Language } from '../reader-format.ts';
import type { BothLanguages, KpiUnit } from './definition.ts';
import type { KpiExplanation } from './finding.ts';
import { missingReasons, type MissingReason } from './missing.ts';

/** What the words are made of: a value with where it comes from. */
interface ToldKpi {
  readonly value: number | null;
  readonly unit: KpiUnit;
  readonly currency: string | null;
  readonly missing: MissingReason | null;
  readonly startsOn: string;
  readonly asOf: string;
  readonly explanation: KpiExplanation;
}

// The names of the inputs as people say them.
const inputNames: Readonly<Record<string, BothLanguages>> = {
  revenue: { en: 'revenue', de: 'Umsatz' },
  revenueBefore: { en: 'revenue a year before', de: 'Umsatz im Vorjahr' },
  orders: { en: 'delivered orders', de: 'gelieferte Aufträge' },
  contraction: { en: 'contraction', de: 'Rückgang' },
  churn: { en: 'churn', de: 'Abwanderung' },
  expansion: { en: 'expansion', de: 'Ausbau' },
  answers: { en: 'answers', de: 'Antworten' },
  onOtherScales: { en: 'answers on other scales', de: 'Antworten auf anderen Skalen' },
  netValue: { en: 'net value of the key accounts', de: 'Nettowert der Schlüsselkonten' },
  netValueBefore: { en: 'their net value a year before', de: 'ihr Nettowert im Vorjahr' },
  keyAccounts: { en: 'key accounts', de: 'Schlüsselkonten' },
  accountYears: { en: 'years of key accounts', de: 'Jahre als Schlüsselkonto' },
  shareCost: { en: 'cost of a manager per account and year', de: 'Betreuerkosten je Konto und Jahr' },
};

const told = {
  en: {
    quotient: (over: string, by: string) => `${over} over ${by}`,
    unknown: 'not known',
    window: (from: string, to: string) => `Counted from ${from} to before ${to}`,
    rows: (of: KpiExplanation['rows']) =>
      `accounts: ${of.accounts}, transactions: ${of.transactions}, answers: ${of.answers}`,
    data: (from: string, to: string) => `the data reach from ${from} to ${to}`,
    set: (key: string, version: number) => `by criteria set ${key}, version ${version}`,
    given: (from: string, to: string) => `Given for the days from ${from} to before ${to}`,
  },
  de: {
    quotient: (over: string, by: string) => `${over} geteilt durch ${by}`,
    unknown: 'nicht bekannt',
    window: (from: string, to: string) => `Gezählt ab ${from} bis vor dem ${to}`,
    rows: (of: KpiExplanation['rows']) =>
      `Konten: ${of.accounts}, Transaktionen: ${of.transactions}, Antworten: ${of.answers}`,
    data: (from: string, to: string) => `die Daten reichen von ${from} bis ${to}`,
    set: (key: string, version: number) => `nach Kriteriensatz ${key}, Version ${version}`,
    given: (from: string, to: string) => `Angegeben für die Tage ab ${from} bis vor dem ${to}`,
  },
} as const;

const rounded = (value: number): number => Number(value.toFixed(4));

/** A KPI's value in a reader's language: money in its currency, a share in percent with one decimal, other numbers with two at most; the word for unknown where there is none. */
export function kpiFigure(
  { value, unit, currency }: Pick<ToldKpi, 'value' | 'unit' | 'currency'>,
  language: Language,
): string {
  if (value === null) return told[language].unknown;
  const format = createReaderFormat({ language, timeZone: 'UTC' });
  if (unit === 'money') return format.money({ amount: value.toFixed(2), currency: currency ?? 'EUR' });
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return unit === 'share'
    ? value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
    : value.toLocaleString(locale, { maximumFractionDigits: 2 });
}

/** What a value rests on, in two or three sentences: why it is missing, what was divided, its inputs, the rows behind it, how far the data reach and by which criteria set. */
export function explainedIn(language: Language, kpi: ToldKpi): string {
  const words = told[language];
  const { explanation, missing, startsOn, asOf } = kpi;
  if (missing === 'notGiven') return missingReasons.notGiven[language];
  const { numerator, denominator, inputs, rows, coverage, criteriaSet } = explanation;
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const figure = (value: number | null): string =>
    value === null ? words.unknown : rounded(value).toLocaleString(locale, { maximumFractionDigits: 4 });
  const named = Object.entries(inputs).map(
    ([name, value]) => `${inputNames[name]?.[language] ?? name} ${figure(value)}`,
  );
  const parts = [
    ...(denominator === null ? [] : [words.quotient(figure(numerator), figure(denominator))]),
    ...named,
  ];
  const isCounted = coverage !== null;
  const basis = [
    isCounted ? words.window(startsOn, asOf) : words.given(startsOn, asOf),
    ...(isCounted ? [words.rows(rows)] : []),
    ...(coverage?.dataFrom && coverage.dataTo ? [words.data(coverage.dataFrom, coverage.dataTo)] : []),
    ...(criteriaSet ? [words.set(criteriaSet.key, criteriaSet.version)] : []),
  ];
  const sentences = [parts.join('; '), basis.join('; ')].filter((part) => part !== '');
  const reason = missing === null ? [] : [missingReasons[missing][language]];
  return [...reason, ...sentences.map((part) => `${part}.`)].join(' ');
}
