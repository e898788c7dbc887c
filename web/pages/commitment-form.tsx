import { ChoiceOption, TextArea, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** What is wrong with an answer: none is chosen, the date cannot be proposed, or the word is too long. */
export type CommitmentFault = 'choice' | 'missing' | 'same' | 'past' | 'far' | 'long';

/** What the form carries and, after a faulty submission, what was given and what is wrong with it. */
export interface CommitmentFormProps {
  readonly reader: PageReader;
  readonly managerName: string;
  readonly form: {
    readonly contentHash: string;
    readonly choice?: string | undefined;
    readonly on?: string | undefined;
    readonly word?: string | undefined;
    readonly faults?: readonly CommitmentFault[] | undefined;
  };
}

const choices = ['confirm', 'propose'] as const;

/** Confirms or proposes another date: nothing is selected beforehand, so that a form sent as it was found answers nothing. */
export function CommitmentForm({ reader, managerName, form }: CommitmentFormProps): JSX.Element {
  const { t } = reader;
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="answer">
      <h2 id="answer" safe>
        {t('commitment.form')}
      </h2>
      <Faults reader={reader} faults={form.faults ?? []} />
      <input type="hidden" name="hash" value={form.contentHash} />
      <fieldset>
        <legend class="hidden" safe>
          {t('commitment.form')}
        </legend>
        {choices.map((choice) => (
          <ChoiceOption
            id={`choice-${choice}`}
            name="choice"
            value={choice}
            checked={form.choice === choice}
            title={t(`commitment.${choice}`)}
            hint={t(`commitment.${choice}.hint`, { manager: managerName })}
          />
        ))}
      </fieldset>
      <Proposal reader={reader} managerName={managerName} form={form} />
      <button type="submit" safe>
        {t('commitment.submit')}
      </button>
    </form>
  );
}

function Faults({
  reader,
  faults,
}: {
  readonly reader: PageReader;
  readonly faults: readonly CommitmentFault[];
}): JSX.Element {
  if (faults.length === 0) return '';
  return (
    <div class="faults" role="alert">
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={fault === 'choice' ? '#choice-confirm' : fault === 'long' ? '#word' : '#on'} safe>
              {reader.t(`commitment.error.${fault}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Proposal({ reader, managerName, form }: CommitmentFormProps): JSX.Element {
  const { t } = reader;
  const faults = form.faults ?? [];
  const dateFaulty = faults.some((fault) => fault !== 'choice' && fault !== 'long');
  return (
    <>
      <TextField id="on" type="date" label={t('commitment.on')} invalid={dateFaulty} value={form.on ?? ''} />
      <TextArea
        id="word"
        label={t('commitment.word')}
        hint={t('commitment.word.hint', { manager: managerName })}
        rows={3}
        maxlength={1000}
        invalid={faults.includes('long')}
        value={form.word ?? ''}
      />
    </>
  );
}
