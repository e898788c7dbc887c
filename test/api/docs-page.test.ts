import { openBrowser } from '../web/browser.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { idleDeps } from './idle-deps.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ db: database.app, operations: createOperations(idleDeps) });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await database.drop();
});

test('the documentation shows every operation from local files alone, and the policy blocks nothing of it', async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  await page.goto(`${server.url}/docs`);
  await page.getByText("Start an account's review of a year").waitFor();
  expect(await page.locator('.opblock').count()).toBe(createOperations(idleDeps).length);
  expect(complaints).toEqual([]);
  expect(foreign).toEqual([]);
});
