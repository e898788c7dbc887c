import { SelectField, TextArea, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import { FaultSummary, type FormFault } from './plan-form-page.tsx';

/** A field of a form about an escalation; `options` are what there is to choose, or for a text what may be typed. */
export interface EntryFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly type: 'text' | 'area' | 'choice' | 'date' | 'datetime-local';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A form about an escalation; `once` tells this showing of it from others, `fault` is about the whole of it. */
export interface EntryFormProps {
  readonly name: string;
  readonly title: string;
  readonly once: string;
  readonly fields: readonly EntryFieldProps[];
  readonly fault: string | undefined;
}

interface FormOf {
  readonly reader: PageReader;
  readonly escalationId: string;
  readonly form: EntryFormProps;
}

/** A form that adds to an escalation, folded up until it is needed or was refused. */
export function EntryForm({ reader, escalationId, form }: FormOf): JSX.Element {
  const { name, title, once, fields, fault } = form;
  const faults: readonly FormFault[] = [
    ...(fault === undefined ? [] : [{ href: undefined, place: '', message: fault }]),
    ...fields.flatMap((field) =>
      field.fault === undefined
        ? []
        : [{ href: `#${idOf(name, field)}`, place: field.label, message: field.fault }],
    ),
  ];
  return (
    <details class="more" id={`form-${name}`} open={faults.length > 0}>
      <summary safe>{title}</summary>
      <form
        class="edit"
        method="post"
        action={`/escalations/${escalationId}/${name}`}
        novalidate
        autocomplete="off"
      >
        <input type="hidden" name="once" value={once} />
        <FaultSummary reader={reader} faults={faults} />
        {fields.map((field) => (
          <EntryField form={name} field={field} />
        ))}
        <button type="submit" class="quiet" safe>
          {reader.t('esc.send')}
        </button>
      </form>
    </details>
  );
}

function idOf(form: string, { name }: Pick<EntryFieldProps, 'name'>): string {
  return `${form}-${name}`;
}

function EntryField({
  form,
  field,
}: {
  readonly form: string;
  readonly field: EntryFieldProps;
}): JSX.Element {
  const { name, label, value, fault, type, options } = field;
  const id = idOf(form, field);
  const plain = { id, name, label, value, fault };
  if (type === 'area') return <TextArea {...plain} rows={3} maxlength={2000} />;
  if (type === 'choice') return <SelectField {...plain} options={options} />;
  if (options.length === 0) return <TextField {...plain} type={type} maxlength={200} />;
  return (
    <>
      <TextField {...plain} type={type} maxlength={200} list={`${id}-list`} />
      <datalist id={`${id}-list`}>
        {options.map((option) => (
          <option value={option.value} safe>
            {option.label}
          </option>
        ))}
      </datalist>
    </>
  );
}
