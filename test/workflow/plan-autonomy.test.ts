import { afterAll, beforeAll, expect, it } from 'vitest';
import { planAutonomy } from '../../db/stores/autonomy.ts';
import { storeRates } from '../../db/stores/exchange-rates.ts';
import { setManagerProfile } from '../../db/stores/manager-profiles.ts';
import { editStep } from '../../db/stores/plans.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  manager,
  questions,
  ringAndSettle,
  startReview,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
  await setManagerProfile(world.database.app, {
    personId: world.firm.manager,
    profile: {
      skills: { goals: 3, customer: 3, internal: 3, planning: 3, spanning: 3 },
      languages: ['en'],
      regions: ['PT'],
      capacity: { accounts: 5 },
      workStyle: '',
      authority: { perStep: '500.00', perPlan: '800.00', currency: 'EUR' },
    },
    by: { kind: 'operator', id: 'test' },
    at: world.clock.now(),
  });
});

afterAll(() => world.close());

async function edit(
  plan: Plan,
  change: { index: number; cost: string; approverIds?: string[]; dependsOn?: string[] },
): Promise<Plan> {
  const { index, ...fields } = change;
  return editStep(world.database.app, {
    planId: plan.id,
    version: plan.version,
    by: manager(world),
    at: world.clock.now(),
    stepId: plan.steps[index]?.id ?? '',
    change: fields,
  });
}

it('decides alone what is within the limit, starts it unless it waits for another step, and asks about what is edited beyond it', async () => {
  let plan = await startReview(world);
  plan = await edit(plan, { index: 0, cost: '400.00', approverIds: [] });
  plan = await edit(plan, { index: 1, cost: '450.00' });
  await edit(plan, { index: 2, cost: '300.00', dependsOn: [plan.steps[1]?.id ?? ''] });
  const submitted = await submit(world);
  const statuses = (of: Plan): string[] => of.steps.map(({ status }) => status);
  expect(statuses(submitted)).toEqual(['inProgress', 'pending', 'approved', 'pending']);
  const { spent, decisions } = await planAutonomy(world.database.app, submitted);
  expect([spent, decisions.map(({ cost }) => cost)]).toEqual(['700.00', ['400.00', '300.00']]);
  const events = await world.database
    .app('audit_event')
    .where({ chain: submitted.workflowId, kind: 'step.decidedUnderLimit' })
    .orderBy('seq')
    .select<{ subject: string; data: { perStep: string } }[]>('subject', 'data');
  expect(events.map(({ subject }) => subject)).toEqual([submitted.steps[0]?.id, submitted.steps[2]?.id]);
  expect(events[0]?.data).toMatchObject({
    cost: '400.00',
    perStep: '500.00',
    perPlan: '800.00',
    profileVersion: 1,
  });
  const edited = await edit(await currentPlan(world), { index: 2, cost: '900.00', dependsOn: [] });
  expect(statuses(edited)).toEqual(['inProgress', 'pending', 'draft', 'pending']);
  expect((await planAutonomy(world.database.app, edited)).spent).toBe('400.00');
  expect(statuses(await submit(world))).toEqual(['inProgress', 'pending', 'pending', 'pending']);
  for (const question of await questions(world)) await answer(world, { question });
  await ringAndSettle(world);
  expect(statuses(await currentPlan(world))).toEqual(Array.from({ length: 4 }, () => 'inProgress'));
  expect(await mailsOf(world, 'plan-executing')).toBe(1);
});

it('starts at once a plan that its manager decides alone', async () => {
  const other = await openWorld();
  try {
    await other.startWorker();
    await other.database.app('manager_profile').insert({
      ...(await world.database.app('manager_profile').first<Record<string, unknown>>('*')),
      person_id: other.firm.manager,
    });
    let plan = await startReview(other);
    const { app } = other.database;
    const act = { planId: plan.id, by: manager(other), at: other.clock.now() };
    for (const [index, { id }] of plan.steps.entries())
      plan = await editStep(app, {
        ...act,
        version: plan.version,
        stepId: id,
        change: { cost: `${100 + index}` },
      });
    const submitted = await submit(other);
    expect(submitted.status).toBe('executing');
    expect(submitted.steps.map(({ status }) => status)).toEqual(
      Array.from({ length: 4 }, () => 'inProgress'),
    );
    expect(await questions(other)).toEqual([]);
    expect((await planAutonomy(app, submitted)).spent).toBe('406.00');
  } finally {
    await other.close();
  }
});

it('converts a limit stated in another currency at the day of submission, and records by which rate', async () => {
  const other = await openWorld();
  try {
    await other.startWorker();
    const { app } = other.database;
    const profile = await world.database.app('manager_profile').first<Record<string, unknown>>('*');
    await app('manager_profile').insert({
      ...profile,
      person_id: other.firm.manager,
      limit_currency: 'USD',
    });
    const plan = await startReview(other);
    const [first, second] = plan.steps;
    const at = other.clock.now();
    const act = { planId: plan.id, by: manager(other), at };
    // 500 USD are 462.96 EUR.
    const one = { ...act, version: plan.version, stepId: first?.id ?? '', change: { cost: '462.96' } };
    const { version } = await editStep(app, one);
    await editStep(app, { ...act, version, stepId: second?.id ?? '', change: { cost: '462.97' } });
    const on = at.toISOString().slice(0, 10);
    const entry = { base: 'EUR', quote: 'USD', on, rate: '1.08', source: 'ECB' };
    await storeRates(app, { entries: [{ place: '', entry }], by: manager(other), at });
    const submitted = await submit(other);
    expect(submitted.steps.map(({ status }) => status)).toEqual([
      'inProgress',
      'pending',
      'pending',
      'pending',
    ]);
    const { decisions, spent } = await planAutonomy(app, submitted);
    const rates = [{ base: 'EUR', quote: 'USD', on, rate: '1.08', version: 1, inverse: true }];
    expect([spent, decisions.map((decision) => decision.rates)]).toEqual(['462.96', [rates]]);
    const [event] = await app('audit_event')
      .where({ chain: submitted.workflowId, kind: 'step.decidedUnderLimit' })
      .pluck<Record<string, unknown>[]>('data');
    expect(event).toMatchObject({
      perStep: '500.00',
      currency: 'USD',
      inPlan: { perStep: '462.96', currency: 'EUR', rates },
    });
  } finally {
    await other.close();
  }
});
