import { ChoiceOption, TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** What the form carries and, after a faulty submission, what was given and what is missing. */
export interface DecisionFormProps {
  readonly reader: PageReader;
  readonly askedBy: string;
  readonly form: {
    readonly requestId: string;
    readonly contentHash: string;
    /** Where the form is sent from a page with another address. */
    readonly action?: string | undefined;
    readonly choice?: string | undefined;
    readonly comment?: string | undefined;
    readonly faults?:
      { readonly choice?: 'choice'; readonly comment?: 'comment' | 'commentLong' } | undefined;
  };
}

const choices = ['approve', 'requestChanges', 'reject'] as const;

/** The decision form: nothing is selected beforehand, and its only button decides nothing without a selection. */
export function DecisionForm({ reader, askedBy, form }: DecisionFormProps): JSX.Element {
  const { t } = reader;
  return (
    <form
      class="decision"
      method="post"
      action={form.action}
      novalidate
      autocomplete="off"
      aria-labelledby="decide"
    >
      <h2 id="decide" safe>
        {t('form.title')}
      </h2>
      <Faults reader={reader} faults={form.faults} />
      <input type="hidden" name="request" value={form.requestId} />
      <input type="hidden" name="hash" value={form.contentHash} />
      <Choices reader={reader} askedBy={askedBy} form={form} />
      <Comment reader={reader} askedBy={askedBy} form={form} />
      <button type="submit" safe>
        {t('form.submit')}
      </button>
    </form>
  );
}

function Faults({
  reader,
  faults,
}: {
  readonly reader: PageReader;
  readonly faults: DecisionFormProps['form']['faults'];
}): JSX.Element {
  if (faults === undefined) return '';
  const { t } = reader;
  return (
    <div class="faults" role="alert">
      <p>
        <strong safe>{t('form.error')}</strong>
      </p>
      <ul>
        {faults.choice === undefined ? (
          ''
        ) : (
          <li>
            <a href="#choice-approve" safe>
              {t('form.error.choice')}
            </a>
          </li>
        )}
        {faults.comment === undefined ? (
          ''
        ) : (
          <li>
            <a href="#comment" safe>
              {t(`form.error.${faults.comment}`)}
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}

function Choices({ reader, askedBy, form }: DecisionFormProps): JSX.Element {
  const { t } = reader;
  const hints = {
    approve: t('form.approve.hint'),
    requestChanges: t('form.requestChanges.hint', { name: askedBy }),
    reject: t('form.reject.hint'),
  };
  return (
    <fieldset aria-describedby={form.faults?.choice === undefined ? undefined : 'decide'}>
      <legend class="hidden" safe>
        {t('form.title')}
      </legend>
      {choices.map((choice) => (
        <ChoiceOption
          id={`choice-${choice}`}
          name="choice"
          value={choice}
          checked={form.choice === choice}
          title={t(`form.${choice}`)}
          hint={hints[choice]}
          kind={choice}
        />
      ))}
    </fieldset>
  );
}

function Comment({ reader, askedBy, form }: DecisionFormProps): JSX.Element {
  const { t } = reader;
  return (
    <TextArea
      id="comment"
      label={t('form.comment')}
      hint={t('form.comment.hint', { name: askedBy })}
      rows={4}
      maxlength={4000}
      invalid={form.faults?.comment !== undefined}
      value={form.comment ?? ''}
    />
  );
}
