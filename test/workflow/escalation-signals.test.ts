import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { escalateAlarm } from '../../activities/escalation-alarms.ts';
import { lastEscalation } from '../../db/stores/escalation-rows.ts';
import { recordSignal } from '../../db/stores/signals.ts';
import { escalatedSignals } from '../../domain/escalations/signals.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { settle } from '../support/settle.ts';

// A sponsor is only unreachable once in 30 days, which the last test here shows.
const ofRecords = Object.entries(escalatedSignals).filter(([kind]) => kind !== 'sponsor.unreachable');
let played: EscalationWorld;
let count = 0;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalation signals', '2027-01-11T09:00:00.000Z');
});
afterAll(() => played.close());
// What one test escalated is over before the next one begins.
afterEach(async () => {
  const { app } = played.world.database;
  for (const id of await app('escalation').whereNot({ stage: 'closed' }).pluck<string[]>('id'))
    await played.post(`/escalations/${id}/close`, { outcome: 'unsolved', reason: 'The test is over.' });
});

interface Seen {
  readonly subject?: string;
  readonly at?: Date;
}

async function see(kind: string, { subject = `one ${(count += 1)}`, at = played.now() }: Seen = {}) {
  const { accountId } = played.world.firm;
  const signal = { kind, accountId, planId: null, subject, occurredAt: at };
  await recordSignal(played.world.database.app, { ...signal, evidence: { title: `seen: ${subject}` } });
  await settle(played.world);
}

async function escalationOf(cause: string) {
  const { accountId } = played.world.firm;
  const found = await lastEscalation(played.world.database.app, { accountId, cause });
  return found && played.detail(found.id);
}

async function kindsOf(cause: string): Promise<readonly string[]> {
  return (await escalationOf(cause))?.history.map(({ kind }) => kind) ?? [];
}

const asked = (): number =>
  played.subjectsTo('manager').filter((subject) => subject.startsWith('Please take this')).length;

it.each(ofRecords)('%s is escalated by itself and its manager asked', async (kind, as) => {
  const before = asked();
  await see(kind);
  const escalation = await escalationOf(as?.cause ?? '');
  expect(escalation).toMatchObject({ stage: 'acknowledge', title: as?.title.en, severity: as?.severity });
  const begun = escalation?.history.findLast((event) => event.kind === 'opened' || event.kind === 'reopened');
  expect(begun).toMatchObject({ by: { kind: 'system' } });
  expect(begun?.reason).toContain('seen: one');
  expect(asked()).toBe(before + 1);
});

it('adds the same cause to what is open, and the very same signal nothing', async () => {
  await see('survey.detractor', { subject: 'answer 1' });
  const before = [asked(), (await kindsOf('detractor')).length];
  await see('survey.detractor', { subject: 'answer 1' });
  expect([asked(), (await kindsOf('detractor')).length]).toEqual(before);
  await see('survey.detractor', { subject: 'answer 2' });
  expect((await kindsOf('detractor')).at(-1)).toBe('signalAdded');
  expect(asked()).toBe(before[0]);
});

it('leaves a signal alone that nobody escalates, and one of an account that has left, but keeps both', async () => {
  const { app, owner } = played.world.database;
  const all = async (): Promise<number> => (await app('escalation').select('id')).length;
  const before = await all();
  await see('commitment.silent', { subject: 'kept 1' });
  const { accountId: id } = played.world.firm;
  await owner('account').where({ id }).update({ active: false });
  await see('review.missed', { subject: 'kept 2' });
  await owner('account').where({ id }).update({ active: true });
  expect(await all()).toBe(before);
  expect((await escalationOf('missedReview'))?.stage).toBe('closed');
  expect(await app('signal').where('subject', 'like', 'kept %').pluck('subject')).toEqual([
    'kept 1',
    'kept 2',
  ]);
});

it('mails what was seen while no worker ran, once there is one', async () => {
  const before = asked();
  await played.world.stopWorker();
  const { accountId } = played.world.firm;
  const signal = { kind: 'step.overdue', accountId, planId: null, subject: 'late', occurredAt: played.now() };
  await recordSignal(played.world.database.app, { ...signal, evidence: { title: 'Business rooms' } });
  expect(asked()).toBe(before);
  await played.world.startWorker();
  await settle(played.world);
  expect(asked()).toBe(before + 1);
});

async function alarm(): Promise<string> {
  const figures = (from: string, to: string, amount: number) => ({ from, to, amount, orders: 12 });
  const [row] = await played.world.database
    .app('alarm')
    .insert({
      ...{
        account_id: played.world.firm.accountId,
        cause: 'drop',
        rules_version: 1,
        magnitude: 2,
        told_magnitude: 2,
      },
      ...{
        opened_as_of: '2027-01-10',
        holds_since: '2027-01-10',
        seen_as_of: '2027-01-10',
        opened_at: played.now(),
      },
      evidence: JSON.stringify({
        now: figures('2026-10-10', '2027-01-10', 24_000),
        before: figures('2025-10-10', '2026-01-10', 108_000),
        currency: 'EUR',
      }),
    })
    .returning<{ id: string }[]>('id');
  return row?.id ?? '';
}

it('takes up an alarm, grows graver with it, and keeps that the figures recovered', async () => {
  const { app } = played.world.database;
  const alarmId = await alarm();
  const look = async (changed: object): Promise<void> => {
    await app('alarm').where({ id: alarmId }).update(changed);
    await escalateAlarm(app, { alarmId, at: played.now() });
    await settle(played.world);
  };
  await look({ status: 'snoozed', snoozed_until: '2027-02-01', snooze_reason: 'Their hotel is closed.' });
  expect(await escalationOf('drop')).toBeUndefined();
  await look({ status: 'open', snoozed_until: null, snooze_reason: null });
  expect(await escalationOf('drop')).toMatchObject({
    ...{ stage: 'acknowledge', title: 'Revenue has dropped', severity: 3 },
    alarms: [{ id: alarmId }],
  });
  expect(await kindsOf('drop')).toContain('opened');
  await look({ magnitude: 5 });
  expect((await escalationOf('drop'))?.severity).toBe(2);
  await look({ magnitude: 2 });
  expect((await escalationOf('drop'))?.severity).toBe(2);
  await look({ status: 'cleared', cleared_as_of: '2027-01-11' });
  const detail = await escalationOf('drop');
  expect(detail?.history.at(-1)).toMatchObject({ kind: 'alarmCleared', data: { alarmId } });
  expect(detail?.stage).toBe('acknowledge');
});

it('tells who belongs together, and lets people say so or take it back', async () => {
  await see('survey.detractor');
  await see('step.overdue');
  const [one, other] = [await escalationOf('detractor'), await escalationOf('overdue')];
  if (!one || !other) throw new Error('nothing was escalated');
  const ids = async (): Promise<readonly string[]> =>
    (await played.detail(one.id)).related.map(({ id }) => id);
  expect(await ids()).toContain(other.id);
  const reason = 'They have nothing to do with each other.';
  const end = () => played.post(`/escalations/${one.id}/related/${other.id}/end`, { reason });
  expect([(await end()).status, (await end()).status]).toEqual([200, 409]);
  expect(await ids()).not.toContain(other.id);
  const relate = (escalationId: string, why: string) =>
    played.post(`/escalations/${one.id}/related`, { escalationId, reason: why });
  expect((await relate(other.id, ' ')).status).toBe(400);
  expect((await relate(one.id, 'itself')).status).toBe(422);
  expect((await relate('999999999', 'nobody')).status).toBe(404);
  expect((await relate(other.id, 'It was the same hotel.')).status).toBe(200);
  const related = (await played.detail(other.id)).related.find(({ id }) => id === one.id);
  expect(related).toMatchObject({ cause: 'detractor', reason: 'It was the same hotel.' });
});

it('says once that a sponsor cannot be reached, to who answers for the account, and asks on without them', async () => {
  const { inbox, firm } = played.world;
  inbox.behaviour.recipient = { to: 'sponsor@example.com', code: 550, text: 'No such mailbox' };
  const wish = { accountId: firm.accountId, cause: 'by-hand', title: 'They called', severity: 1 };
  const { body } = await played.post('/escalations', wish);
  const { id } = (body as { escalation: { id: string } }).escalation;
  await played.play('2027-01-11T10:30:00.000Z');
  const lost = await escalationOf('lostSponsor');
  expect(lost).toMatchObject({ stage: 'acknowledge' });
  expect(lost?.history.filter(({ kind }) => kind === 'signalAdded')).toEqual([]);
  expect(lost?.history.findLast(({ kind }) => kind === 'opened')?.reason).toContain('No such mailbox');
  const signals = await played.world.database.app('signal').where({ kind: 'sponsor.unreachable' });
  expect(signals.filter(({ subject }) => subject === `${firm.sponsor}/${firm.accountId}`)).toHaveLength(1);
  const told = played.subjectsTo('manager');
  expect(told.some((subject) => subject.startsWith('Could not be delivered'))).toBe(true);
  const rungs = (await played.detail(id)).history.flatMap(({ kind, data }) =>
    kind === 'asked' ? [data['rung']] : [],
  );
  expect(rungs).toEqual(['manager', 'director', 'sponsor', 'executive']);
  expect(played.subjectsTo('owner').some((subject) => subject.includes('They called'))).toBe(true);
  inbox.behaviour.recipient = undefined;
});
