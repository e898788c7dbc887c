import type { Language } from '../reader-format.ts';
import type { PlanContent } from './content.ts';
import type { PlanFigures } from './figures.ts';

type Kpi = PlanContent['kpis'][number];

function better(one: string, other: string | null): string {
  return other !== null && Number(other) > Number(one) ? other : one;
}

interface Words {
  readonly revenue: readonly [string, string, string];
  readonly offerings: readonly [string, string, string];
  readonly cancellations: readonly [string, string, string];
}

// Each: what it is called, its early indicator, and what is expected of that.
const words: Readonly<Record<Language, Words>> = {
  en: {
    revenue: ['Revenue in the year', 'Orders for the next quarter', 'as many as a year before, or more'],
    offerings: ['Offerings bought', 'First order of a new offering', 'within the first half of the year'],
    cancellations: [
      'Cancelled orders over all',
      'Cancelled orders of each month',
      'no larger a share than today',
    ],
  },
  de: {
    revenue: ['Umsatz im Jahr', 'Aufträge für das nächste Quartal', 'so viele wie ein Jahr davor oder mehr'],
    offerings: [
      'Gekaufte Angebote',
      'Erster Auftrag für ein neues Angebot',
      'in der ersten Hälfte des Jahres',
    ],
    cancellations: [
      'Stornierte Aufträge insgesamt',
      'Stornierte Aufträge jedes Monats',
      'kein größerer Anteil als heute',
    ],
  },
};

function named([name, indicator, expected]: Words['revenue']): Pick<Kpi, 'name' | 'earlyIndicators'> {
  return { name, earlyIndicators: [{ name: indicator, expected }] };
}

/**
 * The targets that a draft begins with, from the figures, in a language: the better revenue of the two last years, no more cancellations
 * than today, and one offering more where there is one to introduce. They are a beginning; the manager agrees on the real ones.
 */
export function draftKpis(figures: PlanFigures, language: Language): Kpi[] {
  const bought = figures.offeringsBought.length;
  const told = words[language];
  const revenue: Kpi = {
    key: 'revenue',
    ...named(told.revenue),
    unit: 'money',
    baseline: figures.revenue,
    target: better(figures.revenue, figures.revenueBefore),
  };
  const offerings: Kpi = {
    key: 'offerings',
    ...named(told.offerings),
    unit: 'count',
    baseline: String(bought),
    target: String(bought + (figures.offeringsOpen.length > 0 ? 1 : 0)),
  };
  return [revenue, ...cancellations(figures, told), offerings];
}

function cancellations({ cancellationRate }: PlanFigures, told: Words): Kpi[] {
  if (cancellationRate === null) return [];
  const rate = String(Number(cancellationRate.toFixed(4)));
  return [
    { key: 'cancellations', ...named(told.cancellations), unit: 'share', baseline: rate, target: rate },
  ];
}
