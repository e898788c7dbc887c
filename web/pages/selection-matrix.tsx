import type { Standing } from '../../domain/selection/designation.ts';
import type { Quadrant } from '../../domain/selection/matrix.ts';
import type { PageReader } from '../page-reader.ts';

/** An account on the matrix; scores are 0 to 100. */
interface MatrixPoint {
  readonly name: string;
  readonly href: string;
  readonly attractiveness: number;
  readonly strength: number;
  readonly quadrant: Quadrant;
  readonly standing: Standing;
}

/** The matrix: accounts by name that are proposed or large, all others as dots, and from where an axis counts as high. */
export interface SelectionMatrixProps {
  readonly reader: PageReader;
  readonly points: readonly MatrixPoint[];
  readonly others: readonly { readonly attractiveness: number; readonly strength: number }[];
  readonly enter: number;
  readonly leave: number;
}

const edge = 40;
const side = 400;
const size = side + 2 * edge;
const x = (strength: number): number => edge + (strength / 100) * side;
const y = (attractiveness: number): number => edge + side - (attractiveness / 100) * side;

/** The matrix as a chart: every named account is a link that the keyboard reaches and a screen reader reads; shapes tell what becomes of it. */
export function SelectionMatrix(props: SelectionMatrixProps): JSX.Element {
  const { reader, points, others } = props;
  const { t } = reader;
  return (
    <figure class="matrix">
      <svg viewBox={`0 0 ${size} ${size}`} role="group" aria-labelledby="matrix">
        <Field {...props} />
        <g aria-hidden="true" class="others">
          {others.map(({ attractiveness, strength }) => (
            <circle cx={x(strength)} cy={y(attractiveness)} r="2" />
          ))}
        </g>
        {points.map((point) => (
          <Point reader={reader} point={point} />
        ))}
      </svg>
      <figcaption>
        <ul class="legend">
          <LegendLine text={t('card.legend.selected')} kind="selected" />
          <LegendLine text={t('card.legend.overCap')} kind="overCap" />
          <LegendLine text={t('card.legend.large')} kind="large" />
          <LegendLine text={t('card.legend.other')} kind="other" />
        </ul>
      </figcaption>
    </figure>
  );
}

function Field({ reader, enter, leave }: SelectionMatrixProps): JSX.Element {
  const { t } = reader;
  const band = (side * (enter - leave)) / 100;
  const corners: readonly (readonly [Quadrant, number, number])[] = [
    ['star', x(2), y(96)],
    ['strategic', x(enter + 2), y(96)],
    ['streamline', x(2), y(2)],
    ['status', x(enter + 2), y(2)],
  ];
  return (
    <g aria-hidden="true">
      <rect class="frame" x={edge} y={edge} width={side} height={side} />
      <rect class="band" x={x(leave)} y={edge} width={band} height={side} />
      <rect class="band" x={edge} y={y(enter)} width={side} height={band} />
      <path class="threshold" d={`M${x(enter)} ${edge}V${edge + side}M${edge} ${y(enter)}H${edge + side}`} />
      {corners.map(([quadrant, left, top]) => (
        <text x={left} y={top} safe>
          {t(`quadrant.${quadrant}`)}
        </text>
      ))}
      <text class="axis" x={edge + side / 2} y={size - 12} text-anchor="middle" safe>
        {t('card.strength')}
      </text>
      <text
        class="axis"
        x={16}
        y={edge + side / 2}
        text-anchor="middle"
        transform={`rotate(-90 16 ${edge + side / 2})`}
        safe
      >
        {t('card.attractiveness')}
      </text>
    </g>
  );
}

const shapes = {
  selected: 'M0-7L7 0L0 7L-7 0Z',
  overCap: 'M0-7L7 6H-7Z',
  large: 'M-5-5H5V5H-5Z',
} as const;

function Point({ reader, point }: { readonly reader: PageReader; readonly point: MatrixPoint }): JSX.Element {
  const { t, format } = reader;
  const { name, quadrant, standing, attractiveness, strength } = point;
  const kind = standing === 'selected' || standing === 'overCap' ? standing : 'large';
  const score = (points: number): string => format.count(Math.round(points * 10) / 10);
  const label = t('card.matrix.point', {
    name,
    quadrant: t(`quadrant.${quadrant}`),
    attractiveness: score(attractiveness),
    strength: score(strength),
    standing: t(`standing.${standing}`),
  });
  return (
    <a href={point.href} aria-label={label} class={`point ${kind}`}>
      <path d={shapes[kind]} transform={`translate(${x(strength)} ${y(attractiveness)})`}>
        <title safe>{label}</title>
      </path>
    </a>
  );
}

function LegendLine({
  text,
  kind,
}: {
  readonly text: string;
  readonly kind: keyof typeof shapes | 'other';
}): JSX.Element {
  return (
    <li>
      <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" class={`point ${kind}`}>
        {kind === 'other' ? <circle r="2" /> : <path d={shapes[kind]} />}
      </svg>{' '}
      <span safe>{text}</span>
    </li>
  );
}
