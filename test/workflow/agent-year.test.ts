import { afterAll, beforeAll, expect, it } from 'vitest';
import { findAccountId } from '../../db/read-models/accounts.ts';
import type { ContentView } from '../../db/read-models/plan-content-view.ts';
import type { PlanOutcome } from '../../domain/planning/outcome.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { scriptedManager } from '../../rehearsal/scripted-people.ts';
import { openHotelGroup, type HotelGroup } from '../support/hotel-group.ts';

// The hotels' fiscal year begins in September here, so that the sample covers the whole year that is planned.
const extra = `
programmes:
  - { key: key-accounts, name: Key accounts, owner: joao.almeida, fiscalYearStarts: 9 }
accounts:
  - key: agent-1
    manager: marta.ferreira
    director: ines.carvalho
    team: { sponsor: joao.almeida, finance: oliver.hughes, operations: miguel.costa, revenue: catarina.nunes }
`;
const four = ['ines.carvalho', 'joao.almeida', 'oliver.hughes', 'miguel.costa'];
let hotels: HotelGroup;

beforeAll(async () => {
  hotels = await openHotelGroup({ run: 'agent 1', startsAt: '2016-10-10T09:00:00.000Z', extra });
});
afterAll(() => hotels.close());

const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const plan = (id: string): Promise<Plan> => json(hotels.send({ path: `/v1/plans/${id}` }));

async function change(
  id: string,
  { path, ...request }: { method: string; path: string; json?: unknown; of?: 'content' },
): Promise<Response> {
  const { of, ...sent } = request;
  const seen = await hotels.send({ path: of ? `/v1/plans/${id}/${of}` : `/v1/plans/${id}` });
  const headers = { 'If-Match': seen.headers.get('ETag') ?? '' };
  return hotels.send({ ...sent, path: `/v1/plans/${id}${path}`, headers });
}

async function ids(keys: readonly string[]): Promise<readonly string[]> {
  const rows = await hotels.world.database
    .app('person')
    .whereIn('key', [...keys])
    .select<{ id: string; key: string }[]>('id', 'key');
  return keys.map((key) => rows.find((row) => row.key === key)?.id ?? '');
}

async function draft(): Promise<string> {
  const accountId = await findAccountId(hotels.world.database.app, 'agent-1');
  await hotels.send({ method: 'POST', path: '/v1/account-reviews', json: { accountId, year: 2016 } });
  const { items } = await json<{ items: { id: string }[] }>(
    hotels.send({ path: `/v1/plans?accountId=${accountId}` }),
  );
  return items[0]?.id ?? '';
}

it('plans the year of agent 1 from its data, has it edited, approved by four people by mail, executed and closed', async () => {
  const { world, play, approveByMail } = hotels;
  const planId = await draft();
  const drafted = await plan(planId);
  expect(drafted).toMatchObject({ status: 'drafting', startsOn: '2016-09-01', endsOn: '2017-08-31' });
  const { content } = await json<ContentView>(hotels.send({ path: `/v1/plans/${planId}/content` }));
  expect(content.trends.length).toBeGreaterThanOrEqual(4);
  expect(content.buyingCentre.map(({ name }) => name)).toContain('Paulo Reis');
  const [manager = '', revenueLead = ''] = await ids(['marta.ferreira', 'catarina.nunes']);

  const room = {
    title: 'Business-friendly rooms: a desk and a socket in forty rooms',
    description: 'Their guests work in the evening and our rooms have nowhere to sit.',
    type: 'project',
    ownerId: revenueLead,
    dueOn: '2017-03-31',
    cost: '24000.00',
    benefit: '90000.00',
    approverIds: await ids(four),
    policy: {
      kind: 'all',
      order: 'parallel',
      remindAfterHours: [16],
      expireAfterHours: 80,
      onExpiry: 'escalate',
    },
  };
  await change(planId, { method: 'POST', path: '/steps', json: room });
  const { steps } = await plan(planId);
  const stepId = steps.find(({ title }) => title === room.title)?.id ?? '';
  const kpis = [
    ...content.kpis.filter(({ key }) => key !== 'revenue'),
    {
      key: 'revenue',
      name: 'Revenue in the year',
      unit: 'money',
      baseline: null,
      target: '1.00',
      earlyIndicators: [],
    },
    {
      key: 'advocacy',
      name: 'Would recommend us',
      unit: 'count',
      baseline: '6',
      target: '8',
      earlyIndicators: [],
    },
  ];
  const businessCases = [
    {
      stepId,
      investment: '24000.00',
      monthlyBenefits: Array.from({ length: 12 }, () => '7500.00'),
      discountRatePercent: 8,
      lowPercent: 60,
      highPercent: 120,
    },
  ];
  const objectives = [
    ...content.objectives,
    {
      key: 'business-guests',
      title: 'Win the business guests back',
      ownerId: manager,
      measure: 'Nights of business guests',
      target: 'as many as in 2015',
      customerGoal: 'Their travellers can work in the evening',
    },
  ];
  const stepObjectives = [...content.stepObjectives, { stepId, objective: 'business-guests' }];
  const edited = { kpis, businessCases, objectives, stepObjectives };
  await change(planId, {
    ...{ method: 'PATCH', path: '/content', of: 'content' },
    json: { content: edited, reason: 'What the client told us about the rooms' },
  });

  await change(planId, { method: 'POST', path: '/submit' });
  expect((await plan(planId)).status).toBe('approving');
  const approved: number[] = [];
  for (const person of four) approved.push(await approveByMail(person));
  expect(approved).toEqual([2, 3, 2, 2]);
  await play(new Date(Date.parse(hotels.now()) + 3_600_000).toISOString());
  const executing = await plan(planId);
  expect(executing.status).toBe('executing');
  expect(executing.steps.find(({ id }) => id === stepId)?.status).toBe('inProgress');
  const decisions = await world.database
    .app('decision as d')
    .join('approver as a', 'a.id', 'd.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .where({ 'r.step_id': stepId, 'd.choice': 'approve' })
    .pluck<string[]>('a.person_id');
  expect([...decisions].sort()).toEqual([...(await ids(four))].sort());

  const finishing = scriptedManager(
    { db: world.database.app, ring: world.ring },
    { personId: manager, submitAfterHours: 8, doneDaysBefore: 2, leavesUndone: [] },
  );
  await play('2017-08-31T16:00:00.000Z', [finishing]);
  const executed = await plan(planId);
  expect(executed.steps.map(({ status }) => status)).toEqual(executed.steps.map(() => 'done'));

  const soFar = await json<{ final: boolean; outcomes: PlanOutcome[] }>(
    hotels.send({ path: `/v1/plans/${planId}/outcomes` }),
  );
  expect(soFar.final).toBe(false);
  await change(planId, {
    method: 'POST',
    path: '/close',
    json: {
      lessons: 'Ask why bookings drop in the month they drop.',
      outcomes: [{ kpi: 'advocacy', value: '9', note: 'Paulo Reis, in the review of August' }],
      improvements: [
        {
          title: 'Desks in every room that is renovated',
          learned: 'Business guests left us for want of a desk.',
          ownerId: revenueLead,
          dueOn: '2017-12-15',
        },
      ],
    },
  });
  expect((await plan(planId)).status).toBe('closed');

  const closed = await json<{ final: boolean; outcomes: PlanOutcome[] }>(
    hotels.send({ path: `/v1/plans/${planId}/outcomes` }),
  );
  expect(closed.final).toBe(true);
  expect(closed.outcomes.find(({ kpi }) => kpi === 'advocacy')).toMatchObject({
    ...{ value: '9', source: 'manager', reached: true },
  });
  const delivered = await world.database
    .app('transaction')
    .where({ account_id: drafted.accountId, status: 'delivered' })
    .whereBetween('delivered_on', ['2016-09-01', '2017-08-30'])
    .sum<{ sum: string }[]>('amount');
  const revenue = closed.outcomes.find(({ kpi }) => kpi === 'revenue');
  expect(revenue).toMatchObject({ source: 'records', reached: true });
  expect(Number(revenue?.value)).toBe(Number(delivered[0]?.sum));
  const told = world.inbox.mails.find(({ parsed }) => parsed.subject?.startsWith('Closed: the 2016 plan'));
  expect(told?.parsed.text).toContain('Would recommend us');
  expect(told?.parsed.text).toContain('the target of 8 is reached');
  const next = await json<{ items: { id: string; year: number; status: string }[] }>(
    hotels.send({ path: `/v1/plans?accountId=${drafted.accountId}` }),
  );
  const following = next.items.find(({ year }) => year === 2017);
  expect(following?.status).not.toBe('closed');
  const page = await hotels.read(`/plans/${following?.id ?? ''}`);
  expect(page).toContain('Desks in every room that is renovated');
});
