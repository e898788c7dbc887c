import { TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';

/** One question with its answer as the reader sees it; `mine` if the reader asked it, `waitsFor` while the firm owes the answer. */
interface ThreadEntryProps {
  readonly askerName: string;
  readonly mine: boolean;
  readonly text: string;
  readonly askedAt: Date;
  readonly waitsFor: string | undefined;
  readonly answer: { readonly by: string; readonly text: string; readonly at: Date } | null;
}

/** The thread of a request and the form for another question; without `form` the reader has one open. */
export interface QuestionThreadProps {
  readonly reader: PageReader;
  readonly askedBy: string;
  readonly entries: readonly ThreadEntryProps[];
  readonly form: QuestionFormProps | undefined;
}

/** What the form carries and, after a faulty submission, what was written and what is wrong with it. */
export interface QuestionFormProps {
  readonly action: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly text?: string | undefined;
  readonly fault?: 'empty' | 'long' | 'waiting' | undefined;
}

/** What was asked and answered so far, and a way to ask without deciding. An empty form asks nothing. */
export function QuestionThread(props: QuestionThreadProps): JSX.Element {
  const { reader, entries, form } = props;
  return (
    <section class="thread" aria-labelledby="questions">
      <h2 id="questions" safe>
        {reader.t('thread.title')}
      </h2>
      {entries.map((entry) => (
        <Entry reader={reader} entry={entry} />
      ))}
      {form === undefined ? '' : <AskForm {...props} form={form} />}
    </section>
  );
}

function Entry({
  reader,
  entry,
}: {
  readonly reader: PageReader;
  readonly entry: ThreadEntryProps;
}): JSX.Element {
  const { t, format } = reader;
  const { answer, waitsFor, askedAt, askerName } = entry;
  const asked = { name: askerName, at: format.instant(askedAt) };
  return (
    <article class="entry">
      <p class="who" safe>
        {entry.mine ? t('thread.youAsked', { at: asked.at }) : t('thread.asked', asked)}
      </p>
      <p class="prose" safe>
        {entry.text}
      </p>
      {answer === null ? (
        <p class="who" safe>
          {outstanding(entry, reader)}
        </p>
      ) : (
        ''
      )}
      {answer === null || waitsFor !== undefined ? (
        ''
      ) : (
        <div class="answer">
          <p class="who" safe>
            {t('thread.answered', { name: answer.by, at: format.instant(answer.at) })}
          </p>
          <p class="prose" safe>
            {answer.text}
          </p>
        </div>
      )}
    </article>
  );
}

function outstanding({ waitsFor: name, mine }: ThreadEntryProps, { t }: PageReader): string {
  if (name === undefined) return t('thread.moot');
  return mine ? t('thread.yoursWaits', { name }) : t('thread.waits', { name });
}

function AskForm({
  reader,
  askedBy,
  form,
}: QuestionThreadProps & { readonly form: QuestionFormProps }): JSX.Element {
  const { t } = reader;
  return (
    <details open={form.fault !== undefined}>
      <summary safe>{t('ask.title')}</summary>
      <form method="post" action={form.action} novalidate autocomplete="off">
        <input type="hidden" name="request" value={form.requestId} />
        <input type="hidden" name="hash" value={form.contentHash} />
        <Question reader={reader} askedBy={askedBy} form={form} />
        <button type="submit" class="quiet" safe>
          {t('ask.submit')}
        </button>
      </form>
    </details>
  );
}

function Question({
  reader: { t },
  askedBy,
  form,
}: Pick<QuestionThreadProps, 'reader' | 'askedBy'> & { readonly form: QuestionFormProps }): JSX.Element {
  return (
    <TextArea
      id="question"
      label={t('ask.question')}
      hint={t('ask.hint', { name: askedBy })}
      fault={form.fault && t(`ask.error.${form.fault}`)}
      alert
      rows={3}
      maxlength={4000}
      value={form.text ?? ''}
    />
  );
}
