import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCommitmentActivities } from '../../activities/commitments.ts';
import { answerCommitment } from '../../db/stores/commitment-answers.ts';
import { getCommitment } from '../../db/stores/commitment-rows.ts';
import { recordCommitment } from '../../db/stores/commitments.ts';
import { openBrowser } from './browser.ts';
import { asked, openDesk, type Desk } from './desk.ts';

const workflowId = 'annual-plan/1/2027';
let browser: Browser;
let desk: Desk;
let planId: string;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDesk();
  const { db } = desk.mail;
  planId = (await db('plan').first<{ id: string }>('id')).id;
  await db('contact').insert({ account_id: '1', key: 'rui', name: 'Rui Matos', email: 'rui@client.example' });
  await record({ personId: desk.firm.operations }, 'Report rates every month.');
  const client = await record({ contactKey: 'rui' }, 'Name one <b>contact</b>.');
  const { askCommitment, noteSilence } = createCommitmentActivities(desk.mail);
  await askCommitment({ workflowId, seq: 0, at: asked, subject: client.id });
  const { silent_at: at } = await db('commitment').where({ id: client.id }).first<{ silent_at: Date }>();
  await noteSilence({ workflowId, seq: 0, at: at.toISOString(), subject: client.id });
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

async function record(owner: Parameters<typeof recordCommitment>[1]['owner'], text: string) {
  const by = { kind: 'person', id: desk.firm.manager } as const;
  const given = { planId, owner, text, dueOn: '2027-03-31', by, at: new Date(asked) };
  return (await recordCommitment(desk.mail.db, given)).commitment;
}

it('shows whose each commitment is, who keeps it, by when, its silence, and everything that happened to it', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  await page.goto(`${desk.server.url}/plans/${planId}`);
  const section = page.locator('section.commitments');
  const [ours, clients] = await section.locator('article').allInnerTexts();
  const words = (text = ''): string => text.replace(/\s+/g, ' ');
  expect(words(ours)).toContain('Report rates every month.');
  expect(words(ours)).toContain('Ours Who Operations By Wednesday, 31 March 2027 State Open');
  expect(words(ours)).not.toContain('No answer');
  expect(words(clients)).toContain('Name one <b>contact</b>.');
  expect(words(clients)).toContain('The client’s Who Rui Matos');
  expect(words(clients)).toMatch(/No answer recorded on \w+/);
  await section.locator('summary').last().click();
  const moves = await section.locator('article').last().locator('li').allInnerTexts();
  expect(moves).toHaveLength(2);
  expect(moves[0]).toContain('Manager: recorded for Wednesday, 31 March 2027');
  expect(moves[1]).toContain('silence recorded');
  const faults = await new AxeBuilder({ page }).include('section.commitments').analyze();
  expect(faults.violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await context.close();
});

it('no longer speaks of silence once the client has answered, and shows the date that they propose', async () => {
  const { db } = desk.mail;
  const link = await db('commitment_link').first<{ id: string; commitment_id: string }>();
  const html = async (): Promise<string> => (await fetch(`${desk.server.url}/plans/${planId}`)).text();
  expect(await html()).toContain('No answer');
  const { contentHash } = await getCommitment(db, link.commitment_id);
  const answer = { kind: 'propose', on: '2027-05-14', word: 'We move offices.' } as const;
  await answerCommitment(db, { linkId: link.id, contentHash, answer, at: new Date(asked) });
  const shown = await html();
  expect(shown).not.toContain('No answer');
  expect(shown).toContain('Proposed instead');
  expect(shown).toContain('Rui Matos: Friday, 14 May 2027 proposed “We move offices.”');
});
