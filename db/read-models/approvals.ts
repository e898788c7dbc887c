import type { Db } from '../client.ts';

/** The names of those whose approval a step stands on (what was taken back is left out), in the order in which they decided. */
export async function approversWhoAgreed(db: Db, stepId: string): Promise<readonly string[]> {
  const rows = await db('decision as d')
    .join('approver as a', 'a.id', 'd.approver_id')
    .join('approval_request as r', 'r.id', 'd.request_id')
    .join('person', 'person.id', 'a.person_id')
    .where({ 'r.step_id': stepId, 'r.status': 'approved', 'd.choice': 'approve' })
    .whereRaw('d.round = a.round')
    .orderBy('d.id')
    .select<{ name: string }[]>('person.name');
  return rows.map((row) => row.name);
}
