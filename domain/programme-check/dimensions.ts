import type { BothLanguages } from '../kpis/definition.ts';
import { furtherMeasures } from './further-measures.ts';
import { firstMeasures, type Measure } from './measures.ts';

const checkMeasures = { ...firstMeasures, ...furtherMeasures } as const;

/** The key of a measure. */
export type MeasureKey = keyof typeof checkMeasures;

/** The keys of all measures. */
export const measureKeys = Object.keys(checkMeasures) as readonly MeasureKey[];

/** One thing that makes programmes effective: why, by which research, and what it is measured by. */
interface Dimension {
  readonly name: BothLanguages;
  readonly source: string;
  readonly measures: readonly MeasureKey[];
}

const workman =
  'Workman, Homburg and Jensen, "Intraorganizational determinants of key account management effectiveness", Journal of the Academy of Marketing Science 31(1), 2003, 3–21';
const feste =
  'Feste, Ivens and Pardo, "Key account management formalization and effectiveness", Industrial Marketing Management, 2022, 450–465';
const cranfield = 'The role groups of the Cranfield KAM Club (docs/adr/0014)';
const herhausen = 'Herhausen et al., 2022';

/** What research found that programmes stand on, in the order in which it is read. */
export const dimensions = {
  sponsorship: {
    name: { en: 'Sponsorship by top management', de: 'Förderung durch die Geschäftsleitung' },
    source: workman,
    measures: ['sponsored', 'decidedInTime', 'executiveReviews'],
  },
  formalisation: {
    name: { en: 'Formalisation', de: 'Formalisierung' },
    source: feste,
    measures: ['planned', 'targeted', 'reviewed'],
  },
  teams: {
    name: { en: 'Cross-functional teams', de: 'Bereichsübergreifende Teams' },
    source: herhausen,
    measures: ['functions', 'sharedWork'],
  },
  proactivity: {
    name: { en: 'Proactivity', de: 'Vorausschauendes Handeln' },
    source: workman,
    measures: ['sawFirst'],
  },
  resources: {
    name: { en: 'Resources', de: 'Mittel' },
    source: workman,
    measures: ['managed', 'withinCapacity', 'accountsPerManager', 'budgeted'],
  },
  skills: {
    name: { en: 'Breadth of skills', de: 'Breite der Fähigkeiten' },
    source: cranfield,
    measures: ['skilled', 'strongGroups'],
  },
  latitude: {
    name: { en: 'Latitude', de: 'Handlungsspielraum' },
    source: herhausen,
    measures: ['limited', 'decidedAlone'],
  },
  coverage: {
    name: { en: 'Channels and coverage of the buying centre', de: 'Kanäle und Abdeckung des Buying Centers' },
    source: herhausen,
    measures: ['contacts', 'roles', 'recent', 'channels'],
  },
} as const satisfies Readonly<Record<string, Dimension>>;

/** The key of a dimension. */
export type DimensionKey = keyof typeof dimensions;

/** The keys of all dimensions. */
export const dimensionKeys = Object.keys(dimensions) as readonly DimensionKey[];

/** One measure by its key. */
export function measureOf(key: MeasureKey): Measure {
  return checkMeasures[key];
}
