import { healthAt, healthTrend } from '../../db/read-models/health.ts';
import { healthLedger, type HealthMove } from '../../db/read-models/health-ledger.ts';
import { getHealthConfig } from '../../db/stores/health-config.ts';
import type { Db } from '../../db/client.ts';
import { healthDrivers } from '../../domain/health/drivers.ts';
import type { HealthConfig } from '../../domain/health/config.ts';
import type { DriverScore } from '../../domain/health/score.ts';
import { pointUnit } from '../../domain/selection/contributions.ts';
import { driverValueText, lineText, moveText } from '../../domain/wording/health-wording.ts';
import { healthChart } from '../../web/charts/health-chart.ts';
import { shortDay } from '../../web/kpi-figure.ts';
import type { AccountHealthProps } from '../../web/pages/account-health.tsx';
import { anybody } from './send-page.ts';

const ledgerDays = 92;
const courseDays = 365;
const movesOnPage = 10;

interface Look {
  readonly accountId: string;
  readonly asOf: string;
}

/** An account's health up to and with a day in words; null where none was recorded. */
export async function healthToShow(db: Db, look: Look): Promise<AccountHealthProps | null> {
  const health = await healthAt(db, look);
  if (health === null) return null;
  const { t, format } = anybody;
  const { content } = await getHealthConfig(db, health.configVersion);
  const score =
    health.score === null || health.band === null
      ? t('account.health.unknown', { share: format.share(health.known) })
      : t('account.health.score', {
          score: points(health.score),
          band: t(`account.band.${health.band}`),
        });
  return {
    score,
    band: health.band,
    direction: health.movement.direction,
    since: t('account.health.asOf', {
      day: format.day(health.asOf),
      looked: format.day(health.lookedOn),
    }),
    drivers: health.drivers.map(driverToShow),
    moves: await movesToShow(db, look),
    ...(await courseToShow(db, { ...look, bands: content.bands })),
  };
}

function points(units: number): string {
  return (units / pointUnit).toLocaleString(anybody.format.language, { maximumFractionDigits: 1 });
}

function driverToShow(driver: DriverScore): AccountHealthProps['drivers'][number] {
  const { t, format } = anybody;
  const { language } = format;
  const weight = driver.weight.toLocaleString(language, { maximumFractionDigits: 1 });
  return {
    name: healthDrivers[driver.key].name[language],
    value: driverValueText(driver, language),
    points:
      driver.weight === 0
        ? t('account.driver.notCounted')
        : t('account.driver.of', { points: points(driver.points), weight }),
  };
}

async function movesToShow(db: Db, { accountId, asOf }: Look): Promise<AccountHealthProps['moves']> {
  const from = new Date(Date.parse(asOf) - ledgerDays * 86_400_000).toISOString().slice(0, 10);
  const { moves } = await healthLedger(db, { accountId, from, until: asOf });
  return moves.slice(0, movesOnPage).map((move) => ({
    day: anybody.format.day(move.after.asOf),
    said: moveText(move, anybody.format.language),
    reasons: reasonsOf(move),
  }));
}

function reasonsOf({ before, after, lines }: HealthMove): readonly string[] {
  const { language } = anybody.format;
  if (before === null) return [];
  const versions = [before.configVersion, after.configVersion] as const;
  return lines.map((line) => lineText(line, { versions, language }));
}

async function courseToShow(
  db: Db,
  { bands, ...look }: Look & { readonly bands: HealthConfig['bands'] },
): Promise<Pick<AccountHealthProps, 'chart' | 'course'>> {
  const { t } = anybody;
  const course = await healthTrend(db, { ...look, days: courseDays });
  const scored = course.filter(({ score }) => score !== null);
  const first = course.at(0);
  if (first === undefined || scored.length === 0 || first.asOf >= look.asOf)
    return { chart: null, course: [] };
  const chart = healthChart({
    points: course.map(({ asOf, score }) => ({
      day: asOf,
      score: score === null ? null : score / pointUnit,
    })),
    until: look.asOf,
    bands,
    words: {
      good: t('account.band.good'),
      watch: t('account.band.watch'),
      poor: t('account.band.poor'),
    },
    dayLabel: (day) => shortDay(anybody, day),
    summary: t('account.health.summary', {
      first: points(scored.at(0)?.score ?? 0),
      last: points(scored.at(-1)?.score ?? 0),
    }),
  });
  const rows = course.map(({ asOf, score, band }) => ({
    day: shortDay(anybody, asOf),
    score: score === null ? '–' : points(score),
    band: band === null ? '–' : t(`account.band.${band}`),
  }));
  return { chart, course: rows };
}
