import { TextArea } from '../fields.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts, Prose } from '../parts.tsx';

/** An approver's question as the one who owes the answer sees it. */
export interface AnswerPageProps {
  readonly reader: PageReader;
  readonly readerName: string;
  readonly askerName: string;
  readonly accountName: string;
  readonly year: number;
  readonly stepTitle: string;
  readonly description: string;
  /** Who carries the step out by when; undefined for a list. */
  readonly ownerName: string | undefined;
  readonly dueOn: string | undefined;
  readonly question: string;
  readonly askedAt: Date;
  /** What was written, and what is wrong with it, after a faulty submission. */
  readonly given?: { readonly text: string; readonly fault: 'empty' | 'long' } | undefined;
}

/** The page behind an answer link: the question, the step it is about, and one form. It works without JavaScript. */
export function AnswerPage(props: AnswerPageProps): JSX.Element {
  const { reader, given } = props;
  const { t, format } = reader;
  const title = t('answer.title', { name: props.askerName });
  return (
    <Layout
      reader={reader}
      title={given === undefined ? title : `${t('answer.error')}: ${title}`}
      footer={t('site.private', { name: props.readerName })}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {t('approval.eyebrow', { account: props.accountName, year: props.year })}
        </p>
        <h1 safe>{title}</h1>
        <p safe>{t('answer.lead', { name: props.askerName, step: props.stepTitle })}</p>
      </div>
      <article class="entry">
        <p class="who" safe>
          {t('thread.asked', { name: props.askerName, at: format.instant(props.askedAt) })}
        </p>
        <Prose text={props.question} />
      </article>
      <AnswerForm {...props} />
      <section aria-labelledby="step">
        <h2 id="step" safe>
          {t('approval.step')}
        </h2>
        <Facts
          rows={[
            [t('answer.step'), props.stepTitle],
            ...(props.ownerName === undefined ? [] : [[t('approval.owner'), props.ownerName] as const]),
            ...(props.dueOn === undefined ? [] : [[t('approval.dueOn'), format.day(props.dueOn)] as const]),
          ]}
        />
        {props.description === '' ? '' : <Prose text={props.description} />}
      </section>
    </Layout>
  );
}

function AnswerForm({ reader, askerName, given }: AnswerPageProps): JSX.Element {
  const { t } = reader;
  return (
    <form class="decision" method="post" novalidate autocomplete="off">
      <TextArea
        id="answer"
        label={t('answer.label')}
        hint={t('answer.hint', { name: askerName })}
        fault={given && t(`answer.error.${given.fault}`)}
        alert
        rows={6}
        maxlength={4000}
        value={given?.text ?? ''}
      />
      <button type="submit" safe>
        {t('answer.submit')}
      </button>
    </form>
  );
}

/** A question that takes no answer on this link any more: the reader's own answer is in, another's came first, or none is needed. */
export interface AnsweredPageProps {
  readonly reader: PageReader;
  readonly because: 'sent' | 'first' | 'moot';
  readonly askerName: string;
  readonly accountName: string;
  readonly stepTitle: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly answer: { readonly by: string; readonly text: string; readonly at: Date } | null;
}

/** Says what became of the question, with the answer that stands. */
export function AnsweredPage(props: AnsweredPageProps): JSX.Element {
  const { reader, because, answer } = props;
  const { t, format } = reader;
  const title = t(`answered.${because}.title`);
  const names = { name: props.askerName, step: props.stepTitle, account: props.accountName };
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`answered.${because}`, names)}</p>
      </div>
      <article class="entry">
        <p class="who" safe>
          {t('thread.asked', { name: props.askerName, at: format.instant(props.askedAt) })}
        </p>
        <Prose text={props.question} />
        {answer === null ? (
          ''
        ) : (
          <div class="answer">
            <p class="who" safe>
              {t('thread.answered', { name: answer.by, at: format.instant(answer.at) })}
            </p>
            <Prose text={answer.text} />
          </div>
        )}
      </article>
    </Layout>
  );
}
