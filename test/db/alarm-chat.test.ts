import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellAlarms } from '../../activities/early-warning-mail.ts';
import type { Db } from '../../db/client.ts';
import type { ToldAlarm } from '../../db/warnings/sweep-batch.ts';
import { addChannel, chatStarts as at } from '../support/chatting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm } from '../support/people.ts';

const url = 'https://chat.example.com/services/SECRET';
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.app;
  await seedFirm(db, '1');
  await addChannel(db, { url });
  await addChannel(db, { url, name: 'Escalations', kinds: ['escalation'] });
});
afterAll(() => database.drop());

const alarm = (alarmId: string, event: ToldAlarm['event'] = 'opened'): ToldAlarm => ({
  ...{ alarmId, accountId: '1', cause: 'drop', event, tell: true, seen: true, asOf: '2026-12-31' },
  next: {
    ...{ status: 'open', magnitude: 1, toldMagnitude: 1, clearedAsOf: null, snoozedUntil: null },
    evidence: { now: { amount: 12345.67 }, before: { amount: 98765.43 }, currency: 'EUR' },
  } as unknown as ToldAlarm['next'],
});

const tell = (...told: readonly ToldAlarm[]): Promise<unknown> =>
  db.transaction((trx) => tellAlarms(trx, { told, at }));

interface Said {
  readonly title: string;
  readonly facts: readonly unknown[];
}

async function said(): Promise<readonly Said[]> {
  const rows = await db('chat_message').orderBy('id').select<{ message: Said }[]>('message');
  return rows.map(({ message }) => message);
}

it('tells chats that want alarms of each alarm once, and none of its figures', async () => {
  await tell(alarm('1'), alarm('2', 'cleared'));
  await tell(alarm('1'));
  expect((await said()).map(({ title }) => title)).toEqual([
    'Early warning: Client One – Revenue has dropped',
    'Ceased: Client One – Revenue has dropped',
  ]);
  expect(JSON.stringify(await said())).not.toMatch(/12345|98765|EUR/);
});

it('says many alarms in one message, in the language of the programme’s owner', async () => {
  await db('person').where({ key: 'owner' }).update({ language: 'de' });
  const many = Array.from({ length: 12 }, (_, index) => alarm(String(index + 10)));
  await tell(...many);
  await tell(...many);
  const message = (await said()).at(-1);
  expect(await said()).toHaveLength(3);
  expect(message?.title).toBe('12 Alarme der Frühwarnung');
  expect(message?.facts).toHaveLength(10);
});
