import type { ProgrammeFacts } from '../../domain/kpis/facts.ts';
import { daysBetween, type Coverage } from '../../domain/kpis/window.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { Db } from '../client.ts';
import { accountKpiFacts } from './kpi-facts.ts';

interface DesignatedRow {
  account_id: string;
  days: number;
}

// Days of UTC, the day of the designation counting and that of its end not. Designations of one account do not overlap.
const designatedQuery = `
  select account_id, sum(least(coalesce(cast(ended_at at time zone 'UTC' as date), cast(:to as date)), cast(:to as date))
      - greatest(cast(designated_at at time zone 'UTC' as date), cast(:from as date)))::int as days
  from designation
  where programme_id = :programmeId and designated_at < cast(cast(:to as date) as timestamp) at time zone 'UTC'
    and (ended_at is null or ended_at >= cast(cast(:from as date) as timestamp) at time zone 'UTC')
  group by account_id`;

/** What a programme spent on its key accounts in a window, and what these brought then and in the window before, inside and outside of their designation. */
export async function programmeYear(
  db: Db,
  look: { readonly set: CriteriaSet; readonly coverage: Coverage; readonly programmeId: string },
): Promise<ProgrammeFacts> {
  const { set, coverage, programmeId } = look;
  const { startsOn: from, endsBefore: to } = coverage.window;
  const { rows } = await db.raw<{ rows: DesignatedRow[] }>(designatedQuery, { programmeId, from, to });
  const accountIds = rows.map(({ account_id: id }) => id);
  const netValueOver = async (window: Coverage): Promise<number | null> => {
    const facts = await accountKpiFacts(db, { set, coverage: window, accountIds });
    return [...facts.values()].reduce<number | null>(
      (sum, { netValue }) => (sum === null || netValue === null ? null : sum + netValue),
      0,
    );
  };
  return {
    keyAccounts: rows.length,
    accountYears: rows.reduce((sum, { days }) => sum + days, 0) / daysBetween(from, to),
    netValue: await netValueOver(coverage),
    netValueBefore: await netValueOver({ ...coverage, window: coverage.before }),
    shareCost: set.designation.expectedReturn.shareCost,
  };
}
