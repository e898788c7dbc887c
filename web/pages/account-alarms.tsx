import type { Children } from '@kitajs/html';
import { DataTable } from '../data-table.tsx';
import { ChoiceOption, TextArea, TextField } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import { FaultSummary } from './plan-form-page.tsx';

/** Evidence of an alarm, one line a figure; `before` is null where it is no comparison. */
export interface EvidenceProps {
  readonly name: string;
  readonly now: string;
  readonly before: string | null;
}

/** What somebody typed in a form of an alarm that was refused, and why. */
export interface AlarmFormState {
  readonly form: 'snooze' | 'judge';
  readonly typed: { readonly reason: string; readonly until: string; readonly verdict: string };
  readonly faults: { readonly reason?: string; readonly until?: string; readonly verdict?: string };
}

/** An open alarm in words, with its evidence, and what was typed if a form of it was refused. */
export interface AlarmProps {
  readonly id: string;
  readonly title: string;
  readonly since: string;
  readonly notes: readonly string[];
  readonly question: string;
  readonly evidence: readonly EvidenceProps[];
  readonly refused: AlarmFormState | undefined;
}

interface AlarmsProps {
  readonly reader: PageReader;
  readonly accountId: string;
  readonly alarms: readonly AlarmProps[];
  readonly mayEdit: boolean;
}

/** The open alarms of an account with their evidence, and the forms that snooze or judge them. */
export function AccountAlarms(props: AlarmsProps): JSX.Element {
  const { reader, alarms } = props;
  const { t } = reader;
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms" safe>
        {t('account.alarms')}
      </h2>
      {alarms.length === 0 ? <p safe>{t('account.alarms.none')}</p> : ''}
      {alarms.map((alarm) => (
        <article class="attention alarm" id={`alarm-${alarm.id}`}>
          <h3 safe>{alarm.title}</h3>
          <p class="who" safe>
            {alarm.since}
          </p>
          {alarm.notes.map((note) => (
            <p safe>{note}</p>
          ))}
          <p safe>{alarm.question}</p>
          <Evidence reader={reader} evidence={alarm.evidence} />
          {props.mayEdit ? <Forms {...props} alarm={alarm} /> : ''}
        </article>
      ))}
    </section>
  );
}

function Evidence({
  reader: { t },
  evidence,
}: {
  readonly reader: PageReader;
  readonly evidence: readonly EvidenceProps[];
}): JSX.Element {
  const compared = evidence.some(({ before }) => before !== null);
  const headings = [t('account.alarm.what'), t('account.alarm.now')];
  return (
    <DataTable
      headings={compared ? [...headings, t('account.alarm.before')] : headings}
      rows={evidence.map(({ name, now, before }) => ({
        title: name,
        cells: compared ? [now, before ?? '–'] : [now],
      }))}
    />
  );
}

type FormOf = AlarmsProps & { readonly alarm: AlarmProps };

function Forms(props: FormOf): JSX.Element {
  return (
    <>
      <SnoozeForm {...props} />
      <JudgeForm {...props} />
    </>
  );
}

const nothing = { typed: { reason: '', until: '', verdict: '' }, faults: {} } as const;

function stateOf({ alarm }: FormOf, form: AlarmFormState['form']): Omit<AlarmFormState, 'form'> {
  return alarm.refused?.form === form ? alarm.refused : nothing;
}

function SnoozeForm(props: FormOf): JSX.Element {
  const { t } = props.reader;
  const { typed, faults } = stateOf(props, 'snooze');
  return (
    <AlarmForm {...props} form="snooze" title={t('account.alarm.snooze')} send={t('account.alarm.snooze')}>
      <TextField
        id={`snooze-${props.alarm.id}-until`}
        name="until"
        type="date"
        label={t('account.alarm.until')}
        hint={t('account.alarm.until.hint')}
        value={typed.until}
        fault={faults.until}
      />
    </AlarmForm>
  );
}

function JudgeForm(props: FormOf): JSX.Element {
  const { t } = props.reader;
  const { typed } = stateOf(props, 'judge');
  const id = `judge-${props.alarm.id}`;
  return (
    <AlarmForm {...props} form="judge" title={t('account.alarm.judge')} send={t('account.alarm.judge.send')}>
      <fieldset class="group">
        <legend class="hidden" safe>
          {t('account.alarm.judge')}
        </legend>
        {(['useful', 'notUseful'] as const).map((verdict, index) => (
          <ChoiceOption
            id={index === 0 ? `${id}-verdict` : `${id}-${verdict}`}
            name="verdict"
            value={verdict}
            title={t(`account.alarm.verdict.${verdict}`)}
            checked={typed.verdict === verdict}
          />
        ))}
      </fieldset>
    </AlarmForm>
  );
}

interface AlarmFormProps extends FormOf {
  readonly form: AlarmFormState['form'];
  readonly title: string;
  readonly send: string;
  readonly children: Children;
}

function AlarmForm(props: AlarmFormProps): JSX.Element {
  const { reader, accountId, alarm, form, title } = props;
  const { typed, faults } = stateOf(props, form);
  const id = `${form}-${alarm.id}`;
  const action = `/accounts/${accountId}/alarms/${alarm.id}/${form}`;
  return (
    <details class="more" open={Object.keys(faults).length > 0}>
      <summary safe>{title}</summary>
      <form class="edit" method="post" action={action} novalidate autocomplete="off">
        <Faults reader={reader} id={id} faults={faults} />
        {props.children}
        <TextArea
          id={`${id}-reason`}
          name="reason"
          label={reader.t('account.alarm.reason')}
          rows={2}
          maxlength={1000}
          value={typed.reason}
          fault={faults.reason}
        />
        <button type="submit" class="quiet" safe>
          {props.send}
        </button>
      </form>
    </details>
  );
}

function Faults({
  reader,
  id,
  faults,
}: {
  readonly reader: PageReader;
  readonly id: string;
  readonly faults: AlarmFormState['faults'];
}): JSX.Element {
  const { t } = reader;
  const places = {
    until: t('account.alarm.until'),
    verdict: t('account.alarm.judge'),
    reason: t('account.alarm.reason'),
  };
  const list = (['until', 'verdict', 'reason'] as const).flatMap((field) => {
    const message = faults[field];
    return message === undefined ? [] : [{ href: `#${id}-${field}`, place: places[field], message }];
  });
  return <FaultSummary reader={reader} faults={list} />;
}
