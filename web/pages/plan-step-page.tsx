import { ChoiceOption, SelectField, TextArea, TextField } from '../fields.tsx';
import { PlanFormPage, type PlanFormProps } from './plan-form-page.tsx';
import type { FormOptions, Option } from './plan-row-fields.tsx';

/** What stands in the form of a step, as typed. */
export interface StepValues {
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly ownerId: string;
  readonly dueOn: string;
  readonly cost: string;
  readonly benefit: string;
  readonly approverIds: readonly string[];
  readonly dependsOn: readonly string[];
}

/** The form of a step; `others` are the steps it may wait for, `voids` whether editing it voids approvals, `policy` how it is approved. */
export interface StepPageProps extends Omit<PlanFormProps, 'title' | 'lead'> {
  readonly isNew: boolean;
  readonly currency: string;
  readonly values: StepValues;
  readonly options: Pick<FormOptions, 'people'>;
  readonly others: readonly Option[];
  readonly faultsAt: ReadonlyMap<string, string>;
  readonly voids: boolean;
  readonly policy: string | undefined;
}

const emptyApprovers = 2;

/** Edits a step, or adds one as a draft. */
export function StepPage(props: StepPageProps): JSX.Element {
  const { reader, isNew, values, policy } = props;
  const { t } = reader;
  const title = isNew ? t('stepForm.new') : t('stepForm.edit', { title: values.title });
  const lead = isNew ? t('stepForm.draft') : props.voids ? t('stepForm.voids') : undefined;
  return (
    <PlanFormPage {...props} title={title} lead={lead} submit={t(isNew ? 'stepForm.add' : 'edit.save')}>
      <WhatAndWho {...props} />
      <Approvers {...props} />
      {policy === undefined ? (
        ''
      ) : (
        <p class="hint" safe>
          {policy}
        </p>
      )}
      <WaitsFor {...props} />
    </PlanFormPage>
  );
}

function WhatAndWho({ reader: { t }, values, options, currency, faultsAt }: StepPageProps): JSX.Element {
  const field = (id: 'title' | 'description' | 'type' | 'ownerId' | 'dueOn' | 'cost' | 'benefit') => ({
    id,
    value: values[id],
    fault: faultsAt.get(id),
  });
  const hint = t('stepForm.inCurrency', { currency });
  const choose = { value: '', label: t('edit.choose') };
  return (
    <>
      <TextField {...field('title')} label={t('stepForm.title')} maxlength={200} />
      <TextArea {...field('description')} label={t('stepForm.description')} rows={5} maxlength={4000} />
      <TextField
        {...field('type')}
        label={t('stepForm.type')}
        hint={t('stepForm.type.hint')}
        maxlength={60}
      />
      <div class="row-fields">
        <SelectField
          {...field('ownerId')}
          label={t('approval.owner')}
          options={[choose, ...options.people]}
        />
        <TextField {...field('dueOn')} label={t('approval.dueOn')} type="date" />
        <TextField {...field('cost')} label={t('approval.cost')} hint={hint} inputmode="decimal" />
        <TextField {...field('benefit')} label={t('approval.benefit')} hint={hint} inputmode="decimal" />
      </div>
    </>
  );
}

function Approvers({ reader: { t }, values, options, faultsAt }: StepPageProps): JSX.Element {
  const fault = faultsAt.get('approverIds');
  const seats = [...values.approverIds, ...Array.from({ length: emptyApprovers }, () => '')];
  return (
    <fieldset class="group" id="approverIds">
      <legend safe>{t('stepForm.approvers')}</legend>
      <p class="hint" safe>
        {t('stepForm.approvers.hint')}
      </p>
      {fault === undefined ? (
        ''
      ) : (
        <p class="fault" safe>
          {fault}
        </p>
      )}
      <div class="row-fields">
        {seats.map((value, index) => (
          <SelectField
            id={`approver-${index + 1}`}
            name="approverIds"
            label={t('stepForm.approver', { number: index + 1 })}
            value={value}
            options={[{ value: '', label: t('stepForm.nobody') }, ...options.people]}
          />
        ))}
      </div>
    </fieldset>
  );
}

function WaitsFor({ reader: { t }, values, others, faultsAt }: StepPageProps): JSX.Element {
  if (others.length === 0) return '';
  const fault = faultsAt.get('dependsOn');
  return (
    <fieldset class="group" id="dependsOn">
      <legend safe>{t('stepForm.after')}</legend>
      {fault === undefined ? (
        ''
      ) : (
        <p class="fault" safe>
          {fault}
        </p>
      )}
      {others.map(({ value, label }) => (
        <ChoiceOption
          id={`after-${value}`}
          name="dependsOn"
          type="checkbox"
          value={value}
          title={label}
          checked={values.dependsOn.includes(value)}
        />
      ))}
    </fieldset>
  );
}
