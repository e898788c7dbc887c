import { ChoiceOption, TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** What is wrong with an answer: none is chosen, the sentence is missing, or it is too long. */
export type LeaseFault = 'choice' | 'word' | 'long';

/** What the form carries and, after a faulty submission, what was given and what is wrong with it. */
export interface LeaseFormProps {
  readonly reader: PageReader;
  readonly form: {
    readonly standingHash: string;
    readonly choice?: string | undefined;
    readonly word?: string | undefined;
    readonly faults?: readonly LeaseFault[] | undefined;
  };
}

const choices = ['valid', 'edit'] as const;

/** Says that the plan holds or goes on to change it: nothing is selected beforehand, so that a form sent as it was found says nothing. */
export function LeaseForm({ reader, form }: LeaseFormProps): JSX.Element {
  const { t } = reader;
  const faults = form.faults ?? [];
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="answer">
      <h2 id="answer" safe>
        {t('lease.form')}
      </h2>
      <Faults reader={reader} faults={faults} />
      <input type="hidden" name="hash" value={form.standingHash} />
      <fieldset>
        <legend class="hidden" safe>
          {t('lease.form')}
        </legend>
        {choices.map((choice) => (
          <ChoiceOption
            id={`choice-${choice}`}
            name="choice"
            value={choice}
            title={t(`lease.${choice}`)}
            hint={t(`lease.${choice}.hint`)}
            checked={form.choice === choice}
          />
        ))}
      </fieldset>
      <TextArea
        id="word"
        label={t('lease.word')}
        hint={t('lease.word.hint')}
        rows={3}
        maxlength={1000}
        value={form.word ?? ''}
        invalid={faults.some((fault) => fault !== 'choice')}
      />
      <button type="submit" safe>
        {t('lease.submit')}
      </button>
    </form>
  );
}

function Faults({
  reader,
  faults,
}: {
  readonly reader: PageReader;
  readonly faults: readonly LeaseFault[];
}): JSX.Element {
  if (faults.length === 0) return '';
  return (
    <div class="faults" role="alert">
      <ul>
        {faults.map((fault) => (
          <li>
            <a href={fault === 'choice' ? '#choice-valid' : '#word'} safe>
              {reader.t(`lease.error.${fault}`)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
