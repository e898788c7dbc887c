import { causes, type Cause } from '../../domain/warnings/rules.ts';
import type { Db } from '../client.ts';

/** How useful a rule's alarms were to people: `shareUseful` is of those that somebody judged, null while nobody has. */
export interface RuleQuality {
  readonly cause: Cause;
  readonly opened: number;
  readonly useful: number;
  readonly notUseful: number;
  readonly unjudged: number;
  readonly shareUseful: number | null;
}

/** The quality of every rule, over the alarms opened as of the days from `from` to before `to` where these are given, of one programme or all. */
export async function alarmQuality(
  db: Db,
  of: {
    readonly programmeId?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
): Promise<readonly RuleQuality[]> {
  const counted = db('alarm as a')
    .join('account as c', 'c.id', 'a.account_id')
    .groupBy('a.cause')
    .select<{ cause: Cause; opened: number; useful: number; not_useful: number }[]>(
      'a.cause',
      db.raw('count(*)::int as opened'),
      db.raw(`count(*) filter (where a.verdict = 'useful')::int as useful`),
      db.raw(`count(*) filter (where a.verdict = 'notUseful')::int as not_useful`),
    );
  if (of.programmeId !== undefined) void counted.where('c.programme_id', of.programmeId);
  if (of.from !== undefined) void counted.where('a.opened_as_of', '>=', of.from);
  if (of.to !== undefined) void counted.where('a.opened_as_of', '<', of.to);
  const found = new Map((await counted).map((row) => [row.cause, row]));
  return causes.map((cause) => {
    const { opened = 0, useful = 0, not_useful: notUseful = 0 } = found.get(cause) ?? {};
    const judged = useful + notUseful;
    const shareUseful = judged === 0 ? null : useful / judged;
    return { cause, opened, useful, notUseful, unjudged: opened - judged, shareUseful };
  });
}
