import type { KpiDefinition } from './definition.ts';

const asked = {
  version: 1,
  direction: 'higher',
  kind: 'level',
  rests: 'answers',
  of: ['account', 'programme'],
} as const;

/** The KPIs that rest on answers to surveys, by their key. */
export const surveyKpis = {
  nps: {
    ...asked,
    name: { en: 'Net promoter score', de: 'Net Promoter Score' },
    formula: {
      en: 'Share of promoters (9 and 10) less share of detractors (0 to 6), by 100',
      de: 'Anteil der Promotoren (9 und 10) minus Anteil der Detraktoren (0 bis 6), mal 100',
    },
    unit: 'score',
    scale: { low: -100, high: 100 },
    source: 'Reichheld, "The one number you need to grow", Harvard Business Review 81(12), 2003, 46–54',
  },
  csat: {
    ...asked,
    name: { en: 'Customer satisfaction', de: 'Kundenzufriedenheit' },
    formula: { en: 'Share of the answers 4 and 5 on 1 to 5', de: 'Anteil der Antworten 4 und 5 von 1 bis 5' },
    unit: 'share',
    scale: { low: 0, high: 1 },
    source:
      'Farris, Bendle, Pfeifer and Reibstein, "Marketing Metrics", 3rd ed., Pearson 2016: share of the two highest of five ("top two box")',
  },
  ces: {
    ...asked,
    name: { en: 'Customer effort score', de: 'Customer Effort Score' },
    formula: {
      en: 'Mean of the answers on 1 to 7, 7 being easy',
      de: 'Mittel der Antworten von 1 bis 7, wobei 7 leicht heißt',
    },
    unit: 'score',
    scale: { low: 1, high: 7 },
    source:
      'Dixon, Freeman and Toman, "Stop trying to delight your customers", Harvard Business Review 88(7/8), 2010, 116–122 (there on 1 to 5, 5 being hard); on 1 to 7 in Dixon, Toman and DeLisi, "The effortless experience", Portfolio 2013',
  },
  advocacy: {
    ...asked,
    name: { en: 'Brand advocacy', de: 'Weiterempfehlung der Marke' },
    formula: {
      en: 'Contacts who say that they have recommended us, over all who answered',
      de: 'Kontakte, die uns nach eigener Aussage empfohlen haben, geteilt durch alle, die geantwortet haben',
    },
    unit: 'share',
    scale: { low: 0, high: 1 },
    source:
      'Kotler, Kartajaya and Setiawan, "Marketing 4.0", Wiley 2017, ch. 6: brand advocacy ratio = advocates / those aware of the brand, here those asked',
  },
} as const satisfies Readonly<Record<string, KpiDefinition>>;
