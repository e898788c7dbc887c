import { openQuestions } from '../../db/read-models/script-reading.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { decide } from '../../db/stores/decisions.ts';
import { listQuarterlyReviews } from '../../db/stores/review-rows.ts';
import type { Actor } from '../../domain/actor.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import { conduct, type ScriptedPerson } from '../../rehearsal/conductor.ts';
import { scriptedApprover, scriptedManager } from '../../rehearsal/scripted-people.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { serve, visits, type HotelGroup } from './hotel-group.ts';
import { settle } from './settle.ts';
import { openWorld, type World } from './world.ts';

/** A small firm under the process clock whose plan of 2027 is executed, with one contact at the client. */
export interface QuarterWorld extends Pick<HotelGroup, 'send' | 'approveByMail'> {
  readonly world: World;
  readonly manager: Actor;
  readonly now: () => Date;
  /** Plays the process clock until a date, with whoever acts by themselves. */
  readonly play: (until: string, people?: readonly ScriptedPerson[]) => Promise<void>;
  /** The account's review of a quarter; throws while there is none. */
  readonly review: (quarter: number) => Promise<QuarterlyReview>;
  /** Rings a process and returns once nothing is in flight. */
  readonly ring: (workflowId: string) => Promise<void>;
  /** Somebody who answers every question after so many business hours. */
  readonly approving: (personId: string, afterHours?: number) => ScriptedPerson;
  readonly close: () => Promise<void>;
}

/** Opens it with the plan drafted. */
export async function openQuarterWorld(run: string): Promise<QuarterWorld> {
  let now = '2026-11-02T09:00:00.000Z';
  const world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  setClock(now);
  const manager = await startAccount(world);
  const virtual = virtualStage({ client: world.client, db: world.database.app, run, setClock });
  const stage = { ...virtual, quiet: () => settle(world) };
  const server = await serve(world);
  return {
    world,
    manager,
    ...(await visits(world, server)),
    now: () => new Date(now),
    play: async (until, people = []) => {
      await conduct(stage, { people, from: now, until });
      setClock(until);
    },
    review: (quarter) => reviewOf(world, quarter),
    ring: async (id) => {
      await world.ring(id);
      await settle(world);
    },
    approving: (personId, afterHours = 2) =>
      scriptedApprover(
        { db: world.database.app, ring: world.ring },
        { personId, afterHours, choice: 'approve' },
      ),
    close: async () => {
      await server.close();
      await world.close();
    },
  };
}

async function startAccount(world: World): Promise<Actor> {
  const { accountId, manager } = world.firm;
  const { app } = world.database;
  const paula = { account_id: accountId, key: 'paula', name: 'Paula Reis', email: 'paula@client.example' };
  await app('contact').insert(paula);
  await world.startWorker();
  const by: Actor = { kind: 'person', id: manager };
  const wish = { accountId, year: 2027, by, at: world.clock.now() };
  const { workflowId } = await requestAccountReview(app, wish);
  await world.ring(workflowId);
  await settle(world);
  return by;
}

async function reviewOf({ database, firm }: World, quarter: number): Promise<QuarterlyReview> {
  const found = await listQuarterlyReviews(database.app, { accountId: firm.accountId, limit: 20 });
  const one = found.find((review) => review.quarter === quarter && review.year === 2027);
  if (!one) throw new Error(`there is no review of quarter ${quarter} yet`);
  return one;
}

/** Everybody who makes the plan be executed: a manager who submits it and finishes its steps, and approvers who approve. */
export function planCast({ world, approving }: QuarterWorld): readonly ScriptedPerson[] {
  const { firm, database, ring } = world;
  const tools = { db: database.app, ring };
  const script = { personId: firm.manager, submitAfterHours: 8, doneDaysBefore: 3, leavesUndone: [] };
  return [
    scriptedManager(tools, script),
    ...[firm.director, firm.operations, firm.sponsor, firm.finance].map((id) => approving(id, 4)),
  ];
}

/** Plays until the manager is asked to sign the first quarter's pack off, and lets them ask for changes. Returns the review's process. */
export async function askForChanges(quarters: QuarterWorld): Promise<string> {
  const { world, play, now, ring } = quarters;
  const { app } = world.database;
  await play('2027-04-21T09:00:00.000Z', planCast(quarters));
  const [question] = await openQuestions(app, world.firm.manager);
  if (!question) throw new Error('the manager was not asked');
  const { linkId, requestId, contentHash } = question;
  const said = { choice: 'requestChanges', comment: 'The desks first.', verified: 'code' } as const;
  const { workflowId } = await decide(app, { linkId, requestId, contentHash, ...said, at: now() });
  await ring(workflowId);
  await play('2027-04-21T10:00:00.000Z');
  return workflowId;
}
