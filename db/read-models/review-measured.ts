import { healthDrivers } from '../../domain/health/drivers.ts';
import { pullOf } from '../../domain/health/score.ts';
import { dayAt } from '../../domain/planning/commitment.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import type { PackHealth, ReviewPack } from '../../domain/reviews/review-pack.ts';
import { pointUnit } from '../../domain/selection/contributions.ts';
import type { Db } from '../client.ts';
import { openAlarms } from './alarms.ts';
import { saidAndDone } from './feedback-themes.ts';
import { healthAt } from './health.ts';
import { packKpis } from './kpi-pack.ts';

/** What others measure of an account for its review: KPIs, health, alarms, and what the client said with what was done about it. */
type Measured = Pick<ReviewPack, 'kpis' | 'health' | 'alarms' | 'feedback'>;

/** Reads what is measured: KPIs counted before the day `asOf` ('YYYY-MM-DD'), health and alarms as they stand at the moment `at`. */
export async function measuredFor(
  db: Db,
  {
    review,
    asOf,
    at,
    currency,
  }: {
    readonly review: QuarterlyReview;
    readonly asOf: string;
    readonly at: Date;
    readonly currency: string;
  },
): Promise<Measured> {
  const { accountId } = review;
  const today = { accountId, asOf: dayAt(at, review) };
  const alarms = await openAlarms(db, today);
  const feedback = await saidAndDone(db, { accountId, since: null });
  return {
    kpis: await packKpis(db, { accountId, asOf, currency }),
    health: await healthOf(db, today),
    alarms: alarms.map(({ cause, title, openedOn }) => ({ cause, title, openedOn })),
    feedback: feedback.map(({ said, done }) => ({ said, done })),
  };
}

async function healthOf(
  db: Db,
  day: { readonly accountId: string; readonly asOf: string },
): Promise<PackHealth | null> {
  const found = await healthAt(db, day);
  if (found === null || found.score === null || found.band === null) return null;
  const { score, band, drivers, movement } = found;
  const change = movement.changes.find((one) => one.change !== null)?.change ?? null;
  return {
    score: Math.round(score / pointUnit),
    band,
    change: change === null ? null : Math.round(change / pointUnit),
    drivers: drivers
      .filter(({ share }) => share !== null)
      .map((driver) => ({ name: healthDrivers[driver.key].name, points: pullOf(driver) / pointUnit }))
      .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points)),
  };
}
