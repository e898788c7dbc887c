import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk, type DeskLink } from './desk.ts';
import { mailedCode } from './visitor.ts';

const samePage = { 'Sec-Fetch-Site': 'same-origin' };
let inbox: SmtpInbox;
let desk: Desk;
let link: DeskLink;

beforeAll(async () => {
  inbox = await startInbox();
});
beforeEach(async () => {
  desk = await openDesk({ verify: 'code' }, {}, { smtpUrl: inbox.url });
  link = await desk.linkOf(desk.firm.operations);
});
afterEach(async () => {
  inbox.mails.length = 0;
  inbox.behaviour.recipient = undefined;
  inbox.behaviour.message = undefined;
  await desk.close();
});
afterAll(() => inbox.close());

const post = (fields: Record<string, string>, to = link): Promise<Response> =>
  fetch(`${desk.server.url}${to.path}`, {
    method: 'POST',
    headers: samePage,
    body: new URLSearchParams({ request: to.request, hash: to.hash, comment: '', ...fields }),
  });
const approve = (fields: Record<string, string> = {}): Promise<Response> =>
  post({ choice: 'approve', ...fields });
const decisions = (): Promise<unknown[]> =>
  desk.database.app('decision').orderBy('id').select('choice', 'verified', 'via', 'comment');
const words = async (answer: Response): Promise<string> => (await answer.text()).replace(/\s+/g, ' ');
const titleOf = async (answer: Response): Promise<string> =>
  /<h1>(.*?)<\/h1>/s.exec(await answer.text())?.[1] ?? '';
const wrongCode = (): string => mailedCode(inbox).replace(/^./, (first) => (first === '0' ? '1' : '0'));

describe('a decision that needs a code', () => {
  it('is made with the code that the approver was mailed, and only then', async () => {
    const asked = await post({ choice: 'requestChanges', comment: 'Before <Easter>,\r\nplease.' });
    expect(asked.status).toBe(200);
    const html = await words(asked);
    expect(html).toContain('Nothing is decided yet. We have sent a code to o…s@example.com.');
    expect(html).toContain('Joint operations workshop');
    expect(html).not.toContain('operations@example.com');
    expect(await decisions()).toEqual([]);
    expect(desk.rung).toEqual([]);
    expect(inbox.mails).toHaveLength(1);
    expect(inbox.mails[0]?.envelopeTo).toEqual(['operations@example.com']);
    expect(inbox.mails[0]?.parsed.subject).not.toContain(mailedCode(inbox));
    expect(html).not.toContain(mailedCode(inbox));
    const code = mailedCode(inbox).toLowerCase().replace('-', ' ');
    const decided = await post({ choice: 'requestChanges', comment: 'Before <Easter>,\nplease.', code });
    expect(decided.status).toBe(200);
    expect(await titleOf(decided)).toBe('Your decision is recorded');
    expect(await decisions()).toEqual([
      { choice: 'requestChanges', verified: 'code', via: 'link', comment: 'Before <Easter>,\nplease.' },
    ]);
    expect(desk.rung).toEqual(['annual-plan/1/2027']);
  });

  it('counts once when the right code is sent many times at once, and shows every sender the receipt', async () => {
    await approve();
    const code = mailedCode(inbox);
    const answers = await Promise.all(Array.from({ length: 5 }, () => approve({ code })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await decisions()).toHaveLength(1);
    expect(desk.rung).toHaveLength(1);
    const again = await Promise.all(Array.from({ length: 15 }, () => approve({ code })));
    expect(new Set(await Promise.all(again.map(titleOf)))).toEqual(
      new Set(['Your decision had been recorded before']),
    );
    expect(await decisions()).toHaveLength(1);
  });

  it('cannot be guessed: of 20 wrong codes at once five are looked at, and then the right one is worth nothing', async () => {
    await approve();
    const code = wrongCode();
    const answers = await Promise.all(Array.from({ length: 20 }, () => approve({ code })));
    const texts = await Promise.all(answers.map(words));
    expect(texts.filter((text) => text.includes('That is not the code'))).toHaveLength(4);
    expect(texts.filter((text) => text.includes('entered wrongly five times'))).toHaveLength(16);
    const right = await approve({ code: mailedCode(inbox) });
    expect(right.status).toBe(422);
    expect(await words(right)).toContain('entered wrongly five times');
    expect(await decisions()).toEqual([]);
    const renewed = await approve({ again: '1' });
    expect(await words(renewed)).toContain('We have sent a code');
    expect(await titleOf(await approve({ code: mailedCode(inbox) }))).toBe('Your decision is recorded');
  });

  it('says how many tries are left', async () => {
    await approve();
    const code = wrongCode();
    expect(await words(await approve({ code }))).toContain('You can try 4 more times');
    await approve({ code });
    await approve({ code });
    expect(await words(await approve({ code }))).toContain('You can try once more');
    expect(await titleOf(await approve({ code: mailedCode(inbox) }))).toBe('Your decision is recorded');
  });

  it('is bound to the choice: a code for approving neither rejects nor asks for changes', async () => {
    await approve();
    const code = mailedCode(inbox);
    for (const choice of ['reject', 'requestChanges']) {
      const answer = await post({ choice, comment: 'No.', code });
      expect(answer.status).toBe(422);
      expect(await words(answer)).toContain('There is no code for this decision');
    }
    expect(await decisions()).toEqual([]);
    expect(await titleOf(await approve({ code }))).toBe('Your decision is recorded');
  });

  it('is bound to the person: a colleague’s code is worth nothing', async () => {
    const finance = await desk.linkOf(desk.firm.finance);
    await post({ choice: 'approve' }, finance);
    await approve();
    const mine = mailedCode(inbox);
    expect((await post({ choice: 'approve', code: mine }, finance)).status).toBe(422);
    expect(await decisions()).toEqual([]);
  });

  it('shows what changed, and no code page, when the step was edited while the code was on its way', async () => {
    await approve();
    const code = mailedCode(inbox);
    await desk.editAndSubmit({ cost: '12500.00' });
    const answer = await approve({ code });
    expect(answer.status).toBe(409);
    expect(await words(answer)).toContain('<del>€9,000</del>');
    link = await desk.linkOf(desk.firm.operations);
    expect((await approve({ code })).status).toBe(422);
    expect(await decisions()).toEqual([]);
  });

  it('expires after ten minutes, and is asked for anew', async () => {
    await approve();
    const code = mailedCode(inbox);
    desk.setTime('2026-12-01T09:10:01Z');
    expect(await words(await approve({ code }))).toContain('ten minutes, which are over');
    expect(await decisions()).toEqual([]);
    expect(await words(await approve({ again: '1' }))).toContain('We have sent a code');
    expect(await titleOf(await approve({ code: mailedCode(inbox) }))).toBe('Your decision is recorded');
  });

  it('becomes a note to the manager when the code comes after the question’s time', async () => {
    await approve();
    desk.setTime('2026-12-24T09:00:00Z');
    await approve({ again: '1' });
    const late = await approve({ code: mailedCode(inbox) });
    expect(late.status).toBe(410);
    expect(await words(late)).toContain('It has been passed on to Manager as a note');
    expect(await decisions()).toEqual([]);
  });

  it('takes something that is no code for no try', async () => {
    await approve();
    for (const code of ['', 'ABC', 'UUUU-UUUU'])
      expect(await words(await approve({ code }))).toContain('Please type the eight letters');
    const [row] = await desk.database.app('approval_code').select<{ tries: number }[]>('tries');
    expect(row?.tries).toBe(0);
  });
});

describe('sending the code', () => {
  it('does not send a second one for the same form while the first still holds', async () => {
    await approve();
    expect(await words(await approve())).toContain('We sent a code to o…s@example.com a moment ago');
    expect(inbox.mails).toHaveLength(1);
  });

  it('stops after three in an hour, says until when, and lets the newest be entered all the same', async () => {
    await approve();
    await approve({ again: '1' });
    await approve({ again: '1' });
    const refused = await approve({ again: '1' });
    expect(refused.status).toBe(429);
    expect(await words(refused)).toContain(
      'No more codes can be sent before Tuesday, 1 December 2026, 10:00',
    );
    expect(inbox.mails).toHaveLength(3);
    expect(await titleOf(await approve({ code: mailedCode(inbox) }))).toBe('Your decision is recorded');
  });

  it('says that it could not be sent, and decides nothing, when the mail server refuses', async () => {
    inbox.behaviour.recipient = { code: 450, text: 'Later' };
    for (let count = 0; count < 4; count += 1) {
      const answer = await approve();
      expect(answer.status).toBe(503);
      expect(await words(answer)).toContain('The code could not be sent, so nothing is decided');
    }
    expect(await desk.database.app('approval_code')).toEqual([]);
    inbox.behaviour.recipient = undefined;
    expect((await approve()).status).toBe(200);
    expect(await decisions()).toEqual([]);
  });

  it('leaves no code in the database, in a queued mail or in the log', async () => {
    await approve();
    await approve({ code: wrongCode() });
    await approve({ again: '1' });
    await approve({ code: mailedCode(inbox) });
    const sent = inbox.mails.map(
      ({ parsed }) => /^([0-9A-Z]{4})-([0-9A-Z]{4})$/m.exec(parsed.text ?? '') ?? [],
    );
    expect(sent).toHaveLength(2);
    const { rows } = await desk.database.owner.raw<{ rows: { tablename: string }[] }>(
      `select tablename from pg_tables where schemaname = 'public'`,
    );
    const stored: unknown[] = [];
    for (const { tablename } of rows) stored.push(await desk.database.owner(tablename));
    const everything = [JSON.stringify(stored), ...desk.logged, ...desk.server.logged].join('\n');
    expect(everything).toContain('Joint operations workshop');
    for (const [shown = '', left = '', right = ''] of sent) {
      expect(everything).not.toContain(shown);
      expect(everything.toUpperCase()).not.toContain(left + right);
    }
  });
});

describe('the code page on a phone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function openPhone(colorScheme: 'light' | 'dark', javaScriptEnabled: boolean): Promise<Page> {
    const viewport = { width: 360, height: 740 };
    const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${desk.server.url}${link.path}`);
    await page.getByLabel('Approve').check();
    await page.getByRole('button', { name: 'Send my decision' }).click();
    return page;
  }

  it('takes the code by keyboard without JavaScript, and the Enter key decides', async () => {
    const page = await openPhone('light', false);
    expect(await page.locator('h1').innerText()).toBe('Enter the code to decide');
    const field = page.getByLabel('Code', { exact: true });
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await field.inputValue()).toBe('');
    await field.fill(mailedCode(inbox));
    await field.press('Enter');
    expect(await page.locator('h1').innerText()).toBe('Your decision is recorded');
    expect(await decisions()).toMatchObject([{ choice: 'approve', verified: 'code' }]);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing serious for axe and no sideways scrolling, %s',
    async (scheme) => {
      const page = await openPhone(scheme, true);
      const inspect = async (): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        expect(
          await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
        ).toBe(0);
      };
      await inspect();
      for (let count = 0; count < 5; count += 1) {
        await page.getByLabel('Code', { exact: true }).fill(wrongCode());
        await page.getByRole('button', { name: 'Decide' }).click();
        await inspect();
      }
      expect(await page.locator('h1').innerText()).toBe('A new code is needed');
    },
  );
});
