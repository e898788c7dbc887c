import type { HealthBand } from '../../domain/health/score.ts';
import { movement, type HealthMovement } from '../../domain/health/trend.ts';
import type { HealthValue } from '../../domain/health/value.ts';
import type { Db } from '../client.ts';
import { getHealthConfig } from '../stores/health-config.ts';
import { latestValues, toHealthValue, type HealthRow } from '../stores/health-values.ts';

/** An account's health in force on a day, how it moved, and when it was last looked at ('YYYY-MM-DD'). */
export interface AccountHealth extends HealthValue {
  readonly lookedOn: string;
  readonly movement: HealthMovement;
}

/** A score in whole ten-thousandths of a point and its band, in force from a day on until the next one. */
export interface HealthPoint {
  readonly asOf: string;
  readonly score: number | null;
  readonly band: HealthBand | null;
}

/** An account's health as it was recorded up to and with a day; null where none was recorded. */
export async function healthAt(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string },
): Promise<AccountHealth | null> {
  const value = await valueAt(db, look);
  if (value === null) return null;
  const { content } = await getHealthConfig(db, value.configVersion);
  const earlier = await Promise.all(
    comparedDays.map(async (days) => {
      const was = await valueAt(db, { ...look, asOf: daysBefore(look.asOf, days) });
      return { days, value: was };
    }),
  );
  return {
    ...value,
    lookedOn: await lookedOn(db, { value, through: look.asOf }),
    movement: movement(value, { earlier, steadyWithin: content.steadyWithin }),
  };
}

/** The days before, with which health is compared. */
const comparedDays = [30, 90] as const;

async function valueAt(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string },
): Promise<HealthValue | null> {
  const found = await latestValues(db, { accountIds: [look.accountId], through: look.asOf });
  return found.get(look.accountId) ?? null;
}

async function lookedOn(
  db: Db,
  { value, through }: { readonly value: HealthValue; readonly through: string },
): Promise<string> {
  const days = await unchangedDays(db, { accountId: value.accountId, from: value.asOf, through });
  return days.at(-1) ?? value.asOf;
}

/** The days on which an account was looked at and its health found as it had been, the oldest first. */
export async function unchangedDays(
  db: Db,
  of: { readonly accountId: string; readonly from: string; readonly through: string },
): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { as_of: string }[] }>(
    `select distinct r.as_of from health_recording r
     where r.programme_id = (select programme_id from account where id = :accountId) and r.as_of >= cast(:from as date)
       and r.as_of <= cast(:through as date) and cast(:accountId as bigint) = any(r.unchanged)
     order by r.as_of`,
    of,
  );
  return rows.map((row) => row.as_of);
}

/** How an account's health stood over the days up to and with one: what was in force at the beginning, and each later change. */
export async function healthTrend(
  db: Db,
  look: { readonly accountId: string; readonly asOf: string; readonly days: number },
): Promise<readonly HealthPoint[]> {
  const since = daysBefore(look.asOf, look.days);
  const { rows } = await db.raw<{ rows: HealthRow[] }>(
    `select distinct on (as_of) * from health_value
     where account_id = :accountId and as_of <= cast(:asOf as date) and as_of >= coalesce(
       (select max(as_of) from health_value where account_id = :accountId and as_of <= cast(:since as date)), cast(:since as date))
     order by as_of, revision desc`,
    { accountId: look.accountId, asOf: look.asOf, since },
  );
  return rows.map(toHealthValue).map(({ asOf, score, band }) => ({ asOf, score, band }));
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
