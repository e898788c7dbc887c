import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordHealth } from '../../db/stores/health-values.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let browser: Browser;
let context: BrowserContext;
let page: Page;

const address = (path: string): string => `${desk.server.url}${path}`;

/** Orders of every month of three years, fewer and fewer in the last. */
async function seedOrders(): Promise<void> {
  await desk.database.owner.raw(
    `with s as (insert into import_source (name) values ('orders') returning id)
     insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
     select s.id, m || '/' || n, 1, day, day, case when n = 3 then 'cancelled' else 'delivered' end, 1,
       case when m > 30 then 2000 else 9000 end, 'EUR'
     from s, generate_series(0, 35) m, generate_series(1, 5) n,
       lateral (select (date '2023-12-05' + (m || ' months')::interval)::date + n as day) d`,
  );
}

async function seedAlarm(): Promise<void> {
  const figures = (from: string, to: string, amount: number) => ({ from, to, amount, orders: 12 });
  await desk.database.app('alarm').insert({
    account_id: '1',
    cause: 'drop',
    rules_version: 1,
    evidence: JSON.stringify({
      now: figures('2026-08-01', '2026-11-01', 24_000),
      before: figures('2025-08-01', '2025-11-01', 108_000),
      currency: 'EUR',
    }),
    magnitude: 5,
    told_magnitude: 5,
    opened_as_of: '2026-11-01',
    holds_since: '2026-11-01',
    seen_as_of: '2026-11-30',
    opened_at: new Date('2026-11-01T05:00:00Z'),
  });
}

beforeAll(async () => {
  desk = await openDesk();
  await seedOrders();
  await seedAlarm();
  const { app } = desk.database;
  const [programmeId = ''] = await app('account').where({ id: '1' }).pluck<string[]>('programme_id');
  for (const [asOf, at] of [
    ['2026-06-01', '2026-06-01T05:00:00Z'],
    ['2026-11-30', '2026-11-30T05:00:00Z'],
  ] as const)
    await recordHealth(app, { programmeId, accountIds: ['1'], asOf, at: new Date(at) });
  browser = await openBrowser();
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

const textOf = (id: string): Promise<string> => page.locator(`section[aria-labelledby="${id}"]`).innerText();

it('says who answers for the account, how healthy it is and why, with the same figures drawn and in a table', async () => {
  await page.goto(address('/accounts/1'));
  expect(await page.locator('h1').innerText()).not.toBe('');
  const health = await textOf('health');
  expect(health).toMatch(/\d+(\.\d)? of 100: (good|to be watched|poor)/);
  expect(health).toContain('Revenue against the year before');
  expect(health).toContain('Health fell by');
  expect(health).toMatch(/Revenue against the year before: .+ → .+ \(−/);
  expect(await textOf('kpis')).toContain('Unknown: Nobody has given a rating up to the day.');
  expect(await textOf('who')).toContain('Manager');
  const drawn = page.locator('#trends ~ .figures svg[role="img"], section[aria-labelledby="trends"] svg');
  expect(await drawn.count()).toBeGreaterThan(0);
  const summary = (await drawn.first().getAttribute('aria-label')) ?? '';
  const now = / now ([^,]+, *[^,]+|[^,]+), a year/.exec(summary)?.[1] ?? 'none';
  expect((await textOf('trends')).replaceAll('\u00a0', ' ')).toContain(now.replaceAll('\u00a0', ' '));
});

it('is read as of any day, and neither breaks on a phone nor a policy, nor keeps readers out', async () => {
  const said: string[] = [];
  const scripted = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const other = await scripted.newPage();
  other.on('console', (message) => said.push(message.text()));
  await other.goto(address('/accounts/1?asOf=2026-06-15'));
  expect(await other.content()).toContain('Monday, 15 June 2026');
  await other.goto(address('/accounts/1'));
  expect(said).toEqual([]);
  expect(await other.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  const { violations } = await new AxeBuilder({ page: other }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await scripted.close();
});

it('snoozes an alarm and judges it, each with a reason, and says what is missing', async () => {
  await page.goto(address('/accounts/1'));
  expect(await textOf('alarms')).toMatch(/Delivered revenue[\s\S]*€24,000[\s\S]*€108,000/);
  await page.locator('summary', { hasText: 'Snooze it' }).click();
  await page.getByRole('button', { name: 'Snooze it' }).click();
  expect(await page.getByRole('alert').innerText()).toMatch(/Please give a day[\s\S]*Why/);
  await page.getByLabel('Until').fill('2027-01-15');
  await page.locator('form[action$="/snooze"] textarea').fill('They told us of the move');
  await page.getByRole('button', { name: 'Snooze it' }).click();
  expect(await page.getByRole('status').innerText()).toContain('kept');
  expect(await textOf('alarms')).toContain('Snoozed until Friday, 15 January 2027: They told us of the move');
  await page.locator('summary', { hasText: 'Was it useful?' }).click();
  await page.getByLabel('Yes, it told me something').check();
  await page.locator('form[action$="/judge"] textarea').fill('We called them');
  await page.getByRole('button', { name: 'Keep this' }).click();
  expect(await textOf('alarms')).toContain('Judged useful: We called them');
  const events = await desk.database.app('alarm_event').orderBy('id').select('kind', 'actor_id');
  expect(events).toEqual([
    { kind: 'snoozed', actor_id: 'local' },
    { kind: 'judged', actor_id: 'local' },
  ]);
});

it('refuses forms that no page of ours sent, and alarms of another account', async () => {
  const send = (path: string, site: string): Promise<Response> =>
    fetch(address(path), {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': site },
      body: new URLSearchParams({ reason: 'x', verdict: 'notUseful', until: '2027-02-01' }),
    });
  expect((await send('/accounts/1/alarms/1/judge', 'cross-site')).status).toBe(403);
  expect((await send('/accounts/2/alarms/1/judge', 'same-origin')).status).toBe(404);
  expect((await fetch(address('/accounts/999'))).status).toBe(404);
  expect(await desk.database.app('alarm').select('verdict')).toEqual([{ verdict: 'useful' }]);
});
