import type { Browser } from 'playwright-core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCommitmentActivities } from '../../activities/commitments.ts';
import { sweepDigests } from '../../activities/digests.ts';
import { createLeaseActivities } from '../../activities/lease.ts';
import { createDirectMail } from '../../api/direct-mail.ts';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import type { Db } from '../../db/client.ts';
import { askQuestion } from '../../db/stores/approval-questions.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import { recordCommitment } from '../../db/stores/commitments.ts';
import { setDigest } from '../../db/stores/digests.ts';
import { leaseOf } from '../../db/stores/plan-lease.ts';
import { openSurvey } from '../../db/stores/survey-opening.ts';
import { cancelStep, editStep, type PlanEdit } from '../../db/stores/plans.ts';
import { system } from '../../domain/actor.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { leaseDates } from '../../domain/planning/lease.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startServer, type TestServer } from '../api/server.ts';
import { withoutDirectMail } from '../support/direct-mail.ts';
import { eventually } from '../support/eventually.ts';
import { testSeal } from '../support/receipt-seal.ts';
import {
  currentPlan,
  manager,
  mailsOf,
  questions,
  ringAndSettle,
  startReview,
  submit,
  type Question,
} from '../support/story.ts';
import { escalate, presentTo } from '../support/worked-escalation.ts';
import { openWorld, type World } from '../support/world.ts';
import { openBrowser } from './browser.ts';
import { walkLikeARobot } from './scanner-browser.ts';

const orders = 100;
// Every link of every mail is opened in the first orders, those by which people decide in all of them: each page costs a tenth of a second.
const ordersOfAll = 20;
const toDecide = /\/(d|q|digest|inbox)(\/|$)/;
// Whoever may read a plan, an account or an escalation here may change it, on pages with much to click: walked in the first order alone, and only opened in the others.
const wholeOrders = 1;
const behindSignIn = /\/(plans\/\d+|accounts\/|escalations|root-causes|reviews\/|programmes\/)/;
let world: World;
let server: TestServer;
let browser: Browser;
let links: readonly string[];

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
  const mail = mailDeps();
  const pages = createPageRoutes({
    ...mail,
    ring: world.ring,
    codes: withoutDirectMail.codes,
    sendDirectly: createDirectMail(mail),
    addresses: [],
    linksPerMinute: 1_000_000,
  });
  server = await startServer({ db: mail.db, operations: [], pages, clock: world.clock });
  browser = await openBrowser();
  await fillTheInbox(mail);
  links = [...linksInMails(), `${server.url}/inbox`, server.url];
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await world.close();
});

const mailDeps = () => ({
  db: world.database.app,
  clock: world.clock,
  log: world.log,
  links: world.links,
  receipts: testSeal,
  transport: createMailTransport({ smtpUrl: world.inbox.url, from: 'KAM <kam@example.com>' }),
  publicUrl: 'http://127.0.0.1',
  mailEnabled: true,
});

/**
 * One plan with questions that are open, asked about, decided but not yet carried out, void after an edit, and void because the step
 * was cancelled; a commitment of the client's, a survey of their contacts, a plan left untended, a daily digest and a sign-in link; an
 * escalation that nobody has taken, and one with a task and a solution presented to the client. Afterwards nothing moves by itself: what changes, a scanner has changed.
 */
async function fillTheInbox(mail: ReturnType<typeof mailDeps>): Promise<void> {
  const { steps } = await startReview(world);
  const [first, second, third, fourth] = steps.map(({ id }) => id);
  const { finance, operations, sponsor } = world.firm;
  await withPlan((db, edit) => cancelStep(db, { ...edit, stepId: first ?? '', reason: 'not this year' }));
  const change = { policy: { ...standardPolicy, undoMinutes: 10 } };
  await withPlan((db, edit) => editStep(db, { ...edit, stepId: second ?? '', change }));
  await submit(world);
  await withPlan((db, edit) => cancelStep(db, { ...edit, stepId: fourth ?? '', reason: 'not this year' }));
  await withPlan((db, edit) => editStep(db, { ...edit, stepId: third ?? '', change: { cost: '900.00' } }));
  await ringAndSettle(world);
  await submit(world);
  const at = world.clock.now();
  const asking = await questionOf(sponsor);
  await askQuestion(mail.db, { ...asking, text: 'Why so much?', at });
  await ringAndSettle(world);
  await askClient(mail);
  await askContacts(mail);
  await setDigest(mail.db, { personId: finance, digest: true, by: system, at });
  await sendDigest(mail);
  expect((await decideOn(await questionOf(operations))).status).toBe(200);
  await ringAndSettle(world);
  await askAboutEscalations(mail);
  await world.stopWorker();
  await askManager(mail);
  await signInFrom(server);
}

async function askClient({ db, links }: ReturnType<typeof mailDeps>): Promise<void> {
  const { id: planId, workflowId, endsOn: dueOn } = await currentPlan(world);
  const at = world.clock.now();
  const contact = { account_id: world.firm.accountId, key: 'rui', name: 'Rui', email: 'rui@client.example' };
  await db('contact').insert(contact);
  const given = { planId, owner: { contactKey: 'rui' }, text: 'Name one contact.', dueOn };
  const { commitment } = await recordCommitment(db, { ...given, by: manager(world), at });
  await ringAndSettle(world);
  const { askCommitment } = createCommitmentActivities({ db, links });
  const move = { workflowId, at: at.toISOString(), seq: 0, subject: commitment.id };
  await world.sendMail({ notificationIds: (await askCommitment(move)).notificationIds });
}

async function askContacts({ db }: ReturnType<typeof mailDeps>): Promise<void> {
  const { accountId } = world.firm;
  await openSurvey(db, { accountId, reviewId: null, by: manager(world), at: world.clock.now() });
  await ringAndSettle(world, accountReviewId(accountId));
}

async function askAboutEscalations({ db }: ReturnType<typeof mailDeps>): Promise<void> {
  const { firm, clock } = world;
  const { id: contactId } = await db('contact').where({ key: 'rui' }).first<{ id: string }>('id');
  const of = { firm, at: clock.now() };
  const untaken = await escalate(db, { ...of, cause: 'late-deliveries' });
  const { escalation } = await presentTo(db, { ...of, cause: 'no-desks', contactId });
  for (const { workflowId } of [untaken, escalation]) await ringAndSettle(world, workflowId);
}

/** Has the manager asked whether the plan still holds, as once it is carried out and nobody tends it. */
async function askManager({ db, links }: ReturnType<typeof mailDeps>): Promise<void> {
  const { id: subject, workflowId } = await currentPlan(world);
  await db('plan').update({ status: 'executing' });
  const lease = await leaseOf(db, subject);
  if (!lease) throw new Error('the plan has no lease');
  const { askRevalidation } = createLeaseActivities({ db, links });
  const move = { workflowId, at: leaseDates(lease).askAt.toISOString(), seq: 0, subject };
  await world.sendMail({ notificationIds: (await askRevalidation(move)).notificationIds });
}

async function questionOf(personId: string): Promise<Question> {
  const [question] = await questions(world, personId);
  if (!question) throw new Error(`person ${personId} was not asked`);
  return question;
}

/** Moves the clock to the noon on which the next digest is due, and leaves it there. */
async function sendDigest(mail: ReturnType<typeof mailDeps>): Promise<void> {
  const today = new Date();
  for (let days = 1; days <= 6; days += 1) {
    world.clock.set(
      new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, 12)),
    );
    const { notificationIds } = await sweepDigests(mail);
    await world.sendMail({ notificationIds });
    if (notificationIds.length > 0) return;
  }
  throw new Error('no digest was due within a week');
}

async function signInFrom({ url }: TestServer): Promise<void> {
  await fetch(`${url}/inbox/sign-in`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ email: 'director@example.com' }),
  });
  await eventually(() => expect(linksInMails().join()).toContain('/inbox/enter/'));
}

async function withPlan(work: (db: Db, edit: PlanEdit) => Promise<unknown>): Promise<void> {
  const { id, version } = await currentPlan(world);
  await work(world.database.app, { planId: id, version, by: manager(world), at: world.clock.now() });
}

const tokenOf = (linkId: string): string => world.links.token({ linkId, keyId: world.links.currentKeyId });

function decideOn({ linkId, requestId: request, contentHash: hash }: Question): Promise<Response> {
  return fetch(`${server.url}/d/${tokenOf(linkId)}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ request, hash, choice: 'approve', comment: '' }),
  });
}

/** Every address of ours in any mail, its headers included, on the port where the pages are. */
function linksInMails(): readonly string[] {
  const texts = world.inbox.mails.flatMap(({ parsed }) => [
    parsed.text ?? '',
    (parsed.html ?? '').replaceAll('&amp;', '&'),
    ...parsed.headers.map(({ value }) => value),
  ]);
  const found = texts.flatMap((text) => text.match(/http:\/\/127\.0\.0\.1\/[^\s"'<>)]*/g) ?? []);
  return [...new Set(found)].map((link) => link.replace('http://127.0.0.1', server.url)).sort();
}

/** A digest of every table, but for the one thing that anybody may ask for: the current link again, to its first address. */
async function records(): Promise<ReadonlyMap<string, string>> {
  const { owner } = world.database;
  const { rows: tables } = await owner.raw<{ rows: { name: string }[] }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const digests = tables.map(({ name }) => {
    const rows =
      name === 'notification'
        ? `(select * from notification where dedupe_key not like 'link-resend/%')`
        : `"${name}"`;
    return `select '${name}' as name, md5(string_agg(cast(one as text), ',' order by cast(one as text))) as digest from ${rows} one`;
  });
  const { rows } = await owner.raw<{ rows: { name: string; digest: string }[] }>(
    digests.join('\nunion all\n'),
  );
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

interface Resend {
  readonly id: string;
  readonly link: string;
  readonly to: string;
  readonly first: string;
}

function resends(): Promise<readonly Resend[]> {
  return world.database
    .app('notification as n')
    .join('notification as asked', 'asked.link_id', 'n.link_id')
    .where('n.dedupe_key', 'like', 'link-resend/%')
    .andWhereNot('asked.dedupe_key', 'like', 'link-resend/%')
    .select<Resend[]>('n.id', 'n.link_id as link', 'n.to_address as to', 'asked.to_address as first');
}

/** The clock stands still, so each link was sent again at most once, and to nobody new. */
async function expectOnlyResends(): Promise<void> {
  const sent = await resends();
  expect(new Set(sent.map(({ link }) => link)).size).toBe(sent.length);
  expect(sent.filter(({ to, first }) => to !== first)).toEqual([]);
}

const agents = [
  'Mozilla/5.0 (compatible; LinkScanner/2.0)',
  'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; BarracudaCentral)',
  'Microsoft Office/16.0 (Microsoft Outlook 16.0; Pro) SafeLinks',
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Proofpoint',
  'Mimecast-URL-Protect',
  'GoogleImageProxy',
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  'facebookexternalhit/1.1',
  'WhatsApp/2.23.20.0',
  'TelegramBot (like TwitterBot)',
  'Twitterbot/1.0',
  'LinkedInBot/1.0',
  'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (Applebot/0.1)',
  'curl/8.5.0',
  '',
];
const extraHeaders: readonly Record<string, string>[] = [
  {},
  { Purpose: 'prefetch' },
  { 'Sec-Purpose': 'prefetch' },
  { 'Sec-Purpose': 'prefetch;prerender', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'none' },
  { 'X-Moz': 'prefetch' },
  { 'X-Purpose': 'preview' },
  { Range: 'bytes=0-0' },
  { 'If-None-Match': '*' },
  { 'X-HTTP-Method-Override': 'POST', 'X-Method-Override': 'POST' },
  { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate' },
];
const escaped = (text: string): string =>
  text.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
const path = (link: string, change: (path: string) => string): string => {
  const url = new URL(link);
  return url.origin + change(url.pathname) + url.search;
};
/** What rewriters, proxies and careless parsers make of a link. */
const rewritings: Readonly<Record<string, (link: string) => string>> = {
  'as it is': (link) => link,
  'with a tracking query': (link) =>
    `${link}${link.includes('?') ? '&' : '?'}utm_source=mail&url=${encodeURIComponent(link)}`,
  'with a query that looks like a decision': (link) =>
    `${link}${link.includes('?') ? '&' : '?'}choice=approve&comment=ok`,
  'with a fragment': (link) => `${link}#main`,
  'with a trailing slash': (link) => path(link, (text) => `${text}/`),
  'with a trailing dot': (link) => path(link, (text) => `${text}.`),
  'with a closing bracket': (link) => path(link, (text) => `${text}%3E`),
  'with doubled slashes': (link) => path(link, (text) => text.replaceAll('/', '//')),
  'in capitals': (link) => path(link, (text) => text.toUpperCase()),
  'in small letters': (link) => path(link, (text) => text.toLowerCase()),
  'percent-encoded': (link) => path(link, (text) => text.replace(/[^/]+$/, escaped)),
  'percent-encoded twice': (link) =>
    path(link, (text) => text.replace(/[^/]+$/, (last) => escaped(last).replaceAll('%', '%25'))),
  'with the resend address': (link) => path(link, (text) => `${text}/resend`),
  'with the receipt address': (link) => path(link, (text) => `${text}/receipt`),
};

it('decides nothing for gateways, previews and rewriters that fetch every link in every way', async () => {
  const before = await records();
  const statuses = new Set<number>();
  const request = fc.record({
    link: fc.constantFrom(...links),
    method: fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PROPFIND'),
    agent: fc.constantFrom(...agents),
    headers: fc.constantFrom(...extraHeaders),
    rewriting: fc.constantFrom(...Object.keys(rewritings)),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ link, method, agent, headers, rewriting }) => {
      const address = rewritings[rewriting]?.(link) ?? link;
      const answer = await fetch(address, {
        method,
        headers: { ...headers, 'User-Agent': agent },
        redirect: 'follow',
      });
      await answer.arrayBuffer();
      statuses.add(answer.status);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 1000 },
  );
  expect(await records()).toEqual(before);
  await expectOnlyResends();
  for (const link of links) expect((await fetch(link)).status).toBe(200);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 404, 405]));
});

it(`decides nothing for a browser with JavaScript that clicks and submits all it finds, in ${orders} orders`, async ({
  annotate,
}) => {
  const before = await records();
  const walks: string[] = [];
  const headings = new Set<string>();
  let submissions = 0;
  for (let seed = 1; seed <= orders; seed += 1) {
    const leavesOut = seed > wholeOrders ? behindSignIn : undefined;
    const opened = seed > ordersOfAll ? links.filter((link) => toDecide.test(link)) : links;
    const walk = await walkLikeARobot(browser, { links: opened, seed, leavesOut });
    expect(await records(), `the robot of seed ${seed} did:\n${walk.deeds.join('\n')}`).toEqual(before);
    walks.push(walk.deeds.join('\n'));
    walk.headings.forEach((heading) => headings.add(heading));
    submissions += walk.submissions;
  }
  await annotate(
    `${orders} orders over ${links.length} links sent ${submissions} forms; ${[...headings].join(' · ')}`,
  );
  expect(new Set(walks).size).toBe(orders);
  expect(submissions).toBeGreaterThan(orders);
  expect([...headings]).toEqual(
    expect.arrayContaining([
      ...['Your decision is recorded', 'This question is closed', 'Look into your mailbox'],
      ...['About late-deliveries', 'Buy desks', 'Is it solved?'],
      ...[
        'Everything that waits for you',
        'Sign in as Director',
        'Sponsor has a question',
        'How your mails come',
        'Does this plan still hold?',
        'Please confirm, or propose another date',
        'How are we doing?',
        'May we ask you for your view?',
      ],
    ]),
  );
  await expectOnlyResends();
  expect((await resends()).length).toBeGreaterThan(0);
}, 3_600_000);

it('counts the decision of the human who comes afterwards, once', async () => {
  const question = await questionOf(world.firm.finance);
  const page = await browser.newPage();
  await page.goto(`${server.url}/d/${tokenOf(question.linkId)}`);
  await page.getByLabel('Approve').check();
  await page.getByRole('button', { name: 'Send my decision' }).click();
  expect(await page.locator('h1').innerText()).toBe('Your decision is recorded');
  await page.close();
  expect((await decideOn(question)).status).toBe(200);
  const given = await world.database.app('decision').where({ request_id: question.requestId });
  expect(given).toHaveLength(2);
  await world.sendMail({ notificationIds: (await resends()).map(({ id }) => id) });
  await world.startWorker();
  await ringAndSettle(world);
  expect(await mailsOf(world, 'decision-receipt')).toBe(2);
  expect((await currentPlan(world)).steps[1]?.status).toBe('approved');
});
