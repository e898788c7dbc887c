import type { Money } from '../../domain/reader-format.ts';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { ScoreTable, type ScoreRowProps } from './score-table.tsx';
import { SelectionMatrix, type SelectionMatrixProps } from './selection-matrix.tsx';

/** A scorecard: its matrix, what it proposes and why not others, and a page of all its accounts; money is in `currency`. */
export interface ScorecardPageProps {
  readonly reader: PageReader;
  readonly id: string;
  readonly asOf: string;
  readonly accounts: number;
  readonly set: { readonly key: string; readonly version: number };
  readonly currency: string;
  readonly refusal: string | null;
  readonly warnings: readonly string[];
  readonly matrix: Omit<SelectionMatrixProps, 'reader'> | undefined;
  readonly groups: Readonly<Record<'selected' | 'overCap' | 'large' | 'leaving', readonly ScoreRowProps[]>>;
  readonly largeSum: Money;
  readonly all: readonly ScoreRowProps[];
  readonly next: string | undefined;
}

/** One scorecard to read and to take along. */
export function ScorecardPage(props: ScorecardPageProps): JSX.Element {
  const { reader, id, asOf, accounts, set, warnings, refusal, matrix } = props;
  const { t, format } = reader;
  const title = t('card.title', { id });
  return (
    <Layout reader={reader} title={title} wide>
      <div class="lead">
        <p class="eyebrow">
          <a href="/selection" safe>
            {t('selection.title')}
          </a>
        </p>
        <h1 safe>{title}</h1>
        <p safe>{t('card.lead', { accounts: format.count(accounts), day: format.day(asOf), ...set })}</p>
        {refusal === null ? <Downloads {...props} /> : <p safe>{t('card.refused', { reason: refusal })}</p>}
      </div>
      {warnings.length === 0 ? (
        ''
      ) : (
        <section aria-labelledby="notes">
          <h2 id="notes" safe>
            {t('card.notes')}
          </h2>
          <ul class="plain">
            {warnings.map((warning) => (
              <li safe>{warning}</li>
            ))}
          </ul>
        </section>
      )}
      {matrix === undefined ? '' : <Matrix reader={reader} matrix={matrix} />}
      <Groups {...props} />
      <Everybody {...props} />
    </Layout>
  );
}

function Downloads({ reader: { t }, id }: ScorecardPageProps): JSX.Element {
  return (
    <p>
      <a href={`/selection/scorecards/${id}/scores.xlsx`} download="" safe>
        {t('card.xlsx')}
      </a>
      {' · '}
      <a href={`/selection/scorecards/${id}/scores.csv`} download="" safe>
        {t('card.csv')}
      </a>
      {' · '}
      <a href={`/selection/scorecards/${id}/what-if`} safe>
        {t('whatIf.title')}
      </a>
    </p>
  );
}

function Matrix({
  reader,
  matrix,
}: {
  readonly reader: PageReader;
  readonly matrix: Omit<SelectionMatrixProps, 'reader'>;
}): JSX.Element {
  const { t } = reader;
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix" safe>
        {t('card.matrix')}
      </h2>
      <p safe>{t('card.matrix.lead', { enter: matrix.enter, leave: matrix.leave })}</p>
      <SelectionMatrix reader={reader} {...matrix} />
    </section>
  );
}

function Groups({ reader, groups, currency, largeSum }: ScorecardPageProps): JSX.Element {
  const { t, format } = reader;
  const shown = (['selected', 'overCap', 'large', 'leaving'] as const).filter(
    (group) => groups[group].length > 0,
  );
  return (
    <>
      {shown.map((group) => (
        <section aria-labelledby={group}>
          <h2 id={group} safe>
            {`${t(`card.${group}`)} (${groups[group].length})`}
          </h2>
          {group === 'large' ? <p safe>{t('card.large.sum', { amount: format.money(largeSum) })}</p> : ''}
          <ScoreTable reader={reader} rows={groups[group]} currency={currency} />
        </section>
      ))}
    </>
  );
}

function Everybody({ reader, all, currency, next }: ScorecardPageProps): JSX.Element {
  const { t } = reader;
  if (all.length === 0) return '';
  return (
    <section aria-labelledby="all">
      <h2 id="all" safe>
        {t('card.all')}
      </h2>
      <ScoreTable reader={reader} rows={all} currency={currency} />
      {next === undefined ? (
        ''
      ) : (
        <p>
          <a href={next} rel="next" safe>
            {t('card.next')}
          </a>
        </p>
      )}
    </section>
  );
}
