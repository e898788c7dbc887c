import type { Workplace } from '../../domain/calendar/business-time.ts';
import type { Db } from '../client.ts';

/** A question that an approver has been asked and has not answered. */
export interface OpenQuestion {
  readonly linkId: string;
  readonly requestId: string;
  readonly contentHash: string;
  readonly askedAt: Date;
  readonly workplace: Workplace;
}

/** What a manager could do next on a plan: submit it (since when it is a draft), or finish steps in progress. */
export interface ManagersPlan {
  readonly id: string;
  readonly draftSince: Date | null;
  readonly workplace: Workplace;
  readonly stepsInProgress: readonly {
    readonly id: string;
    readonly title: string;
    readonly dueOn: string;
  }[];
}

interface QuestionRow {
  link_id: string;
  request_id: string;
  content_hash: string;
  asked_at: Date;
  region: string;
  time_zone: string;
}

interface PlanRow {
  id: string;
  draft_since: Date | null;
  region: string;
  time_zone: string;
}

/** The questions a scripted approver has to answer, the oldest first. */
export async function openQuestions(db: Db, personId: string): Promise<readonly OpenQuestion[]> {
  const rows = await db('approver as a')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .join('approval_link as l', 'l.approver_id', 'a.id')
    .join('person as p', 'p.id', 'a.person_id')
    .where({ 'a.person_id': personId, 'a.state': 'asked', 'r.status': 'open' })
    .orderBy('a.id')
    .select<QuestionRow[]>(
      'l.id as link_id',
      'r.id as request_id',
      'r.content_hash',
      'a.asked_at',
      'p.region',
      'p.time_zone',
    );
  return rows.map((row) => ({
    linkId: row.link_id,
    requestId: row.request_id,
    contentHash: row.content_hash,
    askedAt: row.asked_at,
    workplace: { region: row.region, timeZone: row.time_zone },
  }));
}

/** The open plans of a scripted manager. */
export async function managersPlans(db: Db, personId: string): Promise<readonly ManagersPlan[]> {
  const rows = await db('plan as p')
    .join('person as m', 'm.id', 'p.manager_id')
    .where('p.manager_id', personId)
    .whereNot('p.status', 'closed')
    .orderBy('p.id')
    .select<PlanRow[]>(
      'p.id',
      'm.region',
      'm.time_zone',
      db.raw(`case when p.status = 'drafting' then greatest(p.opened_at,
        (select max(r.decided_at) from approval_request r where r.plan_id = p.id)) end as draft_since`),
    );
  const steps = await db('plan_step')
    .whereIn(
      'plan_id',
      rows.map((row) => row.id),
    )
    .whereIn('status', ['inProgress', 'overdue'])
    .orderBy('position')
    .select<{ id: string; plan_id: string; title: string; due_on: string }[]>(
      'id',
      'plan_id',
      'title',
      'due_on',
    );
  return rows.map((row) => ({
    id: row.id,
    draftSince: row.draft_since,
    workplace: { region: row.region, timeZone: row.time_zone },
    stepsInProgress: steps
      .filter((step) => step.plan_id === row.id)
      .map((step) => ({ id: step.id, title: step.title, dueOn: step.due_on })),
  }));
}
