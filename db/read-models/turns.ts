import type { ApprovalPolicy } from '../../domain/approvals/policy.ts';
import type { Person } from '../../domain/person.ts';
import { toldOfUntended } from '../../domain/planning/lease.ts';
import type { Answerers } from '../../domain/approvals/answerer.ts';
import type { Db } from '../client.ts';
import { answerersByQuestion } from './answerers.ts';
import type { BlockerRecord } from './blockers.ts';
import type { Turn } from './next-in-line.ts';
import { peopleById, personAmong } from './planning-context.ts';

/** What is needed to say who is next after any of these blockers. */
export interface Turns {
  /** Throws `notFound` for a person whom none of them names. */
  readonly person: (id: string) => Person;
  readonly managerOf: (workflowId: string) => Person;
  /** Who is told that nobody tends a plan; `undefined` if nobody is. */
  readonly overseerOf: (workflowId: string) => Overseer | undefined;
  /** Of a seat; `undefined` if it is none of theirs. */
  readonly turnOf: (seatId: string) => Turn | undefined;
  /** Around a question; `undefined` if it is none of theirs. */
  readonly answerersOf: (questionId: string) => Answerers | undefined;
}

interface Overseer {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'director' | 'programmeOwner';
}

interface PlanRow {
  workflow_id: string;
  manager_id: string;
  director_id: string | null;
  owner_id: string | null;
}

interface SeatRow extends Omit<PlanRow, 'manager_id'> {
  id: string;
  person_id: string;
  level: number;
  policy: ApprovalPolicy;
  may_not: string[];
}

const plansQuery = `
  select p.workflow_id, p.manager_id, a.director_id, g.owner_id
  from plan p join account a on a.id = p.account_id join programme g on g.id = a.programme_id
  where p.workflow_id = any(:workflowIds)
  union all
  select c.workflow_id, c.lead_id, null, g.owner_id
  from selection_cycle c join programme g on g.id = c.programme_id where c.workflow_id = any(:workflowIds)
  union all
  select q.workflow_id, q.manager_id, a.director_id, g.owner_id
  from quarterly_review q join account a on a.id = q.account_id join programme g on g.id = a.programme_id
  where q.workflow_id = any(:workflowIds)
  union all
  select e.workflow_id, o.proposer_id, a.director_id, g.owner_id
  from escalation e join escalation_proposal o on o.escalation_id = e.id and o.status = 'asked'
    join account a on a.id = e.account_id join programme g on g.id = a.programme_id
  where e.workflow_id = any(:workflowIds)`;

const seatsQuery = `
  select s.id, s.person_id, s.level, r.policy, r.workflow_id, b.director_id, b.owner_id,
    array_remove(array[r.requested_by::text, r.content ->> 'ownerId'], null)
      || array(select o.person_id::text from approver o where o.request_id = r.id) as may_not
  from approver s join approval_request r on r.id = s.request_id join approval_subject b on b.request_id = r.id
  where s.id = any(:seatIds)`;

/** Reads them in a few queries, however many blockers there are; `now` says who is away. */
export async function turnsOf(
  db: Db,
  { blockers, now }: { blockers: readonly BlockerRecord[]; now: Date },
): Promise<Turns> {
  const workflowIds = [...new Set(blockers.map(({ workflowId }) => workflowId))];
  const subjectsOf = (waitingFor: BlockerRecord['waitingFor']): readonly string[] =>
    blockers.filter((one) => one.waitingFor === waitingFor).map(({ subject }) => subject);
  const seatIds = subjectsOf('decision');
  const plans = (await db.raw<{ rows: PlanRow[] }>(plansQuery, { workflowIds })).rows;
  const seats = (await db.raw<{ rows: SeatRow[] }>(seatsQuery, { seatIds })).rows;
  const named = [
    ...blockers.map(({ personId }) => personId),
    ...plans.flatMap((plan) => [plan.manager_id, plan.director_id, plan.owner_id]),
  ].filter((id) => id !== null);
  const people = await peopleById(db, [...new Set(named)]);
  const person = personAmong(people);
  const questions = await answerersByQuestion(db, { questionIds: subjectsOf('answer'), at: now });
  const managers = new Map(plans.map((plan) => [plan.workflow_id, plan.manager_id]));
  const overseers = new Map(plans.map((plan) => [plan.workflow_id, overseer(plan, people)]));
  const turns = new Map(seats.map((seat) => [seat.id, toTurn(seat, person)]));
  return {
    person,
    managerOf: (workflowId) => person(managers.get(workflowId) ?? ''),
    overseerOf: (workflowId) => overseers.get(workflowId),
    turnOf: (seatId) => turns.get(seatId),
    answerersOf: (questionId) => questions.get(questionId),
  };
}

function overseer(plan: PlanRow, people: ReadonlyMap<string, Person>): Overseer | undefined {
  const told = toldOfUntended({
    managerId: plan.manager_id,
    director: people.get(plan.director_id ?? ''),
    programmeOwner: people.get(plan.owner_id ?? ''),
  });
  const person = told && people.get(told.personId);
  return told && person && { ...told, personName: person.name };
}

function toTurn(row: SeatRow, person: Turn['person']): Turn {
  return {
    policy: row.policy,
    level: row.level,
    personId: row.person_id,
    directorId: row.director_id,
    programmeOwnerId: row.owner_id,
    mayNot: row.may_not,
    person,
  };
}
