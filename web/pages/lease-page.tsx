import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts, ResendForm } from '../parts.tsx';
import { LeaseForm, type LeaseFormProps } from './lease-form.tsx';

/** A plan that nobody has tended, as its manager reads it on their link. */
export interface LeasePageProps {
  readonly reader: PageReader;
  readonly readerName: string;
  readonly accountName: string;
  readonly year: number;
  readonly daysUntended: number;
  readonly health: number;
  readonly tendedAt: Date;
  /** Who is told that nobody tends it, and when; `since` if they were. */
  readonly told: { readonly name: string; readonly at: Date; readonly since: boolean } | undefined;
  readonly steps: { readonly open: number; readonly done: number };
  readonly overdue: readonly { readonly title: string; readonly dueOn: string; readonly owner: string }[];
  readonly blocked: readonly { readonly title: string; readonly reason: string }[];
  /** What is neither kept nor given up, each in a few words. */
  readonly commitments: readonly string[];
  readonly changes: readonly LeaseChange[];
  /** Whether the form was sent for a plan that stood otherwise. */
  readonly changed: boolean;
  readonly form: LeaseFormProps['form'];
}

/** One thing that was done to a plan; `kind` is that of its audit event. */
interface LeaseChange {
  readonly at: Date;
  readonly kind: string;
  readonly by: string;
  readonly stepTitle: string | null;
}

const shown = 10;
const named = [
  'progressed',
  'blocked',
  'unblocked',
  'done',
  'cancelled',
  'submitted',
  'revalidated',
] as const;
const families = ['step', 'commitment', 'note', 'content'] as const;

/** The page behind a manager's link: how the plan stands, and one form to say that it still holds. It works without JavaScript. */
export function LeasePage(props: LeasePageProps): JSX.Element {
  const { reader, form } = props;
  const { t } = reader;
  const title = t('lease.title');
  return (
    <Layout
      reader={reader}
      title={form.faults === undefined ? title : `${t('lease.error')}: ${title}`}
      footer={t('site.private', { name: props.readerName })}
    >
      <Lead {...props} />
      <Standing {...props} />
      <Changes {...props} />
      <LeaseForm reader={reader} form={form} />
    </Layout>
  );
}

function Lead(props: LeasePageProps): JSX.Element {
  const { t, format } = props.reader;
  const { accountName: account, year, daysUntended: days, health, told } = props;
  return (
    <div class="lead">
      <p class="eyebrow" safe>
        {t('lease.eyebrow', { account, year })}
      </p>
      <h1 safe>{t('lease.title')}</h1>
      {props.changed ? (
        <p class="fault" role="alert" safe>
          {t('lease.changed')}
        </p>
      ) : (
        ''
      )}
      <p safe>{t('lease.lead', { days, health })}</p>
      {told === undefined ? (
        ''
      ) : (
        <p class="until" safe>
          {t(told.since ? 'lease.told.since' : 'lease.told.at', {
            name: told.name,
            at: format.instant(told.at),
          })}
        </p>
      )}
    </div>
  );
}

function Standing(props: LeasePageProps): JSX.Element {
  const { t, format } = props.reader;
  const overdue = props.overdue.map(({ title: step, dueOn, owner }) =>
    t('lease.step.due', { step, day: format.day(dueOn), owner }),
  );
  const blocked = props.blocked.map(({ title: step, reason }) => `${step}: ${reason}`);
  return (
    <section aria-labelledby="standing">
      <h2 id="standing" safe>
        {t('lease.standing')}
      </h2>
      <Facts
        rows={[
          [t('lease.tended'), format.instant(props.tendedAt)],
          [t('lease.steps'), t('lease.steps.count', props.steps)],
        ]}
      />
      <Few reader={props.reader} title={t('lease.overdue')} items={overdue} />
      <Few reader={props.reader} title={t('lease.blocked')} items={blocked} />
      <Few reader={props.reader} title={t('lease.commitments')} items={props.commitments} />
    </section>
  );
}

function Few({
  reader,
  title,
  items,
}: {
  readonly reader: PageReader;
  readonly title: string;
  readonly items: readonly string[];
}): JSX.Element {
  const { t } = reader;
  if (items.length === 0)
    return (
      <>
        <h3 safe>{title}</h3>
        <p safe>{t('lease.none')}</p>
      </>
    );
  return (
    <>
      <h3 safe>{title}</h3>
      <ul>
        {items.slice(0, shown).map((item) => (
          <li safe>{item}</li>
        ))}
      </ul>
      {items.length > shown ? <p safe>{t('lease.more', { count: items.length - shown })}</p> : ''}
    </>
  );
}

function Changes({ reader, changes }: Pick<LeasePageProps, 'reader' | 'changes'>): JSX.Element {
  const { t } = reader;
  return (
    <section aria-labelledby="last">
      <h2 id="last" safe>
        {t('lease.changes')}
      </h2>
      {changes.length === 0 ? (
        <p safe>{t('lease.changes.none')}</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <li safe>{said(reader, change)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function said({ t, format }: PageReader, { at, kind, by, stepTitle: step }: LeaseChange): string {
  const [family, event] = kind.split('.');
  const what =
    named.find((one) => one === event && (family === 'step' || family === 'plan')) ??
    families.find((one) => one === family) ??
    'plan';
  const words = t(`lease.kind.${what}`);
  const about = step === null ? words : `${words}, ${step}`;
  return `${format.instant(at)}: ${about} (${by})`;
}

/** A link that takes no answer any more: what was said on it, or why nobody is asked; nothing of the plan. */
export interface LeaseClosedProps {
  readonly reader: PageReader;
  readonly accountName: string;
  readonly year: number;
  readonly because: 'tended' | 'over' | 'other';
  readonly answer: { readonly at: Date; readonly word: string } | undefined;
  /** Whether the answer was given just now. */
  readonly recorded: boolean;
  readonly resendAction: string;
}

/** The page of a link that was answered, or that nobody needs any more. */
export function LeaseClosedPage(props: LeaseClosedProps): JSX.Element {
  const { reader, answer, accountName: account, year } = props;
  const { t, format } = reader;
  const title = t(props.recorded ? 'lease.title.recorded' : 'lease.title.closed');
  const words =
    answer === undefined
      ? t(`lease.ended.${props.because}`, { account, year })
      : t('lease.answered', { account, year, at: format.instant(answer.at), word: answer.word });
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{words}</p>
      </div>
      {props.recorded ? (
        ''
      ) : (
        <ResendForm reader={reader} action={props.resendAction} hint={t('lease.resend.hint')} />
      )}
    </Layout>
  );
}
