import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

// An empty table is read whole, whatever indexes it has; without that choice the planner shows what it could use.
async function planOf(query: string): Promise<string> {
  return database.app.transaction(async (trx) => {
    await trx.raw('set local enable_seqscan = off');
    await trx.raw('set local enable_bitmapscan = off');
    await trx.raw('set local enable_sort = off');
    const { rows } = await trx.raw<{ rows: { 'QUERY PLAN': string }[] }>(`explain ${query}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

it.each([
  [
    'who stands in for a seat',
    'approver_stands_for',
    `update approver set state = 'released' where stands_for = 1 and state in ('asked', 'waiting')`,
  ],
  [
    'the request before this one',
    'approval_request_step',
    'select * from approval_request where step_id = 1 and id < 9 order by id desc limit 1',
  ],
  [
    'the open requests',
    'approval_request_open',
    `select * from approval_request where status = 'open' and id > 9 order by id limit 51`,
  ],
  [
    'the mail that carried a link',
    'notification_link',
    `select * from notification where link_id = '0b9f4a52-0000-4000-8000-000000000001' order by id limit 1`,
  ],
  [
    'mails that failed',
    'notification_unsent',
    `select * from notification where status = 'failed' order by id desc limit 51`,
  ],
  ['where the data begin', 'transaction_delivered', 'select min(delivered_on) from transaction'],
  [
    'the reviews in the order of their accounts',
    'process_by_account',
    `select * from process where kind = 'accountReview' order by account_id limit 101`,
  ],
])('finds %s by an index', async (_what, index, query) => {
  const plan = await planOf(query);
  expect(plan).toContain(` ${index} `);
  expect(plan).not.toContain('Sort');
});
