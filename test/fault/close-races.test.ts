import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { closePlan } from '../../db/stores/closings.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { submitPlan } from '../../db/stores/plans.ts';
import { findProcess } from '../../db/stores/processes.ts';
import { executionStatus } from '../../temporal/executions.ts';
import { eventually } from '../support/eventually.ts';
import { decisionsOn, give, mailed, told } from '../support/race.ts';
import { manager, questions, ringAndSettle, storyYear, type Question } from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let years = 0;

beforeAll(async () => {
  world = await openWorld({ mailEnabled: false });
  await world.startWorker();
});
afterAll(() => world.close());

interface OpenYear {
  readonly workflowId: string;
  readonly asked: readonly (Question & { readonly seatId: string })[];
}

async function openYear(): Promise<OpenYear> {
  years += 1;
  const { app } = world.database;
  const year = storyYear + years;
  const workflowId = `annual-plan/${world.firm.accountId}/${year}`;
  const by = manager(world);
  const at = world.clock.now();
  const review = await requestAccountReview(app, { accountId: world.firm.accountId, year, by, at });
  await ringAndSettle(world, review.workflowId);
  const { id: planId, version } = await getPlan(app, { workflowId });
  await submitPlan(app, { planId, version, by, at });
  await ringAndSettle(world, workflowId);
  const seats = await app('approver as a')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .join('approval_link as l', 'l.approver_id', 'a.id')
    .where('r.workflow_id', workflowId)
    .select<{ seat: string; link: string }[]>('a.id as seat', 'l.id as link');
  const seatOf = new Map(seats.map(({ seat, link }) => [link, seat]));
  const asked = (await questions(world)).flatMap((question) => {
    const seatId = seatOf.get(question.linkId);
    return seatId === undefined ? [] : [{ ...question, seatId }];
  });
  return { workflowId, asked };
}

async function close(workflowId: string): Promise<string> {
  const { app } = world.database;
  const { id: planId, version } = await getPlan(app, { workflowId });
  const closing = { planId, version, by: manager(world), at: world.clock.now() };
  const said = await told(
    closePlan(app, { ...closing, lessons: '', improvements: [], outcomes: [], confirmUnfinished: true }),
  );
  await world.ring(workflowId);
  return said;
}

it('counts each answer once while its plan closes, as a decision with a receipt or as a note to the manager', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 4 }), async (before) => {
      const { workflowId, asked } = await openYear();
      expect(asked).toHaveLength(5);
      const said: string[] = [];
      for (const question of asked.slice(0, before)) said.push(await give(world, { question }));
      let closed = close(workflowId);
      for (const question of asked.slice(before)) said.push(await give(world, { question }));
      // Each outcome counts the plan's version, so a close that was overtaken is asked for again.
      while ((await closed) === 'stale') closed = close(workflowId);
      await ringAndSettle(world, workflowId);
      const requests = [...new Set(asked.map(({ requestId }) => requestId))];
      const given = (await Promise.all(requests.map((id) => decisionsOn(world, id)))).flat();
      expect(said.map((one) => (one === 'closed' ? 'late' : one))).toEqual([
        ...given.map(() => 'recorded'),
        ...asked.slice(given.length).map(() => 'late'),
      ]);
      expect(
        await mailed(
          world,
          given.map(({ id }) => `decision-receipt/${id}`),
        ),
      ).toHaveLength(given.length);
      const notes = asked.map(({ seatId }) => `late-decision-note/${seatId}`);
      expect(await mailed(world, notes)).toEqual(notes.slice(given.length).sort());
      expect((await findProcess(world.database.app, workflowId))?.state).toBe('closed');
      await eventually(async () => expect(await executionStatus(world.client, workflowId)).toBe('COMPLETED'));
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 900_000);
