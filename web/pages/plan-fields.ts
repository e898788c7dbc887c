import type { ContentSection } from '../../domain/planning/content.ts';

/** A section that people edit on a page; trends come from records. */
export type EditableSection = Exclude<ContentSection, 'trends'>;

/** One field of a form: what is typed in it, whether it may stay empty, and what there is to choose. */
export interface FieldSpec {
  readonly name: string;
  readonly kind:
    | 'key'
    | 'text'
    | 'long'
    | 'rating'
    | 'day'
    | 'amount'
    | 'percent'
    | 'choice'
    | 'person'
    | 'step'
    | 'objective'
    | 'months'
    | 'indicators';
  readonly nullable?: true;
  readonly choices?: readonly string[];
  readonly max?: number;
}

/** How a section is edited: as one field, as lists of points, or as rows; `called` names the fields that tell a row from the others. */
export type SectionForm =
  | { readonly shape: 'single'; readonly field: FieldSpec }
  | { readonly shape: 'points'; readonly fields: readonly string[] }
  | {
      readonly shape: 'rows';
      readonly fields: readonly FieldSpec[];
      readonly called: readonly string[];
      /** Whether there is a row for each step, to be filled in or left, instead of rows to add and remove. */
      readonly perStep?: true;
    };

const text = (name: string, max = 200): FieldSpec => ({ name, kind: 'text', max });
const long = (name: string): FieldSpec => ({ name, kind: 'long', max: 4000 });
const rating = (name: string): FieldSpec => ({ name, kind: 'rating' });
const maybeRating = (name: string): FieldSpec => ({ name, kind: 'rating', nullable: true });
const key = (name: string): FieldSpec => ({ name, kind: 'key' });
const choice = (name: string, choices: readonly string[]): FieldSpec => ({ name, kind: 'choice', choices });

/** The form of every section, with its fields in the order in which they are filled in. */
export const sectionForms: Readonly<Record<EditableSection, SectionForm>> = {
  situation: { shape: 'single', field: { name: 'situation', kind: 'long', max: 8000 } },
  swot: { shape: 'points', fields: ['strengths', 'weaknesses', 'opportunities', 'threats'] },
  competitors: {
    shape: 'rows',
    called: ['name'],
    fields: [text('name'), long('position'), long('response')],
  },
  risks: {
    shape: 'rows',
    called: ['risk'],
    fields: [key('key'), text('risk'), rating('likelihood'), rating('impact'), long('response')],
  },
  whitespace: {
    shape: 'rows',
    called: ['division', 'offering'],
    fields: [
      text('division', 120),
      text('line', 120),
      text('offering', 120),
      choice('state', ['ours', 'competitor', 'open']),
      { name: 'competitor', kind: 'text', nullable: true, max: 200 },
      { name: 'potential', kind: 'amount', nullable: true },
    ],
  },
  buyingCentre: {
    shape: 'rows',
    called: ['name'],
    fields: [
      key('contact'),
      text('name'),
      text('title'),
      choice('role', ['sponsor', 'decisionMaker', 'buyer', 'influencer', 'user', 'gatekeeper', 'other']),
      maybeRating('influence'),
      maybeRating('support'),
      maybeRating('levelNow'),
      maybeRating('levelWanted'),
      { name: 'lastContactOn', kind: 'day', nullable: true },
    ],
  },
  objectives: {
    shape: 'rows',
    called: ['title'],
    fields: [
      key('key'),
      text('title'),
      { name: 'ownerId', kind: 'person' },
      text('measure'),
      text('target'),
      long('customerGoal'),
    ],
  },
  stepObjectives: {
    shape: 'rows',
    called: ['stepId'],
    perStep: true,
    fields: [key('stepId'), { name: 'objective', kind: 'objective' }],
  },
  budget: { shape: 'single', field: { name: 'budget', kind: 'amount', nullable: true } },
  businessCases: {
    shape: 'rows',
    called: ['stepId'],
    fields: [
      { name: 'stepId', kind: 'step' },
      { name: 'investment', kind: 'amount' },
      { name: 'monthlyBenefits', kind: 'months' },
      { name: 'discountRatePercent', kind: 'percent' },
      { name: 'lowPercent', kind: 'percent' },
      { name: 'highPercent', kind: 'percent' },
    ],
  },
  kpis: {
    shape: 'rows',
    called: ['name'],
    fields: [
      key('key'),
      text('name'),
      choice('unit', ['money', 'share', 'count']),
      { name: 'baseline', kind: 'amount', nullable: true },
      { name: 'target', kind: 'amount' },
      { name: 'earlyIndicators', kind: 'indicators' },
    ],
  },
  team: {
    shape: 'rows',
    called: ['personId', 'function'],
    fields: [
      { name: 'personId', kind: 'person' },
      text('function', 60),
      text('roleInPlan'),
      text('timeZone', 60),
    ],
  },
};

/** A row as it stands in a form: `index` names it there, `kept` if it was stored before, `removed` if it is to go. */
export interface FormRow {
  readonly index: number;
  readonly kept: boolean;
  readonly removed: boolean;
  readonly values: Readonly<Record<string, string>>;
}

/** What stands in the form of a section, as typed. */
export interface SectionValues {
  readonly fields: Readonly<Record<string, string>>;
  readonly rows: readonly FormRow[];
}

/** The name of a row's field in the form; its id has hyphens for dots. */
export function rowField(index: number, field: string): string {
  return `r${index}.${field}`;
}

/** The id of the element with this name. */
export function idOf(name: string): string {
  return name.replaceAll('.', '-');
}
