import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { Router } from 'express';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSelectionPageRoutes } from '../../api/pages/selection-routes.tsx';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { latestCriteriaSet, standardKey } from '../../db/stores/criteria-sets.ts';
import { openScorecard, runScoring } from '../../db/stores/scorecards.ts';
import { stylesheet } from '../../web/assets.ts';
import { startServer, type TestServer } from '../api/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn } from '../support/kam-command.ts';
import { openBrowser } from './browser.ts';

const sample = new URL('../../samples/hotel/', import.meta.url);
const now = new Date('2026-11-15T12:00:00Z');
const by = { kind: 'operator', id: 'ann' } as const;
const card = '/selection/scorecards/1';

let database: TestDatabase;
let server: TestServer;
let browser: Browser;
let folder: string;

async function readPeople(name: string): Promise<void> {
  const text = await readFile(new URL(name, sample), 'utf8');
  await importPeople(database.app, { text, format: 'yaml', by, now });
}

async function scoreHotels(): Promise<void> {
  await readPeople('people.yaml');
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(database.app, { source, mapping, by, now, shiftMonths: 0 });
  await readPeople('accounts.yaml');
  const { id: criteriaSetId } = await latestCriteriaSet(database.app, { key: standardKey, at: now });
  const wish = { criteriaSetId, asOf: '2017-08-31', previousId: null, by, at: now };
  await runScoring(database.app, { scorecardId: await openScorecard(database.app, wish), by, at: now });
}

function servePages(): Promise<TestServer> {
  const pages = Router();
  const deps = { db: database.app, clock: { now: () => now } };
  pages.use(createSelectionPageRoutes({ ...deps, guard: (_req, _res, next) => next() }));
  pages.get(stylesheet.path, (_req, res) => void res.type(stylesheet.type).send(stylesheet.content));
  return startServer({ ...deps, operations: [], pages });
}

async function open(path: string, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const viewport = { width: 360, height: 740 };
  const context = await browser.newContext({ viewport, colorScheme: scheme, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}

async function attributesOf(elements: Locator, name: string): Promise<string[]> {
  const all = await elements.all();
  return Promise.all(all.map(async (one) => (await one.getAttribute(name)) ?? ''));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kam-sheets-'));
  database = await createTestDatabase();
  await scoreHotels();
  server = await servePages();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('the matrix', () => {
  it('names every proposed account as a link that the keyboard reaches, in the order of the table below it', async () => {
    const page = await open(card);
    const links = page.locator('.matrix a');
    const names = await attributesOf(links, 'aria-label');
    expect(names.filter((name) => name.endsWith(', proposed'))).toHaveLength(7);
    expect(names[0]).toMatch(
      /^Travel agent 9: Strategic, attractiveness \d+(\.\d)?, strength \d+(\.\d)?, proposed$/,
    );
    const proposed = page.locator('section[aria-labelledby="selected"] tbody th');
    const listed = await proposed.allInnerTexts();
    expect(listed).toEqual(names.slice(0, 7).map((name) => name.split(':')[0]));
    await links.first().focus();
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe(names[0]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/accounts/*');
    expect(await page.locator('h1').innerText()).toBe('Travel agent 9: its score explained');
  });

  it('plots every account once, and names large ones that do not repay with their sum', async () => {
    const page = await open(card);
    const dots = await page.locator('.matrix .others circle').count();
    const named = await page.locator('.matrix a').count();
    const unknown = await database.app('score').whereNull('attractiveness').orWhereNull('strength');
    expect(dots + named + unknown.length).toBe(669);
    const large = await page.locator('section[aria-labelledby="large"]').innerText();
    expect(large).toContain('Large, not repaying (18)');
    expect(large).toContain('€445,902');
  });
});

describe('the pages of the selection', () => {
  const paths = ['/selection', card, `${card}/accounts/1`, `${card}/what-if`, `${card}/what-if?cap=2`];

  it.each(paths)(
    '%s passes axe in light and dark, and needs no sideways scrolling at 360 pixels',
    async (path) => {
      for (const scheme of ['light', 'dark'] as const) {
        const page = await open(path, scheme);
        const scrolled = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(scrolled).toBeLessThanOrEqual(360);
        await page.context().close();
        const scripted = await browser.newContext({
          colorScheme: scheme,
          viewport: { width: 360, height: 740 },
        });
        const again = await scripted.newPage();
        await again.goto(`${server.url}${path}`);
        const { violations } = await new AxeBuilder({ page: again }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        await scripted.close();
      }
    },
  );

  it('page through every account of a scorecard once', async () => {
    const seen: string[] = [];
    let path: string | null = card;
    while (path !== null) {
      const page: Page = await open(path);
      const rows = page.locator('section[aria-labelledby="all"] tbody th a');
      seen.push(...(await attributesOf(rows, 'href')));
      const next = page.locator('a[rel="next"]');
      path = (await next.count()) === 0 ? null : `${card}${(await next.getAttribute('href')) ?? ''}`;
      await page.context().close();
    }
    expect([seen.length, new Set(seen).size]).toEqual([669, 669]);
  });

  it('tell what other weights would change, keep what was typed, and say what is wrong with weights that do not sum', async () => {
    const page = await open(`${card}/what-if`);
    const revenue = page.getByLabel('Revenue', { exact: true });
    await revenue.fill('26');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('100');
    expect(await revenue.inputValue()).toBe('26');
    await revenue.fill('25');
    await page.getByLabel('At most so many key accounts').fill('2');
    await page.getByRole('button', { name: 'Show what would change' }).click();
    expect(await page.locator('main').innerText()).toContain('Proposed: 7 now, 2 then.');
    expect(await database.app('scorecard')).toHaveLength(1);
  });

  it.each([
    '/selection/scorecards/99',
    '/selection/scorecards/x',
    `${card}/accounts/999999`,
    '/selection/cycles/7',
    `${card}?cursor=broken`,
  ])('%s gets the neutral page of unknown addresses', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect([response.status, (await response.text()).includes('</html>')]).toEqual([404, true]);
  });
});

describe('the spreadsheet', () => {
  const sheetOf = (workbook: Uint8Array): { sheet: string; texts: string } => {
    const files = unzipSync(workbook);
    const read = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
    return { sheet: read('xl/worksheets/sheet1.xml'), texts: read('xl/sharedStrings.xml') };
  };

  it('holds every account with numbers as numbers, and no text that a spreadsheet takes for a formula', async () => {
    const formula = '=HYPERLINK("http://127.0.0.1","x")';
    await database.app('account').where({ key: 'agent-9' }).update({ name: formula });
    const file = join(folder, 'scores.xlsx');
    const done = await kamOn(database.appUrl, ['selection', 'export', '--format', 'xlsx', '--output', file]);
    expect([done.code, done.stderr]).toEqual([0, '']);
    const byPage = new Uint8Array(await (await fetch(`${server.url}${card}/scores.xlsx`)).arrayBuffer());
    for (const workbook of [new Uint8Array(await readFile(file)), byPage]) {
      const { sheet, texts } = sheetOf(workbook);
      expect(sheet.match(/<row /g)).toHaveLength(670);
      expect(sheet).not.toContain('<f>');
      expect(texts).toContain('=HYPERLINK(');
      const [firstRow = ''] = sheet.match(/<row r="2".*?<\/row>/) ?? [];
      expect(firstRow).toMatch(/<c r="B2"[^>]* t="s"/);
      expect(firstRow).toMatch(/<c r="C2"(?![^>]* t="s")[^>]*><v>\d+(\.\d+)?<\/v>/);
    }
    const csv = await (await fetch(`${server.url}${card}/scores.csv`)).text();
    expect(csv).toContain(`'=HYPERLINK`);
  });

  it('is refused where it is no file, and above what a workbook holds', async () => {
    const said = await kamOn(database.appUrl, ['selection', 'export', '--format', 'xlsx']);
    expect([said.code, said.stderr]).toEqual([
      1,
      'A spreadsheet is no text for a terminal: give --output <file>.\n',
    ]);
    expect((await kamOn(database.appUrl, ['selection', 'export', '--format', 'ods'])).stderr).toContain(
      'give csv or xlsx',
    );
    await database.app('scorecard').update({ accounts: 20_001 });
    const response = await kamOn(database.appUrl, [
      'selection',
      'export',
      '--format',
      'xlsx',
      '--output',
      join(folder, 'y'),
    ]);
    expect(response.stderr).toContain('take the CSV');
  });
});
