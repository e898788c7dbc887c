import type { PlanContent } from '../../domain/planning/content.ts';
import {
  rowField,
  sectionForms,
  type EditableSection,
  type FieldSpec,
  type FormRow,
  type SectionValues,
} from '../../web/pages/plan-fields.ts';
import { textIn, type FormBody } from './plan-body.ts';

const emptyRows = 2;
const mostRows = 520;
const emptyIndicators = 2;

type Item = Readonly<Record<string, unknown>>;

/** A section as its form shows it before anything is typed, with empty rows to add; `stepIds` are those that can serve an objective. */
export function shownValues(
  section: EditableSection,
  { content, stepIds }: { readonly content: PlanContent; readonly stepIds: readonly string[] },
): SectionValues {
  const form = sectionForms[section];
  const value: unknown = content[section];
  if (form.shape === 'single') return { fields: { [form.field.name]: textOf(value) }, rows: [] };
  if (form.shape === 'points') {
    const points = value as Readonly<Record<string, readonly string[]>>;
    const fields = form.fields.map((name) => [name, (points[name] ?? []).join('\n')] as const);
    return { fields: Object.fromEntries(fields), rows: [] };
  }
  const items = value as readonly Item[];
  if (form.perStep) return { fields: {}, rows: perStep(items, stepIds) };
  const rows = items.map((item, index) => ({
    ...{ index, kept: true, removed: false },
    values: Object.assign(
      {},
      ...form.fields.map((field) => valuesOf(field, item[field.name])),
    ) as FormRow['values'],
  }));
  return { fields: {}, rows: [...rows, ...blankRows(items.length, form.fields)] };
}

function blankRows(from: number, fields: readonly FieldSpec[]): readonly FormRow[] {
  const indicators = fields.filter(({ kind }) => kind === 'indicators');
  const values = Object.assign({}, ...indicators.map((field) => valuesOf(field, []))) as FormRow['values'];
  return Array.from({ length: emptyRows }, (_, offset) => ({
    ...{ index: from + offset, kept: false, removed: false, values },
  }));
}

function perStep(items: readonly Item[], stepIds: readonly string[]): readonly FormRow[] {
  const named = items.map(({ stepId }) => textOf(stepId));
  const all = [...named, ...stepIds.filter((id) => !named.includes(id))];
  return all.map((stepId, index) => {
    const objective = textOf(items.find((item) => item['stepId'] === stepId)?.['objective']);
    return { index, kept: true, removed: false, values: { stepId, objective } };
  });
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

function valuesOf({ kind, name }: FieldSpec, value: unknown): FormRow['values'] {
  if (kind === 'months') return { [name]: monthsWritten((value ?? []) as readonly string[]) };
  if (kind !== 'indicators') return { [name]: textOf(value) };
  const stored = (value ?? []) as readonly Item[];
  const shown = [...stored, ...Array.from({ length: emptyIndicators }, (): Item => ({}))];
  return Object.fromEntries(
    shown.flatMap((one, index) => [
      [`${name}.${index}.name`, textOf(one['name'])],
      [`${name}.${index}.expected`, textOf(one['expected'])],
    ]),
  );
}

// Equal months in a row are written once, as "12 x 500.00".
function monthsWritten(months: readonly string[]): string {
  const runs: { amount: string; count: number }[] = [];
  for (const amount of months) {
    const last = runs.at(-1);
    if (last?.amount === amount) last.count += 1;
    else runs.push({ amount, count: 1 });
  }
  return runs.map(({ amount, count }) => (count === 1 ? amount : `${count} x ${amount}`)).join('\n');
}

/** A section as it was typed; `undefined` where there are more rows than any form has. */
export function typedValues(section: EditableSection, body: FormBody): SectionValues | undefined {
  const form = sectionForms[section];
  if (form.shape !== 'rows') {
    const names = form.shape === 'single' ? [form.field.name] : form.fields;
    return { fields: Object.fromEntries(names.map((name) => [name, textIn(body, name)])), rows: [] };
  }
  const places = Object.keys(body).map((name) => /^r(\d{1,4})\.(.+)$/.exec(name));
  const named = places.flatMap((found) => (found ? [{ index: Number(found[1]), name: found[2] ?? '' }] : []));
  const indexes = [...new Set(named.map(({ index }) => index))].toSorted((a, b) => a - b);
  if (indexes.length > mostRows) return undefined;
  const rows = indexes.map((index) => ({
    index,
    kept: textIn(body, rowField(index, 'kept')) !== '',
    removed: textIn(body, rowField(index, 'remove')) !== '',
    values: Object.fromEntries(
      named
        .filter((one) => one.index === index && one.name !== 'kept' && one.name !== 'remove')
        .map(({ name }) => [name, textIn(body, rowField(index, name))]),
    ),
  }));
  return { fields: {}, rows };
}
