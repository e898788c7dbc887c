import type { ReadableFinding } from '../../domain/wording/check-wording.ts';
import { PlanFormPage, type PlanFormProps } from './plan-form-page.tsx';

/** What is handed in with a plan: each step with who is asked about it, and what the checks found. */
export interface SubmitPageProps extends Omit<PlanFormProps, 'title' | 'lead'> {
  readonly steps: readonly { readonly id: string; readonly title: string; readonly approvers: string }[];
  readonly findings: readonly {
    readonly effect: ReadableFinding['effect'];
    readonly message: string;
    readonly href: string;
  }[];
}

/** Shows what a submission asks of whom, and what keeps it back, before it is sent. */
export function SubmitPage(props: SubmitPageProps): JSX.Element {
  const { reader, steps, plan } = props;
  const { t } = reader;
  return (
    <PlanFormPage {...props} title={t('submit.title')} lead={t('submit.lead')} submit={t('submit.submit')}>
      <Findings {...props} />
      <section aria-labelledby="asked">
        <h2 id="asked" safe>
          {t('submit.steps')}
        </h2>
        {steps.length === 0 ? (
          <p safe>{t('submit.nothing')}</p>
        ) : (
          <ul>
            {steps.map(({ id, title, approvers }) => (
              <li>
                <a href={`/plans/${plan.id}/steps/${id}/edit`} safe>
                  {title}
                </a>
                <span safe>{`: ${approvers}`}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </PlanFormPage>
  );
}

function Findings({ reader: { t }, findings }: SubmitPageProps): JSX.Element {
  if (findings.length === 0) return '';
  return (
    <section aria-labelledby="found">
      <h2 id="found" safe>
        {t('plan.checks')}
      </h2>
      <ul>
        {findings.map(({ effect, message, href }) => (
          <li>
            <a href={href} safe>
              {t(`plan.check.${effect}`, { message })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
