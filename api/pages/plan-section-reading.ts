import {
  sectionForms,
  type EditableSection,
  type FieldSpec,
  type FormRow,
  type SectionForm,
  type SectionValues,
} from '../../web/pages/plan-fields.ts';
import { amountTyped } from './plan-body.ts';

/** A section as typed, in the shape of the plan's content but not checked yet; `places` are the form's indexes of its items. */
export interface ReadSection {
  readonly value: unknown;
  readonly places: readonly number[];
}

type RowsForm = Extract<SectionForm, { shape: 'rows' }>;

const mostMonths = 120;

/** What was typed into a section's form, as content: empty and removed rows are left out, new ones get a short name of their own.
 * `timeZoneOf` fills in the time zone of a person where none was typed. */
export function readSection(
  section: EditableSection,
  {
    values,
    timeZoneOf,
  }: { readonly values: SectionValues; readonly timeZoneOf: (personId: string) => string },
): ReadSection {
  const form = sectionForms[section];
  const { fields, rows } = values;
  if (form.shape === 'single')
    return {
      value: fieldValue(form.field, { [form.field.name]: fields[form.field.name] ?? '' }),
      places: [],
    };
  if (form.shape === 'points')
    return {
      value: Object.fromEntries(form.fields.map((name) => [name, linesOf(fields[name] ?? '')])),
      places: [],
    };
  const living = rows.filter((row) => !row.removed && !isBlank(row, form));
  const taken = new Set(rows.flatMap(({ values }) => keyFields(form).map(({ name }) => values[name] ?? '')));
  const items = living.map((row) => {
    const named = { ...row.values, ...newKeys(row, { form, taken }) };
    const item = Object.fromEntries(form.fields.map((field) => [field.name, fieldValue(field, named)]));
    if (section !== 'team' || item['timeZone'] !== '') return item;
    return { ...item, timeZone: timeZoneOf(named['personId'] ?? '') };
  });
  return { value: items, places: living.map(({ index }) => index) };
}

const keyFields = ({ fields, perStep }: RowsForm): readonly FieldSpec[] =>
  perStep ? [] : fields.filter(({ kind }) => kind === 'key');

function isBlank({ kept, values }: FormRow, { perStep }: RowsForm): boolean {
  if (perStep) return (values['objective'] ?? '') === '';
  return !kept && Object.values(values).every((text) => text === '');
}

function newKeys(
  { values }: FormRow,
  { form, taken }: { readonly form: RowsForm; readonly taken: Set<string> },
): Readonly<Record<string, string>> {
  const missing = keyFields(form).filter(({ name }) => (values[name] ?? '') === '');
  return Object.fromEntries(
    missing.map(({ name }) => [name, shortName(values[form.called[0] ?? ''] ?? '', taken)]),
  );
}

function shortName(called: string, taken: Set<string>): string {
  const plain = called.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '');
  const slug =
    plain
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, 100)
      .replace(/^-+|-+$/g, '') || 'item';
  let name = slug;
  for (let count = 2; taken.has(name); count += 1) name = `${slug}-${count}`;
  taken.add(name);
  return name;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function fieldValue({ kind, name, nullable }: FieldSpec, values: FormRow['values']): unknown {
  const typed = values[name] ?? '';
  if (kind === 'months') return monthsTyped(typed);
  if (kind === 'indicators') return indicatorsTyped(name, values);
  if (typed === '' && nullable) return null;
  if (kind === 'amount') return amountTyped(typed);
  if (kind === 'rating' || kind === 'percent')
    return /^\d{1,4}(\.\d{1,4})?$/.test(typed) ? Number(typed) : typed;
  return typed;
}

function monthsTyped(text: string): readonly string[] {
  const months: string[] = [];
  for (const line of linesOf(text)) {
    const [, count = '1', amount = line] = /^(\d{1,3})\s*[x×*]\s*(.+)$/i.exec(line) ?? [];
    const repeated = Math.min(Number(count), mostMonths + 1 - months.length);
    months.push(...Array.from({ length: Math.max(0, repeated) }, () => amountTyped(amount)));
  }
  return months;
}

function indicatorsTyped(
  field: string,
  values: FormRow['values'],
): readonly { readonly name: string; readonly expected: string }[] {
  return indicatorIndexes(field, values)
    .map((index) => ({
      name: values[`${field}.${index}.name`] ?? '',
      expected: values[`${field}.${index}.expected`] ?? '',
    }))
    .filter(({ name, expected }) => name !== '' || expected !== '');
}

/** The numbers of the pairs that a row's form has for early indicators. */
function indicatorIndexes(field: string, values: FormRow['values']): readonly number[] {
  const found = Object.keys(values).flatMap((name) => {
    const [, of, index] = /^(\w+)\.(\d{1,2})\.name$/.exec(name) ?? [];
    return of === field ? [Number(index)] : [];
  });
  return found.toSorted((a, b) => a - b);
}
