import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenFor, type TestServer } from '../api/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from './desk.ts';
import { servePublicly } from './public-pages.ts';

describe('pages on a public address', () => {
  let database: TestDatabase;
  let server: TestServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await servePublicly(database);
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const home = (password?: string): Promise<Response> =>
    fetch(server.url, {
      headers: password === undefined ? {} : { Authorization: `Basic ${btoa(`anybody:${password}`)}` },
    });

  it('show the home page only to who has an API key, asked for as a password', async () => {
    const refused = await home();
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('Basic');
    expect((await home('kam_live_1_wrong')).status).toBe(401);
    const shown = await home(await tokenFor(database.app, 'viewer'));
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('No account is in review yet');
  });

  it('bring their style sheet under an address that may be cached for ever', async () => {
    const html = await (await home(await tokenFor(database.app, 'viewer'))).text();
    const path = /<link rel="stylesheet" href="(.+?)"/.exec(html)?.[1] ?? '';
    const sheet = await fetch(`${server.url}${path}`);
    expect(sheet.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(sheet.headers.get('cache-control')).toContain('immutable');
    expect(await sheet.text()).toContain('prefers-color-scheme: dark');
  });

  it('answer a broken database with a page that can be read, and with a number to quote', async () => {
    const gone = await createTestDatabase();
    const broken = await servePublicly(gone);
    await gone.owner.raw('drop table approval_link cascade');
    const answer = await fetch(`${broken.url}/d/${'A'.repeat(43)}`);
    expect(answer.status).toBe(500);
    const html = await answer.text();
    expect(html).toContain('That did not work');
    expect(html).toContain(answer.headers.get('x-request-id'));
    expect(html).not.toContain('approval_link');
    await broken.close();
    await gone.drop();
  });

  it('tell people who open too many decision links to wait, in a page, and nobody else', async () => {
    const strict = await servePublicly(database, { linksPerMinute: 1 });
    const link = `${strict.url}/d/${'A'.repeat(43)}`;
    expect((await fetch(link)).status).toBe(404);
    const refused = await fetch(link);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('<h1>Please wait a minute</h1>');
    expect((await fetch(`${strict.url}/livez`)).status).toBe(200);
    await strict.close();
  });
});

describe('plans on a public address', () => {
  let desk: Desk;
  let server: TestServer;

  beforeAll(async () => {
    desk = await openDesk();
    server = await servePublicly(desk.database);
  });
  afterAll(async () => {
    await server.close();
    await desk.close();
  });

  const send = async (
    path: string,
    { key, form, site = 'same-origin' }: { key?: string; form?: Record<string, string>; site?: string } = {},
  ): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      redirect: 'manual',
      headers: {
        'Sec-Fetch-Site': site,
        ...(key !== undefined && { Authorization: `Basic ${btoa(`anybody:${key}`)}` }),
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
  const budget = { base: '1', seen: '1', budget: '5000', reason: 'Told' };
  const edit = '/plans/1/edit/budget';

  it('are read with the key of a viewer, who is offered no edit and whose forms are refused', async () => {
    const key = await tokenFor(desk.database.app, 'viewer');
    const page = await send('/plans/1', { key });
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Joint operations workshop');
    expect(html).not.toContain('/edit');
    expect(html).not.toContain('<form');
    expect((await send('/plans/1/revisions', { key })).status).toBe(200);
    expect((await send(edit, { key })).status).toBe(403);
    const refused = await send(edit, { key, form: budget });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('You can read this plan, but not change it');
    for (const path of ['/plans/1/notes', '/plans/1/submit', '/plans/1/steps/new', '/plans/1/steps/1/cancel'])
      expect((await send(path, { key, form: { note: 'n', ...budget } })).status).toBe(403);
    expect(await desk.database.app('plan_content').select('revision')).toHaveLength(1);
    expect(await desk.database.app('plan_note').select('id')).toEqual([]);
  });

  it('are changed with the key of a manager, in the name of the person it acts for, and from our own pages only', async () => {
    expect((await send(edit, { form: budget })).status).toBe(401);
    const key = await tokenFor(desk.database.app, 'manager', desk.firm.manager);
    expect((await send(edit, { key, form: budget, site: 'cross-site' })).status).toBe(403);
    expect((await send(edit, { key })).status).toBe(200);
    expect((await send(edit, { key, form: budget })).status).toBe(303);
    const row = await desk.database
      .app('plan_content')
      .where({ revision: 2 })
      .first<{ changed_by: string }>();
    expect(row.changed_by).toBe(`person:${desk.firm.manager}`);
    expect((await send('/plans/1/notes', { key, form: { note: 'A note' } })).status).toBe(303);
    expect(await (await send('/plans/1', { key })).text()).toContain('A note');
  });
});
