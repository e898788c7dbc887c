import type { Quadrant } from '../../domain/selection/matrix.ts';
import { DataTable } from '../data-table.tsx';
import type { PageReader } from '../page-reader.ts';

/** An account in a table of scores; money in the set's currency, scores 0 to 100, null where unknown. */
export interface ScoreRowProps {
  readonly name: string;
  readonly href: string;
  readonly rank: number | null;
  readonly quadrant: Quadrant;
  readonly attractiveness: number | null;
  readonly strength: number | null;
  readonly revenue: number | null;
  /** Undefined where the table does not tell it. */
  readonly expectedReturn?: string | null;
}

/** A score as its reader writes it, or the word for one that is not known. */
export function scoreText(points: number | null, { t, format }: PageReader): string {
  return points === null ? t('card.unknown') : format.count(Math.round(points * 10) / 10);
}

/** A table of accounts with their scores; each name leads to its explanation. */
export function ScoreTable({
  reader,
  rows,
  currency,
}: {
  readonly reader: PageReader;
  readonly rows: readonly ScoreRowProps[];
  readonly currency: string;
}): JSX.Element {
  const { t, format } = reader;
  const withReturn = rows.some(({ expectedReturn }) => expectedReturn !== undefined);
  const money = (amount: string | number | null): string =>
    amount === null
      ? t('card.unknown')
      : format.money({ amount: String(Math.round(Number(amount))), currency });
  const headings = [
    t('card.rank'),
    t('card.account'),
    t('card.quadrant'),
    t('card.attractiveness'),
    t('card.strength'),
    t('card.revenue'),
    ...(withReturn ? [t('card.return')] : []),
  ];
  const cells = (row: ScoreRowProps): readonly string[] => [
    t(`quadrant.${row.quadrant}`),
    scoreText(row.attractiveness, reader),
    scoreText(row.strength, reader),
    money(row.revenue),
    ...(withReturn ? [money(row.expectedReturn ?? null)] : []),
  ];
  const data = rows.map((row) => ({
    before: row.rank === null ? '–' : String(row.rank),
    title: row.name,
    href: row.href,
    cells: cells(row),
  }));
  return <DataTable headings={headings} rows={data} />;
}
