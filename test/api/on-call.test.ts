import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { listOnCall, setOnCall, type OnCallEntry, type OnCallWish } from '../../db/stores/on-call.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const by = { kind: 'operator', id: 'ann' } as const;
const monday = new Date('2027-01-11T09:00:00Z');
let now = monday;
let database: TestDatabase;
let server: TestServer;
let firm: Firm;
let programmeId: string;
const tokens = { viewer: '', manager: '' };

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.owner, '1');
  programmeId = (await database.app('programme').first<{ id: string }>('id')).id;
  server = await startServer({
    ...{ db: database.app, operations: createOperations(idleDeps), clock: { now: () => now } },
  });
  for (const role of ['viewer', 'manager'] as const) tokens[role] = await tokenFor(database.app, role);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const week = (): Omit<OnCallWish, 'at'> => ({
  ...{ programmeId, personIds: [firm.finance], from: '2027-01-11', until: '2027-01-18' },
  ...{ timeZone: 'Europe/Lisbon', shiftDays: 7, by },
});

async function one(change: Partial<OnCallWish> = {}): Promise<OnCallEntry> {
  const [entry] = await setOnCall(database.app, { ...week(), at: now, ...change });
  if (!entry) throw new Error('nobody was put on call');
  return entry;
}

function ask(
  method: string,
  path: string,
  { json, role = 'manager' }: { json?: unknown; role?: 'viewer' | 'manager' } = {},
): Promise<Response> {
  return call(server, { method, path: `/v1/on-call${path}`, token: tokens[role], json });
}

interface Who {
  readonly rungs: readonly {
    readonly rung: string;
    readonly standing: { readonly personName: string } | null;
    readonly onCall: readonly { readonly personName: string }[];
  }[];
}

async function who(at: string): Promise<readonly unknown[]> {
  const path = `/who?accountId=${firm.accountId}&at=${encodeURIComponent(at)}`;
  const { rungs } = (await (await ask('GET', path, { role: 'viewer' })).json()) as Who;
  return rungs.map(({ rung, standing, onCall }) => [
    ...[rung, standing?.personName],
    onCall.map(({ personName }) => personName).join(', '),
  ]);
}

it('is a weekly rota that is set at once, listed page by page and asked for by moment', async () => {
  const { by: _by, ...wish } = week();
  const rota = {
    ...wish,
    personIds: [firm.finance, firm.operations],
    until: '2027-01-31T18:00',
    rung: 'director',
  };
  expect((await ask('POST', '', { json: rota, role: 'viewer' })).status).toBe(403);
  const answer = await ask('POST', '', { json: rota });
  expect(answer.status).toBe(201);
  const { items } = (await answer.json()) as {
    items: { id: string; startsAt: string; personName: string }[];
  };
  expect(items.map(({ startsAt, personName }) => [startsAt, personName])).toEqual([
    ['2027-01-11T09:00:00.000Z', 'Finance'],
    ['2027-01-18T00:00:00.000Z', 'Operations'],
    ['2027-01-25T00:00:00.000Z', 'Finance'],
  ]);
  const first = (await (await ask('GET', '?limit=2')).json()) as { items: object[]; next: string };
  const rest = (await (await ask('GET', `?limit=2&cursor=${first.next}`)).json()) as { items: object[] };
  expect([...first.items, ...rest.items]).toEqual([...items].reverse());
  expect(await who('2027-01-17T23:59:59Z')).toContainEqual(['director', 'Director', 'Finance']);
  expect(await who('2027-01-18T00:00:00Z')).toEqual([
    ['manager', 'Manager', ''],
    ['director', 'Director', 'Operations'],
    ['sponsor', 'Sponsor', ''],
    ['executive', 'Owner', ''],
  ]);
  expect(await who('2027-01-31T18:00:00Z')).toContainEqual(['director', 'Director', '']);
  for (const { id } of items) expect((await ask('DELETE', `/${id}`)).status).toBe(204);
});

it('says everything that is wrong with a wish, and stores nothing of it', async () => {
  const before = await listOnCall(database.app, { limit: 200 });
  const faulty = { ...week(), personIds: [firm.finance, '999'], timeZone: 'Lisbon', programmeId: '999' };
  await expect(setOnCall(database.app, { ...faulty, at: now })).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ path: '/timeZone' }, { path: '/programmeId' }, { path: '/personIds/1' }],
  });
  const { by: _by, ...wish } = week();
  const refused = await ask('POST', '', { json: { ...wish, until: '2027-01-10' } });
  expect(refused.status).toBe(422);
  expect((await problemOf(refused)).faults?.map(({ path }) => path)).toContain('/until');
  expect((await ask('DELETE', '/999')).status).toBe(404);
  expect(await listOnCall(database.app, { limit: 200 })).toEqual(before);
});

it('ends a running entry when another replaces it, takes back one that is still to come, and leaves what is past alone', async () => {
  const running = await one();
  const ahead = await one({ from: '2027-01-20', until: '2027-01-21' });
  now = new Date('2027-01-13T12:00:00Z');
  const instead = await one({ personIds: [firm.operations], replaces: running.id });
  expect(instead.startsAt).toEqual(now);
  expect(await who('2027-01-13T11:59:59Z')).toContainEqual(['manager', 'Manager', 'Finance']);
  expect(await who('2027-01-13T12:00:00Z')).toContainEqual(['manager', 'Manager', 'Operations']);
  expect((await ask('DELETE', `/${ahead.id}`)).status).toBe(204);
  expect(await who('2027-01-20T12:00:00Z')).toContainEqual(['manager', 'Manager', '']);
  expect((await ask('DELETE', `/${running.id}`)).status).toBe(409);
  now = new Date('2027-02-01T00:00:00Z');
  expect((await ask('DELETE', `/${instead.id}`)).status).toBe(409);
  await expect(one({ from: '2027-02-01', until: '2027-02-02', replaces: instead.id })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await who('2027-01-14T00:00:00Z')).toContainEqual(['manager', 'Manager', 'Operations']);
  const late = database.app('on_call').where({ id: instead.id });
  await expect(late.clone().update({ ended_at: now })).rejects.toThrow(/on_call_ended_early/);
  await expect(late.clone().update({ starts_at: now })).rejects.toThrow(/permission denied/);
  await expect(late.clone().delete()).rejects.toThrow(/permission denied/);
  const past = await listOnCall(database.app, { programmeId, limit: 200 });
  expect(past.map(({ id }) => id)).toEqual(expect.arrayContaining([running.id, instead.id]));
  expect(past.map(({ id }) => id)).not.toContain(ahead.id);
  expect(await listOnCall(database.app, { programmeId, asOf: now, limit: 200 })).toEqual([]);
  now = monday;
});

it('ends an entry once when many end it together, and keeps who did on the audit trail', async () => {
  const entry = await one({ region: 'PT', rung: 'sponsor' });
  const tries = await Promise.all(Array.from({ length: 6 }, () => ask('DELETE', `/${entry.id}`)));
  expect(tries.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409, 409]);
  const trail = await database
    .app('audit_event')
    .where({ chain: 'on-call', subject: entry.id })
    .pluck<string[]>('kind');
  expect(trail).toEqual(['onCall.set', 'onCall.ended']);
});

it('is for accounts of its region and its programme alone', async () => {
  const [other] = await database
    .owner('programme')
    .insert({ key: 'other', name: 'Others', owner_id: firm.owner })
    .returning<{ id: string }[]>('id');
  const march = { from: '2027-03-01', until: '2027-03-08' };
  await one({ ...march, region: 'DE' });
  await one({ ...march, region: 'PT', personIds: [firm.operations] });
  await one({ ...march, programmeId: other?.id ?? '' });
  await one({ ...march, personIds: [firm.sponsor] });
  expect(await who('2027-03-02T00:00:00Z')).toContainEqual(['manager', 'Manager', 'Operations, Sponsor']);
});

it('is set, listed, asked for and removed by kam on-call', async () => {
  const kam = (...words: string[]): Promise<string> => printedByKam(database.appUrl, ['on-call', ...words]);
  const days = ['--programme', 'main', '--from', '2090-01-02T09:00', '--until', '2090-01-16T09:00'];
  const zone = ['--time-zone', 'Europe/Lisbon'];
  const set = await kam('set', 'finance', 'operations@example.com', ...days, ...zone, '--rung', 'manager');
  const lines = set.trim().split('\n');
  expect(lines.map((line) => line.replace(/^\d+ {2}/, ''))).toEqual([
    'Finance as manager, from 2090-01-02T09:00:00.000Z until 2090-01-09T09:00:00.000Z',
    'Operations as manager, from 2090-01-09T09:00:00.000Z until 2090-01-16T09:00:00.000Z',
  ]);
  const listed = (await kam('list', '--programme', 'main')).trim().split('\n');
  expect(listed.slice(0, 2)).toEqual([...lines].reverse());
  const asked = await kam('who', 'client-1', '--at', '2090-01-10T00:00:00Z');
  expect(asked.trim().split('\n')).toEqual([
    ...[
      'manager: Operations, on call in place of Manager',
      'director: Director',
      'sponsor: Sponsor',
      'executive: Owner',
    ],
  ]);
  const number = lines[1]?.split(' ')[0] ?? '';
  expect(await kam('remove', number)).toContain(`Operations is not on call by entry ${number} any more.`);
  const again = await kamOn(database.appUrl, ['on-call', 'remove', number]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('what is past cannot be changed')]);
  const unknown = await kamOn(database.appUrl, ['on-call', 'set', 'nobody', ...days, ...zone]);
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    expect.stringContaining('no person with the key or address'),
  ]);
});
