import { DataTable, type DataRow } from '../data-table.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';

/** A dimension of the programme check in words. */
interface DimensionProps {
  readonly name: string;
  readonly standing: 'met' | 'gap' | 'noEvidence';
  readonly source: string;
  readonly measures: readonly DataRow[];
}

/** A programme as its page shows it as of a day ('YYYY-MM-DD', exclusive). */
export interface ProgrammePageProps {
  readonly reader: PageReader;
  readonly name: string;
  readonly asOf: string;
  readonly kpis: readonly DataRow[];
  readonly health: readonly DataRow[];
  readonly alarms: readonly DataRow[];
  /** How many alarms are shown, where there are more. */
  readonly cutOffAt: number | undefined;
  readonly quality: readonly DataRow[];
  readonly keyAccounts: number;
  readonly dimensions: readonly DimensionProps[];
}

/** A programme: its figures against the year before, how healthy its accounts are, what is alarming, how useful the rules are, and what the records say of how it is run. */
export function ProgrammePage(props: ProgrammePageProps): JSX.Element {
  const { reader, alarms, cutOffAt } = props;
  const { t, format } = reader;
  return (
    <Layout reader={reader} title={props.name} wide>
      <div class="lead">
        <h1 safe>{props.name}</h1>
        <p safe>{t('programme.asOf', { day: format.day(props.asOf) })}</p>
      </div>
      <Part
        title={t('programme.kpis')}
        headings={[t('programme.kpi'), t('programme.value'), t('programme.yearBefore')]}
        rows={props.kpis}
      />
      <Part
        title={t('programme.health')}
        headings={[t('programme.band'), t('programme.accounts')]}
        rows={props.health}
      />
      <Part
        title={t('programme.alarms')}
        headings={[t('programme.account'), t('programme.alarm'), t('programme.since')]}
        rows={alarms}
        none={t('programme.alarms.none')}
      />
      {cutOffAt === undefined ? '' : <p safe>{t('programme.more', { count: cutOffAt })}</p>}
      <Quality {...props} />
      <Check {...props} />
    </Layout>
  );
}

function Quality({ reader: { t }, quality }: ProgrammePageProps): JSX.Element {
  const counts = [t('programme.opened'), t('programme.useful'), t('programme.notUseful')];
  const headings = [t('programme.rule'), ...counts, t('programme.shareUseful')];
  return <Part title={t('programme.quality')} headings={headings} rows={quality} />;
}

function Part({
  title,
  headings,
  rows,
  none,
}: {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly DataRow[];
  readonly none?: string;
}): JSX.Element {
  return (
    <section aria-label={title}>
      <h2 safe>{title}</h2>
      {rows.length === 0 ? <p safe>{none ?? '–'}</p> : <DataTable headings={headings} rows={rows} />}
    </section>
  );
}

function Check({ reader: { t }, keyAccounts, dimensions }: ProgrammePageProps): JSX.Element {
  const headings = [
    t('programme.measure'),
    t('programme.measured'),
    t('programme.standard'),
    t('programme.gap'),
    t('programme.evidence'),
  ];
  return (
    <section aria-label={t('programme.check')}>
      <h2 safe>{t('programme.check')}</h2>
      <p safe>{t('programme.check.lead', { count: keyAccounts })}</p>
      {dimensions.map(({ name, standing, source, measures }) => (
        <>
          <h3 safe>{`${name}: ${t(`programme.standing.${standing}`)}`}</h3>
          <p class="who" safe>
            {source}
          </p>
          <DataTable headings={headings} rows={measures} />
        </>
      ))}
    </section>
  );
}
