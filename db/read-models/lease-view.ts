import type { Person } from '../../domain/person.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { toldOfUntended } from '../../domain/planning/lease.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { namesOf } from './actor-names.ts';
import { planHealth, type PlanHealth } from './plan-health.ts';
import { lastChanges, planStanding, type PlanChange, type PlanStanding } from './plan-standing.ts';
import { peopleById, personAmong, planningContext, type PlanningContext } from './planning-context.ts';

/** What the page behind a manager's link shows: how the plan stands while it is `open`, and nothing of it once nobody is asked any more. */
export interface LeaseView {
  readonly linkId: string;
  readonly person: Person;
  readonly accountName: string;
  readonly plan: Plan;
  readonly open: OpenLease | undefined;
  /** What this manager said on this link. */
  readonly answer: { readonly at: Date; readonly word: string } | undefined;
}

/** What a manager who is asked reads of the plan; `told` learns of it, `nameOf` names whoever changed it. */
export interface OpenLease {
  readonly health: PlanHealth;
  readonly standing: PlanStanding;
  readonly changes: readonly PlanChange[];
  readonly told: Person | undefined;
  readonly ownerName: (personId: string) => string;
  readonly nameOf: (actor: Actor) => string;
}

interface LinkRow {
  id: string;
  plan_id: string;
  person_id: string;
  answered_at: Date | null;
  word: string | null;
  open: boolean;
}

const changesShown = 5;

/** The view of a manager's link by the SHA-256 of its token, with figures as of `now`; `undefined` for an unknown one. Reads only. */
export async function findLeaseView(
  db: Db,
  { tokenSha256, now }: { readonly tokenSha256: string; readonly now: Date },
): Promise<LeaseView | undefined> {
  const link = await db('lease_link as k')
    .where({ token_sha256: tokenSha256 })
    .first<LinkRow | undefined>(
      'k.*',
      db.raw('exists (select from open_lease_link o where o.id = k.id) as open'),
    );
  if (!link) return undefined;
  const context = await planningContext(db, { id: link.plan_id });
  const { answered_at: at, word } = link;
  return {
    linkId: link.id,
    person: await readerOf(db, { context, personId: link.person_id }),
    accountName: context.account.name,
    plan: context.plan,
    open: link.open ? await openLease(db, { context, now }) : undefined,
    answer: at !== null && word !== null ? { at, word } : undefined,
  };
}

// Whoever managed the plan when they were asked need not be named by it any more.
async function readerOf(
  db: Db,
  { context, personId }: { readonly context: PlanningContext; readonly personId: string },
): Promise<Person> {
  if (personId === context.plan.managerId) return context.person(personId);
  return personAmong(await peopleById(db, [personId]))(personId);
}

async function openLease(
  db: Db,
  { context, now }: { readonly context: PlanningContext; readonly now: Date },
): Promise<OpenLease | undefined> {
  const { plan, account, person } = context;
  const health = await planHealth(db, { planId: plan.id, at: now });
  if (health === null) return undefined;
  const changes = await lastChanges(db, { plan, limit: changesShown });
  const among = (id: string | null): Person | undefined => (id === null ? undefined : person(id));
  const director = among(account.directorId);
  const programmeOwner = among(account.programmeOwnerId);
  const told = toldOfUntended({ managerId: plan.managerId, director, programmeOwner });
  return {
    health,
    standing: await planStanding(db, plan),
    changes,
    told: told && person(told.personId),
    ownerName: (id) => person(id).name,
    nameOf: await namesOf(
      db,
      changes.map(({ by }) => by),
    ),
  };
}
