import { dayAt } from '../../domain/planning/commitment.ts';
import type { DueEntry } from '../../domain/planning/due-entry.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** Whose due dates: those of a plan, or those of a person over all plans. */
export type CalendarSubject = { readonly planId: string } | { readonly personId: string };

/** A calendar's due dates by day, and what they are the dates of. */
export interface DueCalendar {
  readonly of:
    | { readonly kind: 'plan'; readonly accountName: string; readonly year: number }
    | { readonly kind: 'person'; readonly name: string };
  readonly entries: readonly DueEntry[];
}

interface EntryRow {
  kind: DueEntry['kind'];
  subject: string;
  plan_id: string;
  account_name: string;
  year: number;
  title: string;
  due_on: string;
  state: DueEntry['state'];
  sequence: number;
  changed_at: Date | null;
}

// How often a step was changed, and when last, is what the audit trail counts of it.
const entriesQuery = ({ plans, steps, commitments, ends }: Question): string => `
  with of_plan as (
    select p.id, p.workflow_id, p.year, p.ends_on, p.manager_id, a.name as account_name
    from plan p join account a on a.id = p.account_id where ${plans}
  ), changes as (
    select e.chain, e.subject, count(*)::int as sequence, max(e.occurred_at) as changed_at
    from audit_event e where e.chain in (select workflow_id from of_plan) and e.kind like 'step.%' group by 1, 2
  )
  select 'step' as kind, s.id::text as subject, p.id as plan_id, p.account_name, p.year, s.title, s.due_on,
    case when s.status = 'done' then 'done' when s.status in ('cancelled', 'rejected') then 'cancelled'
      when s.status in ('approved', 'inProgress', 'overdue') then 'confirmed' else 'tentative' end as state,
    coalesce(c.sequence, 0) as sequence, c.changed_at
  from plan_step s join of_plan p on p.id = s.plan_id
    left join changes c on c.chain = p.workflow_id and c.subject = s.id::text where ${steps}
  union all
  select c.side, c.id::text, p.id, p.account_name, p.year, c.text, c.due_on,
    case when c.status = 'done' then 'done' when c.status = 'withdrawn' then 'cancelled'
      when c.side = 'client' and c.status = 'open' then 'tentative' else 'confirmed' end,
    c.version - 1, (select max(v.occurred_at) from commitment_event v where v.commitment_id = c.id)
  from commitment c join of_plan p on p.id = c.plan_id where ${commitments}
  union all
  select 'planEnd', p.id::text, p.id, p.account_name, p.year, '', p.ends_on, 'confirmed', 0, null
  from of_plan p where ${ends}
  order by due_on, kind, subject`;

// An old plan's dates say nothing to anybody's calendar.
const recent = `p.ends_on > cast(cast(:now as timestamptz) - interval '400 days' as date)`;

/** Which plans, and which of their rows, in SQL. */
type Question = Readonly<Record<'plans' | 'steps' | 'commitments' | 'ends', string>>;

const questions = {
  plan: { plans: 'p.id = :planId', steps: 'true', commitments: 'true', ends: 'true' },
  person: {
    plans: recent,
    steps: 's.owner_id = :personId',
    commitments: 'c.owner_id = :personId',
    ends: 'p.manager_id = :personId',
  },
};

async function entriesOf(
  db: Db,
  {
    question,
    ...bindings
  }: {
    readonly question: Question;
    readonly planId?: string;
    readonly personId?: string;
    readonly now?: Date;
  },
): Promise<DueEntry[]> {
  const { rows } = await db.raw<{ rows: EntryRow[] }>(entriesQuery(question), { ...bindings });
  return rows.map((row) => ({
    kind: row.kind,
    subject: row.subject,
    planId: row.plan_id,
    accountName: row.account_name,
    year: row.year,
    title: row.title,
    dueOn: row.due_on,
    state: row.state,
    sequence: row.sequence,
    changedAt: row.changed_at,
  }));
}

interface SeatRow extends Omit<EntryRow, 'due_on' | 'kind' | 'state' | 'sequence'> {
  expires_at: Date;
}

const seats = `
  select a.id::text as subject, p.id as plan_id, c.name as account_name, p.year, r.content ->> 'title' as title,
    a.expires_at, a.asked_at as changed_at
  from approver a join approval_request r on r.id = a.request_id
    join plan p on p.id = r.plan_id join account c on c.id = p.account_id
  where a.person_id = :personId and a.state = 'asked' and r.status = 'open' and a.expires_at is not null
  order by a.expires_at, a.id`;

// A date that moves on, because a question stopped the clock, is a later version: its minute is its number.
async function decisionsOf(
  db: Db,
  { personId, timeZone }: { readonly personId: string; readonly timeZone: string },
): Promise<DueEntry[]> {
  const { rows } = await db.raw<{ rows: SeatRow[] }>(seats, { personId });
  return rows.map((row) => ({
    kind: 'decision',
    subject: row.subject,
    planId: row.plan_id,
    accountName: row.account_name,
    year: row.year,
    title: row.title,
    dueOn: dayAt(row.expires_at, { timeZone }),
    state: 'confirmed',
    sequence: Math.floor(row.expires_at.getTime() / 60_000),
    changedAt: row.changed_at,
  }));
}

/** The due dates of a plan, or of a person: their steps, their commitments, what they are asked to decide, and the ends of their plans. Throws `notFound`. */
export async function dueCalendar(
  db: Db,
  { subject, now }: { readonly subject: CalendarSubject; readonly now: Date },
): Promise<DueCalendar> {
  if ('planId' in subject) {
    const entries = await entriesOf(db, { question: questions.plan, planId: subject.planId });
    const [first] = entries;
    if (!first) throw new DomainError('notFound', `There is no plan ${subject.planId}.`);
    return { of: { kind: 'plan', accountName: first.accountName, year: first.year }, entries };
  }
  const { personId } = subject;
  const person = await db('person')
    .where({ id: personId })
    .first<{ name: string; time_zone: string } | undefined>('name', 'time_zone');
  if (!person) throw new DomainError('notFound', `There is no person ${personId}.`);
  const own = await entriesOf(db, { question: questions.person, personId, now });
  const asked = await decisionsOf(db, { personId, timeZone: person.time_zone });
  return { of: { kind: 'person', name: person.name }, entries: [...own, ...asked] };
}
