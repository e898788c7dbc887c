import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { planDraft } from '../../db/read-models/plan-draft.ts';
import { accountWhitespace } from '../../db/read-models/whitespace.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { addTemplate, moveTemplate } from '../../db/stores/plan-templates.ts';
import { planContentSchema } from '../../domain/planning/content.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';

let database: TestDatabase;
let firm: Firm;
const asOf = '2027-01-01';
const by = { kind: 'operator', id: 'test' } as const;
const at = new Date('2027-01-01T09:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '44');
});

afterAll(async () => {
  await database.drop();
});

beforeEach(async () => {
  await database.app('transaction').delete();
});

async function account(key: string, more: Record<string, unknown> = {}): Promise<string> {
  const programme = await database.app('programme').where({ key: 'main' }).first<{ id: string }>('id');
  const [row] = await database
    .app('account')
    .insert({
      key,
      name: key.toUpperCase(),
      programme_id: programme.id,
      region: 'PT',
      time_zone: 'Europe/Lisbon',
      currency: 'EUR',
      ...more,
    })
    .onConflict('key')
    .merge()
    .returning<{ id: string }[]>('id');
  return row?.id ?? '';
}

async function offering(name: string): Promise<string> {
  const values = { key: name.toLowerCase(), name, line: name < 'Y' ? 'Rooms' : 'Extras' };
  const [row] = await database
    .app('offering')
    .insert(values)
    .onConflict('key')
    .merge()
    .returning<{ id: string }[]>('id');
  return row?.id ?? '';
}

let number = 0;

async function sell(
  accountId: string,
  sales: Record<string, number>,
  more: Record<string, unknown> = {},
): Promise<void> {
  const [source] = await database
    .app('import_source')
    .insert({ name: 'hand-made' })
    .onConflict('name')
    .merge()
    .returning<{ id: string }[]>('id');
  for (const [name, amount] of Object.entries(sales)) {
    number += 1;
    await database.app('transaction').insert({
      source_id: source?.id,
      source_key: String(number),
      account_id: accountId,
      offering_id: await offering(name),
      booked_on: '2026-05-01',
      delivered_on: '2026-06-01',
      status: 'delivered',
      quantity: 1,
      amount,
      currency: 'EUR',
      ...more,
    });
  }
}

/** Three peers of whom each spends another share on Z, and business that must not count. */
async function handMadeWorld(): Promise<{ readonly divisionId: string }> {
  await sell(firm.accountId, { X: 600, Y: 400 });
  await sell(await account('one'), { X: 50, Z: 100, W: 50 });
  await sell(await account('two'), { X: 900, Z: 100 });
  await sell(await account('three'), { Y: 80, Z: 20 });
  const [other] = await database
    .app('programme')
    .insert({ key: 'other', name: 'Other' })
    .onConflict('key')
    .merge()
    .returning<{ id: string }[]>('id');
  await sell(await account('elsewhere', { programme_id: other?.id }), { Z: 500 });
  await sell(await account('dollars', { currency: 'USD' }), { Z: 500 }, { currency: 'USD' });
  await sell(firm.accountId, { Z: 70 }, { status: 'cancelled' });
  await sell(firm.accountId, { Z: 70 }, { delivered_on: asOf });
  await sell(firm.accountId, { Z: 70 }, { delivered_on: '2025-12-31' });
  const divisionId = await account('division', { parent_id: firm.accountId });
  await sell(divisionId, { Y: 100 });
  return { divisionId };
}

it('sets divisions against offerings, and an open one against what peers spend on it', async () => {
  await handMadeWorld();
  const grid = await accountWhitespace(database.app, { accountId: firm.accountId, asOf });
  const cells = grid.map(({ division, offering: name, state, potential }) => [
    division,
    name,
    state,
    potential,
  ]);
  expect(cells).toEqual([
    ['Client One (client-1)', 'Y', 'ours', null],
    ['Client One (client-1)', 'Z', 'open', '200.00'],
    ['Client One (client-1)', 'W', 'open', null],
    ['Client One (client-1)', 'X', 'ours', null],
    ['DIVISION (division)', 'Y', 'ours', null],
    ['DIVISION (division)', 'Z', 'open', '20.00'],
    ['DIVISION (division)', 'W', 'open', null],
    ['DIVISION (division)', 'X', 'open', null],
  ]);
});

async function draft(year: number) {
  const wish = {
    account: await planningAccount(database.app, firm.accountId),
    year,
    asOf,
    managerId: firm.manager,
  };
  return planDraft(database.app, wish);
}

it('drafts targets, trends, the buying centre and the team from the records, as valid content', async () => {
  await handMadeWorld();
  await database.app('contact').insert([
    {
      account_id: firm.accountId,
      key: 'ana',
      name: 'Ana',
      role: 'Executive sponsor',
      influence: 5,
      support: 4,
    },
    {
      account_id: firm.accountId,
      key: 'rui',
      name: 'Rui',
      role: 'Procurement',
      last_contact_on: '2026-11-01',
    },
  ]);
  const { content, template, situation } = await draft(2030);
  expect(template).toBe('standard/1');
  expect(planContentSchema.safeParse({ ...content, situation, stepObjectives: [] }).error).toBeUndefined();
  expect(content?.buyingCentre.map(({ name, role, lastContactOn }) => [name, role, lastContactOn])).toEqual([
    ['Ana', 'sponsor', null],
    ['Rui', 'buyer', '2026-11-01'],
  ]);
  expect(content?.kpis.map(({ key, baseline, target }) => [key, baseline, target])).toEqual([
    ['revenue', '1000.00', '1000.00'],
    ['cancellations', '0.3333', '0.3333'],
    ['offerings', '2', '3'],
  ]);
  expect(content?.team.map((member) => member.function)).toEqual(['finance', 'operations', 'sponsor']);
  expect(content?.trends.find(({ startsOn }) => startsOn === '2026-04-01')).toMatchObject({
    revenue: '1000.00',
    orders: 3,
  });
});

it('carries the unfinished steps of a closed year into the next one, and only those', async () => {
  const drafted = await draft(2027);
  const workflowId = `annual-plan/${firm.accountId}/2027`;
  const input = { accountId: firm.accountId, year: 2027 };
  await openProcess(database.app, {
    workflowId,
    kind: 'annualPlanning',
    accountId: firm.accountId,
    input,
    at,
  });
  const row = { workflowId, ...input, managerId: firm.manager, currency: 'EUR', openedAt: at, closeAt: at };
  const planId = await insertPlan(database.app, { ...drafted, ...row });
  const { steps } = await getPlan(database.app, { id: planId });
  const [done, late, dropped, renamed] = steps.map(({ id }) => id);
  const step = database.app('plan_step');
  const hash = 'a'.repeat(64);
  await step.clone().where({ id: done }).update({ status: 'done', done_at: at, content_hash: hash });
  await step
    .clone()
    .where({ id: late })
    .update({ status: 'overdue', content_hash: hash, owner_id: firm.finance });
  await step
    .clone()
    .where({ id: dropped })
    .update({ status: 'cancelled', cancelled_reason: 'no longer wanted' });
  await step.clone().where({ id: renamed }).update({ title: 'A step of our own' });
  expect((await draft(2028)).steps.filter(({ carriedFrom }) => carriedFrom !== undefined)).toEqual([]);
  await database.app('plan').where({ id: planId }).update({ status: 'closed', closed_at: at });
  await database.app('person').where({ id: firm.finance }).update({ active: false });
  const next = (await draft(2028)).steps;
  await database.app('person').where({ id: firm.finance }).update({ active: true });
  expect(next.map(({ title, carriedFrom }) => [title, carriedFrom])).toEqual([
    [steps[0]?.title, undefined],
    [steps[1]?.title, late],
    [steps[2]?.title, undefined],
    [steps[3]?.title, undefined],
    ['A step of our own', renamed],
  ]);
  expect(next[1]).toMatchObject({
    ownerId: firm.manager,
    approverIds: [firm.operations],
    templateStep: 'remove-lost-business',
  });
  expect(next[4]?.dueOn.slice(5)).toBe(steps[3]?.dueOn.slice(5));
  expect(next[4]?.dueOn.slice(0, 4)).toBe('2028');
});

const content = {
  steps: [
    {
      key: 'listen',
      title: 'Listen',
      type: 'relationship',
      dueAfterDays: 10,
      approvers: [],
      objective: 'trust',
    },
  ],
  objectives: [{ key: 'trust', title: 'Earn trust', measure: 'survey', target: '9 of 10' }],
};

it('takes the most particular active template of the region and the main line', async () => {
  await handMadeWorld();
  const add = async (name: string, where: { region?: string; line?: string }): Promise<void> => {
    const { region = null, line = null } = where;
    const { version } = await addTemplate(database.app, {
      name,
      region,
      line,
      content,
      reason: 'test',
      by,
      at,
    });
    await moveTemplate(database.app, { name, version, to: 'active', by, at });
  };
  await add('germany', { region: 'DE' });
  await add('portugal', { region: 'PT' });
  await add('extras', { line: 'Extras' });
  expect((await draft(2031)).template).toBe('portugal/1');
  await add('rooms', { line: 'Rooms' });
  await add('rooms', { line: 'Rooms' });
  const { template, steps, content: drafted } = await draft(2031);
  expect(template).toBe('rooms/2');
  expect(steps[0]).toMatchObject({ title: 'Listen', templateStep: 'listen', objective: 'trust' });
  expect(drafted?.objectives).toMatchObject([{ key: 'trust', ownerId: firm.manager }]);
  const states = await database
    .app('plan_template')
    .where({ name: 'rooms' })
    .orderBy('version')
    .pluck('status');
  expect(states).toEqual(['retired', 'active']);
  await expect(
    moveTemplate(database.app, { name: 'rooms', version: 1, to: 'active', by, at }),
  ).rejects.toThrow('is retired');
});
