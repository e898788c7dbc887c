import type { Email } from 'postal-mime';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendQueued } from '../../activities/mail.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { openBrowser } from './browser.ts';
import { openDesk, type Desk } from './desk.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let desk: Desk;
let inbox: SmtpInbox;

beforeAll(async () => {
  browser = await openBrowser();
  inbox = await startInbox();
});
beforeEach(async () => {
  desk = await openDesk({ kind: 'all' }, { operations: 'de' });
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  page = await context.newPage();
});
afterEach(async () => {
  inbox.mails.length = 0;
  await context.close();
  await desk.close();
});
afterAll(async () => {
  await inbox.close();
  await browser.close();
});

/** Delivers what is queued and returns the newest mail to this address. */
async function mailTo(address: string): Promise<Email> {
  await sendQueued(
    {
      ...desk.mail,
      transport: createMailTransport({ smtpUrl: inbox.url, from: 'kam@kam.example' }),
      publicUrl: desk.server.url,
    },
    { queuedForSeconds: 0 },
  );
  const found = inbox.mails.findLast(({ envelopeTo }) => envelopeTo.includes(address));
  if (found === undefined) throw new Error(`No mail to ${address}`);
  return found.parsed;
}
const words = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ');
const shown = async (): Promise<string> => words(await page.locator('body').innerText());
const language = (): Promise<string | null> => page.locator('html').getAttribute('lang');
const send = (): Promise<void> => page.getByRole('button', { name: 'Entscheidung senden' }).click();
async function openLinkOf(mail: Email): Promise<void> {
  await page.goto(/^http:\S+$/m.exec(mail.text ?? '')?.[0] ?? 'no link');
}

describe('an approver who reads German', () => {
  it('gets mail, page and receipt in German, while a colleague gets English', async () => {
    const question = await mailTo('operations@example.com');
    expect(question.subject).toBe('Bitte um Ihre Entscheidung: Joint operations workshop (Client One, 2027)');
    expect(words(question.text)).toContain('Kosten: 9.000 €');
    expect(words(question.text)).toMatch(
      /Antwort bitte bis: \p{L}+, \d+\. Dezember 2026, \d\d:\d\d Uhr \(Lissabon\)/u,
    );
    expect((await mailTo('finance@example.com')).subject).toMatch(/^Your decision, please/);

    await openLinkOf(question);
    expect(await language()).toBe('de');
    expect(await shown()).toContain('2 Personen werden gefragt, und alle müssen genehmigen.');
    await page.getByLabel('Änderungen erbitten').check();
    await send();
    expect(await page.getByRole('alert').innerText()).toContain('Bitte schreiben Sie im Kommentar');
    await page.getByLabel('Kommentar').fill('Bitte vor Ostern – für 9.000 € „alles inklusive“.');
    await send();
    expect(await page.locator('h1').innerText()).toBe('Ihre Entscheidung ist erfasst');
    expect(await language()).toBe('de');
    expect(await shown()).toContain('„alles inklusive“');

    await desk.follow();
    const receipt = await mailTo('operations@example.com');
    expect(receipt.subject).toMatch(/^Beleg \d+: Änderungen erbeten an Joint operations workshop/);
    expect(words(receipt.text)).toContain('> Bitte vor Ostern – für 9.000 € „alles inklusive“.');
    expect(words((await mailTo('manager@example.com')).text)).toContain('asked for changes');
  });

  it('reads in German what changed, in the mail and on the page, and that a new link is on its way', async () => {
    await openLinkOf(await mailTo('operations@example.com'));
    await desk.editAndSubmit({ cost: '12500.00' });
    await page.getByLabel('Genehmigen').check();
    await send();
    expect(await page.locator('h1').innerText()).toBe('Der Schritt wurde inzwischen geändert');
    expect(words(await page.locator('.change').innerText())).toBe('Kosten Bisher 9.000 € Jetzt 12.500 €');
    await page.getByRole('button', { name: 'Aktuellen Link senden' }).click();
    expect(await page.locator('h1').innerText()).toBe('Bitte sehen Sie in Ihr Postfach');
    expect(await language()).toBe('de');
    const again = await mailTo('operations@example.com');
    expect(words(again.text)).toContain('Kosten bisher: 9.000 € jetzt: 12.500 €');
  });

  it('is told in German that a question is closed, and by whom it was decided', async () => {
    const link = await desk.linkOf(desk.firm.operations);
    const colleague = await context.newPage();
    await colleague.goto(`${desk.server.url}${(await desk.linkOf(desk.firm.finance)).path}`);
    await colleague.getByLabel('Reject').check();
    await colleague.getByLabel('Comment').fill('No budget.');
    await colleague.getByRole('button', { name: 'Send my decision' }).click();
    await page.goto(`${desk.server.url}${link.path}`);
    expect(await page.locator('h1').innerText()).toBe('Diese Anfrage ist geschlossen');
    expect(await shown()).toMatch(/Finance abgelehnt am Dienstag, 1\. Dezember 2026, 09:00 Uhr \(Lissabon\)/);
  });

  it('never has to scroll sideways', async () => {
    await page.setViewportSize({ width: 320, height: 600 });
    const { path } = await desk.linkOf(desk.firm.operations);
    await page.goto(`${desk.server.url}${path}`);
    await send();
    const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(sideways)).toBe(0);
  });
});
