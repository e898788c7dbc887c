import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellAlarms } from '../../activities/early-warning-mail.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { designateAccount } from '../../db/stores/designations.ts';
import { openSweep } from '../../db/stores/warning-sweeps.ts';
import { sweepNextBatch } from '../../db/warnings/sweep-batch.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import { seedCycle } from '../support/key-accounts.ts';
import { openHotelGroup, type HotelGroup } from '../support/hotel-group.ts';
import { settle } from '../support/settle.ts';
import { newVisitor } from '../web/visitor.ts';

// The operations of the hotels and their computers, besides the people of the sample.
const extra = `
people:
  - { key: rita.lopes, name: Rita Lopes, email: rita.lopes@example.com, region: PT, timeZone: Europe/Lisbon, language: en }
accounts:
  - key: agent-1
    manager: marta.ferreira
    director: ines.carvalho
    team: { sponsor: joao.almeida, finance: oliver.hughes, operations: miguel.costa, it: rita.lopes }
    contacts:
      - { key: groups, name: Paula Reis, email: paula.reis@agent-1.example.com, role: Head of groups }
      - { key: management, name: Henrik Dahl, email: henrik.dahl@agent-1.example.com, role: Managing director }
`;
// The subject of the mail that asks for the drop alone; other alarms ask for theirs.
const drop = /Revenue has dropped/;
const began = '2016-10-31T09:00:00.000Z';
let hotels: HotelGroup;
let accountId: string;
let escalationId: string;

beforeAll(async () => {
  hotels = await openHotelGroup({ run: 'founding story', startsAt: began, extra });
  accountId = await findAccountId(hotels.world.database.app, 'agent-1');
  await designate();
  await hotels.send({ method: 'POST', path: '/v1/account-reviews', json: { accountId, year: 2016 } });
});
afterAll(() => hotels.close());

const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const post = (path: string, body: unknown): Promise<Response> =>
  hotels.send({ method: 'POST', path: `/v1/escalations/${escalationId}${path}`, json: body });
const detail = (): Promise<Answered> => json(hotels.send({ path: `/v1/escalations/${escalationId}` }));

// What the API tells of an escalation: the moments of the records as text.
type Answered = Pick<EscalationDetail, 'stage' | 'severity' | 'outcome' | 'holderName' | 'cause'> & {
  readonly history: readonly {
    readonly kind: string;
    readonly by: unknown;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  readonly followUps: readonly { readonly result: string | null; readonly checkAt: string | null }[];
  readonly improvementIds: readonly string[];
};

const proposals = async (): Promise<readonly { readonly status: string }[]> =>
  (
    await json<{ items: { status: string }[] }>(
      hotels.send({ path: `/v1/escalations/${escalationId}/proposals` }),
    )
  ).items;
const shown = async () => ({
  ...{ contactId: await numberOf('contact', 'management'), channel: 'meeting' },
  summary: 'From January on, 40 rooms have a desk with light, sockets and a fast network.',
});

async function only<Id>(table: string): Promise<Id> {
  const row = await hotels.world.database.app(table).first<{ id: Id } | undefined>('id');
  if (!row) throw new Error(`there is no ${table}`);
  return row.id;
}

async function numberOf(table: 'person' | 'contact', key: string): Promise<string> {
  const mine = table === 'contact' ? { account_id: accountId } : {};
  const row = await hotels.world.database
    .app(table)
    .where({ key, ...mine })
    .first<{ id: string } | undefined>('id');
  if (!row) throw new Error(`there is no ${table} ${key}`);
  return row.id;
}

// The standard criteria would not choose agent 1; a firm has its largest accounts on the list anyway.
async function designate(): Promise<void> {
  const { app, owner } = hotels.world.database;
  const programmeId = await only<string>('programme');
  const cycleId = await seedCycle(owner, { programmeId, managerId: await only('person'), at: began });
  await designateAccount(app, { accountId, programmeId, cycleId, at: new Date(began) });
}

async function sweep(): Promise<void> {
  const { app } = hotels.world.database;
  const at = new Date(hotels.now());
  const { id: sweepId } = await openSweep(app, {
    programmeId: await only('programme'),
    asOf: '2016-10-31',
    at,
  });
  const tell: Parameters<typeof sweepNextBatch>[1]['tell'] = async (trx, told) => {
    await tellAlarms(trx, { told, at });
  };
  for (let over = false; !over;)
    ({ over } = await sweepNextBatch(app, { sweepId, at, accountsAtOnce: 10, tell }));
  await hotels.world.ring(accountReviewId(accountId));
  await settle(hotels.world);
}

const mailsTo = (person: string) =>
  hotels.world.inbox.mails.filter(({ envelopeTo }) =>
    envelopeTo.some((address) => address.startsWith(`${person}@`)),
  );

// The newest link in somebody's mails of that subject, opened and answered as a person does.
async function answerByLink(
  { person, subject }: { readonly person: string; readonly subject: RegExp },
  given: readonly (readonly [string, string])[],
): Promise<string> {
  const path = mailsTo(person)
    .filter(({ parsed }) => subject.test(parsed.subject ?? ''))
    .flatMap(({ parsed }) => /\/e\/[\w-]{43}/.exec(parsed.text ?? '') ?? [])
    .at(-1);
  if (path === undefined) throw new Error(`${person} got no link`);
  const visitor = newVisitor({ server: hotels.server });
  expect((await visitor.get(path)).status).toBe(200);
  const answer = await visitor.post(path, given);
  await settle(hotels.world);
  const page = await answer.text();
  if (answer.status >= 400) throw new Error(`${person} was answered ${answer.status}: ${page}`);
  return page;
}

it('alarms agent 1, whose bookings fell, and asks its manager to take it', async () => {
  await sweep();
  const { items } = await json<{ items: (Answered & { id: string; title: string })[] }>(
    hotels.send({ path: `/v1/escalations?accountId=${accountId}` }),
  );
  const fallen = items.find(({ cause }) => cause === 'drop');
  expect(fallen).toMatchObject({ stage: 'acknowledge' });
  escalationId = fallen?.id ?? '';
  expect(mailsTo('marta.ferreira').filter(({ parsed }) => (parsed.text ?? '').includes('/e/')).length).toBe(
    items.length,
  );
});

it('is taken by its manager, who asks the client why, and hears that the rooms have no workspace', async () => {
  await answerByLink({ person: 'marta.ferreira', subject: drop }, [['choice', 'take']]);
  expect(await detail()).toMatchObject({ stage: 'reachOut', holderName: 'Marta Ferreira' });
  await post('/contacts', {
    ...{ channel: 'phone', contactId: await numberOf('contact', 'groups'), reached: false },
    summary: 'Called twice, left a message.',
  });
  expect(await detail()).toMatchObject({ stage: 'reachOut' });
  await hotels.play('2016-11-02T11:00:00.000Z');
  await post('/contacts', {
    ...{ channel: 'meeting', contactId: await numberOf('contact', 'management') },
    summary: 'Their guests are on business now and work in the evening; they went where rooms have desks.',
  });
  await post('/root-cause', {
    ...{ category: 'product', name: 'no workspace in rooms' },
    text: 'Rooms have neither a desk nor a socket beside a chair.',
  });
  expect(await detail()).toMatchObject({ stage: 'solution' });
});

it('gives operations and IT their tasks, which they end by their links', async () => {
  const [operations, it] = [await numberOf('person', 'miguel.costa'), await numberOf('person', 'rita.lopes')];
  const dueOn = '2016-11-18';
  await post('/tasks', { title: 'A room with a desk', function: 'operations', ownerId: operations, dueOn });
  await post('/tasks', { title: 'Fast network at the desk', function: 'it', ownerId: it, dueOn });
  await hotels.play('2016-11-04T10:00:00.000Z');
  const word = 'Room 214 can be shown.';
  const room = [['choice', 'done'], ['word', word]] as const; // prettier-ignore
  await answerByLink({ person: 'miguel.costa', subject: /A room with a desk/ }, room);
  await answerByLink({ person: 'rita.lopes', subject: /Fast network/ }, [['choice', 'done']]);
  const { history } = await detail();
  expect(history.filter(({ kind }) => kind === 'taskDone')).toMatchObject([
    { by: { kind: 'person', id: operations }, data: { title: 'A room with a desk' } },
    { by: { kind: 'person', id: it } },
  ]);
});

it('proposes a room for business guests, which costs more than the manager may spend: it is approved by link', async () => {
  const proposal = { text: 'Desk, light and sockets in 40 rooms of both hotels.', cost: '38000.00' };
  await post('/proposals', proposal);
  expect((await proposals()).map(({ status }) => status)).toEqual(['asked']);
  await expect(post('/presentations', await shown())).rejects.toThrow('409');
  await hotels.play('2016-11-04T12:00:00.000Z');
  let approved = 0;
  for (const person of ['ines.carvalho', 'joao.almeida']) {
    approved += await hotels.approveByMail(person);
    await settle(hotels.world);
  }
  expect(approved).toBeGreaterThan(0);
  expect((await proposals()).map(({ status }) => status)).toEqual(['approved']);
});

it('is presented to the client, who confirms by link that it is solved', async () => {
  await post('/presentations', await shown());
  expect(await detail()).toMatchObject({ stage: 'presented' });
  await hotels.play('2016-11-08T10:00:00.000Z');
  await answerByLink({ person: 'henrik.dahl', subject: /./ }, [['choice', 'confirmed']]);
  expect(await detail()).toMatchObject({ stage: 'confirmed' });
  const { history } = await detail();
  expect(history.findLast(({ kind }) => kind === 'confirmed')?.by).toEqual({
    kind: 'contact',
    id: await numberOf('contact', 'management'),
  });
});

it('becomes an improvement for every hotel, and looks 90 days later whether bookings recovered', async () => {
  const ownerId = await numberOf('person', 'miguel.costa');
  const lesson = { title: 'Desks in every renovation', learned: 'Business guests look for them.', ownerId };
  await post('/lessons', { lessons: [{ ...lesson, dueOn: '2017-03-01' }] });
  const [before] = (await detail()).followUps;
  expect(before).toMatchObject({ result: null });
  expect(before?.checkAt?.slice(0, 10)).toBe('2017-02-06');
  await hotels.play('2017-03-15T12:00:00.000Z');
  const after = await detail();
  // Nobody built desks in these hotels: their real bookings of that winter say that it did not work, and so does the service.
  expect(after).toMatchObject({ stage: 'closed', followUps: [{ result: 'notRecovered' }] });
  expect(after.improvementIds).toHaveLength(1);
  const told = mailsTo('marta.ferreira').map(({ parsed }) => parsed.subject ?? '');
  expect(told.some((subject) => subject.startsWith('Not recovered: Revenue has dropped'))).toBe(true);
});
