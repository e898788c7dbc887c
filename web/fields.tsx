/** What every field of a form has: `id` is its name too unless `name` says otherwise; a `fault` stands above it, `alert` reads it out. */
interface FieldProps {
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly alert?: boolean;
  /** Whether it is marked as faulty although its fault stands elsewhere. */
  readonly invalid?: boolean;
}

/** A field of one line. */
export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly type?: 'text' | 'date' | 'email' | 'datetime-local';
  /** The id of a datalist with what may be typed. */
  readonly list?: string | undefined;
  readonly maxlength?: number;
  readonly inputmode?: 'decimal' | 'numeric';
}

/** A field of several lines. */
export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly rows: number;
  readonly maxlength?: number;
}

/** A choice from a list. */
export interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of several answers, or a box to tick; `kind` says how it looks. */
export interface ChoiceOptionProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly hint?: string;
  readonly checked?: boolean;
  readonly type?: 'radio' | 'checkbox';
  readonly kind?: string;
}

function described({ id, hint, fault }: FieldProps): string | undefined {
  const ids = [
    ...(fault === undefined ? [] : [`${id}-fault`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

const invalidity = ({ fault, invalid }: FieldProps): 'true' | undefined =>
  fault !== undefined || invalid === true ? 'true' : undefined;

function Label(field: FieldProps): JSX.Element {
  const { id, label, hint, fault, alert } = field;
  return (
    <>
      <label for={id} safe>
        {label}
      </label>
      {hint === undefined ? (
        ''
      ) : (
        <p id={`${id}-hint`} class="hint" safe>
          {hint}
        </p>
      )}
      {fault === undefined ? (
        ''
      ) : (
        <p id={`${id}-fault`} class="fault" role={alert === true ? 'alert' : undefined} safe>
          {fault}
        </p>
      )}
    </>
  );
}

/** A labelled field of one line. */
export function TextField(field: TextFieldProps): JSX.Element {
  return (
    <div class="field">
      <Label {...field} />
      <input
        type={field.type ?? 'text'}
        id={field.id}
        name={field.name ?? field.id}
        maxlength={field.maxlength}
        inputmode={field.inputmode}
        list={field.list}
        value={field.value}
        aria-describedby={described(field)}
        aria-invalid={invalidity(field)}
      />
    </div>
  );
}

/** A labelled field of several lines. */
export function TextArea(field: TextAreaProps): JSX.Element {
  return (
    <div class="field">
      <Label {...field} />
      <textarea
        id={field.id}
        name={field.name ?? field.id}
        rows={String(field.rows)}
        maxlength={field.maxlength}
        aria-describedby={described(field)}
        aria-invalid={invalidity(field)}
        safe
      >
        {field.value}
      </textarea>
    </div>
  );
}

/** A labelled choice from a list. */
export function SelectField(field: SelectFieldProps): JSX.Element {
  return (
    <div class="field">
      <Label {...field} />
      <select
        id={field.id}
        name={field.name ?? field.id}
        aria-describedby={described(field)}
        aria-invalid={invalidity(field)}
      >
        {field.options.map(({ value, label }) => (
          <option value={value} selected={value === field.value} safe>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One answer of a choice with its words, the whole of it to be clicked. */
export function ChoiceOption(option: ChoiceOptionProps): JSX.Element {
  const { id, name, value, title, hint, checked, type, kind } = option;
  return (
    <label class={kind === undefined ? 'choice' : `choice ${kind}`} for={id}>
      <input type={type ?? 'radio'} name={name} id={id} value={value} checked={checked === true} />
      {hint === undefined ? (
        <strong safe>{title}</strong>
      ) : (
        <span>
          <strong safe>{title}</strong>
          <small safe>{hint}</small>
        </span>
      )}
    </label>
  );
}
