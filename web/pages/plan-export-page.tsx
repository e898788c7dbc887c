import { ChoiceOption, SelectField, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import { PlanSubPage, type PlanFormProps } from './plan-form-page.tsx';

/** What can be taken from a plan; `calendarSince` is when the address of its calendar was made, `address` the one made just now. */
export interface PlanExportPageProps {
  readonly reader: PageReader;
  readonly plan: PlanFormProps['plan'];
  readonly mayEdit: boolean;
  readonly calendarSince: Date | undefined;
  readonly address?: string;
  readonly revoked?: boolean;
  readonly copy?: { readonly givenTo: string; readonly fault: 'missing' | 'long' };
  readonly unchosen?: boolean;
}

/** A plan's documents to be read, its copy for the client to be handed out, and the address of its calendar. */
export function PlanExportPage(props: PlanExportPageProps): JSX.Element {
  const { reader, plan, mayEdit } = props;
  return (
    <PlanSubPage reader={reader} plan={plan} title={reader.t('export.title')}>
      <Documents {...props} />
      {mayEdit ? <Copy {...props} /> : ''}
      {mayEdit ? <Calendar {...props} /> : ''}
    </PlanSubPage>
  );
}

function Documents({ reader: { t }, plan }: PlanExportPageProps): JSX.Element {
  return (
    <section aria-labelledby="read">
      <h2 id="read" safe>
        {t('export.read')}
      </h2>
      {(['internal', 'client'] as const).map((audience) => (
        <p>
          <span safe>{t(`export.${audience}`)}</span>
          {': '}
          <a href={`/plans/${plan.id}/document?audience=${audience}&language=en`} download="" safe>
            {t('export.english')}
          </a>
          {', '}
          <a href={`/plans/${plan.id}/document?audience=${audience}&language=de`} download="" safe>
            {t('export.german')}
          </a>
        </p>
      ))}
    </section>
  );
}

function Language({ t, id }: Pick<PageReader, 't'> & { readonly id: string }): JSX.Element {
  const options = [
    { value: 'en', label: t('export.english') },
    { value: 'de', label: t('export.german') },
  ];
  return <SelectField id={id} name="language" label={t('export.language')} value="en" options={options} />;
}

function Copy({ reader: { t }, plan, copy }: PlanExportPageProps): JSX.Element {
  const fault = copy && t(`export.givenTo.${copy.fault}`);
  return (
    <section aria-labelledby="copy">
      <h2 id="copy" safe>
        {t('export.copy')}
      </h2>
      <p class="hint" safe>
        {t('export.copy.hint')}
      </p>
      <form method="post" action={`/plans/${plan.id}/client-copy`} novalidate autocomplete="off">
        <TextField
          id="givenTo"
          label={t('export.givenTo')}
          value={copy?.givenTo ?? ''}
          fault={fault}
          alert
          maxlength={200}
        />
        <Language t={t} id="copy-language" />
        <button type="submit" class="quiet" safe>
          {t('export.copy.submit')}
        </button>
      </form>
    </section>
  );
}

function Calendar(props: PlanExportPageProps): JSX.Element {
  const { reader, address } = props;
  const { t } = reader;
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar" safe>
        {t('export.calendar')}
      </h2>
      <p class="hint" safe>
        {t('export.calendar.hint')}
      </p>
      <p role="status" safe>
        {standing(props)}
      </p>
      {address === undefined ? (
        ''
      ) : (
        <p>
          <a href={address} safe>
            {address}
          </a>
        </p>
      )}
      <CalendarForm {...props} />
    </section>
  );
}

function CalendarForm({ reader: { t }, plan, unchosen }: PlanExportPageProps): JSX.Element {
  return (
    <form method="post" action={`/plans/${plan.id}/calendar`} novalidate autocomplete="off">
      {unchosen === true ? (
        <p class="fault" role="alert" safe>
          {t('export.calendar.choose')}
        </p>
      ) : (
        ''
      )}
      {(['make', 'revoke'] as const).map((choice) => (
        <ChoiceOption
          id={`calendar-${choice}`}
          name="choice"
          value={choice}
          title={t(`export.calendar.${choice}`)}
          hint={t(`export.calendar.${choice}.hint`)}
        />
      ))}
      <Language t={t} id="calendar-language" />
      <button type="submit" class="quiet" safe>
        {t('export.calendar.submit')}
      </button>
    </form>
  );
}

function standing({ reader, address, revoked, calendarSince }: PlanExportPageProps): string {
  const { t, format } = reader;
  if (address !== undefined) return t('export.calendar.made');
  if (revoked === true) return t('export.calendar.revoked');
  return calendarSince === undefined
    ? t('export.calendar.none')
    : t('export.calendar.since', { at: format.instant(calendarSince) });
}
