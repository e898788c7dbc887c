import type { KpiDefinition } from './definition.ts';
import { surveyKpis } from './survey-library.ts';

const both = ['account', 'programme'] as const;
const share = { low: 0, high: 1 } as const;
const open = { low: null, high: null } as const;
const fromNothing = { low: 0, high: null } as const;
const marketingMetrics = 'Farris, Bendle, Pfeifer and Reibstein, "Marketing Metrics", 3rd ed., Pearson 2016';

const retention = {
  customerRetention: {
    version: 1,
    name: { en: 'Customer retention', de: 'Kundenbindung' },
    formula: {
      en: 'Accounts with a delivery in the window before and in this one too, over those with one in the window before',
      de: 'Konten mit einer Lieferung im Zeitraum davor und auch in diesem, geteilt durch jene mit einer im Zeitraum davor',
    },
    unit: 'share',
    direction: 'higher',
    scale: share,
    kind: 'level',
    rests: 'comparison',
    of: ['programme'],
    source: `${marketingMetrics}: retention rate = customers retained / customers at risk`,
  },
  grossRevenueRetention: {
    version: 1,
    name: { en: 'Gross revenue retention', de: 'Brutto-Umsatzbindung' },
    formula: {
      en: '(Revenue of the window before − contraction − churn) over revenue of the window before, of the accounts that had any then',
      de: '(Umsatz des Zeitraums davor − Rückgang − Abwanderung) geteilt durch den Umsatz des Zeitraums davor, der Konten mit Umsatz damals',
    },
    unit: 'share',
    direction: 'higher',
    scale: share,
    kind: 'level',
    rests: 'comparison',
    of: both,
    source:
      'Convention of subscription reporting: expansion is left out, so that it never exceeds 1; contraction, churn and expansion are told apart account by account',
  },
  netRevenueRetention: {
    version: 1,
    name: { en: 'Net revenue retention', de: 'Netto-Umsatzbindung' },
    formula: {
      en: '(Revenue of the window before − contraction − churn + expansion) over revenue of the window before, of the accounts that had any then',
      de: '(Umsatz des Zeitraums davor − Rückgang − Abwanderung + Ausbau) geteilt durch den Umsatz des Zeitraums davor, der Konten mit Umsatz damals',
    },
    unit: 'share',
    direction: 'higher',
    scale: fromNothing,
    kind: 'level',
    rests: 'comparison',
    of: both,
    source:
      'Convention of subscription reporting: new accounts are left out; contraction, churn and expansion are told apart account by account',
  },
} as const satisfies Readonly<Record<string, KpiDefinition>>;

const business = {
  revenue: {
    version: 1,
    name: { en: 'Revenue', de: 'Umsatz' },
    formula: { en: 'Sum of what was delivered in the window', de: 'Summe des im Zeitraum Gelieferten' },
    unit: 'money',
    direction: 'higher',
    scale: open,
    kind: 'flow',
    rests: 'transactions',
    of: both,
    source: 'The metric of the same name that accounts are scored by (docs/criteria.md)',
  },
  revenueGrowth: {
    version: 1,
    name: { en: 'Growth of revenue', de: 'Umsatzwachstum' },
    formula: {
      en: 'Revenue over revenue of the same window a year before, less 1',
      de: 'Umsatz geteilt durch den Umsatz desselben Zeitraums im Vorjahr, minus 1',
    },
    unit: 'share',
    direction: 'higher',
    scale: open,
    kind: 'level',
    rests: 'comparison',
    of: both,
    source: `${marketingMetrics}: growth in percent`,
  },
  averageOrderValue: {
    version: 1,
    name: { en: 'Average order value', de: 'Durchschnittlicher Auftragswert' },
    formula: { en: 'Revenue over delivered orders', de: 'Umsatz geteilt durch gelieferte Aufträge' },
    unit: 'money',
    direction: 'higher',
    scale: open,
    kind: 'level',
    rests: 'transactions',
    of: both,
    source: 'The metric "order value" that accounts are scored by (docs/criteria.md)',
  },
  orderFrequency: {
    version: 1,
    name: { en: 'Order frequency', de: 'Bestellhäufigkeit' },
    formula: {
      en: 'Delivered orders in the window over accounts with at least one; of one account, its delivered orders',
      de: 'Gelieferte Aufträge im Zeitraum geteilt durch Konten mit mindestens einem; bei einem Konto seine gelieferten Aufträge',
    },
    unit: 'count',
    direction: 'higher',
    scale: fromNothing,
    kind: 'flow',
    rests: 'transactions',
    of: both,
    source: 'Orders over distinct customers of a period, as retailers reckon purchase frequency',
  },
  cancellations: {
    version: 1,
    name: { en: 'Cancelled orders over all', de: 'Stornierte Aufträge an allen' },
    formula: {
      en: 'Cancelled and missed orders over all orders of the window',
      de: 'Stornierte und nicht angetretene Aufträge geteilt durch alle des Zeitraums',
    },
    unit: 'share',
    direction: 'lower',
    scale: share,
    kind: 'level',
    rests: 'transactions',
    of: both,
    source: 'The metric "cancellation rate" that accounts are scored by (docs/criteria.md)',
  },
  offerings: {
    version: 1,
    name: { en: 'Offerings bought', de: 'Gekaufte Angebote' },
    formula: {
      en: 'Different offerings delivered in the window',
      de: 'Verschiedene im Zeitraum gelieferte Angebote',
    },
    unit: 'count',
    direction: 'higher',
    scale: fromNothing,
    kind: 'level',
    rests: 'transactions',
    of: ['account'],
    source: 'The metric "breadth of offerings" that accounts are scored by (docs/criteria.md)',
  },
  shareOfWallet: {
    version: 1,
    name: { en: 'Share of wallet', de: 'Anteil am Einkaufsvolumen' },
    formula: {
      en: 'What the account buys of us over all it buys of the kind: the latest rating by a person up to the day',
      de: 'Was das Konto bei uns kauft, geteilt durch alles, was es davon kauft: die letzte Einschätzung einer Person bis zum Tag',
    },
    unit: 'share',
    direction: 'higher',
    scale: share,
    kind: 'level',
    rests: 'rating',
    of: ['account'],
    source:
      'Du, Kamakura and Mela, "Size and share of customer wallet", Journal of Marketing 71(2), 2007, 94–113',
  },
} as const satisfies Readonly<Record<string, KpiDefinition>>;

const worth = {
  lifetimeValue: {
    version: 1,
    name: { en: 'Lifetime value', de: 'Kundenwert über die Lebensdauer' },
    formula: {
      en: "A year's margin after costs × r/(1 + d − r), with the retention and discount rates of the criteria set",
      de: 'Deckungsbeitrag eines Jahres nach Kosten × r/(1 + d − r), mit Bindungs- und Zinssatz des Kriteriensatzes',
    },
    unit: 'money',
    direction: 'higher',
    scale: open,
    kind: 'level',
    rests: 'transactions',
    of: both,
    source:
      'Gupta and Lehmann, "Customers as assets", Journal of Interactive Marketing 17(1), 2003, 9–24; Gupta, Lehmann and Stuart, "Valuing customers", Journal of Marketing Research 41(1), 2004, 7–18',
  },
  costToServe: {
    version: 1,
    name: { en: 'Cost to serve', de: 'Betreuungskosten' },
    formula: {
      en: 'Volumes of the drivers to serve by their rates in the criteria set',
      de: 'Mengen der Kostentreiber der Betreuung mal ihre Sätze im Kriteriensatz',
    },
    unit: 'money',
    direction: 'lower',
    scale: open,
    kind: 'flow',
    rests: 'transactions',
    of: both,
    source:
      'Kaplan and Anderson, "Time-driven activity-based costing", Harvard Business Review 82(11), 2004, 131–138: volumes by cost-driver rates',
  },
  netMargin: {
    version: 1,
    name: { en: 'Net margin', de: 'Nettomarge' },
    formula: {
      en: '(Revenue × margin rate − costs to acquire, serve and retain) over revenue',
      de: '(Umsatz × Margensatz − Kosten für Gewinnung, Betreuung und Bindung) geteilt durch Umsatz',
    },
    unit: 'share',
    direction: 'higher',
    scale: { low: null, high: 1 },
    kind: 'level',
    rests: 'transactions',
    of: both,
    source: `${marketingMetrics}: customer profit; the metric "net value" (docs/criteria.md) over revenue`,
  },
  programmeReturn: {
    version: 1,
    name: { en: 'Return on the programme', de: 'Rendite des Programms' },
    formula: {
      en: "(Key accounts' net value in the window − in the same window a year before − cost of their managers) over that cost",
      de: '(Nettowert der Schlüsselkonten im Zeitraum − im selben Zeitraum des Vorjahres − Kosten ihrer Betreuer) geteilt durch diese Kosten',
    },
    unit: 'share',
    direction: 'higher',
    scale: open,
    kind: 'level',
    rests: 'comparison',
    of: ['programme'],
    source: `${marketingMetrics}: return on marketing investment; the change is counted whole, whatever caused it`,
  },
} as const satisfies Readonly<Record<string, KpiDefinition>>;

/** Every KPI that comes with the product, by its key, in the order in which they are read. */
export const kpiLibrary = { ...retention, ...business, ...worth, ...surveyKpis } as const;

/** The key of a KPI that comes with the product. */
export type KpiKey = keyof typeof kpiLibrary;

/** All those keys, in the order in which they are read. */
export const kpiKeys = Object.keys(kpiLibrary) as readonly KpiKey[];

/** Whether a KPI of that key comes with the product. */
export function isLibraryKpi(key: string): key is KpiKey {
  return Object.hasOwn(kpiLibrary, key);
}
