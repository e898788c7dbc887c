import type { PackHealth, ReviewPack } from '../domain/reviews/review-pack.ts';
import type { PackSection } from './pack-section.ts';
import type { PackReader } from './reader.ts';

/** The account's health in words and what moves it, the strongest first. */
export function healthSection({ health }: ReviewPack, reader: PackReader): PackSection {
  const { t, format } = reader;
  return {
    heading: t('review.health'),
    ...(health !== null && { lead: healthInWords(health, reader) }),
    columns: [
      { head: t('review.driver'), width: '*' },
      { head: t('review.points'), width: 80, right: true },
    ],
    rows: (health?.drivers ?? []).map(({ name, points }) => [
      name[format.language],
      { text: signed(points, reader), ...(points !== 0 && { tone: points < 0 ? 'bad' : 'good' }) },
    ]),
    none: health === null ? t('review.noHealth') : '',
  };
}

function healthInWords({ score, band, change }: PackHealth, reader: PackReader): string {
  const { t, number } = reader;
  const now = t('review.score', { score: number(Math.round(score)), band: t(`review.band.${band}`) });
  if (change === null) return `${now}.`;
  const moved = Math.round(change);
  const since = moved === 0 ? t('review.noChange') : t('review.change', { points: signed(change, reader) });
  return `${now}. ${since}.`;
}

function signed(points: number, { number }: PackReader): string {
  const whole = Math.round(points * 10) / 10;
  if (whole === 0) return number(0);
  return `${whole > 0 ? '+' : '−'}${number(Math.abs(whole))}`;
}
