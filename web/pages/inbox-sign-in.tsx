import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** Why the form is shown: nothing happened yet, a wish was sent, what was typed is no address, a link or a session is over. */
export interface SignInPageProps {
  readonly reader: PageReader;
  readonly state: 'ask' | 'sent' | 'faulty' | 'over' | 'ended';
}

/** Asks for the mail address that a sign-in link goes to. What it says never depends on whether anybody has that address. */
export function SignInPage({ reader, state }: SignInPageProps): JSX.Element {
  const { t } = reader;
  const title = t(`signIn.title.${state}`);
  return (
    <Layout reader={reader} title={title} inboxLink={false}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`signIn.${state}`)}</p>
      </div>
      <form class="decision" method="post" action="/inbox/sign-in" novalidate aria-labelledby="ask">
        <h2 id="ask" safe>
          {t(state === 'ask' || state === 'faulty' ? 'signIn.form' : 'signIn.form.again')}
        </h2>
        {state === 'faulty' ? <Fault text={t('signIn.fault')} /> : ''}
        <Address reader={reader} hint={t('signIn.hint')} faulty={state === 'faulty'} />
        <button type="submit" safe>
          {t('signIn.submit')}
        </button>
      </form>
    </Layout>
  );
}

/** Whom a link would sign in here, and what confirms it: a button in the browser that asked, the reader's address in any other. */
export interface EnterPageProps {
  readonly reader: PageReader;
  readonly name: string;
  readonly confirm: 'button' | 'address';
  readonly faulty: boolean;
}

/** The page behind a sign-in link. Opening it signs nobody in. */
export function EnterPage({ reader, name, confirm, faulty }: EnterPageProps): JSX.Element {
  const { t } = reader;
  const title = t('enter.title', { name });
  return (
    <Layout reader={reader} title={title} inboxLink={false}>
      <div class="lead">
        <h1 safe>{title}</h1>
        <p safe>{t(`enter.${confirm}`, { name })}</p>
      </div>
      <form class="decision" method="post" novalidate autocomplete="off" aria-label={title}>
        {faulty ? <Fault text={t('enter.fault')} /> : ''}
        {confirm === 'button' ? '' : <Address reader={reader} hint={t('enter.hint')} faulty={faulty} />}
        <button type="submit" safe>
          {t('enter.submit', { name })}
        </button>
      </form>
    </Layout>
  );
}

function Fault({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="faults" role="alert">
      <p>
        <a href="#email" safe>
          {text}
        </a>
      </p>
    </div>
  );
}

function Address({
  reader,
  hint,
  faulty,
}: {
  readonly reader: PageReader;
  readonly hint: string;
  readonly faulty: boolean;
}): JSX.Element {
  return (
    <div class="field">
      <label for="email" safe>
        {reader.t('signIn.email')}
      </label>
      <p id="email-hint" class="hint" safe>
        {hint}
      </p>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        inputmode="email"
        maxlength={254}
        aria-describedby="email-hint"
        aria-invalid={faulty ? 'true' : undefined}
      />
    </div>
  );
}
