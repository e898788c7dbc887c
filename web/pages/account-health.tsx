import { DataTable } from '../data-table.tsx';
import type { PageReader } from '../page-reader.ts';

/** One driver of health in words; `points` says what it brings of what it could, or that it does not count. */
interface DriverProps {
  readonly name: string;
  readonly value: string;
  readonly points: string;
}

/** A move of health: on which day, in a sentence, and each reason with its points. */
interface MoveProps {
  readonly day: string;
  readonly said: string;
  readonly reasons: readonly string[];
}

/** An account's health in words, with its drivers, what moved it lately, and its course; `chart` is the course drawn. */
export interface AccountHealthProps {
  readonly score: string;
  readonly band: 'good' | 'watch' | 'poor' | null;
  readonly direction: 'improving' | 'steady' | 'declining' | null;
  readonly since: string;
  readonly drivers: readonly DriverProps[];
  readonly moves: readonly MoveProps[];
  readonly chart: JSX.Element | null;
  readonly course: readonly { readonly day: string; readonly score: string; readonly band: string }[];
}

/** How healthy an account is, what that rests on, and why it moved. */
export function AccountHealth({
  reader,
  health,
}: {
  readonly reader: PageReader;
  readonly health: AccountHealthProps | null;
}): JSX.Element {
  const { t } = reader;
  return (
    <section aria-labelledby="health">
      <h2 id="health" safe>
        {t('account.health')}
      </h2>
      {health === null ? <p safe>{t('account.health.none')}</p> : <Known reader={reader} health={health} />}
    </section>
  );
}

interface KnownHealth {
  readonly reader: PageReader;
  readonly health: AccountHealthProps;
}

function Known({ reader, health }: KnownHealth): JSX.Element {
  const { t } = reader;
  return (
    <>
      <p class={`standing ${health.band ?? ''}`}>
        <strong safe>{health.score}</strong>{' '}
        {health.direction === null ? '' : <span safe>{t(`account.health.${health.direction}`)}</span>}
      </p>
      <p class="who" safe>
        {health.since}
      </p>
      {health.chart === null ? '' : <Course reader={reader} health={health} chart={health.chart} />}
      <h3 safe>{t('account.drivers')}</h3>
      <DataTable
        headings={[t('account.driver'), t('account.driver.value'), t('account.driver.points')]}
        rows={health.drivers.map(({ name, value, points }) => ({ title: name, cells: [value, points] }))}
      />
      <Ledger reader={reader} health={health} />
    </>
  );
}

function Course({
  reader: { t },
  health,
  chart,
}: KnownHealth & { readonly chart: JSX.Element }): JSX.Element {
  const headings = [t('account.health.since'), t('account.health.scoreHead'), t('account.health.bandHead')];
  return (
    <div class="figures">
      <figure class="figure">
        <figcaption safe>{t('account.health.trend')}</figcaption>
        {chart}
      </figure>
      <DataTable
        headings={headings}
        rows={health.course.map(({ day, score, band }) => ({ title: day, cells: [score, band] }))}
      />
    </div>
  );
}

function Ledger({ reader: { t }, health: { moves } }: KnownHealth): JSX.Element {
  return (
    <>
      <h3 id="ledger" safe>
        {t('account.ledger')}
      </h3>
      {moves.length === 0 ? <p safe>{t('account.ledger.none')}</p> : ''}
      {moves.map(({ day, said, reasons }) => (
        <article class="entry">
          <p class="who" safe>
            {day}
          </p>
          <p safe>{said}</p>
          <ul>
            {reasons.map((reason) => (
              <li safe>{reason}</li>
            ))}
          </ul>
        </article>
      ))}
    </>
  );
}
