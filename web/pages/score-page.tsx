import type { Standing } from '../../domain/selection/designation.ts';
import type { Quadrant } from '../../domain/selection/matrix.ts';
import { DataTable } from '../data-table.tsx';
import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { scoreText } from './score-table.tsx';

/** One account's score, criterion by criterion; `value` is in words, null where it is missing. */
export interface ScorePageProps {
  readonly reader: PageReader;
  readonly scorecardId: string;
  readonly name: string;
  readonly quadrant: Quadrant;
  readonly standing: Standing;
  readonly facts: readonly (readonly [string, string])[];
  readonly axes: readonly {
    readonly axis: 'attractiveness' | 'strength';
    readonly points: number | null;
    readonly known: number;
    readonly criteria: readonly {
      readonly title: string;
      readonly value: string | null;
      readonly points: number | null;
      readonly weight: number;
    }[];
  }[];
}

/** Why an account stands where it does: each criterion's value, what it was worth, and what is missing. */
export function ScorePage(props: ScorePageProps): JSX.Element {
  const { reader, name, quadrant, standing, scorecardId } = props;
  const { t } = reader;
  const title = t('score.title', { name });
  return (
    <Layout reader={reader} title={title} wide>
      <div class="lead">
        <p class="eyebrow">
          <a href={`/selection/scorecards/${scorecardId}`} safe>
            {t('card.title', { id: scorecardId })}
          </a>
        </p>
        <h1 safe>{title}</h1>
        <p safe>
          {t('score.lead', { quadrant: t(`quadrant.${quadrant}`), standing: t(`standing.${standing}`) })}
        </p>
        <dl class="facts">
          {props.facts.map(([term, value]) => (
            <div>
              <dt safe>{term}</dt>
              <dd safe>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {props.axes.map((axis) => (
        <AxisOf reader={reader} axis={axis} />
      ))}
    </Layout>
  );
}

function AxisOf({
  reader,
  axis: { axis, points, known, criteria },
}: {
  readonly reader: PageReader;
  readonly axis: ScorePageProps['axes'][number];
}): JSX.Element {
  const { t, format } = reader;
  const heading = t('score.axis', { axis: t(`card.${axis}`), points: scoreText(points, reader) });
  const fine = (value: number): string => format.count(Math.round(value * 100) / 100);
  const headings = [t('score.criterion'), t('score.value'), t('score.points'), t('score.weight')];
  const rows = criteria.map((criterion) => ({
    title: criterion.title,
    cells: [
      criterion.value ?? t('score.missing'),
      criterion.points === null ? '–' : fine(criterion.points),
      fine(criterion.weight),
    ],
  }));
  return (
    <section aria-labelledby={axis}>
      <h2 id={axis} safe>
        {heading}
      </h2>
      <p safe>{t('score.axis.known', { share: format.share(known) })}</p>
      <DataTable headings={headings} rows={rows} />
    </section>
  );
}
