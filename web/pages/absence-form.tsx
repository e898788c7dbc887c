import type { PageReader } from '../page-reader.ts';

/** What is missing in a form about an absence, or why it cannot be set. */
export type AbsenceFormFault =
  | 'from'
  | 'back'
  | 'standIn'
  | 'selection'
  | 'order'
  | 'past'
  | 'long'
  | 'overlap'
  | 'oneself'
  | 'unknown'
  | 'inactive'
  | 'cycle';

/** The absences of the page's person, and the form that sets another; `done` after one was set or cancelled. */
export interface AbsenceFormProps {
  readonly reader: PageReader;
  readonly action: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly absences: readonly {
    readonly id: string;
    readonly standInName: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  }[];
  readonly done?: 'set' | 'cancelled';
  /** Days as 'YYYY-MM-DD' in the person's own time zone. */
  readonly given?: {
    readonly from: string;
    readonly back: string;
    readonly standIn: string;
    readonly faults: readonly AbsenceFormFault[];
  };
}

/** Says from when until when the person is away and who stands in. Sent as it is, neither of its forms does anything. */
export function AbsenceForm(props: AbsenceFormProps): JSX.Element {
  const { t } = props.reader;
  return (
    <details class="more" open={props.given !== undefined || props.done !== undefined}>
      <summary safe>{t('absence.title')}</summary>
      {props.done === undefined ? (
        ''
      ) : (
        <p role="status" safe>
          {t(`absence.done.${props.done}`)}
        </p>
      )}
      <p safe>{t('absence.hint')}</p>
      <Faults {...props} />
      <CancelForm {...props} />
      <SetForm {...props} />
    </details>
  );
}

function SetForm(props: AbsenceFormProps): JSX.Element {
  const { given } = props;
  const { t } = props.reader;
  return (
    <form method="post" action={props.action} novalidate autocomplete="off">
      <Bound {...props} />
      <div class="field">
        <label for="absence-from" safe>
          {t('absence.from')}
        </label>
        <input type="date" id="absence-from" name="from" value={given?.from ?? ''} />
      </div>
      <div class="field">
        <label for="absence-back" safe>
          {t('absence.back')}
        </label>
        <input type="date" id="absence-back" name="back" value={given?.back ?? ''} />
      </div>
      <div class="field">
        <label for="absence-stand-in" safe>
          {t('absence.standIn')}
        </label>
        <input
          type="email"
          id="absence-stand-in"
          name="standIn"
          maxlength="320"
          value={given?.standIn ?? ''}
        />
      </div>
      <button type="submit" class="quiet" safe>
        {t('absence.submit')}
      </button>
    </form>
  );
}

function CancelForm(props: AbsenceFormProps): JSX.Element {
  const { t, format } = props.reader;
  if (props.absences.length === 0) return '';
  return (
    <form method="post" action={props.action} novalidate autocomplete="off">
      <Bound {...props} />
      <fieldset>
        <legend safe>{t('absence.own')}</legend>
        {props.absences.map(({ id, standInName, startsAt, endsAt }) => (
          <label class="choice" for={`absence-${id}`}>
            <input type="radio" name="cancel" id={`absence-${id}`} value={id} />
            <span safe>
              {t('absence.line', {
                from: format.instant(startsAt),
                back: format.instant(endsAt),
                name: standInName,
              })}
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="quiet" safe>
        {t('absence.cancel')}
      </button>
    </form>
  );
}

function Bound({ requestId, contentHash }: AbsenceFormProps): JSX.Element {
  return (
    <>
      <input type="hidden" name="request" value={requestId} />
      <input type="hidden" name="hash" value={contentHash} />
    </>
  );
}

const anchors: Record<AbsenceFormFault, string> = {
  from: 'absence-from',
  back: 'absence-back',
  standIn: 'absence-stand-in',
  selection: 'absence-from',
  order: 'absence-back',
  past: 'absence-back',
  long: 'absence-back',
  overlap: 'absence-from',
  oneself: 'absence-stand-in',
  unknown: 'absence-stand-in',
  inactive: 'absence-stand-in',
  cycle: 'absence-stand-in',
};

function Faults({ reader, given }: AbsenceFormProps): JSX.Element {
  const { t } = reader;
  if (given === undefined) return '';
  return (
    <div class="faults" role="alert">
      <p>
        <strong safe>{t('absence.error')}</strong>
      </p>
      <ul>
        {given.faults.map((fault) => (
          <li>
            <a href={`#${anchors[fault]}`} safe>
              {t(`absence.error.${fault}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
