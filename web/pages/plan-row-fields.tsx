import { contentTexts } from '../../domain/wording/content-wording.ts';
import { contentTextsEn } from '../../domain/wording/content-texts.ts';
import { ChoiceOption, SelectField, TextArea, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import { idOf, rowField, type FieldSpec, type FormRow, type SectionForm } from './plan-fields.ts';

/** Something to choose in a form. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What there is to choose in the forms of a plan. */
export interface FormOptions {
  readonly people: readonly Option[];
  readonly steps: readonly Option[];
  readonly objectives: readonly Option[];
}

/** A field as it stands in a form: its name there, what is typed in it, and what is wrong with it. */
export interface FieldState {
  readonly reader: PageReader;
  readonly options: FormOptions;
  readonly name: string;
  readonly value: string;
  readonly fault: string | undefined;
}

/** What a field of a plan's content is called. */
export function fieldLabel({ format }: PageReader, field: string): string {
  const key = `field.${field}`;
  if (Object.hasOwn(contentTextsEn, key)) return contentTexts(format.language)(key as 'field.name');
  return contentTexts(format.language)(`section.${field}` as 'section.budget');
}

/** What tells a row from the others in words, such as a name; '' where nothing is typed yet. */
export function rowTitle(
  { values }: FormRow,
  {
    form,
    options,
  }: { readonly form: Extract<SectionForm, { shape: 'rows' }>; readonly options: FormOptions },
): string {
  const known = [...options.people, ...options.steps];
  const words = form.called.map((name) => {
    const typed = values[name] ?? '';
    const named = name === 'stepId' || name === 'personId';
    return named ? (known.find(({ value }) => value === typed)?.label ?? '') : typed;
  });
  return words.filter((word) => word !== '').join(', ');
}

const hints = ['monthlyBenefits', 'timeZone', 'function', 'target', 'budget', 'situation'] as const;

function hintOf({ t }: PageReader, field: string): string | undefined {
  const known = hints.find((one) => one === field);
  return known && t(`edit.hint.${known}`);
}

const plainLines = (text: string): boolean => !text.includes('\n');

/** One field of a plan's content as a control of its kind. */
export function ContentField({
  spec,
  state,
}: {
  readonly spec: FieldSpec;
  readonly state: FieldState;
}): JSX.Element {
  const { reader, name, value, fault } = state;
  const common = { id: idOf(name), name, label: fieldLabel(reader, spec.name), value, fault };
  const hint = hintOf(reader, spec.name);
  const told = { ...common, ...(hint !== undefined && { hint }) };
  switch (spec.kind) {
    case 'key':
      return <input type="hidden" name={name} value={value} />;
    case 'text':
      return plainLines(value) ? (
        <TextField {...told} maxlength={spec.max ?? 200} />
      ) : (
        <TextArea {...told} rows={2} maxlength={spec.max ?? 200} />
      );
    case 'long':
      return <TextArea {...told} rows={spec.name === 'situation' ? 10 : 3} maxlength={spec.max ?? 4000} />;
    case 'months':
      return <TextArea {...told} rows={4} />;
    case 'day':
      return <TextField {...told} type="date" />;
    case 'amount':
    case 'percent':
      return <TextField {...told} inputmode="decimal" />;
    case 'indicators':
      return '';
    default:
      return <SelectField {...common} options={choicesOf(spec, state)} />;
  }
}

function choicesOf(spec: FieldSpec, { reader, options, value }: FieldState): readonly Option[] {
  const { t } = reader;
  const words = contentTexts(reader.format.language);
  const nothing = { value: '', label: t(spec.nullable ? 'edit.unknown' : 'edit.choose') };
  const offered: readonly Option[] =
    spec.kind === 'rating'
      ? ['1', '2', '3', '4', '5'].map((mark) => ({ value: mark, label: mark }))
      : spec.kind === 'choice'
        ? (spec.choices ?? []).map((one) => ({ value: one, label: words(`value.${one}` as 'value.ours') }))
        : spec.kind === 'person'
          ? options.people
          : spec.kind === 'step'
            ? options.steps
            : options.objectives;
  if (spec.kind === 'objective') return [{ value: '', label: t('edit.noObjective') }, ...offered];
  // What is no longer offered stays chosen until somebody chooses something else.
  const gone = value !== '' && offered.every((one) => one.value !== value) ? [{ value, label: value }] : [];
  return [nothing, ...gone, ...offered];
}

/** The pairs of name and expectation that a row's early indicators are typed in. */
export function IndicatorFields({
  row,
  spec,
  state,
}: {
  readonly row: FormRow;
  readonly spec: FieldSpec;
  readonly state: Pick<FieldState, 'reader' | 'fault'>;
}): JSX.Element {
  const { reader, fault } = state;
  const pairs = Object.keys(row.values).filter(
    (name) => name.startsWith(`${spec.name}.`) && name.endsWith('.name'),
  );
  return (
    <div class="pairs" id={idOf(rowField(row.index, spec.name))}>
      <p class="pairs-title" safe>
        {fieldLabel(reader, spec.name)}
      </p>
      {fault === undefined ? (
        ''
      ) : (
        <p class="fault" safe>
          {fault}
        </p>
      )}
      {pairs.map((pair) => (
        <Pair reader={reader} row={row} pair={pair} />
      ))}
    </div>
  );
}

function Pair({
  reader: { t },
  row,
  pair,
}: {
  readonly reader: PageReader;
  readonly row: FormRow;
  readonly pair: string;
}): JSX.Element {
  const both = [
    [pair, t('edit.indicator')],
    [pair.replace(/name$/, 'expected'), t('edit.expected')],
  ] as const;
  return (
    <div class="pair">
      {both.map(([field, label]) => {
        const name = rowField(row.index, field);
        const value = row.values[field] ?? '';
        return <TextField id={idOf(name)} name={name} label={label} value={value} maxlength={200} />;
      })}
    </div>
  );
}

/** The box that takes a row out when the form is saved. */
export function RemoveBox({
  reader: { t },
  row,
}: {
  readonly reader: PageReader;
  readonly row: FormRow;
}): JSX.Element {
  const name = rowField(row.index, 'remove');
  return (
    <ChoiceOption
      id={idOf(name)}
      name={name}
      value="1"
      type="checkbox"
      title={t('edit.remove')}
      checked={row.removed}
      kind="remove"
    />
  );
}
