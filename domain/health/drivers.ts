import type { BothLanguages } from '../kpis/definition.ts';

/** What a driver's value is counted in: `change` and `share` as parts of 1, `rating` from 1 to 5. */
export type HealthDriverUnit = 'change' | 'share' | 'days' | 'rating' | 'count';

/** One thing that an account's health is told from, as people read of it. */
interface HealthDriver {
  readonly name: BothLanguages;
  readonly meaning: BothLanguages;
  readonly unit: HealthDriverUnit;
  /** Which values are better. */
  readonly direction: 'higher' | 'lower';
}

/** The months of the windows of transactions; each is compared with the same months a year before, so that seasons do not count. */
export const windowMonths = 3;

/** The days before the health's day of which answers to surveys count. */
export const answerDays = 365;

const trade = {
  revenue: {
    name: { en: 'Revenue against the year before', de: 'Umsatz gegenüber dem Vorjahr' },
    meaning: {
      en: 'Revenue of the last three months over that of the same months a year before, less 1. Unknown where the data do not cover both, or nothing was delivered then.',
      de: 'Umsatz der letzten drei Monate geteilt durch den derselben Monate im Vorjahr, minus 1. Unbekannt, wo die Daten nicht beide abdecken oder damals nichts geliefert wurde.',
    },
    unit: 'change',
    direction: 'higher',
  },
  orders: {
    name: { en: 'Orders against the year before', de: 'Aufträge gegenüber dem Vorjahr' },
    meaning: {
      en: 'Delivered orders of the last three months over those of the same months a year before, less 1. Unknown where the data do not cover both, or nothing was delivered then.',
      de: 'Gelieferte Aufträge der letzten drei Monate geteilt durch jene derselben Monate im Vorjahr, minus 1. Unbekannt, wo die Daten nicht beide abdecken oder damals nichts geliefert wurde.',
    },
    unit: 'change',
    direction: 'higher',
  },
  cancellations: {
    name: { en: 'Cancelled orders', de: 'Stornierte Aufträge' },
    meaning: {
      en: 'Cancelled and missed orders over all orders of the last three months. Unknown without any.',
      de: 'Stornierte und nicht angetretene Aufträge an allen der letzten drei Monate. Unbekannt ohne Aufträge.',
    },
    unit: 'share',
    direction: 'lower',
  },
} as const satisfies Readonly<Record<string, HealthDriver>>;

const relationship = {
  satisfaction: {
    name: { en: 'Satisfaction in surveys', de: 'Zufriedenheit in Umfragen' },
    meaning: {
      en: 'The mean of the latest answers of each contact within a year, each as its part of its scale. Unknown without answers.',
      de: 'Der Mittelwert der jeweils letzten Antworten jeder Kontaktperson innerhalb eines Jahres, jede als Teil ihrer Skala. Unbekannt ohne Antworten.',
    },
    unit: 'share',
    direction: 'higher',
  },
  contact: {
    name: { en: 'Days since the last contact', de: 'Tage seit dem letzten Kontakt' },
    meaning: {
      en: 'Days since somebody of ours last spoke with anybody of the client. Unknown where no contact has a date.',
      de: 'Tage, seit zuletzt jemand von uns mit jemandem des Kunden sprach. Unbekannt, wo kein Kontakt ein Datum hat.',
    },
    unit: 'days',
    direction: 'lower',
  },
  support: {
    name: { en: 'Support in the buying centre', de: 'Unterstützung im Buying Center' },
    meaning: {
      en: 'The support of the contacts from 1 to 5, weighted by their influence. Unknown where no contact has both.',
      de: 'Die Unterstützung der Kontakte von 1 bis 5, gewichtet mit ihrem Einfluss. Unbekannt, wo kein Kontakt beides hat.',
    },
    unit: 'rating',
    direction: 'higher',
  },
  sponsors: {
    name: { en: 'Influential supporters', de: 'Einflussreiche Befürworter' },
    meaning: {
      en: 'Contacts whose influence and support are both 4 or 5. Unknown where no contact has both.',
      de: 'Kontakte, deren Einfluss und Unterstützung beide 4 oder 5 sind. Unbekannt, wo kein Kontakt beides hat.',
    },
    unit: 'count',
    direction: 'higher',
  },
} as const satisfies Readonly<Record<string, HealthDriver>>;

const promises = {
  overdue: {
    name: { en: 'Steps and commitments overdue', de: 'Überfällige Schritte und Zusagen' },
    meaning: {
      en: 'Steps of plans in execution and commitments of either side that are past their day and not done. Unknown without a plan that was put to work, and without commitments.',
      de: 'Schritte laufender Pläne und Zusagen beider Seiten, deren Tag vorüber ist und die nicht erledigt sind. Unbekannt ohne einen Plan in Umsetzung und ohne Zusagen.',
    },
    unit: 'count',
    direction: 'lower',
  },
  alarms: {
    name: { en: 'Open alarms', de: 'Offene Alarme' },
    meaning: {
      en: 'Alarms of the early warning that are open, snoozed ones too. Unknown where no sweep looked within a week.',
      de: 'Offene Alarme der Frühwarnung, auch zurückgestellte. Unbekannt, wo innerhalb einer Woche kein Durchlauf stattfand.',
    },
    unit: 'count',
    direction: 'lower',
  },
} as const satisfies Readonly<Record<string, HealthDriver>>;

/** Everything that can drive an account's health, by its key, in the order in which it is read. */
export const healthDrivers = { ...trade, ...relationship, ...promises } as const;

/** The key of a driver. */
export type DriverKey = keyof typeof healthDrivers;

/** The keys of all drivers. */
export const driverKeys = Object.keys(healthDrivers) as readonly DriverKey[];
