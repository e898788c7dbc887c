import type { Db } from '../client.ts';

/** The workflows of all open processes, in a fixed order. */
export async function openProcessIds(db: Db): Promise<readonly string[]> {
  const rows = await db('process')
    .where({ state: 'open' })
    .orderBy('workflow_id')
    .select<{ workflow_id: string }[]>('workflow_id');
  return rows.map((row) => row.workflow_id);
}

/** Something the records are still waiting for: a fact not consumed or a mail not sent; `undefined` when there is nothing. */
export async function recordsInFlight(db: Db): Promise<string | undefined> {
  const fact = await db('inbox_fact as f')
    .join('process as p', 'p.workflow_id', 'f.workflow_id')
    .where({ 'p.state': 'open', 'f.late': false })
    .whereNull('f.consumed_at')
    .first<{ workflow_id: string; kind: string } | undefined>('f.workflow_id', 'f.kind');
  if (fact) return `${fact.workflow_id}: the fact ${fact.kind}`;
  const mail = await db('notification')
    .whereIn('status', ['queued', 'sending'])
    .first<{ dedupe_key: string } | undefined>('dedupe_key');
  return mail && `the mail ${mail.dedupe_key}`;
}
