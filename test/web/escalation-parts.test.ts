import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newLink } from '../../activities/new-link.ts';
import type { Db } from '../../db/client.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import { insertAsk } from '../../db/stores/escalation-asks.ts';
import {
  acknowledgeEscalation,
  pauseEscalation,
  resumeEscalation,
  setEscalationSeverity,
} from '../../db/stores/escalation-changes.ts';
import { recordClientAnswer } from '../../db/stores/escalation-confirmations.ts';
import { noteEscalation } from '../../db/stores/escalation-events.ts';
import { beginFollowUp, noteRecovery } from '../../db/stores/escalation-follow-ups.ts';
import { handOverEscalation } from '../../db/stores/escalation-hand-over.ts';
import { keepLessons } from '../../db/stores/escalation-lessons.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { endTask, giveTask } from '../../db/stores/escalation-tasks.ts';
import { recordRootCause } from '../../db/stores/escalation-work.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { system } from '../../domain/actor.ts';
import { escalate, presentTo } from '../support/worked-escalation.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let browser: Browser;
let id: string;

const hour = (time: string): Date => new Date(`2027-01-11T${time}:00Z`);
const address = (): string => `${desk.server.url}/escalations/${id}`;

// An escalation that went all the way, with a bit of everything.
async function storyOf(db: Db): Promise<string> {
  const { firm } = desk;
  const by = { kind: 'person', id: firm.manager } as const;
  const contact = { account_id: '1', key: 'rui', name: 'Rui Matos', email: 'rui@client.example' };
  const [rui] = await db('contact').insert(contact).returning<{ id: string }[]>('id');
  const at = hour('09:00');
  await openProcess(db, {
    workflowId: accountReviewId('1'),
    kind: 'accountReview',
    accountId: '1',
    input: {},
    at,
  });
  const other = await escalate(db, { firm, at, cause: 'late-deliveries', severity: 3 });
  await acknowledgeEscalation(db, { id: other.id, by, at, personId: firm.manager });
  const shown = await presentTo(db, { firm, at, cause: 'drop', severity: 2, contactId: rui?.id ?? '' });
  const { taskId, escalation } = shown;
  const change = (time: string) => ({ id: escalation.id, by, at: hour(time) });
  await askedOf(db, escalation.id);
  await recordClientAnswer(db, { ...change('09:30'), answer: 'refused', word: 'The old wing is missing.' });
  await endTask(db, { ...change('09:40'), taskId, how: 'done', word: 'All are bought.' });
  const wish = { title: 'Rewire the old wing', details: '', function: 'it', dueOn: '2027-01-29' } as const;
  await giveTask(db, { ...change('09:45'), ...wish, ownerId: firm.finance });
  await setEscalationSeverity(db, { ...change('09:50'), severity: 3, reason: 'Most rooms are done.' });
  await pauseEscalation(db, { ...change('10:00'), reason: 'They count their rooms.' });
  await resumeEscalation(db, { ...change('10:20'), reason: 'They have answered.' });
  await handOverEscalation(db, { ...change('10:30'), personId: firm.director, reason: 'He knows them.' });
  const cause = {
    category: 'delivery',
    name: 'The old wing was forgotten',
    text: 'It has other owners.',
  } as const;
  await recordRootCause(db, { ...change('10:40'), ...cause });
  const lesson = { title: 'Ask for all wings', learned: 'Nobody asked.', ownerId: firm.operations };
  await keepLessons(db, { ...change('10:50'), lessons: [{ ...lesson, dueOn: '2027-02-26' }] });
  await lookedAt(db, escalation.id);
  await alarmedBy(db, escalation.id);
  return escalation.id;
}

async function askedOf(db: Db, escalationId: string): Promise<void> {
  const { firm, mail } = desk;
  const named = {
    rung: 'manager',
    attempt: 1,
    number: 1,
    round: 0,
    how: 'named',
    standsForId: null,
  } as const;
  const link = newLink(mail.links);
  const askedAt = hour('09:00');
  await insertAsk(db, { ...named, escalationId, run: 1, personId: firm.manager, askedAt, link });
  const events = [
    ['asked', { number: 1, rung: 'manager', attempt: 1, personId: firm.manager }],
    ['skipped', { rung: 'director', why: 'absent' }],
    ['warned', { clock: 'resolution', number: 1, share: 75 }],
    ['breached', { clock: 'update', number: 1 }],
  ] as const;
  for (const [kind, data] of events)
    await noteEscalation(db, {
      escalationId,
      event: { kind, data, run: 1, by: system, at: hour('09:20'), reason: '' },
    });
}

async function lookedAt(db: Db, escalationId: string): Promise<void> {
  const { run } = await getEscalation(db, { id: escalationId });
  const of = { id: escalationId, run };
  await beginFollowUp(db, { ...of, confirmedAt: hour('10:00'), checkAt: hour('10:30') });
  const window = (amount: string, before: string, share: number) => ({
    ...{ now: { from: '2026-10-01', to: '2027-01-01', amount: Number(amount) } },
    ...{ before: { from: '2025-10-01', to: '2026-01-01', amount: Number(before) }, share, currency: 'EUR' },
  });
  const figures = { then: window('41000', '82000', 0.5), now: window('61000', '80000', 0.7625) };
  const found = { result: 'improved', incomparable: null, judgedBy: ['drop'], ...figures } as const;
  await noteRecovery(db, { ...of, at: hour('11:00'), found: found as never });
}

async function alarmedBy(db: Db, escalationId: string): Promise<void> {
  const figures = (from: string, to: string, amount: number) => ({ from, to, amount, orders: 12 });
  const evidence = {
    now: figures('2026-10-01', '2027-01-01', 41_000),
    before: figures('2025-10-01', '2026-01-01', 82_000),
    currency: 'EUR',
  };
  const [alarm] = await db('alarm')
    .insert({
      ...{ account_id: '1', cause: 'drop', rules_version: 1, evidence: JSON.stringify(evidence) },
      ...{ magnitude: 3, told_magnitude: 3, opened_at: hour('06:00') },
      ...{ opened_as_of: '2027-01-10', holds_since: '2027-01-10', seen_as_of: '2027-01-10' },
    })
    .returning<{ id: string }[]>('id');
  await db('escalated_alarm').insert({ alarm_id: alarm?.id, escalation_id: escalationId, run: 1 });
}

beforeAll(async () => {
  desk = await openDesk();
  desk.setTime(hour('11:20').toISOString());
  id = await storyOf(desk.database.app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

const opened = 'document.querySelectorAll("details").forEach((one) => { one.open = true })';

it.each([1280, 360])(
  'shows every part of it at %i px, unfolded and folded up, without a fault',
  async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      await page.goto(address());
      for (const unfold of ['0', opened]) {
        await page.evaluate(unfold);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((one) => one.id)).toEqual([]);
      }
      await context.close();
    }
  },
);

it('says in words what was done, what was asked, and what came of it, and shows no key of the records', async () => {
  const page = await browser.newPage();
  await page.goto(address());
  await page.evaluate(opened);
  const part = (name: string): Promise<string> =>
    page.locator(`section[aria-labelledby="${name}"]`).innerText();
  expect(await part('tasks')).toMatch(/Buy desks: Operations[\s\S]*Done, Operations[\s\S]*Open, IT/);
  expect(await part('proposals')).toMatch(/cost €12,000[\s\S]*Approved/);
  expect(await part('presented')).toMatch(/Rui Matos \(meeting\)[\s\S]*It is not solved, says the client/);
  expect(await part('followUp')).toMatch(/the account has improved[\s\S]*€61,000[\s\S]*76%/);
  expect(await part('lessons')).toMatch(/Ask for all wings: Operations[\s\S]*Nobody asked/);
  expect(await part('alarms')).toMatch(
    /Revenue has dropped\s+Open[\s\S]*Delivered revenue: €41,000; a year before: €82,000/,
  );
  expect(await part('related')).toContain('About late-deliveries (Reach out)');
  expect(await part('ladder')).toContain('Manager as the manager, Monday');
  const history = await part('history');
  for (const said of [
    'Whoever is the director is away, and nobody stands in.',
    'Until it is solved: 75 % of the time is over',
    'From 2, high to 3, medium',
    'Director has it.',
    'The old wing was forgotten',
  ])
    expect(history).toContain(said);
  const main = await page.locator('main').innerText();
  expect(main).toContain('cause: Revenue has dropped');
  expect(main.match(/\b[a-z]+[A-Z]\w*/g)).toBeNull();
  expect(main.match(/\b(?:esc|clock|escalations?)\.\w+/g)).toBeNull();
  await page.close();
});
