import { ChoiceOption } from '../fields.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';

/** An escalation as somebody on the ladder reads it on their link; `dueAt` is null while its clock does not run. */
export interface EscalationPageProps {
  readonly reader: PageReader;
  readonly readerName: string;
  readonly accountName: string;
  readonly title: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly beganAt: Date;
  readonly dueAt: Date | null;
  readonly breachedAt: Date | null;
  readonly asked: readonly string[];
  /** In whose place the reader is asked; and who had it and has gone, where they are asked to take over. */
  readonly insteadOf: { readonly name: string; readonly how: 'named' | 'onCall' | 'standIn' } | undefined;
  readonly gone: string | undefined;
  /** Whether the form came without its choice. */
  readonly faulty: boolean;
}

/** The page behind a link of the ladder: what it is about, and one form to take it. It works without JavaScript. */
export function EscalationPage(props: EscalationPageProps): JSX.Element {
  const { reader, title, faulty } = props;
  const { t, format } = reader;
  const { breachedAt, dueAt } = props;
  return (
    <Layout
      reader={reader}
      title={faulty ? `${t('escalation.error')}: ${title}` : title}
      footer={t('site.private', { name: props.readerName })}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('escalation.eyebrow', { account: props.accountName })}
        </p>
        <h1 safe>{title}</h1>
        <p safe>{leadOf(props)}</p>
        {breachedAt === null ? (
          ''
        ) : (
          <p class="until" safe>
            {t('escalation.late', { at: format.instant(breachedAt) })}
          </p>
        )}
      </div>
      <Facts
        rows={[
          [t('escalation.severity'), t(`escalation.severity.${props.severity}`)],
          [t('escalation.opened'), format.instant(props.beganAt)],
          ...(dueAt === null ? [] : [[t('escalation.due'), format.instant(dueAt)] as const]),
          [t('escalation.asked'), format.list(props.asked)],
        ]}
      />
      <Form reader={reader} faulty={faulty} />
    </Layout>
  );
}

function leadOf({ reader: { t }, insteadOf, gone }: EscalationPageProps): string {
  const lead = gone === undefined ? t('escalation.lead') : t('escalation.lead.gone', { name: gone });
  if (insteadOf === undefined || insteadOf.how === 'named') return lead;
  const { name } = insteadOf;
  return `${t(insteadOf.how === 'standIn' ? 'escalation.for.standIn' : 'escalation.for.onCall', { name })} ${lead}`;
}

function Form({ reader: { t }, faulty }: Pick<EscalationPageProps, 'reader' | 'faulty'>): JSX.Element {
  return (
    <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="answer">
      <h2 id="answer" safe>
        {t('escalation.form')}
      </h2>
      {faulty ? (
        <div class="faults" role="alert">
          <ul>
            <li>
              <a href="#choice-take" safe>
                {t('escalation.error.choice')}
              </a>
            </li>
          </ul>
        </div>
      ) : (
        ''
      )}
      <fieldset>
        <legend class="hidden" safe>
          {t('escalation.form')}
        </legend>
        <ChoiceOption
          id="choice-take"
          name="choice"
          value="take"
          type="checkbox"
          title={t('escalation.take')}
          hint={t('escalation.take.hint')}
        />
      </fieldset>
      <button type="submit" safe>
        {t('escalation.submit')}
      </button>
    </form>
  );
}

/** A link that takes no answer any more: who has the escalation, that it was closed or has come up again, or that its reader is not active any more. */
export interface EscalationClosedProps {
  readonly reader: PageReader;
  readonly accountName: string;
  readonly title: string;
  readonly standing:
    | { readonly kind: 'mine'; readonly at: Date }
    | { readonly kind: 'other'; readonly at: Date; readonly name: string }
    | { readonly kind: 'over'; readonly at: Date }
    | { readonly kind: 'anew' }
    | { readonly kind: 'inactive'; readonly asked: readonly string[] };
}

/** The page of a link once somebody has the escalation, or nobody is asked by it any more. */
export function EscalationClosedPage({
  reader,
  accountName: account,
  title,
  standing,
}: EscalationClosedProps): JSX.Element {
  const { t, format } = reader;
  const [heading, words] = ((): [string, string] => {
    if (standing.kind === 'anew') return [t('escalation.title.closed'), t('escalation.anew')];
    if (standing.kind === 'inactive')
      return [
        t('escalation.title.inactive'),
        t('escalation.inactive', { names: format.list(standing.asked) }),
      ];
    const names = { title, account, at: format.instant(standing.at) };
    if (standing.kind === 'over') return [t('escalation.title.closed'), t('escalation.over', names)];
    if (standing.kind === 'mine') return [t('escalation.title.recorded'), t('escalation.taken.mine', names)];
    const { name } = standing;
    return [t('escalation.title.taken', { name }), t('escalation.taken.other', { ...names, name })];
  })();
  return (
    <Layout reader={reader} title={heading}>
      <div class="lead">
        <h1 safe>{heading}</h1>
        <p safe>{words}</p>
      </div>
    </Layout>
  );
}
