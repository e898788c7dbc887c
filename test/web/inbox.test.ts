import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { openDesk, type Desk } from './desk.ts';
import { mailedCode, mailedEntrance, newVisitor, signIn, type Visitor } from './visitor.ts';

const email = 'operations@example.com';
const titles = ['Workshop A', 'Workshop B', 'Workshop C', 'Workshop D', 'Workshop E'];
let inbox: SmtpInbox;
let desk: Desk;

beforeAll(async () => {
  inbox = await startInbox();
});
beforeEach(async () => {
  desk = await openDesk({}, {}, { smtpUrl: inbox.url, titles });
});
afterEach(async () => {
  inbox.mails.length = 0;
  inbox.behaviour.recipient = undefined;
  await desk.close();
});
afterAll(() => inbox.close());

const signedIn = (): Promise<Visitor> => signIn(desk, { inbox, email });
const words = async (answer: Response): Promise<string> => (await answer.text()).replace(/\s+/g, ' ');
const titleOf = async (answer: Response): Promise<string> =>
  /<h1>(.*?)<\/h1>/s.exec(await answer.text())?.[1] ?? '';
const decisions = (): Promise<{ choice: string; verified: string; via: string }[]> =>
  desk.database
    .app('decision')
    .orderBy('id')
    .select<{ choice: string; verified: string; via: string }[]>('choice', 'verified', 'via');
const count = async (table: string): Promise<number> => (await desk.database.app(table).select()).length;
async function itemsIn(visitor: Visitor): Promise<(readonly [string, string])[]> {
  const html = await (await visitor.get('/inbox')).text();
  return [...html.matchAll(/name="items" value="([^"]+)"/g)].map(([, key = '']) => ['items', key] as const);
}

describe('asking to sign in', () => {
  it('gets the same answer whether or not the address is known, and a mail only where it is', async () => {
    const visitor = newVisitor(desk);
    await desk.database.app('person').where({ id: desk.firm.finance }).update({ active: false });
    const answers: Response[] = [];
    for (const address of ['nobody@example.com', 'finance@example.com', ` ${email.toUpperCase()}`])
      answers.push(await visitor.post('/inbox/sign-in', [['email', address]]));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    await mailedEntrance(inbox);
    expect(inbox.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([[email]]);
    expect(await count('personal_link')).toBe(1);
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
    expect(answers[0]?.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('refuses what is no address, and what another site sends', async () => {
    const visitor = newVisitor(desk);
    for (const address of ['', 'operations', 'a b@example.com', 'a@b@c'])
      expect((await visitor.post('/inbox/sign-in', [['email', address]])).status).toBe(422);
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await visitor.post('/inbox/sign-in', [['email', email]], foreign)).status).toBe(403);
    expect(visitor.received).toEqual([]);
    expect(await count('personal_link')).toBe(0);
  });

  it('makes five links an hour for one person, and takes 20 wishes a minute from one network', async () => {
    const visitor = newVisitor(desk);
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1)
      statuses.push((await visitor.post('/inbox/sign-in', [['email', email]])).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    await mailedEntrance(inbox, 5);
    expect(await count('personal_link')).toBe(5);
  });
});

describe('a sign-in link', () => {
  it('signs in where it was asked for, once, with a cookie that scripts and other sites cannot use', async () => {
    const visitor = newVisitor(desk);
    expect(await titleOf(await visitor.get('/inbox'))).toBe('Everything that waits for you');
    await visitor.post('/inbox/sign-in', [['email', email]]);
    const entrance = await mailedEntrance(inbox);
    expect(await titleOf(await visitor.get(entrance))).toBe('Sign in as Operations');
    const entered = await visitor.post(entrance);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/inbox');
    const [cookie = ''] = visitor.received.filter((line) => line.startsWith('kam_inbox='));
    expect(cookie).toMatch(/Max-Age=43200;.*Path=\/;.*HttpOnly; SameSite=Lax$/);
    expect(await words(await visitor.get('/inbox'))).toContain('Workshop E');
    expect((await newVisitor(desk).post(entrance)).status).toBe(404);
    expect(await count('inbox_session')).toBe(1);
  });

  it('is used up by no GET, no HEAD and no prefetch', async () => {
    const visitor = newVisitor(desk);
    await visitor.post('/inbox/sign-in', [['email', email]]);
    const entrance = await mailedEntrance(inbox);
    for (const method of ['GET', 'HEAD', 'GET'])
      for (const headers of [{}, { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch' }])
        expect((await newVisitor(desk).get(entrance, { method, headers })).status).toBe(200);
    expect(await count('inbox_session')).toBe(0);
    expect((await visitor.post(entrance)).status).toBe(303);
  });

  it('says in another browser whom it signs in, and does so only with the address typed in', async () => {
    await newVisitor(desk).post('/inbox/sign-in', [['email', email]]);
    const entrance = await mailedEntrance(inbox);
    const other = newVisitor(desk);
    const page = await words(await other.get(entrance));
    expect(page).toContain('Sign in as Operations');
    expect(page).toContain('type the mail address');
    expect(page).not.toContain(email);
    for (const typed of [[], [['email', '']], [['email', 'finance@example.com']]] as [string, string][][])
      expect((await other.post(entrance, typed)).status).toBe(422);
    expect(await count('inbox_session')).toBe(0);
    expect((await other.post(entrance, [['email', ' Operations@Example.com ']])).status).toBe(303);
    expect(await titleOf(await other.get('/inbox'))).toBe('What waits for you');
    const trail = await desk.database.app('audit_event').where({ chain: 'sign-ins' });
    expect(trail).toMatchObject([{ kind: 'inbox.signedIn', data: { browser: 'other' } }]);
  });

  it('signs one in when 10 submit it at once', async () => {
    const visitor = newVisitor(desk);
    await visitor.post('/inbox/sign-in', [['email', email]]);
    const entrance = await mailedEntrance(inbox);
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.post(entrance)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await count('inbox_session')).toBe(1);
  });

  it('is over after 15 minutes, and any wrong one gets the same page, which leads to a new one', async () => {
    const visitor = newVisitor(desk);
    await visitor.post('/inbox/sign-in', [['email', email]]);
    const entrance = await mailedEntrance(inbox);
    desk.setTime('2026-12-01T09:15:01Z');
    const wrong = [entrance, `/inbox/enter/${'A'.repeat(43)}`, '/inbox/enter/short'];
    const answers = [
      ...(await Promise.all(wrong.map((path) => visitor.get(path)))),
      ...(await Promise.all(wrong.map((path) => visitor.post(path)))),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    const pages = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('action="/inbox/sign-in"');
    expect(await count('inbox_session')).toBe(0);
  });
});

describe('a session', () => {
  it('ends by signing out, after 12 hours, and with the person', async () => {
    const visitor = await signedIn();
    const other = await signedIn();
    const [cookie = ''] = [...visitor.cookies.values()];
    const out = await visitor.post('/inbox/sign-out');
    expect(out.status).toBe(303);
    expect(visitor.cookies.has('kam_inbox')).toBe(false);
    visitor.cookies.set('kam_inbox', cookie);
    expect(await titleOf(await visitor.get('/inbox'))).toBe('Everything that waits for you');
    expect(await titleOf(await other.get('/inbox'))).toBe('What waits for you');
    await desk.database.app('person').where({ id: desk.firm.operations }).update({ active: false });
    expect(await titleOf(await other.get('/inbox'))).toBe('Everything that waits for you');
    await desk.database.app('person').where({ id: desk.firm.operations }).update({ active: true });
    expect(await titleOf(await other.get('/inbox'))).toBe('Everything that waits for you');
    const third = await signedIn();
    desk.setTime('2026-12-01T21:00:01Z');
    expect(await titleOf(await third.get('/inbox'))).toBe('Everything that waits for you');
  });

  it('shows and decides only what is its person’s own', async () => {
    const visitor = await signedIn();
    const foreign = await desk.database
      .app('approver')
      .where({ person_id: desk.firm.finance })
      .first<{ id: string; request_id: string }>('id', 'request_id');
    expect((await visitor.get(`/inbox/requests/${foreign.id}`)).status).toBe(404);
    const { content_hash: hash } = await desk.database
      .app('approval_request')
      .where({ id: foreign.request_id })
      .first<{ content_hash: string }>('content_hash');
    const fields: [string, string][] = [
      ['request', foreign.request_id],
      ['hash', hash],
      ['choice', 'approve'],
    ];
    expect((await visitor.post(`/inbox/requests/${foreign.id}`, fields)).status).toBe(404);
    const own = await itemsIn(visitor);
    const cross = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await visitor.post('/inbox/decide', [...own, ['choice', 'approve']], cross)).status).toBe(403);
    const stranger = await newVisitor(desk).post('/inbox/decide', [...own, ['choice', 'approve']]);
    expect(stranger.status).toBe(401);
    expect(await decisions()).toEqual([]);
  });
});

describe('the inbox', () => {
  it('lists what waits with its account, cost, asker and what happens when, and decides one at a time without a code', async () => {
    desk.setTime('2026-12-02T13:00:00Z');
    const visitor = await signedIn();
    const page = await words(await visitor.get('/inbox'));
    for (const text of [
      'Client One, plan 2027',
      'Workshop A',
      '€9,000',
      'Manager',
      '4 working hours',
      'then Director is asked',
    ])
      expect(page).toContain(text);
    expect(page).not.toContain('checked');
    const [, path = ''] = /href="(\/inbox\/requests\/\d+)"/.exec(page) ?? [];
    const html = await (await visitor.get(path)).text();
    expect(html).toContain('Two days on site');
    expect(html).toContain(`action="${path}"`);
    const [, request = ''] = /name="request" value="(\d+)"/.exec(html) ?? [];
    const [, hash = ''] = /name="hash" value="(\w+)"/.exec(html) ?? [];
    const fields: [string, string][] = [
      ['request', request],
      ['hash', hash],
      ['comment', ''],
    ];
    expect((await visitor.post(path, fields)).status).toBe(422);
    const decided = await visitor.post(path, [...fields, ['choice', 'approve']]);
    expect(await titleOf(decided)).toBe('Your decision is recorded');
    expect(await decisions()).toEqual([{ choice: 'approve', verified: 'link', via: 'inbox' }]);
    expect(desk.rung).toHaveLength(1);
    const after = await words(await visitor.get('/inbox'));
    expect(after).toContain('What you decided');
    expect(after).toContain('You approved on Wednesday, 2 December 2026');
    expect((await itemsIn(visitor)).length).toBe(4);
    expect(await titleOf(await visitor.get(path))).toBe('Your decision is recorded');
  });

  it('names the person whose place was taken', async () => {
    const { owner } = desk.database;
    const named = owner('approver').where({ person_id: desk.firm.finance }).orderBy('id');
    const { id, request_id } = await named.first<{ id: string; request_id: string }>('id', 'request_id');
    await owner('approver')
      .where({ request_id, person_id: desk.firm.operations })
      .update({ stands_for: id, how: 'delegated' });
    const visitor = await signedIn();
    expect(await words(await visitor.get('/inbox'))).toContain('for Finance, who passed it to you');
  });

  it('says what is missing, and keeps what was ticked and typed', async () => {
    const visitor = await signedIn();
    const [first = ['', ''], second = ['', '']] = await itemsIn(visitor);
    const nothing = await visitor.post('/inbox/decide', [['choice', 'approve']]);
    expect(nothing.status).toBe(422);
    expect(await words(nothing)).toContain('Please tick at least one');
    const noChoice = await words(
      await visitor.post('/inbox/decide', [first, second, ['comment', 'kept <b>']]),
    );
    expect(noChoice).toContain('Please choose one of the three answers.');
    expect(noChoice).toContain('kept &lt;b>');
    expect(noChoice.match(/ checked/g)).toHaveLength(2);
    const noReason = await visitor.post('/inbox/decide', [first, second, ['choice', 'reject']]);
    expect(await words(noReason)).toContain('Please say in a comment');
    expect(
      (
        await visitor.post('/inbox/decide', [
          ['items', 'x'],
          ['choice', 'approve'],
        ])
      ).status,
    ).toBe(400);
    expect(inbox.mails).toHaveLength(1);
    expect(await decisions()).toEqual([]);
  });

  it('decides several under one code that is good for exactly these, each with its own outcome', async () => {
    const visitor = await signedIn();
    const items = await itemsIn(visitor);
    const form: [string, string][] = [
      ['choice', 'approve'],
      ['comment', 'Fine.'],
    ];
    const asked = await visitor.post('/inbox/decide', [...items, ...form]);
    expect(await titleOf(asked)).toBe('Enter the code to decide');
    const code = mailedCode(inbox);
    expect(inbox.mails.at(-1)?.parsed.text).toContain('Workshop C');
    const fewer = await visitor.post('/inbox/decide', [...items.slice(1), ...form, ['code', code]]);
    expect(await words(fewer)).toContain('There is no code for this decision');
    expect(await decisions()).toEqual([]);
    await desk.editAndSubmit({ cost: '12500.00' });
    const result = await visitor.post('/inbox/decide', [...items, ...form, ['code', code]]);
    const page = await words(result);
    expect(page).toContain('<h1>4 of 5 decisions recorded</h1>');
    expect(page.match(/Recorded\./g)).toHaveLength(4);
    expect(page).toContain('Not recorded: the step was edited after you saw it.');
    expect(await decisions()).toEqual(
      Array.from({ length: 4 }, () => ({ choice: 'approve', verified: 'code', via: 'inbox' })),
    );
    expect(desk.rung).toHaveLength(4);
    const trail = await desk.database.app('audit_event').where({ kind: 'decision.recorded' });
    expect(trail).toHaveLength(4);
    const again = await words(await visitor.post('/inbox/decide', [...items, ...form, ['code', code]]));
    expect(again.match(/Had been recorded before\./g)).toHaveLength(4);
    expect(again).toContain('the code had been used already');
    expect(await decisions()).toHaveLength(4);
  });

  it('records each decision once when the form with the right code is sent several times at once', async () => {
    const visitor = await signedIn();
    const form = [...(await itemsIn(visitor)), ['choice', 'approve'] as const];
    await visitor.post('/inbox/decide', form);
    const code = mailedCode(inbox);
    const pages = await Promise.all(
      Array.from({ length: 4 }, async () =>
        words(await visitor.post('/inbox/decide', [...form, ['code', code]])),
      ),
    );
    for (const page of pages) expect(page).toContain('<h1>5 of 5 decisions recorded</h1>');
    expect(pages.join(' ').match(/Recorded\./g)).toHaveLength(5);
    expect(await decisions()).toHaveLength(5);
    expect(desk.rung).toHaveLength(5);
  });

  it('asks no code for a single question that needs none, and one for a single question that does', async () => {
    const visitor = await signedIn();
    const [first = ['', ''], second = ['', '']] = await itemsIn(visitor);
    const one = await visitor.post('/inbox/decide', [first, ['choice', 'approve']]);
    expect(await titleOf(one)).toBe('1 of 1 decisions recorded');
    await desk.database.owner('approval_request').update({ verify: 'code' });
    const other = await visitor.post('/inbox/decide', [second, ['choice', 'approve']]);
    expect(await titleOf(other)).toBe('Enter the code to decide');
    expect(await decisions()).toHaveLength(1);
  });

  it('leaves no token, cookie or code in the database or in a log', async () => {
    const visitor = await signedIn();
    const form = [...(await itemsIn(visitor)), ['choice', 'approve'] as const];
    await visitor.post('/inbox/decide', form);
    const secrets = [mailedCode(inbox), mailedCode(inbox).replace('-', '')];
    await visitor.post('/inbox/decide', [...form, ['code', mailedCode(inbox)]]);
    await visitor.get(await mailedEntrance(inbox));
    await visitor.post('/inbox/sign-out');
    secrets.push((await mailedEntrance(inbox)).slice('/inbox/enter/'.length));
    secrets.push(...visitor.received.map((line) => /=([^;]*)/.exec(line)?.[1] ?? '').filter(Boolean));
    const { rows } = await desk.database.owner.raw<{ rows: { tablename: string }[] }>(
      `select tablename from pg_tables where schemaname = 'public'`,
    );
    const stored: unknown[] = [];
    for (const { tablename } of rows) stored.push(await desk.database.owner(tablename));
    const everything = [JSON.stringify(stored), ...desk.logged, ...desk.server.logged].join('\n');
    expect(everything).toContain('/inbox/enter/[redacted]');
    expect(everything).toContain('Workshop A');
    expect(secrets).toHaveLength(5);
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });
});
