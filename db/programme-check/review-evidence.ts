import type { Db } from '../client.ts';
import { countOf, rowsOf, type CheckScope, type CountedFor } from './scope.ts';

interface ReviewRow {
  id: string;
  label: string;
  is_executive: boolean;
  was_held: boolean;
}

// Minutes prove that a review was held; one whose minutes may still come counts neither way.
const reviews = `
  select q.id, a.name || ' ' || q.year || '-Q' || q.quarter as label, q.kind = 'executive' as is_executive,
    m.review_id is not null as was_held
  from quarterly_review q join account a on a.id = q.account_id
    left join review_minutes m on m.review_id = q.id and m.recorded_at < :until
  where q.account_id = any(cast(:accountIds as bigint[])) and q.held_at >= :since and q.held_at < :until
    and not (q.status = 'cancelled' and q.closed_at < :until)
    and (m.review_id is not null or q.missed_at < :until)
  order by q.id`;

/** Which reviews were held. */
export async function reviewEvidence(
  db: Db,
  scope: CheckScope,
): Promise<CountedFor<'reviewed' | 'executiveReviews'>> {
  const rows = await rowsOf<ReviewRow>(db, { sql: reviews, scope });
  const judged = (wanted: readonly ReviewRow[]) =>
    countOf(
      wanted.map(({ id, label, was_held: isMet }) => ({
        evidence: { kind: 'review' as const, id, label },
        isMet,
      })),
    );
  return { reviewed: judged(rows), executiveReviews: judged(rows.filter((row) => row.is_executive)) };
}
