import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { addStep } from '../../db/stores/plans.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { conduct } from '../../rehearsal/conductor.ts';
import { scriptedManager } from '../../rehearsal/scripted-people.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import {
  answer,
  currentPlan,
  manager,
  planProcess,
  questions,
  ringAndSettle,
  storyYear,
  submit,
} from '../support/story.ts';
import { withoutReviews } from '../support/no-reviews.ts';
import { settle } from '../support/settle.ts';
import { openWorld, type World } from '../support/world.ts';

const run = 'sixty steps';
const steps = 60;
let now = `${storyYear - 1}-12-01T09:00:00.000Z`;
let world: World;

const setClock = (to: string): void => {
  now = to;
  world.clock.set(to);
};

beforeAll(async () => {
  world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  setClock(now);
  await withoutReviews(world);
  await world.startWorker();
});
afterAll(() => world.close());

const approvers = (): readonly string[] => {
  const { director, sponsor, operations, finance } = world.firm;
  return [director, sponsor, operations, finance];
};

const twoDigits = (count: number): string => String(count).padStart(2, '0');

async function writePlan(): Promise<void> {
  const { firm, database, ring } = world;
  const at = new Date(now);
  const asked = { accountId: firm.accountId, year: storyYear, by: manager(world), at };
  await ring((await requestAccountReview(database.app, asked)).workflowId);
  await settle(world);
  for (let count = 0; count < steps; count += 1) {
    const { id: planId, version } = await currentPlan(world);
    await addStep(database.app, {
      ...{ planId, version, by: manager(world), at },
      content: {
        title: `Step ${count + 1}`,
        description: 'Worth a decision of four functions.',
        type: 'workshop',
        ownerId: firm.manager,
        dueOn: `${storyYear}-${twoDigits(1 + (count % 12))}-28`,
        cost: '100.00',
        benefit: '0.00',
        approverIds: [...approvers()],
        policy: { ...standardPolicy, kind: 'all' },
      },
    });
  }
  await ringAndSettle(world);
}

async function approveInOneSitting(personId: string): Promise<void> {
  for (const question of await questions(world, personId)) await answer(world, { question });
  await ringAndSettle(world);
}

async function lengths(): Promise<readonly number[]> {
  const runs: number[] = [];
  for await (const { historyLength } of world.client.workflow.list({
    query: `WorkflowId = '${planProcess(world)}'`,
  }))
    runs.push(historyLength);
  return runs;
}

it('keeps a year of sixty steps with four approvers each under 3,000 events of history', async () => {
  await writePlan();
  await submit(world);
  for (const personId of approvers()) await approveInOneSitting(personId);
  const virtual = virtualStage({ client: world.client, db: world.database.app, run, setClock });
  const stage = { ...virtual, quiet: () => settle(world) };
  const tools = { db: world.database.app, ring: world.ring };
  const script = { personId: world.firm.manager, submitAfterHours: 8, doneDaysBefore: 1, leavesUndone: [] };
  const people = [scriptedManager(tools, script)];
  await conduct(stage, { people, from: now, until: `${storyYear + 1}-01-15T00:00:00.000Z` });

  const { steps: all, status } = await currentPlan(world);
  expect(status).toBe('closed');
  const asked = all.filter(({ title }) => title.startsWith('Step '));
  expect(asked.map((step) => step.status)).toEqual(asked.map(() => 'done'));
  const decided = await world.database
    .app('decision as d')
    .join('approver as a', 'a.id', 'd.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .whereIn(
      'r.step_id',
      asked.map(({ id }) => id),
    )
    .select('d.id');
  expect(decided).toHaveLength(4 * steps);
  const events = await lengths();
  expect(events.reduce((sum, one) => sum + one, 0)).toBeLessThan(3_000);
}, 1_800_000);
