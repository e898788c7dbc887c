import type { Db } from '../client.ts';

/** One person whom a process waits for, since when, and until which date before something else happens. */
export interface BlockerRecord {
  readonly workflowId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly personKey: string;
  readonly personName: string;
  readonly waitingFor: 'submission' | 'decision' | 'step';
  readonly subject: string;
  readonly title: string;
  readonly since: Date;
  readonly until: Date | null;
}

interface BlockerRow {
  workflow_id: string;
  account_id: string;
  person_id: string;
  key: string;
  name: string;
  waiting_for: BlockerRecord['waitingFor'];
  subject: string;
  title: string;
  since: Date;
  until: Date | null;
}

const blockers = `
  select p.workflow_id, p.account_id, p.manager_id as person_id, 'submission' as waiting_for, p.id::text as subject,
    'Plan ' || p.year as title, p.opened_at as since, p.draft_reminder_at as until
  from plan p where p.status = 'drafting'
  union all
  select p.workflow_id, p.account_id, a.person_id, 'decision', a.id::text, s.title, a.asked_at, a.expires_at
  from approver a join approval_request r on r.id = a.request_id join plan p on p.id = r.plan_id
    join plan_step s on s.id = r.step_id
  where a.state = 'asked' and r.status = 'open'
  union all
  select p.workflow_id, p.account_id, s.owner_id, 'step', s.id::text, s.title, s.started_at, s.overdue_at
  from plan_step s join plan p on p.id = s.plan_id
  where s.status in ('inProgress', 'overdue') and p.status <> 'closed'`;

/** Who is blocking, of one process or of all, those who have kept it waiting longest first. Read from records alone. */
export async function listBlockers(
  db: Db,
  filter: { readonly workflowId?: string } = {},
): Promise<readonly BlockerRecord[]> {
  const result = await db.raw<{ rows: BlockerRow[] }>(
    `select b.*, person.key, person.name from (${blockers}) b join person on person.id = b.person_id
     where cast(:workflowId as text) is null or b.workflow_id = :workflowId
     order by b.since, b.workflow_id, b.subject`,
    { workflowId: filter.workflowId ?? null },
  );
  return result.rows.map((row) => ({
    workflowId: row.workflow_id,
    accountId: row.account_id,
    personId: row.person_id,
    personKey: row.key,
    personName: row.name,
    waitingFor: row.waiting_for,
    subject: row.subject,
    title: row.title,
    since: row.since,
    until: row.until,
  }));
}
