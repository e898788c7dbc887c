import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Waiting, type WaitingProps } from '../waiting.tsx';
import { CandidateList, type CandidateListProps } from './candidate-list.tsx';
import { Seats, type SeatProps } from './seats.tsx';

/** One cycle of selection: who it waits for, its list, what people said, and what became of those who fall out. */
export interface CyclePageProps {
  readonly reader: PageReader;
  readonly programme: string;
  readonly year: number;
  readonly leadName: string;
  readonly asOf: string;
  readonly stage: 'scoring' | 'nominating' | 'approving' | 'exits' | 'closed';
  readonly outcomeReason: string | null;
  readonly nominationsUntil: Date | null;
  readonly scorecardId: string | null;
  readonly waiting: readonly WaitingProps[];
  readonly list: CandidateListProps | undefined;
  readonly nominations: readonly {
    readonly accountName: string;
    readonly kind: 'nominate' | 'veto';
    readonly by: string;
    readonly reason: string;
    readonly withdrawn: boolean;
  }[];
  readonly panel: readonly {
    readonly revision: number;
    readonly askedAt: Date;
    readonly seats: readonly SeatProps[];
  }[];
  readonly exits: readonly {
    readonly accountName: string;
    readonly state: 'open' | 'takenUp' | 'kept';
    readonly responsible: string;
    readonly reason: string;
  }[];
}

/** A cycle to read, for its lead and everybody whom it concerns. */
export function CyclePage(props: CyclePageProps): JSX.Element {
  const { reader, programme, year, list } = props;
  const { t } = reader;
  const title = t('cycle.title', { programme, year });
  return (
    <Layout reader={reader} title={title} wide>
      <Lead {...props} />
      {props.stage === 'closed' ? (
        ''
      ) : (
        <section aria-labelledby="waiting">
          <h2 id="waiting" safe>
            {t('plan.waitsFor')}
          </h2>
          <Waiting reader={reader} waiting={props.waiting} />
        </section>
      )}
      {list === undefined ? '' : <CandidateList title={t('cycle.list')} {...list} />}
      <Nominations {...props} />
      <Panel {...props} />
      <Exits {...props} />
    </Layout>
  );
}

function Lead(props: CyclePageProps): JSX.Element {
  const { reader, programme, year, nominationsUntil, scorecardId } = props;
  const { t, format } = reader;
  return (
    <div class="lead">
      <p class="eyebrow">
        <a href="/selection" safe>
          {t('selection.title')}
        </a>
      </p>
      <h1 safe>{t('cycle.title', { programme, year })}</h1>
      <p safe>{t('cycle.lead', { name: props.leadName, day: format.day(props.asOf) })}</p>
      <p class="until" safe>
        {t(`cycle.stage.${props.stage}`)}
      </p>
      {props.outcomeReason === null ? '' : <p safe>{props.outcomeReason}</p>}
      {nominationsUntil === null ? (
        ''
      ) : (
        <p safe>{t('cycle.until', { at: format.instant(nominationsUntil) })}</p>
      )}
      {scorecardId === null ? (
        ''
      ) : (
        <p>
          <a href={`/selection/scorecards/${scorecardId}`} safe>
            {t('cycle.scorecard')}
          </a>
        </p>
      )}
    </div>
  );
}

function Nominations({ reader: { t }, nominations }: CyclePageProps): JSX.Element {
  if (nominations.length === 0) return '';
  return (
    <section aria-labelledby="nominations">
      <h2 id="nominations" safe>
        {t('cycle.nominations')}
      </h2>
      <ul class="candidates">
        {nominations.map(({ accountName, kind, by, reason, withdrawn }) => (
          <li>
            <b safe>{accountName}</b>
            <span safe>
              {[t(`cycle.${kind}`, { name: by, reason }), ...(withdrawn ? [t('cycle.withdrawn')] : [])].join(
                ' ',
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Panel({ reader, panel }: CyclePageProps): JSX.Element {
  const { t, format } = reader;
  if (panel.length === 0) return '';
  return (
    <section aria-labelledby="panel">
      <h2 id="panel" safe>
        {t('cycle.panel')}
      </h2>
      {panel.map(({ revision, askedAt, seats }) => (
        <>
          <h3 safe>{t('cycle.asked', { at: format.instant(askedAt), revision })}</h3>
          <Seats reader={reader} seats={seats} />
        </>
      ))}
    </section>
  );
}

function Exits({ reader: { t }, exits }: CyclePageProps): JSX.Element {
  if (exits.length === 0) return '';
  return (
    <section aria-labelledby="exits">
      <h2 id="exits" safe>
        {t('cycle.exits')}
      </h2>
      <ul class="candidates">
        {exits.map(({ accountName, state, responsible, reason }) => (
          <li>
            <b safe>{accountName}</b>
            <span safe>
              {`${state === 'open' ? t('cycle.exit.open', { name: responsible }) : t(`cycle.exit.${state}`)}${reason === '' ? '' : `: ${reason}`}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
