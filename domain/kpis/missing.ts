import type { BothLanguages } from './definition.ts';

/** Why a KPI has no value, to be read by a person; a missing value is never a zero. */
export const missingReasons = {
  noData: {
    en: 'The records hold no delivery before the day.',
    de: 'Vor dem Tag ist keine Lieferung verzeichnet.',
  },
  beginsLater: {
    en: 'The data begin after the window does.',
    de: 'Die Daten beginnen erst nach dem Beginn des Zeitraums.',
  },
  endsEarlier: {
    en: 'The last delivery of any account lies more than 31 days before the day: the newest data seem not to be imported.',
    de: 'Die letzte Lieferung irgendeines Kontos liegt mehr als 31 Tage vor dem Tag: Die neuesten Daten sind wohl nicht importiert.',
  },
  beforeNotCovered: {
    en: 'The data do not wholly cover the window a year before, so there is nothing to compare with.',
    de: 'Die Daten decken den Vergleichszeitraum des Vorjahres nicht ganz ab.',
  },
  nothingBefore: {
    en: 'There was no business in the window a year before.',
    de: 'Im Vergleichszeitraum des Vorjahres gab es kein Geschäft.',
  },
  noOrders: {
    en: 'Nothing was ordered or delivered in the window.',
    de: 'Im Zeitraum wurde nichts bestellt oder geliefert.',
  },
  noRevenue: { en: 'There is no revenue in the window.', de: 'Im Zeitraum gibt es keinen Umsatz.' },
  noRate: {
    en: 'An amount is in a currency for which the criteria set has no rate.',
    de: 'Ein Betrag ist in einer Währung, für die der Kriteriensatz keinen Kurs hat.',
  },
  noCost: {
    en: 'The criteria set has no driver of this cost, or an account has transactions without the number that it counts.',
    de: 'Der Kriteriensatz hat keinen Treiber dieser Kosten, oder die Transaktionen eines Kontos tragen die gezählte Angabe nicht.',
  },
  noRating: {
    en: 'Nobody has given a rating up to the day.',
    de: 'Bis zum Tag hat niemand eine Einschätzung abgegeben.',
  },
  noAnswers: {
    en: 'There are no answers in the window.',
    de: 'Im Zeitraum gibt es keine Antworten.',
  },
  otherScale: {
    en: 'All answers in the window are on another scale than that of the KPI.',
    de: 'Alle Antworten im Zeitraum wurden auf einer anderen Skala gegeben als der des KPI.',
  },
  noKeyAccounts: {
    en: 'No account was a key account in the window.',
    de: 'Im Zeitraum war kein Konto ein Schlüsselkonto.',
  },
  noCostOfManagers: {
    en: 'The criteria set has no cost of a manager to compare with.',
    de: 'Der Kriteriensatz nennt keine Kosten eines Betreuers als Vergleich.',
  },
  tooSoon: {
    en: 'Less than 90 days have passed since the designation.',
    de: 'Seit der Auswahl sind weniger als 90 Tage vergangen.',
  },
  otherCurrency: {
    en: 'It is known in another currency only.',
    de: 'Es ist nur in einer anderen Währung bekannt.',
  },
  notMeasured: {
    en: 'No KPI of that key and unit is defined, so that nothing measures the target.',
    de: 'Es ist kein KPI mit diesem Schlüssel und dieser Einheit definiert, der das Ziel messen würde.',
  },
  notGiven: {
    en: 'Nobody has given a value up to the day.',
    de: 'Bis zum Tag hat niemand einen Wert angegeben.',
  },
} as const satisfies Readonly<Record<string, BothLanguages>>;

/** Why there is no value: see {@link missingReasons}. */
export type MissingReason = keyof typeof missingReasons;
