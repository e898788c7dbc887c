import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { acknowledgeEscalation } from '../../db/stores/escalation-changes.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { stepEscalation } from '../../db/stores/escalation-steps.ts';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { addSales } from '../support/key-accounts.ts';
import { settle } from '../support/settle.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let played: EscalationWorld;
let accountId: string;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalation work', '2027-01-11T09:00:00.000Z');
  ({ accountId } = played.world.firm);
  const { workflowId } = await requestAccountReview(played.world.database.app, {
    ...{ accountId, year: 2027, by, at: played.now() },
  });
  await played.world.ring(workflowId);
  await settle(played.world);
});
afterAll(() => played.close());

async function opened(cause: string, severity = 2): Promise<string> {
  const wish = { accountId, cause, title: `About ${cause}`, severity };
  const { status, body } = await played.post('/escalations', wish);
  expect(status).toBe(201);
  return (body as { escalation: { id: string } }).escalation.id;
}

async function taken(cause: string, severity = 2): Promise<string> {
  const id = await opened(cause, severity);
  const { workflowId } = await acknowledgeEscalation(played.world.database.app, {
    ...{ id, by, at: played.now(), personId: played.world.firm.manager },
  });
  await played.world.ring(workflowId);
  await settle(played.world);
  return id;
}

const phone = { channel: 'phone', withWhom: 'Their head of travel', summary: 'They told us why.' };
const cause = { category: 'product', name: 'no  workspace in rooms', text: 'Guests work in the evening.' };

async function agreed(id: string, data: Record<string, unknown> = {}): Promise<void> {
  const { app } = played.world.database;
  await app.transaction(async (trx) => {
    const escalation = await getEscalation(trx, { id });
    const set = { stage: 'confirmed' } as const;
    const step = { kind: 'confirmed', by, at: played.now(), set, data, fact: 'clientConfirmed' } as const;
    await stepEscalation(trx, { escalation, step });
  });
  const { workflowId } = await getEscalation(app, { id });
  await played.world.ring(workflowId);
  await settle(played.world);
}

const days = (count: number): string => new Date(played.now().getTime() + count * 86_400_000).toISOString();
const kinds = ({ history }: EscalationDetail): readonly string[] => history.map(({ kind }) => kind);
const fault = async (path: string, json: unknown): Promise<unknown> => {
  const { status, body } = await played.post(path, json);
  return { status, detail: (body as { detail?: string }).detail };
};

it('goes from reaching the client to its root cause, and to a solution, in no other order', async () => {
  const untaken = await opened('order');
  expect(await fault(`/escalations/${untaken}/contacts`, phone)).toMatchObject({ status: 409 });
  const id = await taken('in-order');
  const early = await fault(`/escalations/${id}/root-cause`, cause);
  expect(early).toEqual({
    status: 409,
    detail: 'Nobody of the client was reached yet: ask them for the reason first, and record that contact.',
  });
  const tried = await played.post(`/escalations/${id}/contacts`, { ...phone, reached: false });
  expect(tried.body).toMatchObject({ stage: 'reachOut' });
  const unnamed = await played.post(`/escalations/${id}/contacts`, { channel: 'mail', summary: 'Hello.' });
  expect([unnamed.status, JSON.stringify(unnamed.body).includes('/withWhom')]).toEqual([422, true]);
  const ahead = { ...phone, tookPlaceAt: days(1) };
  expect((await played.post(`/escalations/${id}/contacts`, ahead)).status).toBe(422);
  expect((await played.post(`/escalations/${id}/contacts`, phone)).body).toMatchObject({
    stage: 'rootCause',
  });
  expect((await played.post(`/escalations/${id}/root-cause`, cause)).body).toMatchObject({
    stage: 'solution',
  });
  const detail = await played.detail(id);
  expect(detail.contacts.map(({ reached, withWhom }) => [reached, withWhom])).toEqual([
    [false, 'Their head of travel'],
    [true, 'Their head of travel'],
  ]);
  expect(detail.rootCauses).toMatchObject([
    { number: 1, category: 'product', name: 'no workspace in rooms' },
  ]);
});

it('wants word of it again and again, warns the last time, and is late once for each word', async () => {
  await played.play('2027-01-12T09:00:00.000Z');
  const id = await taken('words');
  await played.play('2027-01-12T10:30:00.000Z');
  await played.post(`/escalations/${id}/updates`, { text: 'We call them at noon.' });
  await played.play('2027-01-12T15:00:00.000Z');
  const { clocks, history } = await played.detail(id);
  const words = clocks.filter(({ kind }) => kind === 'update');
  expect(words.map(({ number, dueAt, breachedAt }) => [number, dueAt, breachedAt])).toEqual([
    [1, null, null],
    [2, new Date('2027-01-12T12:30:00Z'), new Date('2027-01-12T12:30:00Z')],
  ]);
  const late = history.filter(({ kind, data }) => kind === 'breached' && data['clock'] === 'update');
  expect(late).toHaveLength(1);
  const mine = played.subjectsTo('manager').filter((one) => one.includes('About words'));
  expect(mine.filter((one) => one.startsWith('Soon a word is due'))).toHaveLength(1);
  expect(mine.filter((one) => one.startsWith('No word in time'))).toHaveLength(1);
  const told = played.subjectsTo('director').filter((one) => one.includes('About words'));
  expect(told).toContain('Where it stands: About words (Client One)');
  expect(told).toContain('No word in time: About words (Client One)');
  await played.post(`/escalations/${id}/updates`, { text: 'They call back tomorrow.' });
  const again = (await played.detail(id)).clocks.find(
    ({ kind, number }) => kind === 'update' && number === 3,
  );
  expect(again).toMatchObject({ dueAt: new Date('2027-01-12T17:00:00Z'), breachedAt: null });
});

it('wants no word by the clock of what is least severe', async () => {
  const id = await taken('quiet', 4);
  expect((await played.detail(id)).clocks.map(({ kind }) => kind).toSorted()).toEqual([
    'resolution',
    'response',
  ]);
  await played.post(`/escalations/${id}/severity`, { severity: 3, reason: 'Their board asks.' });
  const update = (await played.detail(id)).clocks.find(({ kind }) => kind === 'update');
  expect(update?.dueAt).toEqual(new Date('2027-01-13T15:00:00Z'));
  await played.post(`/escalations/${id}/severity`, { severity: 4, reason: 'They do not any more.' });
  expect((await played.detail(id)).clocks.filter(({ endedAt }) => endedAt === null)).toMatchObject([
    { kind: 'resolution' },
  ]);
});

it('looks at the figures 90 days after the client agreed, later where they are not there, and closes by them', async () => {
  const dayOf = (week: number): string =>
    new Date(Date.parse('2025-11-01T00:00:00Z') + week * 7 * 86_400_000).toISOString().slice(0, 10);
  await addSales(
    played.world.database.owner,
    [...Array(60).keys()].map((week) => ({ accountId, day: dayOf(week), amount: 1000 })),
  );
  const id = await taken('follow-up');
  await agreed(id);
  expect(played.subjectsTo('manager').at(-1)).toBe(
    'The client says it is solved: About follow-up (Client One)',
  );
  const { followUps, clocks } = await played.detail(id);
  const at = played.now();
  expect(followUps).toMatchObject([{ run: 1, result: null, confirmedAt: at }]);
  expect(clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
  await played.play(days(130));
  const detail = await played.detail(id);
  expect(detail).toMatchObject({ stage: 'closed', outcome: 'solved' });
  expect(detail.followUps).toMatchObject([
    { checks: 4, result: 'unknown', figures: { incomparable: 'late' } },
  ]);
  expect(kinds(detail).slice(-3)).toEqual(['lessonsAsked', 'followedUp', 'closed']);
  const mine = played.subjectsTo('manager').filter((one) => one.includes('About follow-up'));
  expect(mine.slice(-2)).toEqual([
    'What do we learn from it? About follow-up (Client One)',
    'Effect unknown: About follow-up (Client One)',
  ]);
});

it('makes improvements of its lessons, and shows where else the same root cause was found', async () => {
  const ids = [await taken('first-rooms'), await taken('second-rooms')];
  for (const id of ids) {
    await played.post(`/escalations/${id}/contacts`, phone);
    await played.post(`/escalations/${id}/root-cause`, { ...cause, name: 'No workspace in ROOMS' });
  }
  const [first = '', second = ''] = ids;
  const lesson = {
    title: 'Ask for the workplace in every stay survey',
    learned: 'We knew beds and breakfast, not desks.',
    ownerId: played.world.firm.operations,
    dueOn: days(60).slice(0, 10),
  };
  const kept = await played.post(`/escalations/${first}/lessons`, { lessons: [lesson] });
  expect([kept.status, (kept.body as { improvementIds: string[] }).improvementIds.length]).toEqual([200, 1]);
  expect(played.subjectsTo('operations').length).toBeGreaterThan(0);
  const detail = await played.detail(first);
  expect(detail.improvementIds).toEqual((kept.body as { improvementIds: string[] }).improvementIds);
  expect(detail.sameRootCause.map(({ id }) => id)).toContain(second);
  const late = { ...lesson, dueOn: '2020-01-01' };
  const refused = await played.post(`/escalations/${first}/lessons`, { lessons: [lesson, late] });
  expect([refused.status, JSON.stringify(refused.body).includes('/lessons/1/dueOn')]).toEqual([422, true]);
});
