import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { proposedSolutions, type ProposedSolution } from '../../db/read-models/escalation-solution.ts';
import { setManagerProfile } from '../../db/stores/manager-profiles.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';

let played: EscalationWorld;
let contactId: string;
let count = 0;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalation proposals', '2027-01-11T09:00:00.000Z');
  const { app } = played.world.database;
  const row = { account_id: played.world.firm.accountId, key: 'rui', name: 'Rui', email: 'rui@example.com' };
  const [made] = await app('contact').insert(row).returning<{ id: string }[]>('id');
  contactId = made?.id ?? '';
  await setManagerProfile(app, {
    personId: played.world.firm.manager,
    profile: {
      skills: { goals: 3, customer: 3, internal: 3, planning: 3, spanning: 3 },
      languages: ['en'],
      regions: ['PT'],
      capacity: { accounts: 5 },
      workStyle: '',
      authority: { perStep: '500.00', perPlan: '800.00', currency: 'EUR' },
    },
    by: { kind: 'operator', id: 'test' },
    at: played.now(),
  });
});
beforeEach(() => {
  count += 1;
});
afterAll(() => played.close());

const phone = { channel: 'phone', withWhom: 'Their head of travel', summary: 'They told us why.' };
const rootCause = { category: 'product', name: 'no workspace in rooms', text: 'Guests work in the evening.' };

async function atSolution(personId = played.world.firm.manager): Promise<string> {
  const wish = {
    ...{ accountId: played.world.firm.accountId, cause: `cause-${count}` },
    ...{ title: `Rooms ${count}.`, severity: 4 },
  };
  const { body } = await played.post('/escalations', wish);
  const { id } = (body as { escalation: { id: string } }).escalation;
  await played.post(`/escalations/${id}/acknowledge`, { personId });
  await played.post(`/escalations/${id}/contacts`, phone);
  await played.post(`/escalations/${id}/root-cause`, rootCause);
  return id;
}

const desks = { text: 'Desks in 40 rooms.', cost: '9000' };

async function propose(id: string, wish: object = desks): Promise<{ status: number; body: unknown }> {
  return played.post(`/escalations/${id}/proposals`, wish);
}

async function present(id: string): Promise<number> {
  const summary = 'Your guests get desks.';
  return (await played.post(`/escalations/${id}/presentations`, { contactId, channel: 'meeting', summary }))
    .status;
}

const proposalsOf = (id: string): Promise<readonly ProposedSolution[]> =>
  proposedSolutions(played.world.database.app, id);
const statuses = async (id: string): Promise<readonly string[]> =>
  (await proposalsOf(id)).map(({ status }) => status);
const kinds = async (id: string): Promise<readonly string[]> =>
  (await played.detail(id)).history.map(({ kind }) => kind);
const faults = ({ body }: { body: unknown }): readonly string[] =>
  ((body as { faults?: { path: string }[] }).faults ?? []).map(({ path }) => path);

it('asks nobody about what is within the limit of who proposes, and presents it at once', async () => {
  const id = await atSolution();
  expect(await present(id)).toBe(409);
  const { status, body } = await propose(id, { text: ' Lamps. ', cost: '500' });
  expect([status, body]).toMatchObject([
    200,
    { proposals: [{ number: 1, text: 'Lamps.', cost: '500.00', currency: 'EUR', status: 'withinLimit' }] },
  ]);
  expect(await kinds(id)).toContain('proposed');
  expect(await present(id)).toBe(200);
  await played.post(`/escalations/${id}/presentations/withdraw`, { reason: 'The wrong lamps.' });
  await propose(id, { text: 'Other lamps.', cost: '301.00' });
  await propose(id, { text: 'Cheaper lamps.', cost: '300.00' });
  await propose(id, { text: 'An apology.', cost: '0' });
  expect(await statuses(id)).toEqual(['withinLimit', 'withdrawn', 'withinLimit', 'withinLimit']);
});

it('proposes only in its turn, only for who has it or manages the account, and only sound input', async () => {
  const { director, finance, manager } = played.world.firm;
  const wish = { accountId: played.world.firm.accountId, cause: `early-${count}`, title: 'Early' };
  const early = await played.post('/escalations', { ...wish, severity: 4 });
  const { id: untaken } = (early.body as { escalation: { id: string } }).escalation;
  expect((await propose(untaken)).status).toBe(409);
  const id = await atSolution(director);
  const stranger = await propose(id, { ...desks, proposerId: finance });
  expect([stranger.status, faults(stranger)]).toEqual([422, ['/proposerId']]);
  const self = await propose(id, { ...desks, approverIds: [finance, director] });
  expect([self.status, faults(self)]).toEqual([422, ['/approverIds/1']]);
  for (const wrong of [
    { text: ' ', cost: '1' },
    { text: 'x', cost: '-1' },
    { text: 'x', cost: '1.005' },
  ])
    expect((await propose(id, wrong)).status).toBe(400);
  expect(await statuses(id)).toEqual([]);
  await propose(id, { ...desks, cost: '500', proposerId: manager });
  expect(await statuses(id)).toEqual(['withinLimit']);
  await propose(id, { ...desks, cost: '500' });
  expect(await statuses(id)).toEqual(['withinLimit', 'asked']);
});
