import { DomainError } from '../../domain/errors.ts';
import type { Person } from '../../domain/person.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { getPlan } from '../stores/plan-rows.ts';

/** The account a plan belongs to, and who answers for it. `team` maps a function to a person's id. */
export interface PlanningAccount {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly active: boolean;
  readonly managerId: string | null;
  readonly directorId: string | null;
  readonly programmeOwnerId: string | null;
  /** The month, 1 to 12, in which the programme's fiscal years start. */
  readonly fiscalYearStarts: number;
  readonly currency: string;
  readonly team: Readonly<Record<string, string>>;
}

/** What everything about an approval knows of what is asked about: whose it is (an account's plan or a programme's selection), where it
 * can be read, who asks and who is next in line. `lastDay` ('YYYY-MM-DD') stands in where no answer is due. */
export interface ApprovalContext {
  readonly subjectName: string;
  readonly year: number;
  readonly path: string;
  readonly currency: string;
  readonly lastDay: string;
  readonly directorId: string | null;
  readonly programmeOwnerId: string | null;
  /** Nothing follows from decisions any more. */
  readonly closed: boolean;
  /** Throws `notFound` for a person whom it does not name. */
  readonly person: (id: string) => Person;
}

/** A plan with the account and the people that its effects speak of. */
export interface PlanningContext extends ApprovalContext {
  readonly plan: Plan;
  readonly account: PlanningAccount;
}

interface AccountRow {
  id: string;
  key: string;
  name: string;
  active: boolean;
  manager_id: string | null;
  director_id: string | null;
  owner_id: string | null;
  fiscal_year_starts: number;
  currency: string;
}

interface PersonRow {
  id: string;
  key: string;
  name: string;
  email: string;
  superior_id: string | null;
  region: string;
  time_zone: string;
  language: string;
  active: boolean;
}

/** The account with its director, programme owner and team. Throws `notFound`. */
export async function planningAccount(db: Db, accountId: string): Promise<PlanningAccount> {
  const row = await db('account as a')
    .join('programme as p', 'p.id', 'a.programme_id')
    .where('a.id', accountId)
    .first<AccountRow | undefined>('a.*', 'p.owner_id', 'p.fiscal_year_starts');
  if (!row) throw new DomainError('notFound', `There is no account ${accountId}.`);
  const members = await db('team_member')
    .where({ account_id: accountId })
    .orderBy('person_id', 'desc')
    .select<{ person_id: string; function: string }[]>('person_id', 'function');
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    active: row.active,
    managerId: row.manager_id,
    directorId: row.director_id,
    programmeOwnerId: row.owner_id,
    fiscalYearStarts: row.fiscal_year_starts,
    currency: row.currency,
    team: Object.fromEntries(members.map((member) => [member.function, member.person_id])),
  };
}

/** People by id, with the superiors of those named. */
export async function peopleById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const rows = await db<PersonRow>('person')
    .whereIn('id', ids)
    .orWhereIn('id', db('person').whereIn('id', ids).whereNotNull('superior_id').select('superior_id'));
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
}

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    email: row.email,
    superiorId: row.superior_id,
    region: row.region,
    timeZone: row.time_zone,
    language: row.language,
    active: row.active,
  };
}

// Everybody asked, and everybody named by content that was asked about, even if the plan has been edited since.
async function peopleInRequests(db: Db, workflowId: string): Promise<readonly string[]> {
  const result = await db.raw<{ rows: { id: string }[] }>(
    `with r as (select id, content from approval_request where workflow_id = :workflowId)
     select s.person_id::text as id from approver s join r on r.id = s.request_id
     union select r.content ->> 'ownerId' from r where r.content ->> 'ownerId' is not null
     union select jsonb_array_elements_text(r.content -> 'approverIds') from r`,
    { workflowId },
  );
  return result.rows.map((row) => row.id);
}

/** Everybody named by the requests of a process and by `ids`, to be looked up by id; null ids are left out. */
export async function namedPeople(
  db: Db,
  { workflowId, ids }: { readonly workflowId: string; readonly ids: readonly (string | null)[] },
): Promise<(id: string) => Person> {
  const named = [...ids.filter((id) => id !== null), ...(await peopleInRequests(db, workflowId))];
  return personAmong(await peopleById(db, [...new Set(named)]));
}

/** Looks people up by id; throws `notFound` for one who is not among these. */
export function personAmong(people: ReadonlyMap<string, Person>): (id: string) => Person {
  return (id) => {
    const found = people.get(id);
    if (!found) throw new DomainError('notFound', `There is no person ${id}.`);
    return found;
  };
}

/** Everything an effect on a plan needs to know, read in the caller's transaction. */
export async function planningContext(
  db: Db,
  key: { id: string } | { workflowId: string },
): Promise<PlanningContext> {
  const plan = await getPlan(db, key);
  const account = await planningAccount(db, plan.accountId);
  const person = await namedPeople(db, {
    workflowId: plan.workflowId,
    ids: [
      plan.managerId,
      account.managerId,
      account.directorId,
      account.programmeOwnerId,
      ...plan.steps.flatMap((step) => [step.ownerId, ...step.approverIds]),
    ],
  });
  return {
    plan,
    account,
    subjectName: account.name,
    year: plan.year,
    path: `/plans/${plan.id}`,
    currency: plan.currency,
    lastDay: plan.endsOn,
    directorId: account.directorId,
    programmeOwnerId: account.programmeOwnerId,
    closed: plan.status === 'closed',
    person,
  };
}
