import { DataTable } from '../data-table.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** Cycles and scorecards, the latest first; `asOf` is a day. */
export interface SelectionPageProps {
  readonly reader: PageReader;
  readonly cycles: readonly {
    readonly id: string;
    readonly programme: string;
    readonly year: number;
    readonly stage: 'scoring' | 'nominating' | 'approving' | 'exits' | 'closed';
    readonly asOf: string;
    readonly outcome: string;
  }[];
  readonly scorecards: readonly {
    readonly id: string;
    readonly asOf: string;
    readonly set: string;
    readonly accounts: number;
  }[];
}

/** Where the selection of key accounts stands: its cycles, and the scorecards they and others were made from. */
export function SelectionPage({ reader, cycles, scorecards }: SelectionPageProps): JSX.Element {
  const { t } = reader;
  return (
    <Layout reader={reader} title={t('selection.title')} wide>
      <div class="lead">
        <h1 safe>{t('selection.title')}</h1>
        <p safe>{t('selection.lead')}</p>
      </div>
      <section aria-labelledby="cycles">
        <h2 id="cycles" safe>
          {t('selection.cycles')}
        </h2>
        {cycles.length === 0 ? (
          <p safe>{t('selection.noCycles')}</p>
        ) : (
          <Cycles reader={reader} cycles={cycles} />
        )}
      </section>
      <section aria-labelledby="scorecards">
        <h2 id="scorecards" safe>
          {t('selection.scorecards')}
        </h2>
        {scorecards.length === 0 ? (
          <p safe>{t('selection.noScorecards')}</p>
        ) : (
          <Scorecards reader={reader} scorecards={scorecards} />
        )}
      </section>
    </Layout>
  );
}

function Cycles({ reader, cycles }: Pick<SelectionPageProps, 'reader' | 'cycles'>): JSX.Element {
  const { t, format } = reader;
  return (
    <DataTable
      headings={[t('selection.programme'), t('selection.stage'), t('selection.asOf'), t('selection.outcome')]}
      rows={cycles.map(({ id, programme, year, stage, asOf, outcome }) => ({
        title: `${programme} ${year}`,
        href: `/selection/cycles/${id}`,
        cells: [t(`cycle.stage.${stage}`), format.day(asOf), outcome],
      }))}
    />
  );
}

function Scorecards({ reader, scorecards }: Pick<SelectionPageProps, 'reader' | 'scorecards'>): JSX.Element {
  const { t, format } = reader;
  return (
    <DataTable
      headings={[t('selection.asOf'), t('selection.set'), t('selection.accounts')]}
      rows={scorecards.map(({ id, asOf, set, accounts }) => ({
        title: format.day(asOf),
        href: `/selection/scorecards/${id}`,
        cells: [set, format.count(accounts)],
      }))}
    />
  );
}
