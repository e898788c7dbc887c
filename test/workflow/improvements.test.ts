import { expect, it, onTestFinished } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { closePlan } from '../../db/stores/closings.ts';
import { addImprovement, endImprovement } from '../../db/stores/improvements.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { conduct } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { withoutReviews } from '../support/no-reviews.ts';
import { openWorld, type World } from '../support/world.ts';

const run = 'improvements';
const wish = { title: 'Desks in every room', learned: 'Business guests left us for want of a desk.' };

interface Played {
  readonly world: World;
  readonly playUntil: (until: string) => Promise<void>;
  readonly now: () => Date;
}

async function open(): Promise<Played> {
  let at = '2027-06-01T09:00:00.000Z';
  const world = await openWorld({ rehearsal: () => ({ run, at }) });
  onTestFinished(() => world.close());
  await withoutReviews(world);
  await world.startWorker();
  const { app } = world.database;
  const by = { kind: 'person', id: world.firm.manager } as const;
  const asked = { accountId: world.firm.accountId, year: 2027, by, at: new Date(at) };
  await world.ring((await requestAccountReview(app, asked)).workflowId);
  const setClock = (to: string): void => {
    at = to;
    world.clock.set(to);
  };
  const stage = virtualStage({ client: world.client, db: app, run, setClock });
  const playUntil = async (until: string): Promise<void> => {
    await conduct(stage, { people: [], from: at, until });
    setClock(until);
  };
  return { world, playUntil, now: () => new Date(at) };
}

async function mailed({ database }: World): Promise<readonly string[]> {
  const rows = await database
    .app('notification')
    .where({ kind: 'improvement' })
    .orderBy('id')
    .select<{ data: { news: string }; person_id: string; occurred_at: Date }[]>(
      'data',
      'person_id',
      'occurred_at',
    );
  return rows.map((row) => `${row.occurred_at.toISOString().slice(0, 10)} ${row.data.news} ${row.person_id}`);
}

it('is told to its owner when a plan closes, reminded three times, and stands in the next plan', async () => {
  const { world, playUntil, now } = await open();
  const { app } = world.database;
  const { accountId, manager, operations, director } = world.firm;
  await playUntil('2027-06-02T09:00:00.000Z');
  const { id: planId } = await getPlan(app, { workflowId: `annual-plan/${accountId}/2027` });
  const { version, workflowId } = await getPlan(app, { id: planId });
  const by = { kind: 'person', id: manager } as const;
  await closePlan(app, {
    ...{ planId, version, by, at: now(), lessons: 'Ask sooner.', confirmUnfinished: true },
    improvements: [{ ...wish, ownerId: operations, dueOn: '2027-07-01' }],
    outcomes: [],
  });
  await world.ring(workflowId);
  await world.ring(`account-review/${accountId}`);
  await playUntil('2027-12-31T12:00:00.000Z');
  expect(await mailed(world)).toEqual([
    `2027-06-02 assigned ${operations}`,
    `2027-07-01 due ${operations}`,
    `2027-07-07 late ${operations}`,
    `2027-07-07 late ${director}`,
    `2027-07-14 late ${operations}`,
    `2027-07-14 late ${director}`,
  ]);
  const next = await getPlan(app, { workflowId: `annual-plan/${accountId}/2028` });
  expect(next.situation).toContain('Improvement still open: Desks in every room');
});

it('is not reminded of once it has ended, and ends one way only', async () => {
  const { world, playUntil, now } = await open();
  const { app } = world.database;
  const { accountId, manager, operations } = world.firm;
  const by = { kind: 'person', id: manager } as const;
  const add = { accountId, planId: null, by, at: now() };
  const { id } = await addImprovement(app, {
    ...add,
    wish: { ...wish, ownerId: operations, dueOn: '2027-07-01' },
  });
  const end = { id, state: 'done', outcome: 'Desks since May.', by, at: now() } as const;
  await endImprovement(app, end);
  expect((await endImprovement(app, end)).outcome).toBe('Desks since May.');
  await expect(endImprovement(app, { ...end, state: 'dropped' })).rejects.toThrow('was done before');
  await world.ring(`account-review/${accountId}`);
  await playUntil('2027-08-01T12:00:00.000Z');
  expect(await mailed(world)).toEqual([]);
});

it('is refused with every fault, and then nothing is kept', async () => {
  const { world, now } = await open();
  const { app } = world.database;
  const { accountId, manager, operations } = world.firm;
  await app('person').where({ id: operations }).update({ active: false });
  const add = { accountId, planId: null, by: { kind: 'person', id: manager } as const, at: now() };
  const refused = addImprovement(app, {
    ...add,
    wish: { ...wish, ownerId: operations, dueOn: '2027-01-01' },
  });
  await expect(refused).rejects.toMatchObject({
    code: 'invalid',
    faults: [
      { path: '/ownerId', message: 'must be an active person' },
      { path: '/dueOn', message: 'must not be in the past' },
    ],
  });
  await expect(
    addImprovement(app, { ...add, planId: '999', wish: { ...wish, ownerId: manager, dueOn: '2027-07-01' } }),
  ).rejects.toMatchObject({ code: 'notFound' });
  expect(await app('process_improvement')).toEqual([]);
});
