import { afterAll, beforeAll, expect, it } from 'vitest';
import { getAlarm, listAlarms, openAlarms, type Alarm } from '../../db/read-models/alarms.ts';
import { alarmQuality } from '../../db/read-models/alarm-quality.ts';
import { accountReviewId, requestAccountReview } from '../../db/stores/account-reviews.ts';
import { closeAlarm, judgeAlarm, snoozeAlarm } from '../../db/stores/alarms.ts';
import { designateAccount } from '../../db/stores/designations.ts';
import { listSweeps, openSweep } from '../../db/stores/warning-sweeps.ts';
import { sweepNextBatch } from '../../db/warnings/sweep-batch.ts';
import { scheduleFirstSweeps } from '../../temporal/first-sweeps.ts';
import { createWarningControl, type WarningControl } from '../../temporal/warning-schedule.ts';
import { processStateQuery } from '../../workflows/process/messages.ts';
import { eventually } from '../support/eventually.ts';
import { openMarket, type Market } from '../support/market.ts';
import { settle } from '../support/settle.ts';

let shop: Market;
let control: WarningControl;
let programmeId: string;

const by = { kind: 'operator', id: 'ann' } as const;
const timeZone = 'Europe/Lisbon';

beforeAll(async () => {
  shop = await openMarket({ accountsAtOnce: 2 });
  const { client, taskQueue, database } = shop.world;
  control = createWarningControl({ client, taskQueue });
  const programme = await database
    .app('programme')
    .where({ key: shop.programme })
    .first<{ id: string }>('id');
  programmeId = programme.id;
  await seedTrade();
  await designateAll();
});
afterAll(async () => {
  await control.remove(shop.programme);
  await sendAlarms();
  await shop.world.close();
});

// Every shop ordered forty times in each quarter of 2025 and goes on so in 2026; from July on s2 orders half of it, s5 nothing.
async function seedTrade(): Promise<void> {
  const { owner } = shop.world.database;
  const [source] = await owner('import_source').insert({ name: 'trade' }).returning<{ id: string }[]>('id');
  const share: Readonly<Record<string, number>> = { s2: 10, s5: 0 };
  for (const key of ['s1', 's2', 's3', 's4', 's5', 's6'])
    await owner.raw(
      `insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
       select :source, :key || '-' || day || '-' || n, :account, day - 3, day, 'delivered', 1, 1000, 'EUR'
       from generate_series(date '2025-01-01', date '2026-11-30', '9 days') q (moment), lateral (select moment::date as day) d,
         generate_series(1, 4) n
       where day < '2026-07-01' or n * 5 <= :share`,
      { source: source?.id ?? '', key, account: shop.id(key), share: share[key] ?? 20 },
    );
}

async function designateAll(): Promise<void> {
  const { app } = shop.world.database;
  const { id: cycleId } = await shop.start({ year: 2027 });
  for (const key of ['s1', 's2', 's3', 's4', 's5', 's6'])
    await designateAccount(app, { accountId: shop.id(key), programmeId, cycleId, at: shop.now() });
}

// No process sends these mails: that is left to the loop, which gives others a minute.
async function sendAlarms(): Promise<void> {
  const queued = shop.world.database.app('notification').where({ kind: 'alarm', status: 'queued' });
  await shop.world.sendMail({ notificationIds: await queued.pluck<string[]>('id') });
}

const alarmsOf = async (key: string): Promise<readonly Alarm[]> =>
  listAlarms(shop.world.database.app, { accountId: shop.id(key), limit: 20 });

const sweep = async (asOf: string): Promise<void> => {
  const workflowId = await control.sweep({ programme: shop.programme, timeZone, asOf });
  await shop.world.client.workflow.getHandle(workflowId).result();
};

const seen = (alarms: readonly Alarm[]) => alarms.map(({ cause, status }) => `${cause} ${status}`).sort();

it('is scheduled by itself where a programme has key accounts and was never swept', async () => {
  const { programme } = shop;
  const parts = { db: shop.world.database.app, warnings: control };
  await scheduleFirstSweeps(parts);
  const found = await control.find(programme);
  expect(found?.input).toEqual({ programme, timeZone });
  await control.pause({ programme, paused: true, reason: 'Not yet.' });
  await scheduleFirstSweeps(parts);
  expect(await control.find(programme)).toMatchObject({ paused: true, note: 'Not yet.' });
  await control.remove(programme);
});

it('sweeps the key accounts batch by batch and raises one alarm for each cause', async () => {
  const { app } = shop.world.database;
  await requestAccountReview(app, { accountId: shop.id('s2'), year: 2027, by, at: shop.now() });
  await shop.world.ring(accountReviewId(shop.id('s2')));
  await sweep('2026-10-01');
  expect(seen(await alarmsOf('s2'))).toEqual(['drop open']);
  expect(seen(await alarmsOf('s5'))).toEqual(['drop open', 'silence open']);
  for (const key of ['s1', 's3', 's4', 's6']) expect(await alarmsOf(key)).toEqual([]);
  const months = await app('kpi_value').where({ programme_id: programmeId }).distinct('as_of').pluck('as_of');
  expect(months).toEqual(['2026-10-01']);
  const [swept] = await listSweeps(app, { programmeId, limit: 5 });
  expect(swept).toMatchObject({ asOf: '2026-10-01', state: 'done', counts: { accounts: 6, opened: 3 } });
  const health = await app('health_recording').where({ programme_id: programmeId, as_of: '2026-10-01' });
  expect(health.length).toBeGreaterThan(0);
});

it('mails the manager once, by the escalation where a process takes the alarm up, and shows the alarm where ops reads the account', async () => {
  const { app } = shop.world.database;
  await sendAlarms();
  await settle(shop.world);
  const mails = await app('notification')
    .where({ kind: 'alarm' })
    .orderBy('id')
    .select<{ to_name: string }[]>('to_name');
  expect(mails.map(({ to_name: name }) => name)).toEqual(['Manager', 'Manager']);
  const asked = await app('notification').where({ kind: 'escalation-ask' }).pluck<string[]>('to_name');
  expect(asked).toEqual(['Manager']);
  const [alarm] = await alarmsOf('s2');
  expect(alarm?.escalationId).not.toBeNull();
  expect((await alarmsOf('s5')).map(({ escalationId }) => escalationId)).toEqual([null, null]);
  const state = await shop.world.client.workflow
    .getHandle(accountReviewId(shop.id('s2')))
    .query(processStateQuery);
  expect(state).toMatchObject({ alarms: ['drop since 2026-10-01'], facts: [] });
  const audit = await app('audit_event').where({
    chain: accountReviewId(shop.id('s2')),
    kind: 'alarm.opened',
  });
  expect(audit).toHaveLength(1);
});

it('changes nothing when the same day is swept again, nor by an earlier one', async () => {
  const { app } = shop.world.database;
  const all = async (): Promise<unknown> => ({
    alarms: await app('alarm').orderBy('id'),
    events: await app('alarm_event').orderBy('id'),
    mails: await app('notification').where({ kind: 'alarm' }).orderBy('id').select('id'),
    sweeps: await app('warning_sweep').orderBy('id'),
  });
  const before = await all();
  await sweep('2026-10-01');
  await sweep('2026-09-15');
  expect(await all()).toEqual(before);
});

it('keeps a snoozed alarm quiet until its day, then wakes it', async () => {
  const { app } = shop.world.database;
  const [alarm] = await alarmsOf('s2');
  const id = alarm?.id ?? '';
  // The escalation that took it up has it told.
  const signs = async (): Promise<number> =>
    (await app('escalation_event').where({ escalation_id: alarm?.escalationId, kind: 'signalAdded' })).length;
  await expect(
    snoozeAlarm(app, { id, until: '2025-01-01', reason: 'They move house.', by, at: shop.now() }),
  ).rejects.toMatchObject({ code: 'invalid' });
  await snoozeAlarm(app, {
    id,
    until: '2026-12-10',
    reason: 'They move house.',
    by,
    at: new Date('2026-10-02'),
  });
  await settle(shop.world);
  const before = await signs();
  await sweep('2026-10-02');
  expect((await getAlarm(app, id)).status).toBe('snoozed');
  expect((await getAlarm(app, id)).seenAsOf).toBe('2026-10-02');
  await settle(shop.world);
  expect(await signs()).toBe(before);
  await app('alarm').where({ id }).update({ snoozed_until: '2026-10-03' });
  await sweep('2026-10-03');
  const woken = await getAlarm(app, id);
  expect(woken).toMatchObject({ status: 'open', snoozedUntil: null });
  expect(woken.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['snoozed', 'woke']));
  await settle(shop.world);
  expect(await signs()).toBe(before + 1);
});

it('leaves an alarm closed that a person closed while its cause holds on, and counts what was useful', async () => {
  const { app } = shop.world.database;
  const [silence] = (await alarmsOf('s5')).filter(({ cause }) => cause === 'silence');
  const said = { id: silence?.id ?? '', by, at: shop.now() };
  await judgeAlarm(app, { ...said, verdict: 'useful', reason: 'We called them.' });
  await closeAlarm(app, { ...said, reason: 'They are gone.' });
  await expect(closeAlarm(app, { ...said, reason: 'Again.' })).rejects.toMatchObject({ code: 'closed' });
  await sweep('2026-10-04');
  expect(seen(await alarmsOf('s5'))).toEqual(['drop open', 'silence closed']);
  const open = await openAlarms(app, { accountId: shop.id('s5'), asOf: '2026-12-01' });
  expect(open.map(({ cause, openedOn }) => [cause, openedOn])).toEqual([['drop', '2026-10-01']]);
  const quality = await alarmQuality(app, { programmeId });
  expect(quality.find(({ cause }) => cause === 'silence')).toMatchObject({
    ...{ opened: 1, useful: 1, unjudged: 0, shareUseful: 1 },
  });
  expect(quality.find(({ cause }) => cause === 'drop')).toMatchObject({ opened: 2, shareUseful: null });
});

it('goes on after the last batch that was stored when the worker stops in the middle', async () => {
  const { app } = shop.world.database;
  const { client } = shop.world;
  await shop.world.stopWorker();
  const workflowId = await control.sweep({ programme: shop.programme, timeZone, asOf: '2026-10-05' });
  // The first batch of two was stored by a worker that died then.
  const at = shop.now();
  const { id: sweepId } = await openSweep(app, { programmeId, asOf: '2026-10-05', at });
  const order = { sweepId, at, accountsAtOnce: 2 };
  await sweepNextBatch(app, { ...order, tell: () => Promise.resolve() });
  const died = sweepNextBatch(app, {
    ...order,
    // A batch has no alarm to tell of without being asked: the failure is in the transaction all the same.
    tell: () => Promise.reject(new Error('the worker died')),
  });
  await expect(died).rejects.toThrow('the worker died');
  await shop.world.startWorker();
  await client.workflow.getHandle(workflowId).result();
  const [swept] = await listSweeps(app, { programmeId, limit: 1 });
  expect(swept).toMatchObject({ asOf: '2026-10-05', state: 'done', counts: { accounts: 6 } });
});

it('closes the alarms of an account that is no key account any more', async () => {
  const { app, owner } = shop.world.database;
  await owner('designation')
    .where({ account_id: shop.id('s5') })
    .update({ ended_at: shop.now(), ended_reason: 'It has left.' });
  await sweep('2026-10-06');
  expect(seen(await alarmsOf('s5'))).toEqual(['drop closed', 'silence closed']);
  const [swept] = await listSweeps(app, { programmeId, limit: 1 });
  expect(swept?.counts).toMatchObject({ accounts: 5, closed: 1 });
  const months = await app('kpi_value').where({ programme_id: programmeId }).distinct('as_of').pluck('as_of');
  expect(months).toEqual(['2026-10-01']);
});

it('has one daily schedule, caught up for one day at most, which can be shown, paused and removed', async () => {
  const { client } = shop.world;
  const { programme } = shop;
  await scheduleFirstSweeps({ db: shop.world.database.app, warnings: control });
  expect(await control.find(programme)).toBeUndefined();
  await control.set({ input: { programme, timeZone }, time: { hour: 5, minute: 0 } });
  await control.set({ input: { programme, timeZone }, time: { hour: 6, minute: 30 } });
  const { policies, spec } = await client.schedule.getHandle(`early-warning/${programme}`).describe();
  expect(policies).toMatchObject({ catchupWindow: 86_400_000, overlap: 'BUFFER_ONE' });
  expect(spec.timezone).toBe(timeZone);
  const found = await control.find(programme);
  const lisbon = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
  expect(lisbon.format(found?.nextAt ?? undefined)).toBe('06:30');
  expect(await control.pause({ programme, paused: true, reason: 'The import is late.' })).toBe(true);
  expect(await control.find(programme)).toMatchObject({
    paused: true,
    note: 'The import is late.',
    nextAt: null,
  });
  expect(await control.pause({ programme: 'nowhere', paused: true, reason: 'x' })).toBe(false);
});

it('looks from the day that the schedule meant, however late it runs', async () => {
  const { client, database } = shop.world;
  const { programme } = shop;
  await control.pause({ programme, paused: false, reason: 'It goes on.' });
  // 23:30 in Lisbon's summer is still the day before in UTC's terms of the morning after.
  await client.schedule.getHandle(`early-warning/${programme}`).backfill({
    start: new Date('2026-10-06T23:00:00Z'),
    end: new Date('2026-10-08T12:00:00Z'),
    overlap: 'BUFFER_ALL',
  });
  await eventually(async () => {
    const sweeps = await listSweeps(database.app, { programmeId, limit: 2 });
    expect(sweeps.slice(0, 2).map(({ asOf, state }) => `${asOf} ${state}`)).toEqual([
      '2026-10-08 done',
      '2026-10-07 done',
    ]);
  });
  expect(await control.remove(programme)).toBe(true);
  expect(await control.remove(programme)).toBe(false);
});
