import { randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDirectMail } from '../../api/direct-mail.ts';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { createSelectionCycleOperations } from '../../api/selection-cycles/routes.ts';
import { createApprovalCodes } from '../../db/approval-code.ts';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import type { CycleDetail } from '../../db/read-models/cycle-detail.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { conduct } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { call, startServer, tokenFor, type TestServer } from '../api/server.ts';
import { testSeal } from '../support/receipt-seal.ts';
import { settle } from '../support/settle.ts';
import { openWorld, type World } from '../support/world.ts';
import { newVisitor } from '../web/visitor.ts';

const sample = new URL('../../samples/hotel/', import.meta.url);
const by = { kind: 'operator', id: 'ann' } as const;
const run = 'the hotels';
const programme = `hotels-${randomInt(1_000_000_000)}`;
let now = '2017-09-04T09:00:00.000Z';
let world: World;
let server: TestServer;
let token: string;

// Numbers of accounts name workflows, which all test files share.
async function loadHotels(): Promise<void> {
  const { app, owner } = world.database;
  await owner.raw(`alter table account alter column id restart with ${randomInt(1_000_000, 2_000_000_000)}`);
  const at = new Date(now);
  const people = async (name: string): Promise<void> => {
    const text = await readFile(new URL(name, sample), 'utf8');
    await importPeople(app, { text, format: 'yaml', by, now: at });
  };
  await people('people.yaml');
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(app, { source, mapping, by, now: at, shiftMonths: 0 });
  await people('accounts.yaml');
  await owner('programme').where({ key: 'key-accounts' }).update({ key: programme });
}

async function serve(): Promise<TestServer> {
  const { log, links, clock, ring, inbox, database } = world;
  const transport = createMailTransport({ smtpUrl: inbox.url, from: 'kam@kam.example' });
  const mail = { db: database.app, links, receipts: testSeal, clock, log };
  const sending = { ...mail, transport, publicUrl: 'http://127.0.0.1', mailEnabled: true };
  const pages = createPageRoutes({
    ...sending,
    codes: createApprovalCodes([{ id: 'test', key: new Uint8Array(32).fill(7) }]),
    sendDirectly: createDirectMail(sending),
    ring,
    addresses: [],
    linksPerMinute: 100_000,
  });
  const operations = createSelectionCycleOperations({ ring });
  return startServer({ db: database.app, operations, pages, clock });
}

beforeAll(async () => {
  world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  world.clock.set(now);
  await loadHotels();
  await world.startWorker();
  server = await serve();
  token = await tokenFor(world.database.app, 'manager');
});
afterAll(async () => {
  await server.close();
  await world.close();
});

async function play(until: string): Promise<void> {
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  const stage = virtualStage({ client: world.client, db: world.database.app, run, setClock });
  await conduct(stage, { people: [], from: now, until });
}

async function post(path: string, json: unknown): Promise<CycleDetail> {
  const answer = await call(server, { method: 'POST', path: `/v1/selection-cycles${path}`, token, json });
  expect(answer.status).toBeLessThan(300);
  await settle(world);
  return (await answer.json()) as CycleDetail;
}

async function read(id: string): Promise<CycleDetail> {
  const answer = await call(server, { path: `/v1/selection-cycles/${id}`, token });
  return (await answer.json()) as CycleDetail;
}

// As a person does: the newest mail with a link, the page behind it, its form.
async function approveByMail(person: string): Promise<void> {
  const mine = world.inbox.mails.filter(({ envelopeTo }) => envelopeTo.includes(`${person}@example.com`));
  const [path = ''] = mine.flatMap(({ parsed }) => /\/d\/[\w-]{43}/.exec(parsed.text ?? '') ?? []).slice(-1);
  const visitor = newVisitor({ server });
  const page = await (await visitor.get(path)).text();
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const fields = [
    ['request', field('request')],
    ['hash', field('hash')],
    ['choice', 'approve'],
    ['comment', ''],
  ] as const;
  expect((await visitor.post(path, fields)).status).toBeLessThan(400);
  await settle(world);
}

it('selects key accounts of the hotels as of 2017-08-31, by API and by mail, until their plans are drafted', async () => {
  const { id } = await post('', {
    programme,
    year: 2018,
    asOf: '2017-08-31',
    panel: ['ines.carvalho', 'sofia.pires', 'miguel.costa'],
    policy: { quorum: 2, undoMinutes: 10 },
  });
  const proposed = await read(id);
  expect(proposed).toMatchObject({ status: 'nominating', lead: { name: 'João Almeida' } });
  expect(proposed.proposal?.accounts).toBe(669);
  const seven = ['agent-9', 'agent-240', 'agent-250', 'agent-14', 'agent-7', 'agent-40', 'agent-241'];
  expect(proposed.proposal?.selected.map(({ key }) => key)).toEqual(seven);
  const wish = async (kind: string, account: string, reason: string) =>
    post(`/${id}/nominations`, {
      accountId: await findAccountId(world.database.app, account),
      kind,
      reason,
    });
  await wish('nominate', 'agent-6', 'At home in both hotels.');
  await wish('veto', 'agent-241', 'They close in spring.');

  await play(String(proposed.nominationsUntil));
  const asked = await read(id);
  expect(asked).toMatchObject({ status: 'approving', revision: 1 });
  expect(asked.candidates.map(({ action, account, warnings }) => [action, account.key, ...warnings])).toEqual(
    [
      ...seven.filter((key) => key !== 'agent-241').map((key) => ['designate', key]),
      ['designate', 'agent-6', 'notRepaying'],
      ['leftOut', 'agent-241'],
    ],
  );

  await approveByMail('ines.carvalho');
  await approveByMail('sofia.pires');
  expect((await read(id)).status).toBe('approving');
  await play(new Date(Date.parse(now) + 11 * 60_000).toISOString());
  const done = await read(id);
  expect(done).toMatchObject({ status: 'closed', outcome: 'designated' });
  expect(done.requests.map(({ status }) => status)).toEqual(['approved']);

  const { app } = world.database;
  const plans = await app('plan as p')
    .join('account as a', 'a.id', 'p.account_id')
    .join('designation as d', 'd.account_id', 'a.id')
    .where({ 'p.year': 2018, 'p.status': 'drafting' })
    .pluck<string[]>('a.key');
  const designated = [...seven.filter((key) => key !== 'agent-241'), 'agent-6'];
  expect([...plans].sort()).toEqual([...designated].sort());
  const told = world.inbox.mails.filter(({ parsed }) => parsed.subject?.includes('is a key account now'));
  expect(told).toHaveLength(designated.length);
});
