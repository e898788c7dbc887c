import type { Db } from '../client.ts';
import { countOf, rowsOf, type CheckScope, type CountedFor } from './scope.ts';

interface ComplaintRow {
  id: string;
  label: string;
  was_seen: boolean;
}

/** Days before a complaint within which an alarm counts as having seen the trouble first. */
const seenWithinDays = 183;

const complaints = `
  select s.id, a.name as label, exists (
    select from alarm m where m.account_id = s.account_id and m.cause <> 'detractor' and m.opened_at < s.occurred_at
      and m.opened_at >= s.occurred_at - interval '${seenWithinDays} days') as was_seen
  from signal s join account a on a.id = s.account_id
  where s.account_id = any(cast(:accountIds as bigint[])) and s.kind = 'survey.detractor'
    and s.occurred_at >= :since and s.occurred_at < :until
  order by s.id`;

/** Whether trouble was seen before clients said it. */
export async function voiceEvidence(db: Db, scope: CheckScope): Promise<CountedFor<'sawFirst'>> {
  const rows = await rowsOf<ComplaintRow>(db, { sql: complaints, scope });
  return {
    sawFirst: countOf(
      rows.map(({ id, label, was_seen: isMet }) => ({ evidence: { kind: 'signal', id, label }, isMet })),
    ),
  };
}
