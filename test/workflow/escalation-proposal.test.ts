import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { proposedSolutions, type ProposedSolution } from '../../db/read-models/escalation-solution.ts';
import { listSeats } from '../../db/stores/requests.ts';
import { setManagerProfile } from '../../db/stores/manager-profiles.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { settle } from '../support/settle.ts';

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

// The newest decision link that was mailed to somebody.
function linkTo(person: string): string {
  const mine = played.world.inbox.mails.filter(({ envelopeTo }) =>
    envelopeTo.includes(`${person}@example.com`),
  );
  const link = mine.flatMap(({ parsed }) => /\/d\/[\w-]{43}/.exec(parsed.text ?? '') ?? []).at(-1);
  if (link === undefined) throw new Error(`${person} was not asked`);
  return link;
}

const field = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

/** Opens the link as a person does, and decides by its form. */
async function decide(path: string, { choice, comment = '' }: { choice: string; comment?: string }) {
  const visitor = played.visitor();
  const page = await (await visitor.get(path)).text();
  const answer = await visitor.post(path, [
    ['request', field(page, 'request')],
    ['hash', field(page, 'hash')],
    ['choice', choice],
    ['comment', comment],
  ]);
  await settle(played.world);
  return { status: answer.status, page, answered: await answer.text() };
}

const asked = { ...desks, approverIds: undefined as readonly string[] | undefined };
const byDirector = () => ({ ...asked, approverIds: [played.world.firm.director] });

it('asks director and sponsor about what is above the limit, who approve by their links alone, and is then presented', async () => {
  const id = await atSolution();
  await propose(id);
  expect([await statuses(id), await present(id)]).toEqual([['asked'], 409]);
  for (const person of ['director', 'sponsor']) {
    const subject = played.subjectsTo(person).at(-1);
    expect(subject).toContain(`Rooms ${count}.`);
    const visitor = played.visitor();
    const path = linkTo(person);
    expect((await visitor.get(path, { method: 'HEAD' })).status).toBe(200);
    expect((await visitor.post(path)).status).toBe(400);
    expect(await statuses(id)).toEqual(['asked']);
    const { status, page } = await decide(path, { choice: 'approve' });
    expect(status).toBe(200);
    for (const said of ['Desks in 40 rooms.', '9,000', 'no workspace in rooms']) expect(page).toContain(said);
  }
  expect(await statuses(id)).toEqual(['approved']);
  expect(await kinds(id)).toContain('proposalApproved');
  expect(played.subjectsTo('manager').at(-1)).toBe(
    `Approved, it can be presented: Rooms ${count}. (Client One)`,
  );
  expect((await decide(linkTo('sponsor'), { choice: 'reject', comment: 'No.' })).status).not.toBe(303);
  expect(await present(id)).toBe(200);
});

it('goes back to its proposer with the reason when it is rejected, and is asked about anew', async () => {
  const id = await atSolution();
  await propose(id, byDirector());
  expect((await decide(linkTo('director'), { choice: 'reject' })).status).toBe(422);
  await decide(linkTo('director'), { choice: 'reject', comment: 'Too dear.' });
  expect(await statuses(id)).toEqual(['rejected']);
  const told = played.world.inbox.mails.findLast(({ parsed }) =>
    parsed.subject?.startsWith('Director has rejected'),
  );
  expect(told?.parsed.text).toContain('Too dear.');
  expect((await played.detail(id)).stage).toBe('solution');
  await propose(id, { ...byDirector(), text: 'Desks in 20 rooms.', cost: '4500' });
  const { page } = await decide(linkTo('director'), { choice: 'requestChanges', comment: 'Ten.' });
  expect(page).toContain('Desks in 20 rooms.');
  expect(await statuses(id)).toEqual(['rejected', 'changesRequested']);
  const refused = (await played.detail(id)).history.filter(({ kind }) => kind === 'proposalRefused');
  expect(refused.map(({ reason }) => reason)).toEqual(['Too dear.', 'Ten.']);
});

it('closes the old link when another is proposed, the question is recalled or the escalation closed', async () => {
  const id = await atSolution();
  await propose(id, byDirector());
  const first = linkTo('director');
  await propose(id, { ...byDirector(), text: 'Desks in ten rooms.' });
  expect(await statuses(id)).toEqual(['withdrawn', 'asked']);
  const late = await decide(first, { choice: 'approve' });
  expect(late.page).not.toContain('name="choice"');
  const [, second] = await proposalsOf(id);
  const reason = { reason: 'Not yet.' };
  expect((await played.post(`/approvals/${second?.approvalId ?? ''}/recall`, reason)).status).toBe(200);
  expect(await statuses(id)).toEqual(['withdrawn', 'withdrawn']);
  await propose(id, byDirector());
  const last = linkTo('director');
  await played.post(`/escalations/${id}/close`, { outcome: 'unsolved', reason: 'They left.' });
  expect(await statuses(id)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  expect((await decide(last, { choice: 'approve' })).page).not.toContain('name="choice"');
  expect((await kinds(id)).filter((kind) => kind === 'proposalWithdrawn')).toHaveLength(3);
});

// What one test escalated is over before the next one begins.
afterEach(async () => {
  const { app } = played.world.database;
  for (const id of await app('escalation').whereNot({ stage: 'closed' }).pluck<string[]>('id'))
    await played.post(`/escalations/${id}/close`, { outcome: 'unsolved', reason: 'The test is over.' });
});

it('reminds, passes on and ends what nobody decides, which its proposer hears', async () => {
  const id = await atSolution();
  await propose(id, byDirector());
  const [{ approvalId } = { approvalId: null }] = await proposalsOf(id);
  await played.play('2027-01-25T18:00:00.000Z');
  expect(await statuses(id)).not.toContain('asked');
  const seats = await listSeats(played.world.database.app, approvalId ?? '');
  expect(seats.map(({ state }) => state)).not.toContain('asked');
  const [status] = await statuses(id);
  expect(['expired', 'rejected']).toContain(status);
  expect(played.subjectsTo('manager')).toContain(
    `Nobody has decided on the solution: Rooms ${count}. (Client One)`,
  );
  expect((await played.detail(id)).stage).toBe('solution');
});
