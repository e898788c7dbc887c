import { wordChanges, type WordRun } from '../domain/wording/word-changes.ts';
import type { ReadableChange } from '../domain/wording/step-wording.ts';
import type { PageReader } from './page-reader.ts';

/** A list of terms with their values, in reading order. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <dl class="facts">
      {rows.map(([term, value]) => (
        <div>
          <dt safe>{term}</dt>
          <dd safe>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What differs between two versions of a step, one row a field. */
export function Differences({
  reader,
  changes,
  title,
}: {
  readonly reader: PageReader;
  readonly changes: readonly ReadableChange[];
  readonly title: string;
}): JSX.Element {
  return (
    <section class="changes" aria-labelledby="changes">
      <h2 id="changes" safe>
        {title}
      </h2>
      {changes.map(({ label, before, after }) => (
        <div class="change">
          <h3 safe>{label}</h3>
          <Change reader={reader} before={before} after={after} />
        </div>
      ))}
    </section>
  );
}

function Change({
  reader,
  before,
  after,
}: Omit<ReadableChange, 'label'> & { readonly reader: PageReader }): JSX.Element {
  const words = wordChanges(before, after);
  if (words !== undefined) return <ChangedWords reader={reader} words={words} />;
  return <Versions reader={reader} before={before} after={after} />;
}

/** A text as it was and as it is, each whole. */
export function Versions({
  reader: { t },
  before,
  after,
}: Omit<ReadableChange, 'label'> & { readonly reader: PageReader }): JSX.Element {
  return (
    <>
      <p>
        <span class="version" safe>
          {t('approval.before')}
        </span>
        <del safe>{before}</del>
      </p>
      <p>
        <span class="version" safe>
          {t('approval.after')}
        </span>
        <ins safe>{after}</ins>
      </p>
    </>
  );
}

/** A long text with the words in which it was changed; screen readers, most of which pass over such marks, hear it in words. */
function ChangedWords({
  reader: { t },
  words,
}: {
  readonly reader: PageReader;
  readonly words: readonly WordRun[];
}): JSX.Element {
  return (
    <p class="prose words">
      {words.map(({ kind, text }) => {
        if (kind === 'same') return <span safe>{text}</span>;
        const Mark = kind === 'removed' ? 'del' : 'ins';
        return (
          <Mark>
            <span class="hidden" safe>
              {` (${t(`approval.words.${kind}`)} `}
            </span>
            <span safe>{text}</span>
            <span class="hidden">) </span>
          </Mark>
        );
      })}
    </p>
  );
}

/** Text that people wrote, with the line breaks they made. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="prose" safe>
      {text}
    </p>
  );
}

/** The form that asks for the current link again; it always gets the same answer. */
export function ResendForm({
  reader,
  action,
  hint,
}: {
  readonly reader: PageReader;
  readonly action: string;
  /** What it can be asked for, unless it is a decision. */
  readonly hint?: string;
}): JSX.Element {
  const { t } = reader;
  return (
    <section class="resend" aria-labelledby="resend">
      <h2 id="resend" safe>
        {t('resend.title')}
      </h2>
      <p safe>{hint ?? t('resend.hint')}</p>
      <form method="post" action={action}>
        <button type="submit" class="quiet" safe>
          {t('resend.submit')}
        </button>
      </form>
    </section>
  );
}
