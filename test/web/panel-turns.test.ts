import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReceipt } from '../../db/receipt-check.ts';
import { setAbsence } from '../../db/stores/absences.ts';
import { call, tokenFor } from '../api/server.ts';
import { printedByKam } from '../support/kam-command.ts';
import { submitList } from '../support/market.ts';
import { openBrowser } from './browser.ts';
import { openPanel, type Panel } from './panel.ts';
import { mailedCode, signIn } from './visitor.ts';

interface Listed {
  readonly id: string;
  readonly year: number;
  readonly approvers: readonly { readonly id: string; readonly personName: string }[];
}

let panel: Panel;
let browser: Browser;
let first: string;
let second: string;

beforeAll(async () => {
  browser = await openBrowser();
  panel = await openPanel();
});
afterAll(async () => {
  await browser.close();
  await panel.close();
});

const words = (text: string): string => text.replace(/\s+/g, ' ');
const textOf = async (page: Page, selector = 'main'): Promise<string> =>
  words(await page.locator(selector).innerText());

async function send<Answer>(path: string, json?: unknown): Promise<Answer> {
  const token = await tokenFor(panel.shop.world.database.app, 'manager');
  const method = json === undefined ? 'GET' : 'POST';
  const answer = await call(panel.server, { method, path, token, ...(json === undefined ? {} : { json }) });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  await panel.follow();
  return (await answer.json()) as Answer;
}

async function approvalOf(year: number): Promise<Listed> {
  const { items } = await send<{ items: Listed[] }>('/v1/approvals');
  return send<Listed>(`/v1/approvals/${items.find((one) => one.year === year)?.id ?? ''}`);
}

describe('two panels that are asked at the same time', () => {
  it('stand in a member’s inbox beside each other, and are decided together under one code', async () => {
    const { shop } = panel;
    first = (await shop.start({ policy: { quorum: 2, undoMinutes: 0, verify: 'code' } })).id;
    second = (await shop.start({ year: 2028 })).id;
    for (const id of [first, second]) await submitList(shop, id);
    const { inbox } = shop.world;
    const visitor = await signIn(panel, { inbox, email: 'sponsor@example.com' });
    const waiting = words(await (await visitor.get('/inbox')).text());
    for (const text of ['Market, selection 2027', 'Market, selection 2028', 'Owner'])
      expect(waiting).toContain(text);
    expect(waiting).not.toContain('Cost');
    const items = [...waiting.matchAll(/name="items" value="([^"]+)"/g)].map(([, key = '']) => key);
    expect(items).toHaveLength(2);
    const form = [...items.map((key) => ['items', key] as const), ['choice', 'approve'] as const];
    expect(await (await visitor.post('/inbox/decide', form)).text()).toContain('Nothing is decided yet');
    const decided = await visitor.post('/inbox/decide', [...form, ['code', mailedCode(inbox)]]);
    expect(words(await decided.text())).toContain('2 of 2 decisions recorded');
    await panel.follow();
    const after = words(await (await visitor.get('/inbox')).text());
    expect(after).toContain('Others are still to answer.');
    expect(after).toContain('Market, selection 2028');
    expect(after).not.toMatch(/\b(step|plan) 20/);
  });

  it('gives each decision a signed receipt that names the selection', async () => {
    const receipt = await (await fetch(`${panel.linkOf('sponsor')}/receipt`)).text();
    const keys = await (await fetch(`${panel.server.url}/.well-known/kam-receipt-keys.json`)).text();
    expect(checkReceipt(receipt, keys).receipt).toMatchObject({
      choice: 'approve',
      selection: { id: second, title: 'Key Accounts 2028', programme: 'Market', year: 2028 },
      policy: { kind: 'quorum', needed: 2, of: 3, rule: null },
      verified: 'code',
    });
  });

  it('are told by the API and by kam, with who still keeps them waiting', async () => {
    const { items } = await send<{ items: unknown[] }>('/v1/approvals');
    const blocking = [{ personName: 'Director' }, { personName: 'Finance' }];
    const about = { planId: null, stepId: null, accountId: null, accountName: 'Market' };
    expect(items).toMatchObject([
      { ...about, cycleId: first, blocking },
      { ...about, cycleId: second, blocking },
    ]);
    const { database } = panel.shop.world;
    const told = await printedByKam(database.appUrl, ['approvals', 'list', '--json']);
    expect(JSON.parse(told)).toMatchObject({ items: [...blocking, ...blocking] });
    const read = await printedByKam(database.appUrl, ['approvals', 'list']);
    expect(read).toContain('Key Accounts 2028');
  });
});

describe('a panel’s question', () => {
  it('is reassigned, and then recalled: all are told, and nominations are taken again', async () => {
    const { firm } = panel.shop.world;
    const { id, approvers } = await approvalOf(2028);
    const seat = approvers.find(({ personName }) => personName === 'Finance')?.id ?? '';
    const reassigned = { personId: firm.operations, reason: 'Finance has no time.' };
    await send(`/v1/approvals/${id}/approvers/${seat}/reassign`, reassigned);
    expect(panel.mailTo('operations', 'Finance has no time.')).toContain(
      'who is to be a key account of Market',
    );
    expect(panel.mailTo('finance', 'has been given to')).toContain('Key Accounts 2028');
    await send(`/v1/approvals/${id}/recall`, { reason: 'The budget is cut.' });
    expect(panel.mailTo('operations', 'has withdrawn the question')).toContain('Key Accounts 2028');
    const page = await panel.open('operations', browser);
    expect(await textOf(page)).toContain('Owner has withdrawn the question');
    expect(await textOf(page)).not.toMatch(/\bstep\b/);
    expect(await panel.shop.cycle(second)).toMatchObject({ status: 'nominating', revision: 1 });
    await submitList(panel.shop, second);
    expect(await panel.shop.cycle(second)).toMatchObject({ status: 'approving', revision: 2 });
    await page.close();
  });

  it('goes to the stand-in of a member who is away, and is decided for them with a code', async () => {
    const { shop } = panel;
    const { firm, database, inbox } = shop.world;
    const absence = await setAbsence(database.app, {
      personId: firm.finance,
      standIn: { id: firm.operations },
      startsAt: shop.now(),
      endsAt: new Date('2026-12-14T00:00:00Z'),
      via: 'api',
      by: { kind: 'person', id: firm.finance },
      at: shop.now(),
    });
    if (absence.kind === 'refused') throw new Error(absence.refused.join(', '));
    expect(absence.workflowIds).toHaveLength(2);
    for (const workflowId of absence.workflowIds) await shop.world.ring(workflowId);
    await panel.follow();
    await shop.play('2026-11-30T10:30:00.000Z');
    const page = await panel.open('operations', browser, 2027);
    expect(await textOf(page)).toContain('Finance is away');
    await page.getByLabel('Reject').check();
    await page.getByLabel('Comment').fill('Too many at once.');
    await page.getByRole('button', { name: 'Send my decision' }).click();
    await page.getByLabel('Code', { exact: true }).fill(mailedCode(inbox));
    await page.getByRole('button', { name: 'Decide' }).click();
    expect(await textOf(page)).toContain('The list now waits for Director');
    await panel.follow();
    await page.close();
  });

  it('ends as rejected as soon as its quorum is out of reach', async () => {
    const page = await panel.open('director', browser, 2027);
    await page.getByLabel('Reject').check();
    await page.getByLabel('Comment').fill('Not with two against.');
    await page.getByRole('button', { name: 'Send my decision' }).click();
    await page.getByLabel('Code', { exact: true }).fill(mailedCode(panel.shop.world.inbox));
    await page.getByRole('button', { name: 'Decide' }).click();
    expect(await textOf(page)).toContain('The list is rejected, and Owner is told.');
    await panel.follow();
    expect(await panel.shop.cycle(first)).toMatchObject({ status: 'closed', outcome: 'rejected' });
    await page.close();
  });
});

describe('a member who does not answer', () => {
  it('is reminded, then the owner of the programme is asked; an answer that comes later goes to the lead as a note', async () => {
    const { shop } = panel;
    const { database, firm } = shop.world;
    await database.app('person').where({ id: firm.operations }).update({ superior_id: null });
    const policy = { kind: 'all', remindAfterHours: [4], expireAfterHours: 8, undoMinutes: 0 } as const;
    const { id } = await shop.start({ year: 2029, lead: 'manager', panel: ['operations'], policy });
    await submitList(shop, id);
    const page = await panel.open('operations', browser, 2029);
    await page.getByLabel('Approve').check();
    // The first of December is a holiday in Portugal.
    await shop.play('2026-12-02T20:00:00.000Z');
    expect(panel.mailTo('operations', 'Your answer is still missing')).toContain('Market');
    const asked = panel.mailTo('owner', 'got no answer in time');
    expect(asked).toContain('You are asked as the owner of this programme.');
    expect(panel.mailTo('manager', 'Owner has been asked instead.')).toContain('Key Accounts 2029');
    await page.getByRole('button', { name: 'Send my decision' }).click();
    expect(await textOf(page)).toContain('does not count. It has been passed on to Manager as a note.');
    expect(await textOf(page)).not.toMatch(/\bstep\b/);
    await panel.follow();
    expect(panel.mailTo('manager', 'after the question had closed')).toContain('start the selection again');
    await page.goto(panel.linkOf('owner', 2029));
    expect(await textOf(page)).toContain('You are asked as the owner of this programme.');
    await page.close();
  });

  it('lets the selection end when nobody is left to ask', async () => {
    await panel.shop.play('2026-12-05T00:00:00.000Z');
    const { app } = panel.shop.world.database;
    const cycle = await app('selection_cycle').where({ year: 2029 }).first<{ outcome: string }>('outcome');
    expect(cycle.outcome).toBe('expired');
    expect(panel.mailTo('manager', 'nobody left to pass the decision to')).toContain('the selection ends');
  });
});
