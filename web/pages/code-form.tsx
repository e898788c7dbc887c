import type { CodedAct } from '../../domain/approvals/decision-code.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** Where asking for a code stands; `open` is one sent before that still holds, `none` that there is none for these decisions. */
export type CodeState =
  | { readonly kind: 'sent' | 'open'; readonly until: Date }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'tooMany'; readonly nextAt: Date }
  | { readonly kind: 'malformed' | 'dead' | 'expired' | 'used' | 'none' | 'notSent' };

/** What waits for its code. `hidden` is the form as it was first sent, by name, and `sentTo` a masked address. */
export interface CodePageProps {
  readonly reader: PageReader;
  readonly state: CodeState;
  readonly sentTo: string;
  readonly choice: CodedAct;
  /** To whom it goes; '' for a decision. */
  readonly to: string;
  readonly steps: readonly { readonly stepTitle: string; readonly accountName: string }[];
  readonly comment: string;
  readonly hidden: readonly (readonly [string, string])[];
}

const enterable = new Set<CodeState['kind']>(['sent', 'open', 'wrong', 'malformed', 'tooMany']);

/** Asks for the code that was mailed, and says what it decides. Nothing in it is filled in, and its first button decides only with a code. */
export function CodePage(props: CodePageProps): JSX.Element {
  const { reader, state, hidden } = props;
  const { t } = reader;
  const title = t(enterable.has(state.kind) ? 'code.title' : 'code.title.none');
  return (
    <Layout reader={reader} title={title}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <State {...props} />
      </div>
      <form class="decision" method="post" novalidate autocomplete="off" aria-labelledby="decides">
        <h2 id="decides" safe>
          {decides(props)}
        </h2>
        <ul class="seats">
          {props.steps.map(({ stepTitle, accountName }) => (
            <li>
              <strong safe>{stepTitle}</strong> <span safe>{accountName}</span>
            </li>
          ))}
        </ul>
        {props.comment === '' ? '' : <p class="hint" safe>{`${t('receipt.comment')}: ${props.comment}`}</p>}
        {hidden.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {enterable.has(state.kind) ? <Entry {...props} /> : ''}
        <p>
          <button type="submit" class="quiet" name="again" value="1" safe>
            {t('code.again')}
          </button>
        </p>
      </form>
    </Layout>
  );
}

function State({ reader, state, sentTo }: CodePageProps): JSX.Element {
  const text = textOf({ reader, state, sentTo });
  if (state.kind === 'sent' || state.kind === 'open') return <p safe>{text}</p>;
  return (
    <div class="faults" role="alert">
      <p safe>{text}</p>
    </div>
  );
}

function textOf({ reader, state, sentTo }: Pick<CodePageProps, 'reader' | 'state' | 'sentTo'>): string {
  const { t, format } = reader;
  switch (state.kind) {
    case 'sent':
    case 'open':
      return t(`code.${state.kind}`, { address: sentTo, at: format.instant(state.until) });
    case 'wrong':
      return state.triesLeft === 1 ? t('code.wrong.one') : t('code.wrong', { count: state.triesLeft });
    case 'tooMany':
      return t('code.tooMany', { at: format.instant(state.nextAt) });
    default:
      return t(`code.${state.kind}`);
  }
}

function decides({ reader: { t }, choice, to }: CodePageProps): string {
  if (choice === 'handOver' || choice === 'absence') return t(`code.decides.${choice}`, { to });
  return t(`code.decides.${choice}`);
}

function Entry({ reader, state, to }: CodePageProps): JSX.Element {
  const { t } = reader;
  const faulty = state.kind === 'wrong' || state.kind === 'malformed';
  return (
    <>
      <div class="field">
        <label for="code" safe>
          {t('code.label')}
        </label>
        <p id="code-hint" class="hint" safe>
          {t('code.hint')}
        </p>
        <input
          class="code"
          id="code"
          name="code"
          type="text"
          inputmode="text"
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck="false"
          maxlength={20}
          aria-describedby="code-hint"
          aria-invalid={faulty ? 'true' : undefined}
        />
      </div>
      <button type="submit" safe>
        {t(to === '' ? 'code.submit' : 'code.confirm')}
      </button>
    </>
  );
}
