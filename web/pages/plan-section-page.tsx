import { contentTexts } from '../../domain/wording/content-wording.ts';
import { TextArea, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import {
  idOf,
  rowField,
  sectionForms,
  type EditableSection,
  type FormRow,
  type SectionForm,
  type SectionValues,
} from './plan-fields.ts';
import { PlanFormPage, type PlanFormProps } from './plan-form-page.tsx';
import {
  ContentField,
  fieldLabel,
  IndicatorFields,
  RemoveBox,
  rowTitle,
  type FieldState,
  type FormOptions,
} from './plan-row-fields.tsx';

/** The form of one section of a plan's content, as typed so far; `faultsAt` are the messages by the name of their field. */
export interface SectionPageProps extends Omit<PlanFormProps, 'title' | 'lead'> {
  readonly section: EditableSection;
  readonly values: SectionValues;
  readonly options: FormOptions;
  readonly faultsAt: ReadonlyMap<string, string>;
  readonly reason: string;
}

/** Edits one section as a whole. A row is added in an empty fieldset and removed by its box, so that nothing needs a script. */
export function SectionPage(props: SectionPageProps): JSX.Element {
  const { reader, section, faultsAt } = props;
  const { t } = reader;
  const title = t('edit.title', { section: contentTexts(reader.format.language)(`section.${section}`) });
  const internal = t(`edit.lead.${section}`);
  return (
    <PlanFormPage {...props} title={title} lead={internal} submit={t('edit.save')}>
      <Fields {...props} />
      <TextField
        id="reason"
        label={t('edit.reason')}
        hint={t('edit.reason.hint')}
        value={props.reason}
        fault={faultsAt.get('reason')}
        maxlength={1000}
      />
    </PlanFormPage>
  );
}

function Fields(props: SectionPageProps): JSX.Element {
  const { section, values, reader, options, faultsAt } = props;
  const form = sectionForms[section];
  const stateOf = (name: string): FieldState => {
    return { reader, options, name, value: values.fields[name] ?? '', fault: faultsAt.get(name) };
  };
  if (form.shape === 'single') return <ContentField spec={form.field} state={stateOf(form.field.name)} />;
  if (form.shape === 'points')
    return (
      <>
        {form.fields.map((name) => (
          <Points reader={reader} state={stateOf(name)} />
        ))}
      </>
    );
  if (values.rows.length === 0) return <p safe>{reader.t('edit.noSteps')}</p>;
  const open = values.rows.length <= openUpTo;
  return (
    <>
      {values.rows.map((row) => (
        <Row props={props} row={row} form={form} open={open || !row.kept || isFaulty(row, faultsAt)} />
      ))}
    </>
  );
}

// Long lists are shorter to read closed, each row under its name.
const openUpTo = 6;

const isFaulty = ({ index }: FormRow, faultsAt: ReadonlyMap<string, string>): boolean =>
  [...faultsAt.keys()].some((name) => name === `r${index}` || name.startsWith(`r${index}.`));

function Points({ reader, state }: { readonly reader: PageReader; readonly state: FieldState }): JSX.Element {
  return (
    <TextArea
      id={state.name}
      label={fieldLabel(reader, state.name)}
      hint={reader.t('edit.hint.points')}
      value={state.value}
      fault={state.fault}
      rows={5}
    />
  );
}

function Row({
  props,
  row,
  form,
  open,
}: {
  readonly props: SectionPageProps;
  readonly row: FormRow;
  readonly form: Extract<SectionForm, { shape: 'rows' }>;
  readonly open: boolean;
}): JSX.Element {
  const { reader, options, faultsAt } = props;
  const title = rowTitle(row, { form, options }) || reader.t('edit.newRow');
  const fault = faultsAt.get(`r${row.index}`);
  return (
    <details class="row" open={open} id={`r${row.index}`}>
      <summary safe>{title}</summary>
      <fieldset>
        <legend class="hidden" safe>
          {title}
        </legend>
        {fault === undefined ? (
          ''
        ) : (
          <p class="fault" safe>
            {fault}
          </p>
        )}
        {row.kept ? <input type="hidden" name={rowField(row.index, 'kept')} value="1" /> : ''}
        <RowFields props={props} row={row} form={form} />
        {row.kept && !form.perStep ? <RemoveBox reader={reader} row={row} /> : ''}
      </fieldset>
    </details>
  );
}

function RowFields({
  props,
  row,
  form,
}: {
  readonly props: SectionPageProps;
  readonly row: FormRow;
  readonly form: Extract<SectionForm, { shape: 'rows' }>;
}): JSX.Element {
  const { reader, options, faultsAt } = props;
  return (
    <div class="row-fields">
      {form.fields.map((spec) => {
        const name = rowField(row.index, spec.name);
        const fault = faultsAt.get(name);
        const state = { reader, options, name, value: row.values[spec.name] ?? '', fault };
        return spec.kind === 'indicators' ? (
          <IndicatorFields row={row} spec={spec} state={state} />
        ) : (
          <ContentField spec={spec} state={state} />
        );
      })}
    </div>
  );
}

/** Where a field of this name stands on the page. */
export function linkTo(name: string): string {
  return `#${idOf(name)}`;
}
