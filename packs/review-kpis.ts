import type { KpiStanding, PackKpi, ReviewPack } from '../domain/reviews/review-pack.ts';
import type { PackCell, PackSection, Tone } from './pack-section.ts';
import type { PackReader } from './reader.ts';

const tones: Record<KpiStanding, Tone> = { onTrack: 'good', atRisk: 'caution', off: 'bad', unknown: 'plain' };

// An average order wants its cents, a year's revenue does not.
const withCents = 1000;

/** A KPI's value as its unit wants it, amounts from a thousand on whole, points and counts with two decimals; unknown is a dash. */
export function kpiFigure(
  { unit, value }: { readonly unit: PackKpi['unit']; readonly value: number | null },
  { currency, reader }: { readonly currency: string; readonly reader: PackReader },
): string {
  if (value === null) return reader.t('grid.none');
  if (unit === 'money') {
    const amount = value.toFixed(Math.abs(value) < withCents ? 2 : 0);
    return reader.format.money({ amount, currency });
  }
  return unit === 'share' ? reader.share(value) : reader.number(Math.round(value * 100) / 100);
}

/** Every KPI against its target, the last quarter and the last year; one without a value says why. */
export function kpiSection({ kpis, currency }: ReviewPack, reader: PackReader): PackSection {
  const { t, format } = reader;
  return {
    heading: t('review.kpis'),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('review.now'), width: 66, right: true },
      { head: t('review.target'), width: 66, right: true },
      { head: t('review.standing'), width: 74 },
      { head: t('review.lastQuarter'), width: 66, right: true },
      { head: t('review.lastYear'), width: 66, right: true },
    ],
    rows: kpis.map((kpi) => {
      const figure = (value: number | null): string =>
        kpiFigure({ unit: kpi.unit, value }, { currency, reader });
      const why = kpi.missing === null ? '' : t('review.missing', { why: kpi.missing[format.language] });
      return [
        { text: kpi.name[format.language], note: why },
        figure(kpi.value),
        figure(kpi.target),
        standing(kpi.standing, reader),
        figure(kpi.lastQuarter),
        figure(kpi.lastYear),
      ];
    }),
    none: t('review.noKpis'),
  };
}

function standing(how: KpiStanding, { t }: PackReader): PackCell {
  return { text: t(`review.standing.${how}`), tone: tones[how] };
}
