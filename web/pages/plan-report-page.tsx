import { TextArea, TextField } from '../fields.tsx';
import { Facts } from '../parts.tsx';
import { PlanFormPage, type PlanFormProps } from './plan-form-page.tsx';

/** What is said about a step that is carried out, or given up. */
export const stepReports = ['progress', 'block', 'unblock', 'done', 'cancel'] as const;

/** One of {@link stepReports}. */
export type StepReport = (typeof stepReports)[number];

/** The form of a report: `text` is the note, reason or evidence as typed, `facts` how the step stands. */
export interface ReportPageProps extends Omit<PlanFormProps, 'title' | 'lead'> {
  readonly report: StepReport;
  readonly stepTitle: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly percent: string;
  readonly text: string;
  readonly faultsAt: ReadonlyMap<string, string>;
}

/** Says how far a step has come, what blocks it, that it goes on, that it is done or given up. */
export function ReportPage(props: ReportPageProps): JSX.Element {
  const { reader, report, stepTitle, faultsAt } = props;
  const { t } = reader;
  const title = t(`report.${report}.title`, { title: stepTitle });
  return (
    <PlanFormPage
      {...props}
      title={title}
      lead={t(`report.${report}.lead`)}
      submit={t(`report.${report}.submit`)}
    >
      <Facts rows={props.facts} />
      {report === 'progress' ? (
        <TextField
          id="percent"
          label={t('report.percent')}
          hint={t('report.percent.hint')}
          value={props.percent}
          fault={faultsAt.get('percent')}
          inputmode="numeric"
          maxlength={3}
        />
      ) : (
        ''
      )}
      <TextArea
        id="text"
        label={t(`report.${report}.text`)}
        value={props.text}
        fault={faultsAt.get('text')}
        rows={4}
        maxlength={report === 'block' || report === 'cancel' ? 1000 : 4000}
      />
    </PlanFormPage>
  );
}
