import { ChoiceOption, SelectField, TextArea, TextField } from '../fields.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { FaultSummary, type FormFault } from './plan-form-page.tsx';

/** The form of a review's minutes as it is filled in; `decisions` are those that were wanted, with the outcome typed. */
export interface MinutesPageProps {
  readonly reader: PageReader;
  readonly reviewId: string;
  readonly title: string;
  readonly version: number;
  readonly faults: readonly FormFault[];
  readonly invitees: readonly { readonly id: string; readonly name: string; readonly there: boolean }[];
  readonly decisions: readonly { readonly title: string; readonly outcome: string }[];
  readonly others: readonly { readonly title: string; readonly outcome: string }[];
  readonly actions: readonly {
    readonly text: string;
    readonly owner: string;
    readonly dueOn: string;
    readonly becomes: string;
  }[];
  readonly owners: readonly { readonly value: string; readonly label: string }[];
  readonly notes: string;
}

/** The form that records a review's minutes, once. Rows left empty say nothing. */
export function MinutesPage(props: MinutesPageProps): JSX.Element {
  const { reader, reviewId, title } = props;
  const { t } = reader;
  return (
    <Layout reader={reader} title={t('review.minutes.record')} inboxLink={false}>
      <p class="back">
        <a href={`/reviews/${reviewId}`} safe>
          {t('edit.back', { plan: title })}
        </a>
      </p>
      <div class="lead">
        <h1 safe>{t('review.minutes.record')}</h1>
      </div>
      <FaultSummary reader={reader} faults={props.faults} />
      <form class="edit" method="post" novalidate autocomplete="off">
        <input type="hidden" name="version" value={String(props.version)} />
        <Attendance {...props} />
        <Decisions {...props} />
        <Actions {...props} />
        <TextArea
          id="notes"
          label={t('review.minutes.notes')}
          rows={5}
          maxlength={20000}
          value={props.notes}
        />
        <button type="submit" safe>
          {t('review.minutes.send')}
        </button>
      </form>
    </Layout>
  );
}

function Attendance({ reader: { t }, invitees }: MinutesPageProps): JSX.Element {
  return (
    <fieldset class="group">
      <legend safe>{t('review.minutes.attendance')}</legend>
      {invitees.map(({ id, name, there }) => (
        <ChoiceOption
          id={`there-${id}`}
          name="there"
          value={id}
          type="checkbox"
          title={t('review.minutes.wasThere', { name })}
          checked={there}
        />
      ))}
    </fieldset>
  );
}

function Decisions({ reader: { t }, decisions, others }: MinutesPageProps): JSX.Element {
  return (
    <fieldset class="group">
      <legend safe>{t('review.decisions')}</legend>
      {decisions.map(({ title, outcome }, index) => (
        <>
          <input type="hidden" name={`wanted-${index}`} value={title} />
          <TextArea
            id={`outcome-${index}`}
            label={t('review.minutes.outcome', { title })}
            hint={t('review.minutes.outcome.hint')}
            rows={2}
            maxlength={2000}
            value={outcome}
          />
        </>
      ))}
      {others.map(({ title, outcome }, index) => (
        <div class="row-fields">
          <TextField id={`other-${index}`} label={t('review.minutes.title')} maxlength={300} value={title} />
          <TextField
            id={`other-${index}-outcome`}
            label={t('review.minutes.otherOutcome')}
            maxlength={2000}
            value={outcome}
          />
        </div>
      ))}
    </fieldset>
  );
}

const kinds = ['commitment', 'step', 'none'] as const;

function Actions({ reader: { t }, actions, owners }: MinutesPageProps): JSX.Element {
  const becomes = kinds.map((value) => ({ value, label: t(`review.minutes.becomes.${value}`) }));
  return (
    <>
      {actions.map((action, index) => (
        <fieldset class="group">
          <legend safe>{t('review.minutes.action', { number: index + 1 })}</legend>
          <TextField
            id={`action-${index}`}
            label={t('review.minutes.what')}
            maxlength={200}
            value={action.text}
          />
          <div class="row-fields">
            <SelectField
              id={`action-${index}-owner`}
              label={t('review.minutes.owner')}
              value={action.owner}
              options={[{ value: '', label: t('review.minutes.noOwner') }, ...owners]}
            />
            <TextField
              id={`action-${index}-dueOn`}
              type="date"
              label={t('review.minutes.due')}
              value={action.dueOn}
            />
            <SelectField
              id={`action-${index}-becomes`}
              label={t('review.minutes.becomes')}
              value={action.becomes}
              options={becomes}
            />
          </div>
        </fieldset>
      ))}
    </>
  );
}
