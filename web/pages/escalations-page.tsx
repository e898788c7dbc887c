import { SelectField } from '../fields.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** A clock in words, and when it is due. */
export interface ClockProps {
  readonly name: string;
  readonly words: string;
  readonly notes: readonly string[];
  readonly late: boolean;
}

/** An escalation as a row of the list; one that was closed has no clocks. */
export interface EscalationRowProps {
  readonly id: string;
  readonly title: string;
  readonly account: { readonly name: string; readonly href: string };
  readonly severity: 1 | 2 | 3 | 4;
  readonly stage: string;
  readonly stageNote: string | null;
  readonly who: string;
  readonly whoNote: string | null;
  readonly clocks: readonly ClockProps[];
  /** What came of it and when, once it was closed. */
  readonly ended: readonly [outcome: string, at: string] | null;
}

interface Choice {
  readonly name: 'account' | 'severity' | 'stage' | 'holder';
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The list of escalations as its page shows it; `asOf` is when it was read, links lead to the same list seen otherwise. */
export interface EscalationsPageProps {
  readonly reader: PageReader;
  readonly asOf: string;
  readonly closed: boolean;
  readonly filtered: boolean;
  readonly refreshing: boolean;
  readonly rows: readonly EscalationRowProps[];
  readonly choices: readonly Choice[];
  readonly links: {
    readonly open: string;
    readonly closed: string;
    readonly mine: string | null;
    readonly refresh: string;
    readonly more: string | null;
    readonly first: string | null;
  };
}

/** Escalations of all accounts: what is open, the worst first, with who has it and the time left; or what was closed lately. */
export function EscalationsPage(props: EscalationsPageProps): JSX.Element {
  const { reader, closed, rows, links } = props;
  const { t } = reader;
  const none = props.filtered ? 'filtered' : closed ? 'closed' : 'open';
  return (
    <Layout reader={reader} title={t('escalations.title')} wide>
      <div class="lead">
        <h1 safe>{t('escalations.title')}</h1>
        <Live {...props} />
      </div>
      <Views {...props} />
      <Filter {...props} />
      <section aria-label={t(closed ? 'escalations.view.closed' : 'escalations.view.open')}>
        {rows.length === 0 ? (
          <p safe>{t(`escalations.none.${none}`)}</p>
        ) : (
          <EscalationTable reader={reader} closed={closed} rows={rows} />
        )}
        <p class="actions">
          <PageLink href={links.first} text={t('escalations.back')} />
          <PageLink href={links.more} text={t('escalations.more')} />
        </p>
        {closed || rows.length === 0 ? (
          ''
        ) : (
          <p class="who" safe>
            {t('escalations.order')}
          </p>
        )}
      </section>
    </Layout>
  );
}

function PageLink({ href, text }: { readonly href: string | null; readonly text: string }): JSX.Element {
  if (href === null) return '';
  return (
    <a href={href} safe>
      {text}
    </a>
  );
}

// The page moves by itself only for readers who asked for it, and says so.
function Live({ reader: { t }, asOf, refreshing, links }: EscalationsPageProps): JSX.Element {
  return (
    <p>
      <span safe>{t('escalations.asOf', { at: asOf })}</span>{' '}
      {refreshing ? <span safe>{`${t('escalations.refresh.on')} `}</span> : ''}
      <a href={links.refresh} safe>
        {t(refreshing ? 'escalations.refresh.stop' : 'escalations.refresh.start')}
      </a>
    </p>
  );
}

function Views({ reader: { t }, closed, links }: EscalationsPageProps): JSX.Element {
  return (
    <nav aria-label={t('escalations.view')}>
      <ul class="actions">
        {(['open', 'closed'] as const).map((view) => (
          <li>
            <a href={links[view]} aria-current={closed === (view === 'closed') ? 'page' : undefined} safe>
              {t(`escalations.view.${view}`)}
            </a>
          </li>
        ))}
        {links.mine === null ? (
          ''
        ) : (
          <li>
            <a href={links.mine} safe>
              {t('escalations.mine')}
            </a>
          </li>
        )}
        <li>
          <a href="/root-causes" safe>
            {t('escalations.rootCauses')}
          </a>
        </li>
      </ul>
    </nav>
  );
}

function Filter({ reader: { t }, closed, refreshing, choices, filtered }: EscalationsPageProps): JSX.Element {
  return (
    <details class="more" open={filtered}>
      <summary safe>{t('escalations.filter')}</summary>
      <form class="edit" method="get">
        {closed ? <input type="hidden" name="view" value="closed" /> : ''}
        {refreshing ? <input type="hidden" name="refresh" value="30" /> : ''}
        <div class="row-fields">
          {choices.map(({ name, value, options }) => (
            <SelectField
              id={name}
              label={t(`escalations.${name}`)}
              value={value}
              options={[{ value: '', label: t('escalations.filter.all') }, ...options]}
            />
          ))}
        </div>
        <button type="submit" class="quiet" safe>
          {t('escalations.filter.send')}
        </button>
      </form>
    </details>
  );
}

type Table = Pick<EscalationsPageProps, 'reader' | 'closed' | 'rows'>;

const openColumns = ['severity', 'what', 'stage', 'holder', 'clocks'] as const;
const closedColumns = ['severity', 'what', 'outcome', 'holder', 'closedAt'] as const;

function EscalationTable({ reader, closed, rows }: Table): JSX.Element {
  const { t } = reader;
  return (
    <table class="cards escalations">
      <thead>
        <tr>
          {(closed ? closedColumns : openColumns).map((column) => (
            <th scope="col" safe>
              {t(`escalations.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row reader={reader} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  reader: { t },
  row,
}: Pick<Table, 'reader'> & { readonly row: EscalationRowProps }): JSX.Element {
  const { severity, title, id, account, stage, who, whoNote, clocks, ended } = row;
  return (
    <tr>
      <td>
        <span class={`chip severity-${severity}`} safe>
          {t(`escalation.severity.${severity}`)}
        </span>
      </td>
      <th scope="row">
        <a href={`/escalations/${id}`} safe>
          {title}
        </a>
        <small>
          <a href={account.href} safe>
            {account.name}
          </a>
        </small>
      </th>
      <td>
        <span safe>{ended === null ? stage : ended[0]}</span>
        {row.stageNote === null ? '' : <small safe>{row.stageNote}</small>}
      </td>
      <td>
        <span safe>{who}</span>
        {whoNote === null ? '' : <small safe>{whoNote}</small>}
      </td>
      <td>{ended === null ? <Clocks clocks={clocks} /> : <span safe>{ended[1]}</span>}</td>
    </tr>
  );
}

function Clocks({ clocks }: Pick<EscalationRowProps, 'clocks'>): JSX.Element {
  return (
    <ul class="plain clocks">
      {clocks.map(({ name, words, notes, late }) => (
        <li>
          <small safe>{name}</small>
          <strong class={late ? 'late' : undefined} safe>
            {words}
          </strong>
          {notes.map((note) => (
            <small safe>{note}</small>
          ))}
        </li>
      ))}
    </ul>
  );
}
