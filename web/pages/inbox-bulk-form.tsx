import { choices } from '../../domain/approvals/policy.ts';
import { ChoiceOption, TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** What was given before, and what is missing, after a faulty submission; `items` are the ticked ones. */
export interface BulkFormProps {
  readonly reader: PageReader;
  readonly form: {
    readonly items: readonly string[];
    readonly choice?: string | undefined;
    readonly comment?: string | undefined;
    readonly fault?: 'items' | 'choice' | 'comment' | 'commentLong' | undefined;
  };
}

const places = { items: 'item-0', choice: 'choice-approve', comment: 'comment', commentLong: 'comment' };

/** One choice and one comment for every question that is ticked. */
export function BulkForm({ reader, form }: BulkFormProps): JSX.Element {
  const { t } = reader;
  return (
    <section class="decision" aria-labelledby="decide">
      <h2 id="decide" safe>
        {t('bulk.title')}
      </h2>
      <p safe>{t('bulk.lead')}</p>
      <fieldset>
        <legend class="hidden" safe>
          {t('bulk.title')}
        </legend>
        {choices.map((choice) => (
          <ChoiceOption
            id={`choice-${choice}`}
            name="choice"
            value={choice}
            checked={form.choice === choice}
            title={t(`form.${choice}`)}
            kind={choice}
          />
        ))}
      </fieldset>
      <Comment reader={reader} form={form} />
      <button type="submit" safe>
        {t('bulk.submit')}
      </button>
    </section>
  );
}

/** What is missing, for the top of the page: the form itself may be far below. */
export function BulkFault({ reader: { t }, form: { fault } }: BulkFormProps): JSX.Element {
  if (fault === undefined) return '';
  return (
    <div class="faults" role="alert">
      <p>
        <a href={`#${places[fault]}`} safe>
          {fault === 'items' ? t('bulk.fault.items') : t(`form.error.${fault}`)}
        </a>
      </p>
    </div>
  );
}

function Comment({ reader: { t }, form }: BulkFormProps): JSX.Element {
  return (
    <TextArea
      id="comment"
      label={t('form.comment')}
      hint={t('bulk.comment.hint')}
      rows={3}
      maxlength={4000}
      invalid={form.fault === 'comment' || form.fault === 'commentLong'}
      value={form.comment ?? ''}
    />
  );
}
