import { ChoiceOption, TextArea, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** What is missing in a form that hands a decision over, or why it cannot pass to this person. */
export type HandOverFault =
  | 'choice'
  | 'person'
  | 'noReason'
  | 'unknown'
  | 'inactive'
  | 'oneself'
  | 'requester'
  | 'owner'
  | 'asked'
  | 'tooOften'
  | 'takeBack';

/** A form bound to what its page shows; after a faulty submission with what was given and what is missing. */
export interface HandOverFormProps {
  readonly reader: PageReader;
  readonly action: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly given?: {
    readonly choice: string | undefined;
    readonly email: string;
    readonly words: string;
    readonly faults: readonly HandOverFault[];
  };
}

const choices = ['delegate', 'instead'] as const;

/** Hands the decision over: for oneself, or to whoever is the right one. Nothing is selected, so that sending it as it is does nothing. */
export function HandOverForm(props: HandOverFormProps): JSX.Element {
  const { reader, given } = props;
  const { t } = reader;
  return (
    <details class="more" open={given !== undefined}>
      <summary safe>{t('handOver.title')}</summary>
      <form method="post" action={props.action} novalidate autocomplete="off">
        <FormFaults reader={reader} faults={given?.faults ?? []} anchor="hand-over-email" />
        <Bound {...props} />
        <Choices {...props} />
        <WhoAndWhy {...props} />
        <button type="submit" class="quiet" safe>
          {t('handOver.submit')}
        </button>
      </form>
    </details>
  );
}

function Choices({ reader: { t }, given }: HandOverFormProps): JSX.Element {
  return (
    <fieldset>
      <legend class="hidden" safe>
        {t('handOver.title')}
      </legend>
      {choices.map((choice) => (
        <ChoiceOption
          id={`hand-over-${choice}`}
          name="choice"
          value={choice}
          checked={given?.choice === choice}
          title={t(`handOver.${choice}`)}
          hint={t(`handOver.${choice}.hint`)}
        />
      ))}
    </fieldset>
  );
}

function WhoAndWhy({ reader: { t }, given }: HandOverFormProps): JSX.Element {
  return (
    <>
      <TextField
        id="hand-over-email"
        name="email"
        type="email"
        label={t('handOver.email')}
        maxlength={320}
        value={given?.email ?? ''}
      />
      <TextArea
        id="hand-over-words"
        name="words"
        label={t('handOver.words')}
        rows={2}
        maxlength={1000}
        value={given?.words ?? ''}
      />
    </>
  );
}

/** Takes a handed-over decision back; it needs its box to be ticked, so that sending it as it is does nothing. */
export function TakeBackForm(props: HandOverFormProps): JSX.Element {
  const { reader, given } = props;
  const { t } = reader;
  return (
    <form method="post" action={props.action} novalidate autocomplete="off" aria-labelledby="take-back">
      <h2 id="take-back" safe>
        {t('takeBack.title')}
      </h2>
      <FormFaults reader={reader} faults={given?.faults ?? []} anchor="take-back-choice" />
      <Bound {...props} />
      <ChoiceOption
        id="take-back-choice"
        name="choice"
        value="takeBack"
        type="checkbox"
        title={t('takeBack.choice')}
        hint={t('takeBack.hint')}
      />
      <button type="submit" safe>
        {t('takeBack.submit')}
      </button>
    </form>
  );
}

function Bound({ requestId, contentHash }: HandOverFormProps): JSX.Element {
  return (
    <>
      <input type="hidden" name="request" value={requestId} />
      <input type="hidden" name="hash" value={contentHash} />
    </>
  );
}

function FormFaults(props: {
  readonly reader: PageReader;
  readonly faults: readonly HandOverFault[];
  readonly anchor: string;
}): JSX.Element {
  const { t } = props.reader;
  if (props.faults.length === 0) return '';
  return (
    <div class="faults" role="alert">
      <p>
        <strong safe>{t('handOver.error')}</strong>
      </p>
      <ul>
        {props.faults.map((fault) => (
          <li>
            <a href={`#${props.anchor}`} safe>
              {t(`handOver.error.${fault}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
