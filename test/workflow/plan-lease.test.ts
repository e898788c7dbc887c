import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLeaseActivities } from '../../activities/lease.ts';
import { nextPlanDue } from '../../db/read-models/due-dates.ts';
import { recordCommitment } from '../../db/stores/commitments.ts';
import { leaseOf, revalidatePlan } from '../../db/stores/plan-lease.ts';
import { markStepDone } from '../../db/stores/plans.ts';
import { listSignals } from '../../db/stores/signals.ts';
import { leaseDates, leaseFigures, type Lease } from '../../domain/planning/lease.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  manager,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  storyYear,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

const day = 24 * 60 * 60_000;
let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
  await startReview(world);
});
afterEach(() => world.close());

async function execute(): Promise<void> {
  await submit(world);
  for (;;) {
    const open = await questions(world);
    if (open.length === 0) break;
    for (const question of open) await answer(world, { question });
    await ringAndSettle(world);
  }
  expect((await currentPlan(world)).status).toBe('executing');
}

async function lease(): Promise<Lease> {
  const found = await leaseOf(world.database.app, (await currentPlan(world)).id);
  if (!found) throw new Error('the plan has no lease');
  return found;
}

// Calls the effect as the workflow's timer would at that date.
async function reach(effect: 'askRevalidation' | 'tellUntended', at: Date): Promise<void> {
  const effects = createLeaseActivities({ db: world.database.app, links: world.links });
  const { id: subject } = await currentPlan(world);
  const move = { workflowId: planProcess(world), at: at.toISOString(), seq: 0, subject };
  await world.sendMail({ notificationIds: (await effects[effect](move)).notificationIds });
}

async function askNow(): Promise<Date> {
  const { askAt } = leaseDates(await lease());
  await reach('askRevalidation', askAt);
  return askAt;
}

const edit = async () => {
  const { id: planId, version } = await currentPlan(world);
  return { planId, version, by: manager(world), at: world.clock.now() };
};

describe('the lease of a plan', () => {
  it('begins with the execution, and asks the manager after 60 days, once', async () => {
    const { id } = await currentPlan(world);
    expect(await leaseOf(world.database.app, id)).toBeUndefined();
    await execute();
    const { tendedAt } = await lease();
    const { askAt } = leaseDates(await lease());
    expect(askAt.getTime() - tendedAt.getTime()).toBe(60 * day);
    await reach('askRevalidation', new Date(askAt.getTime() - 1));
    expect(await mailsOf(world, 'plan-revalidate')).toBe(0);
    expect(leaseFigures(await lease(), askAt)).toMatchObject({ daysUntended: 60, health: 100 });
    await reach('askRevalidation', askAt);
    await reach('askRevalidation', askAt);
    expect(await mailsOf(world, 'plan-revalidate')).toBe(1);
    expect((await lease()).askedAt).toEqual(askAt);
    expect(world.inbox.mails.at(-1)?.parsed.subject).toContain('Does it still hold?');
  });

  it('lets health fall by a point a day from then on, and tells the director after 14 days', async () => {
    await execute();
    const askedAt = await askNow();
    const later = (days: number): Date => new Date(askedAt.getTime() + days * day);
    for (const [days, health] of [
      [0, 100],
      [1, 99],
      [13, 87],
      [99, 1],
      [400, 0],
    ] as const)
      expect(leaseFigures(await lease(), later(days)).health).toBe(health);
    await reach('tellUntended', new Date(later(14).getTime() - 1));
    expect(await mailsOf(world, 'plan-untended')).toBe(0);
    await reach('tellUntended', later(14));
    await reach('tellUntended', later(15));
    const told = await world.database.app('notification').where({ kind: 'plan-untended' });
    expect(told).toMatchObject([{ to_address: 'director@example.com' }]);
    const of = { accountId: world.firm.accountId, asOf: later(20), limit: 10 };
    expect(await listSignals(world.database.app, of)).toMatchObject([
      { kind: 'plan.untended', evidence: { health: 86, daysUntended: 74 } },
    ]);
  });

  it('tells the programme owner where the director has left', async () => {
    await execute();
    const { director } = world.firm;
    await world.database.app('person').where({ id: director }).update({ active: false });
    const askedAt = await askNow();
    await reach('tellUntended', new Date(askedAt.getTime() + 14 * day));
    const told = await world.database.app('notification').where({ kind: 'plan-untended' });
    expect(told).toMatchObject([{ to_address: 'owner@example.com' }]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a revalidation',
      async () => revalidatePlan(world.database.app, { ...(await edit()), note: 'Read with the team.' }),
    ],
    [
      'a step done',
      async () => {
        const step = (await currentPlan(world)).steps.find(({ status }) => status === 'inProgress');
        const done = { ...(await edit()), stepId: step?.id ?? '', evidence: 'Minutes.' };
        return markStepDone(world.database.app, done);
      },
    ],
    [
      'a commitment',
      async () => {
        const owner = { personId: world.firm.operations };
        const terms = { owner, text: 'Report rates.', dueOn: `${storyYear}-06-30` };
        return recordCommitment(world.database.app, { ...(await edit()), ...terms });
      },
    ],
  ])('begins anew with %s', async (_, tend) => {
    await execute();
    await askNow();
    const before = await lease();
    await tend();
    await ringAndSettle(world);
    const after = await lease();
    expect(after.tendedAt.getTime()).toBeGreaterThan(before.tendedAt.getTime());
    expect(after).toMatchObject({ askedAt: null, toldAt: null });
    const due = await nextPlanDue(world.database.app, (await currentPlan(world)).id);
    expect(due?.effect).not.toBe('tellUntended');
  });

  it('is not tended by the service itself, and cannot be revalidated outside execution', async () => {
    const early = revalidatePlan(world.database.app, { ...(await edit()), note: '' });
    await expect(early).rejects.toMatchObject({ code: 'conflict' });
    await execute();
    const before = await lease();
    const due = new Date(Date.now() - 60_000);
    await world.database.app('plan_step').where({ status: 'inProgress' }).update({ overdue_at: due });
    await ringAndSettle(world);
    expect(await mailsOf(world, 'step-overdue')).toBeGreaterThan(0);
    expect(await lease()).toEqual(before);
  });
});
