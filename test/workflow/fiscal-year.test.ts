import { expect, it, onTestFinished } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { conduct } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { withoutReviews } from '../support/no-reviews.ts';
import { openWorld } from '../support/world.ts';

it('plans from April to March where the programme does, and the next fiscal year follows on time', async () => {
  const run = 'fiscal year';
  let now = '2027-01-11T09:00:00.000Z';
  const world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  onTestFinished(() => world.close());
  await withoutReviews(world);
  await world.startWorker();
  const { app } = world.database;
  await app('programme').update({ fiscal_year_starts: 4 });
  const { accountId, manager } = world.firm;
  const ask = (year: number) =>
    requestAccountReview(app, { accountId, year, by: { kind: 'person', id: manager }, at: new Date(now) });
  await expect(ask(2025)).rejects.toThrow('between 2026 and 2100');
  await world.ring((await ask(2026)).workflowId);
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  const stage = virtualStage({ client: world.client, db: app, run, setClock });
  await conduct(stage, { people: [], from: now, until: '2027-04-02T12:00:00.000Z' });
  const plans = await app('plan')
    .orderBy('year')
    .select<{ year: number; starts_on: string; ends_on: string; opened_at: Date; status: string }[]>(
      'year',
      'starts_on',
      'ends_on',
      'opened_at',
      'status',
    );
  expect(
    plans.map(({ opened_at: openedAt, ...plan }) => ({
      ...plan,
      opened: openedAt.toISOString().slice(0, 10),
    })),
  ).toEqual([
    { year: 2026, starts_on: '2026-04-01', ends_on: '2027-03-31', status: 'closed', opened: '2027-01-11' },
    { year: 2027, starts_on: '2027-04-01', ends_on: '2028-03-31', status: 'drafting', opened: '2027-02-01' },
  ]);
});
