import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { createApprovalChangeOperations } from '../../api/approvals/changes.ts';
import { createApprovalOperations } from '../../api/approvals/routes.ts';
import { createDirectMail } from '../../api/direct-mail.ts';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { createApprovalCodes } from '../../db/approval-code.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startServer, type TestServer } from '../api/server.ts';
import { openMarket, type Market } from '../support/market.ts';
import { testSeal } from '../support/receipt-seal.ts';
import { settle } from '../support/settle.ts';

/** A market whose panel is asked by real mails, with the real pages in front of its processes. */
export interface Panel {
  readonly shop: Market;
  /** The pages, and the API of approvals. */
  readonly server: TestServer;
  /** The newest mail to `<key>@example.com` whose text holds these words, as plain text without line breaks. */
  mailTo(key: string, words: string): string;
  /** The page of the newest decision link that was mailed to this person, about the list of a year if one is named. */
  open(key: string, browser: Browser, year?: number): Promise<Page>;
  /** The address of that page. */
  linkOf(key: string, year?: number): string;
  /** Waits until the process has done what a page set off. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

const keys = [{ id: 'test', key: new Uint8Array(32).fill(7) }];
const phone = { width: 360, height: 740 };

async function servePages({ world }: Market): Promise<TestServer> {
  const log = pino({ level: 'silent' });
  const transport = createMailTransport({ smtpUrl: world.inbox.url, from: 'kam@kam.example' });
  const mail = { db: world.database.app, links: world.links, receipts: testSeal, clock: world.clock, log };
  const sending = { ...mail, transport, publicUrl: 'http://127.0.0.1', mailEnabled: true };
  const pages = createPageRoutes({
    ...sending,
    codes: createApprovalCodes(keys),
    sendDirectly: createDirectMail(sending),
    ring: world.ring,
    addresses: [],
    linksPerMinute: 100_000,
  });
  const operations = [...createApprovalOperations(), ...createApprovalChangeOperations({ ring: world.ring })];
  return startServer({ db: mail.db, operations, pages, clock: world.clock });
}

/** Opens a market with its pages; the caller closes it. */
export async function openPanel(): Promise<Panel> {
  const shop = await openMarket();
  const server = await servePages(shop);
  const linkOf = (key: string, year?: number): string => {
    const texts = textsTo(shop, key).filter((text) => text.includes(`Key Accounts ${year ?? ''}`));
    const paths = texts.flatMap((text) => /\/d\/[\w-]{43}/.exec(text) ?? []);
    const path = paths.at(-1);
    if (path === undefined) throw new Error(`no decision link was mailed to ${key}`);
    return `${server.url}${path}`;
  };
  return {
    shop,
    server,
    linkOf,
    mailTo: (key, words) => {
      const found = textsTo(shop, key).findLast((text) => text.includes(words));
      if (found === undefined) throw new Error(`no mail to ${key} says “${words}”`);
      return found;
    },
    open: async (key, browser, year) => {
      const page = await (await browser.newContext({ viewport: phone })).newPage();
      await page.goto(linkOf(key, year));
      return page;
    },
    follow: () => settle(shop.world),
    close: async () => {
      await server.close();
      await shop.world.close();
    },
  };
}

function textsTo({ world }: Market, key: string): string[] {
  const mine = world.inbox.mails.filter(({ envelopeTo }) => envelopeTo.includes(`${key}@example.com`));
  return mine.map(({ parsed }) => (parsed.text ?? '').replace(/\s+/g, ' '));
}
