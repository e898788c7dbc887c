import { randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createDirectMail } from '../../api/direct-mail.ts';
import { createOperations } from '../../api/operations.ts';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { createApprovalCodes } from '../../db/approval-code.ts';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { conduct, type ScriptedPerson } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { idleDeps } from '../api/idle-deps.ts';
import { call, startServer, tokenFor, type TestServer } from '../api/server.ts';
import { mailedCode, newVisitor } from '../web/visitor.ts';
import { testSeal } from './receipt-seal.ts';
import { settle } from './settle.ts';
import { openWorld, type World } from './world.ts';

const sample = new URL('../../samples/hotel/', import.meta.url);
const by = { kind: 'operator', id: 'ann' } as const;

/** The hotels of the sample under the process clock, with their API, pages and mailbox. */
export interface HotelGroup {
  readonly world: World;
  readonly server: TestServer;
  readonly programme: string;
  readonly now: () => string;
  /** Plays the process clock until a date, with whoever acts by themselves. */
  readonly play: (until: string, people?: readonly ScriptedPerson[]) => Promise<void>;
  /** Calls the API as a manager, refuses any answer of 300 or more by throwing, and returns what it said once nothing is in flight. */
  readonly send: (request: Omit<Parameters<typeof call>[1], 'token'>) => Promise<Response>;
  /** A page as a visitor reads it. */
  readonly read: (path: string) => Promise<string>;
  /** Opens the links in a person's mails, the newest first, and approves each that is still open. Returns how many were. */
  readonly approveByMail: (person: string) => Promise<number>;
  close(): Promise<void>;
}

// Numbers of accounts name workflows, which all test files share.
async function loadHotels(
  world: World,
  loaded: { readonly at: Date; readonly programme: string; readonly extra: string },
): Promise<void> {
  const { app, owner } = world.database;
  await owner.raw(`alter table account alter column id restart with ${randomInt(1_000_000, 2_000_000_000)}`);
  const people = (text: string) => importPeople(app, { text, format: 'yaml', by, now: loaded.at });
  await people(await readFile(new URL('people.yaml', sample), 'utf8'));
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(app, { source, mapping, by, now: loaded.at, shiftMonths: 0 });
  await people(await readFile(new URL('accounts.yaml', sample), 'utf8'));
  if (loaded.extra !== '') await people(loaded.extra);
  await owner('programme').where({ key: 'key-accounts' }).update({ key: loaded.programme });
}

/** API and pages of a world. */
export function serve(world: World): Promise<TestServer> {
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
  const operations = createOperations({ ...idleDeps, ring });
  return startServer({ db: database.app, operations, pages, clock });
}

const field = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

// As a person does: the link of a mail, the page behind it, its form, and the code where one is mailed; a link whose question is over has no form.
async function approve(
  server: TestServer,
  { inbox, path }: Pick<World, 'inbox'> & { path: string },
): Promise<boolean> {
  const visitor = newVisitor({ server });
  const page = await (await visitor.get(path)).text();
  if (field(page, 'hash') === '') return false;
  const decision = [
    ['request', field(page, 'request')],
    ['hash', field(page, 'hash')],
    ['choice', 'approve'],
    ['comment', ''],
  ] as const;
  const asked = await visitor.post(path, decision);
  const coded = (await asked.text()).includes('name="code"');
  const answer = coded ? await visitor.post(path, [...decision, ['code', mailedCode(inbox)]]) : asked;
  if (answer.status >= 400) throw new Error(`${path.slice(0, 3)} answered ${answer.status}`);
  return true;
}

function mailedLinks({ inbox }: World, person: string): readonly string[] {
  const mine = inbox.mails.filter(({ envelopeTo }) => envelopeTo.includes(`${person}@example.com`));
  const paths = mine.flatMap(({ parsed }) => /\/d\/[\w-]{43}/.exec(parsed.text ?? '') ?? []);
  return [...new Set(paths)].reverse();
}

/** Opens the hotels as they stand on a day; `extra` is a people file on top of the sample's. */
export async function openHotelGroup(opened: {
  readonly run: string;
  readonly startsAt: string;
  readonly extra?: string;
}): Promise<HotelGroup> {
  let now = opened.startsAt;
  const { run } = opened;
  const world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  setClock(now);
  const programme = `hotels-${randomInt(1_000_000_000)}`;
  await loadHotels(world, { at: new Date(now), programme, extra: opened.extra ?? '' });
  await world.startWorker();
  const server = await serve(world);
  const virtual = virtualStage({ client: world.client, db: world.database.app, run, setClock });
  const stage = { ...virtual, quiet: () => settle(world) };
  return {
    world,
    server,
    programme,
    now: () => now,
    async play(until, people = []) {
      await conduct(stage, { people, from: now, until });
    },
    ...(await visits(world, server)),
    async close() {
      await server.close();
      await world.close();
    },
  };
}

/** What people do with the API and the pages of a world. */
export async function visits(
  world: World,
  server: TestServer,
): Promise<Pick<HotelGroup, 'send' | 'read' | 'approveByMail'>> {
  const token = await tokenFor(world.database.app, 'manager');
  return {
    async send(request) {
      const answer = await call(server, { ...request, token });
      if (answer.status >= 300) throw new Error(`${answer.status}: ${await answer.text()}`);
      await settle(world);
      return answer;
    },
    read: async (path) => (await newVisitor({ server }).get(path)).text(),
    async approveByMail(person) {
      let approved = 0;
      for (const path of mailedLinks(world, person))
        if (await approve(server, { ...world, path })) approved += 1;
      await settle(world);
      return approved;
    },
  };
}
