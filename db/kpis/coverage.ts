import { coverageOf, monthsBefore, type Coverage } from '../../domain/kpis/window.ts';
import type { Db } from '../client.ts';

/** What the data cover of the window from `startsOn` (a year before `asOf` without one) to before `asOf`, days 'YYYY-MM-DD'. */
export async function kpiCoverage(
  db: Db,
  { asOf, startsOn = monthsBefore(asOf, 12) }: { readonly asOf: string; readonly startsOn?: string },
): Promise<Coverage> {
  const [span] = await db('transaction')
    .where('delivered_on', '<', asOf)
    .select<{ from: string | null; to: string | null }[]>(
      db.raw('min(delivered_on) as "from"'),
      db.raw('max(delivered_on) as "to"'),
    );
  return coverageOf({ startsOn, asOf, dataFrom: span?.from ?? null, dataTo: span?.to ?? null });
}
