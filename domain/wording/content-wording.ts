import type { ContentChange, ContentValue } from '../planning/content-difference.ts';
import type { Language, ReaderFormat } from '../reader-format.ts';
import { contentTextsDe, contentTextsEn } from './content-texts.ts';
import type { ReadableChange } from './step-wording.ts';
import { createTranslate, type Translate } from './translate.ts';

const languages: Record<Language, Record<keyof typeof contentTextsEn, string>> = {
  en: contentTextsEn,
  de: contentTextsDe,
};

type TextKey = keyof typeof contentTextsEn;

/** Who reads about a plan's content: formats, the plan's currency, and names for the people and steps it mentions by id. */
export interface ContentReader {
  readonly format: ReaderFormat;
  readonly currency: string;
  readonly personName: (id: string) => string;
  readonly stepTitle: (id: string) => string;
}

/** The words about a plan's content in this language. */
export function contentTexts(language: Language): Translate<typeof contentTextsEn> {
  return createTranslate<typeof contentTextsEn>(languages[language]);
}

/** What differs between two revisions as this reader wants to read it: where, what stood there and what stands there now. */
export function readablePlanChanges(
  changes: readonly ContentChange[],
  reader: ContentReader,
): readonly ReadableChange[] {
  const t = contentTexts(reader.format.language);
  const side = (change: ContentChange, value: ContentValue): string => {
    if (change.kind !== 'reordered' || value === null || typeof value !== 'object' || !isList(value))
      return written({ field: change.field ?? change.section, value }, reader) || t('value.none');
    return value
      .map((name) =>
        typeof name === 'string' ? nameOf({ section: change.section, item: name }, reader) : '',
      )
      .join('; ');
  };
  return changes.map((change) => ({
    label: labelOf(change, reader),
    before: side(change, change.before),
    after: side(change, change.after),
  }));
}

function labelOf({ section, item, field, kind }: ContentChange, reader: ContentReader): string {
  const t = contentTexts(reader.format.language);
  const named = t(`section.${section}`);
  const of =
    item === null ? named : t('change.item', { section: named, item: nameOf({ section, item }, reader) });
  const full = field === null ? of : t('change.field', { of, field: t(`field.${field}` as 'field.name') });
  return kind === 'reordered' ? t('change.order', { of: full }) : full;
}

// Items of these sections are known by the number of a step or a person, which no reader knows.
function nameOf(
  { section, item }: { readonly section: ContentChange['section']; readonly item: string },
  { personName, stepTitle }: ContentReader,
): string {
  if (section === 'stepObjectives' || section === 'businessCases') return stepTitle(item);
  if (section !== 'team') return item;
  const [person = '', ...rest] = item.split(', ');
  return [personName(person), ...rest].join(', ');
}

const money = new Set(['revenue', 'potential', 'investment', 'budget', 'monthlyBenefits']);
const days = new Set(['startsOn', 'lastContactOn']);
const words = new Set(['state', 'role', 'unit']);

interface Written {
  readonly field: string;
  readonly value: ContentValue;
}

function written({ field, value }: Written, reader: ContentReader): string {
  const { format, currency, personName, stepTitle } = reader;
  if (value === null || value === '') return '';
  if (typeof value === 'number')
    return field === 'cancellationRate' ? format.share(value) : format.count(value);
  if (typeof value === 'string') {
    if (money.has(field)) return format.money({ amount: value, currency });
    if (days.has(field)) return format.day(value);
    if (field === 'ownerId' || field === 'personId') return personName(value);
    if (field === 'stepId') return stepTitle(value);
    const key = `value.${value}`;
    return words.has(field) && Object.hasOwn(contentTextsEn, key)
      ? contentTexts(format.language)(key as 'value.none')
      : value;
  }
  if (isList(value)) return value.map((one) => written({ field, value: one }, reader)).join('; ');
  return field === 'earlyIndicators' ? indicator(value, reader) : describeItem(value, reader);
}

function isList(value: object): value is readonly ContentValue[] {
  return Array.isArray(value);
}

function indicator(value: Readonly<Record<string, ContentValue>>, { format }: ContentReader): string {
  const text = (field: string): string => (typeof value[field] === 'string' ? value[field] : '');
  return contentTexts(format.language)('value.indicator', { name: text('name'), expected: text('expected') });
}

function describeItem(item: Readonly<Record<string, ContentValue>>, reader: ContentReader): string {
  return factsOf(item, reader)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}

// The database keeps keys in an order of its own; people read them in that of the texts.
const placeOf = (field: string): number => Object.keys(contentTextsEn).indexOf(`field.${field}`);

// What is not said is left out.
function factsOf(
  item: Readonly<Record<string, ContentValue>>,
  reader: ContentReader,
): readonly (readonly [string, string])[] {
  const t = contentTexts(reader.format.language);
  return Object.entries(item)
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .map(
      ([field, value]) =>
        [t(`field.${field}` as TextKey & 'field.name'), written({ field, value }, reader)] as const,
    )
    .filter(([, value]) => value !== '');
}

/** One thing in a section as a person reads it: what it is called, and what is known of it. */
export interface ReadableItem {
  readonly name: string;
  readonly facts: readonly (readonly [string, string])[];
}

const inName = new Set(['key', 'contact', 'division', 'offering', 'stepId', 'personId', 'function']);

/** What was added with a change, as a person reads it; undefined for a change that added no item or text. */
export function readableItem(
  { section, item, field, after }: ContentChange,
  reader: ContentReader,
): ReadableItem | undefined {
  if (after === null) return undefined;
  const t = contentTexts(reader.format.language);
  if (item === null || typeof after !== 'object' || isList(after)) {
    const name = field === null ? '' : t(`field.${field}` as 'field.name');
    return { name, facts: [[t('value.noted'), written({ field: field ?? section, value: after }, reader)]] };
  }
  const name = nameOf({ section, item }, reader);
  const more = Object.entries(after).filter(([field]) => !inName.has(field));
  const facts = factsOf(Object.fromEntries(more), reader).filter(([, value]) => value !== name);
  return { name, facts };
}
