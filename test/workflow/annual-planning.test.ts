import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { decide } from '../../db/stores/decisions.ts';
import { findPlan } from '../../db/stores/plan-rows.ts';
import { submitPlan } from '../../db/stores/plans.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { eventually } from '../support/eventually.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
const year = new Date().getUTCFullYear() + 1;

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
});
afterAll(() => world.close());

async function plan(): Promise<Plan> {
  const found = await findPlan(world.database.app, { workflowId: `annual-plan/${world.firm.accountId}/${year}` });
  if (!found) throw new Error('no plan yet');
  return found;
}

it('goes from a request through submission and approvals to execution', async () => {
  const { app } = world.database;
  const by = { kind: 'person', id: world.firm.manager } as const;
  const { workflowId } = await requestAccountReview(app, { accountId: world.firm.accountId, year, by, at: world.clock.now() });
  await world.ring(workflowId);
  const draft = await eventually(plan);
  expect(draft.status).toBe('drafting');
  expect(draft.steps.length).toBe(4);
  await submitPlan(app, { planId: draft.id, version: draft.version, by, at: world.clock.now() });
  await world.ring(draft.workflowId);
  await eventually(() => expect(world.inbox.mails.filter((mail) => mail.parsed.text?.includes('/d/'))).toHaveLength(5));
  const links = await app('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .select<{ id: string; request_id: string; content_hash: string }[]>('l.id', 'a.request_id', 'r.content_hash');
  for (const link of links) {
    await decide(app, {
      linkId: link.id,
      requestId: link.request_id,
      contentHash: link.content_hash,
      choice: 'approve',
      comment: '',
      at: world.clock.now(),
    });
    await world.ring(draft.workflowId);
  }
  const executing = await eventually(async () => {
    const now = await plan();
    expect(now.steps.map((step) => step.status)).toEqual(['inProgress', 'inProgress', 'inProgress', 'inProgress']);
    return now;
  });
  expect(executing.status).toBe('executing');
});
