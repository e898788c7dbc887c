import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';
import { AccountAlarms, type AlarmProps } from './account-alarms.tsx';
import { AccountHealth, type AccountHealthProps } from './account-health.tsx';
import { AccountKpis, type AccountKpisProps } from './account-kpis.tsx';

/** A place that the page leads to, in words. */
interface PageLink {
  readonly text: string;
  readonly href: string;
}

/** An account as its page shows it as of a day ('YYYY-MM-DD', exclusive). */
export interface AccountPageProps {
  readonly reader: PageReader;
  readonly id: string;
  readonly name: string;
  readonly programme: { readonly name: string; readonly href: string };
  readonly active: boolean;
  readonly asOf: string;
  readonly who: readonly (readonly [role: string, names: string])[];
  readonly links: readonly PageLink[];
  readonly health: AccountHealthProps | null;
  readonly alarms: readonly AlarmProps[];
  readonly kpis: AccountKpisProps;
  readonly themes: readonly { readonly text: string; readonly state: string }[];
  readonly mayEdit: boolean;
  readonly saved: boolean;
}

/** An account: how it is and why, what is alarming, its figures against target and time, who answers for it, and where its plan and reviews are. */
export function AccountPage(props: AccountPageProps): JSX.Element {
  const { reader, name } = props;
  const { t } = reader;
  return (
    <Layout reader={reader} title={name} wide>
      {props.saved ? (
        <p class="saved" role="status" safe>
          {t('account.alarm.saved')}
        </p>
      ) : (
        ''
      )}
      <Head {...props} />
      <AccountHealth reader={reader} health={props.health} />
      <AccountAlarms reader={reader} accountId={props.id} alarms={props.alarms} mayEdit={props.mayEdit} />
      <AccountKpis reader={reader} {...props.kpis} />
      <Themes {...props} />
      <Links {...props} />
      <section aria-labelledby="who">
        <h2 id="who" safe>
          {t('account.who')}
        </h2>
        <Facts rows={props.who} />
      </section>
    </Layout>
  );
}

function Head({ reader, name, programme, active, asOf }: AccountPageProps): JSX.Element {
  const { t, format } = reader;
  return (
    <div class="lead">
      <p class="eyebrow">
        <a href={programme.href} safe>
          {t('account.eyebrow', { programme: programme.name })}
        </a>
      </p>
      <h1 safe>{name}</h1>
      {active ? (
        ''
      ) : (
        <p class="until" safe>
          {t('account.inactive')}
        </p>
      )}
      <p safe>{t('account.asOf', { day: format.day(asOf) })}</p>
      <form class="as-of" method="get">
        <label for="asOf" safe>
          {t('account.asOf.label')}
        </label>
        <input type="date" id="asOf" name="asOf" value={asOf} />
        <button type="submit" class="quiet" safe>
          {t('account.asOf.show')}
        </button>
      </form>
    </div>
  );
}

function Themes({ reader: { t }, themes }: AccountPageProps): JSX.Element {
  return (
    <section aria-labelledby="themes">
      <h2 id="themes" safe>
        {t('account.themes')}
      </h2>
      {themes.length === 0 ? <p safe>{t('account.themes.none')}</p> : ''}
      <ul class="files plain">
        {themes.map(({ text, state }) => (
          <li>
            <span safe>{text}</span> <small class="who" safe>{`(${state})`}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ reader: { t }, links }: AccountPageProps): JSX.Element {
  return (
    <section aria-labelledby="links">
      <h2 id="links" safe>
        {t('account.links')}
      </h2>
      {links.length === 0 ? <p safe>{t('account.noPlan')}</p> : ''}
      <ul class="plain">
        {links.map(({ text, href }) => (
          <li>
            <a href={href} safe>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
