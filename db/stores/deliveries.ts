import type { Db } from '../client.ts';

/**
 * Claims the processes that have facts overdue for a ring (1, 5, 30, then every 120 minutes after they were recorded) and
 * sets the next ring, so that several workers never ring for the same fact. `asOf` is the machine's time.
 */
export async function claimOverdueRings(
  db: Db,
  claim: { asOf: Date; limit: number },
): Promise<readonly string[]> {
  const result = await db.raw<{ rows: { workflow_id: string }[] }>(
    `with due as (
       select f.workflow_id, f.seq from inbox_fact f join process p using (workflow_id)
       where f.consumed_at is null and not f.late and f.ring_at <= :asOf and p.state = 'open'
       order by f.ring_at limit :limit for update of f skip locked
     )
     update inbox_fact f set rings = f.rings + 1,
       ring_at = case f.rings
         when 0 then greatest(f.recorded_at + interval '5 minutes', cast(:asOf as timestamptz) + interval '1 minute')
         when 1 then greatest(f.recorded_at + interval '30 minutes', cast(:asOf as timestamptz) + interval '1 minute')
         when 2 then greatest(f.recorded_at + interval '2 hours', cast(:asOf as timestamptz) + interval '1 minute')
         else cast(:asOf as timestamptz) + interval '2 hours' end
     from due where f.workflow_id = due.workflow_id and f.seq = due.seq
     returning f.workflow_id`,
    { asOf: claim.asOf, limit: claim.limit },
  );
  return [...new Set(result.rows.map((row) => row.workflow_id))];
}
