import { expect, it, onTestFinished } from 'vitest';
import { createReviewActivities } from '../../activities/reviews.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { findProcess, markStopped } from '../../db/stores/processes.ts';
import type { Db } from '../../db/client.ts';
import { conduct, type ScriptedPerson } from '../../rehearsal/conductor.ts';
import { scriptedApprover, scriptedManager } from '../../rehearsal/scripted-people.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { startFromRecords } from '../../temporal/ring.ts';
import { withoutReviews } from '../support/no-reviews.ts';
import { skippingStage } from '../support/skipping-stage.ts';
import { openWorld, type World } from '../support/world.ts';

const year = new Date().getUTCFullYear() + 1;
const until = `${year + 1}-01-20T00:00:00.000Z`;

/** One ordered line per effect: process time in whole minutes, what happened, to what. */
async function effectsOf(db: Db, workflowId: string): Promise<readonly string[]> {
  const rows = await db('audit_event')
    .where({ chain: workflowId })
    .orderBy('seq')
    .select<{ occurred_at: Date; kind: string; subject: string }[]>('occurred_at', 'kind', 'subject');
  return rows.map((row) => `${row.occurred_at.toISOString().slice(0, 16)} ${row.kind} ${row.subject}`);
}

// Finance never answers, so its superior is asked; the manager is late with the draft and leaves one step undone.
function cast({ database, firm, ring }: World): readonly ScriptedPerson[] {
  const tools = { db: database.app, ring };
  const approver = (personId: string, afterHours: number): ScriptedPerson =>
    scriptedApprover(tools, { personId, afterHours, choice: 'approve' });
  return [
    scriptedManager(tools, {
      personId: firm.manager,
      submitAfterHours: 60,
      doneDaysBefore: 3,
      leavesUndone: ['Introduce one offering that the client does not buy yet'],
    }),
    approver(firm.director, 4),
    approver(firm.operations, 20),
    approver(firm.sponsor, 30),
  ];
}

async function playLive(): Promise<{ effects: readonly string[]; openedAt: Date }> {
  const world = await openWorld();
  onTestFinished(() => world.close());
  await withoutReviews(world);
  await world.startWorker();
  const { app } = world.database;
  const { accountId, manager } = world.firm;
  const workflowId = `annual-plan/${accountId}/${year}`;
  const at = new Date();
  const by = { kind: 'person', id: manager } as const;
  const review = await requestAccountReview(app, { accountId, year, by, at });
  await createReviewActivities({ db: app }).openRequestedYear({
    workflowId: review.workflowId,
    at: at.toISOString(),
    seq: 1,
    subject: '',
  });
  await markStopped(app, review.workflowId);
  const process = await findProcess(app, workflowId);
  if (!process) throw new Error('the plan was not opened');
  await startFromRecords(
    { client: world.client, db: app, taskQueue: world.taskQueue, log: world.log },
    process,
  );
  const setClock = (to: string): void => world.clock.set(to);
  const stage = skippingStage({ client: world.client, db: app, workflowId, setClock });
  await conduct(stage, { people: cast(world), from: at.toISOString(), until });
  return { effects: await effectsOf(app, workflowId), openedAt: at };
}

async function playRehearsed(openedAt: Date): Promise<{ effects: readonly string[]; world: World }> {
  const run = 'the year';
  let now = openedAt.toISOString();
  const world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  onTestFinished(() => world.close());
  await withoutReviews(world);
  await world.startWorker();
  const { app } = world.database;
  const { accountId, manager } = world.firm;
  const by = { kind: 'person', id: manager } as const;
  const review = await requestAccountReview(app, { accountId, year, by, at: openedAt });
  await world.ring(review.workflowId);
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  const stage = virtualStage({ client: world.client, db: app, run, setClock });
  await conduct(stage, { people: cast(world), from: now, until });
  return { effects: await effectsOf(app, `annual-plan/${accountId}/${year}`), world };
}

it('leaves the same effects at the same process times on skipped time and under the process clock', async () => {
  const live = await playLive();
  const rehearsed = await playRehearsed(live.openedAt);
  expect(live.effects.slice(1)).toEqual(rehearsed.effects.slice(1));
  expect(live.effects[0]?.slice(17)).toBe(rehearsed.effects[0]?.slice(17));
  const kinds = rehearsed.effects.map((line) => line.split(' ')[1]);
  for (const kind of [
    'manager.reminded',
    'approval.reminded',
    'approval.escalated',
    'step.reminded',
    'step.overdue',
  ])
    expect(kinds).toContain(kind);
  expect(kinds.at(-1)).toBe('plan.closed');
  const { app } = rehearsed.world.database;
  const late = await app('audit_event as e')
    .join('decision as d', app.raw(`d.approver_id::text = e.data ->> 'seatId'`))
    .where('e.kind', 'approval.reminded')
    .whereRaw('e.occurred_at > d.decided_at');
  expect(late).toEqual([]);
  const nextYear = await app('plan')
    .where({ year: year + 1 })
    .first<{ opened_at: Date } | undefined>('opened_at');
  expect(nextYear).toBeDefined();
});
