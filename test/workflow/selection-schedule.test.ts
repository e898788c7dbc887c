import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  findSelectionSchedule,
  removeSelectionSchedule,
  selectionScheduleId,
  setSelectionSchedule,
} from '../../temporal/selection-schedule.ts';
import { eventually } from '../support/eventually.ts';
import { openMarket, type Market } from '../support/market.ts';
import { settle } from '../support/settle.ts';

let shop: Market;

beforeAll(async () => {
  shop = await openMarket();
});
afterAll(async () => {
  await removeSelectionSchedule(shop.world.client, shop.programme);
  await shop.world.close();
});

const settings = { criteriaSet: 'market', panel: ['director', 'sponsor'] };

const inputWith = (changes: object) => ({
  programme: shop.programme,
  yearsAhead: 1,
  timeZone: 'Europe/Lisbon',
  settings: { ...settings, ...changes },
});

async function set(changes: object, on = { month: 11, day: 2, hour: 9, minute: 30 }): Promise<void> {
  const { client, taskQueue } = shop.world;
  await setSelectionSchedule({ client, taskQueue }, { input: inputWith(changes), date: on });
}

it('has one yearly date, which can be set again, shown and removed', async () => {
  const { client } = shop.world;
  expect(await findSelectionSchedule(client, shop.programme)).toBeUndefined();
  await set({}, { month: 3, day: 1, hour: 8, minute: 0 });
  await set({});
  const found = await findSelectionSchedule(client, shop.programme);
  expect(found).toMatchObject({ paused: false, input: { yearsAhead: 1, settings } });
  const lisbon = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Lisbon',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  expect(lisbon.format(found?.nextAt ?? undefined)).toMatch(/^02\/11\/\d{4}, 09:30$/);
  expect(await removeSelectionSchedule(client, shop.programme)).toBe(true);
  expect(await removeSelectionSchedule(client, shop.programme)).toBe(false);
});

it('tells the owner of the programme why a cycle cannot be started, and starts none', async () => {
  await set({ panel: ['director', 'nobody'] });
  await shop.world.client.schedule.getHandle(selectionScheduleId(shop.programme)).trigger();
  const { app } = shop.world.database;
  const mail = await eventually(async () => {
    const found = await app('notification')
      .where({ kind: 'selection-not-opened' })
      .first<{ id: string; to_name: string; data: object } | undefined>('id', 'to_name', 'data');
    if (!found) throw new Error('nobody was told');
    return found;
  });
  // No process sends it: that is left to the loop.
  await shop.world.sendMail({ notificationIds: [mail.id] });
  expect(await app('selection_cycle')).toEqual([]);
  expect(mail).toMatchObject({
    to_name: 'Owner',
    data: { faults: ['there is no person with the key or address "nobody"'] },
  });
});

it('opens the cycle of the year once, however often its date comes', async () => {
  const { client, taskQueue } = shop.world;
  const open = (id: number, changes: object = {}): Promise<unknown> =>
    client.workflow.execute('selectionOpening', {
      workflowId: `selection-opening/${shop.programme}-${id}`,
      taskQueue,
      args: [inputWith(changes)],
    });
  await Promise.all([open(1), open(2), open(3)]);
  await open(4);
  await open(5, { nominationHours: 8 });
  await settle(shop.world);
  const cycles = await shop.world.database.app('selection_cycle').select('year', 'status', 'started_by_kind');
  expect(cycles).toEqual([
    { year: new Date().getFullYear() + 1, status: 'nominating', started_by_kind: 'system' },
  ]);
});
