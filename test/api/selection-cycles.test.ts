import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSelectionCycleOperations } from '../../api/selection-cycles/routes.ts';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { marketSet } from '../support/market.ts';
import { seedFirm } from '../support/people.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2026-11-30T10:00:00Z');
const root = '/v1/selection-cycles';
const by = { kind: 'operator', id: 'ann' } as const;
const rung: string[] = [];
let database: TestDatabase;
let server: TestServer;
let manager: string;
let viewer: string;

interface Cycle {
  readonly id: string;
  readonly workflowId: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly asOf: string;
  readonly lead: { readonly name: string };
  readonly panel: readonly { readonly name: string }[];
  readonly policy: Readonly<Record<string, unknown>>;
  readonly nominationHours: number;
  readonly criteriaSet: { readonly key: string };
}

beforeAll(async () => {
  database = await createTestDatabase();
  await seedFirm(database.app, '17');
  await database.owner.raw(`
    insert into import_source (name) values ('sales');
    insert into programme (key, name) values ('empty', 'Nobody in it');
    insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
      select id, 't', 17, '2026-06-01', '2026-06-01', 'delivered', 1, 900000, 'EUR' from import_source`);
  for (const [key, active] of [
    ['gone', false],
    ['away', false],
  ] as const)
    await database.owner('person').insert({
      key,
      name: `Gone ${key}`,
      email: `${key}@example.com`,
      region: 'PT',
      time_zone: 'Europe/Lisbon',
      language: 'en',
      active,
    });
  const add = (key: string, content: unknown) =>
    addCriteriaSet(database.app, { key, content, reason: 'test', by, at: now });
  await add('market', marketSet());
  const rated = marketSet();
  const [first, second] = rated.criteria;
  await add('rated', {
    ...rated,
    criteria: [first, { ...second, key: 'goodwill', title: 'Goodwill', source: { kind: 'rating' } }],
  });
  const ring = (workflowId: string): Promise<void> => {
    rung.push(workflowId);
    return Promise.resolve();
  };
  const operations = createSelectionCycleOperations({ ring });
  server = await startServer({ db: database.app, operations, clock: { now: () => now } });
  manager = await tokenFor(database.app, 'manager');
  viewer = await tokenFor(database.app, 'viewer');
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const good = { programme: 'main', year: 2027, criteriaSet: 'market', panel: ['director', 'sponsor'] };

function start(wish: object, headers: Record<string, string> = {}): Promise<Response> {
  return call(server, { method: 'POST', path: root, token: manager, json: { ...good, ...wish }, headers });
}

async function stored(): Promise<number> {
  const rows = await database.app('process').where({ kind: 'candidateSelection' }).select('kind');
  const cycles = await database.app('selection_cycle').select('id');
  return rows.length + cycles.length;
}

const faultsOf = async (response: Response): Promise<readonly string[]> =>
  ((await problemOf(response)).faults ?? []).map(({ path, message }) => `${path}: ${message}`);

describe('a selection that cannot be started is refused with every fault, and nothing is started', () => {
  it.each([
    ['an unknown criteria set', { criteriaSet: 'nope' }, '/criteriaSet: there is no criteria set "nope"'],
    [
      'an unknown version of a set',
      { criteriaSet: undefined, criteriaSetId: '999' },
      '/criteriaSetId: there is no criteria set "999"',
    ],
    [
      'a criterion with no data at all',
      { criteriaSet: 'rated' },
      '/criteriaSet/criteria/1: Goodwill has no data at all: rate accounts ("kam selection rate"), or make goodwill optional in the set',
    ],
    [
      'a quorum above the size of the panel',
      { policy: { quorum: 3 } },
      '/policy/quorum: asks for 3 approvals, and the panel has 2',
    ],
    [
      'a quorum that the lead on the panel leaves out of reach',
      { panel: ['director', 'owner'], policy: { quorum: 2 } },
      '/policy/quorum: asks for 2 approvals, and only 1 of the panel can decide',
    ],
    [
      'a lead who would decide',
      { panel: ['director', 'owner'] },
      '/panel/1: Owner leads the selection and cannot decide on the own list',
    ],
    ['somebody inactive on the panel', { panel: ['director', 'gone'] }, '/panel/1: Gone gone is not active'],
    [
      'somebody unknown on the panel',
      { panel: ['director', 'nobody'] },
      '/panel/1: there is no person with the key or address "nobody"',
    ],
    [
      'somebody named twice, by key and by address',
      { panel: ['director', 'director@example.com'] },
      '/panel/1: Director is named twice',
    ],
    ['an empty panel', { panel: [] }, '/panel: must name at least one person who decides'],
    ['an inactive lead', { lead: 'gone' }, '/lead: Gone gone is not active: name another lead'],
    ['an unknown lead', { lead: 'nobody' }, '/lead: there is no person "nobody"'],
    [
      'a day without data before it',
      { asOf: '2026-06-01' },
      '/asOf: no account of programme main has a delivery before 2026-06-01: import some, or name a later day',
    ],
    [
      'a day that is still to come',
      { asOf: '2026-12-01' },
      '/asOf: 2026-12-01 is still to come: name today or an earlier day',
    ],
    ['a year that is over', { year: 2025 }, '/year: the year must be from 2026 to 2100'],
    [
      'a programme without accounts',
      { programme: 'empty', lead: 'owner' },
      '/programme: programme empty has no active account',
    ],
    [
      'a programme without an owner and no lead',
      { programme: 'empty' },
      '/lead: the programme has no owner: name a lead',
    ],
    [
      'a reminder after the expiry',
      { policy: { remindAfterHours: [50], expireAfterHours: 40 } },
      '/policy/remindAfterHours: must lie before the expiry',
    ],
    [
      'a quorum without a number',
      { policy: { kind: 'quorum' } },
      '/policy/quorum: must say how many have to approve',
    ],
  ])('%s', async (_, wish, fault) => {
    const response = await start(wish);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toContain(fault);
    expect(await stored()).toBe(0);
    expect(rung).toEqual([]);
  });

  it('every one of several', async () => {
    const faults = await faultsOf(await start({ asOf: '2030-01-01', lead: 'gone', panel: ['gone', 'away'] }));
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['/asOf', '/lead', '/panel/0', '/panel/1']);
    expect(await stored()).toBe(0);
  });

  it('a programme that there is not', async () => {
    const problem = await problemOf(await start({ programme: 'nope' }));
    expect(problem).toMatchObject({ status: 404 });
    expect(problem.detail).toContain('there is empty, main');
  });

  it('a body of the wrong shape, and a key that may only read', async () => {
    expect((await start({ panel: 'director' })).status).toBe(400);
    const json = good;
    expect((await call(server, { method: 'POST', path: root, token: viewer, json })).status).toBe(403);
    expect(await stored()).toBe(0);
  });
});

describe('a selection that can be started', () => {
  let first: Cycle;

  it('freezes what it stands on, and takes the rest from the firm', async () => {
    const response = await start({}, { 'Idempotency-Key': 'one' });
    expect(response.status).toBe(202);
    first = (await response.json()) as Cycle;
    expect(response.headers.get('location')).toBe(`${root}/${first.id}`);
    expect(first).toMatchObject({
      workflowId: 'selection/main/2027',
      status: 'scoring',
      asOf: '2026-11-30',
      nominationHours: 40,
      lead: { name: 'Owner' },
      panel: [{ name: 'Director' }, { name: 'Sponsor' }],
      criteriaSet: { key: 'market' },
      policy: { kind: 'all', expireAfterHours: 40, onExpiry: 'escalate' },
    });
    expect(rung).toEqual(['selection/main/2027']);
  });

  it('is the same when asked again, by its key or by its settings', async () => {
    const byKey = await start({}, { 'Idempotency-Key': 'one' });
    expect([byKey.status, byKey.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    const bySettings = await start({ lead: 'owner', asOf: '2026-11-30' });
    expect(bySettings.status).toBe(200);
    expect(((await bySettings.json()) as Cycle).id).toBe(first.id);
    expect(await stored()).toBe(2);
  });

  it('is named, with what differs, to whoever wants other settings for the same year', async () => {
    const response = await start({ panel: ['sponsor'], nominationHours: 8 });
    expect(response.status).toBe(409);
    const problem = await problemOf(response);
    expect(problem.detail).toContain(`Selection cycle ${first.id} of programme main for 2027 exists`);
    expect(problem.faults?.map(({ path }) => path)).toEqual(['/panel', '/nominationHours']);
    expect(await stored()).toBe(2);
  });

  it('is started once however many start it at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => start({ year: 2028 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 202]);
    expect(await database.app('selection_cycle').where({ year: 2028 }).select('id')).toHaveLength(1);
  });

  it('takes no nominations while it is being scored', async () => {
    const path = `${root}/${first.id}/nominations`;
    const json = { accountId: '17', kind: 'veto', reason: 'too soon' };
    const response = await call(server, { method: 'POST', path, token: manager, json });
    expect(response.status).toBe(409);
    expect((await problemOf(response)).detail).toContain('it is still being scored');
  });

  it('is cancelled only in the version that was read; then another attempt has a name of its own', async () => {
    const path = `${root}/${first.id}`;
    const etag = (await call(server, { path, token: viewer })).headers.get('etag') ?? '';
    const cancel = (tag?: string, token = manager): Promise<Response> =>
      call(server, {
        method: 'POST',
        path: `${path}/cancel`,
        token,
        json: { reason: 'Wrong panel.' },
        ...(tag !== undefined && { headers: { 'If-Match': tag } }),
      });
    const stranger = (await database.app('person').where({ key: 'finance' }).first<{ id: string }>('id')).id;
    expect((await cancel()).status).toBe(428);
    expect((await cancel('"99.x"')).status).toBe(412);
    expect((await cancel(etag, await tokenFor(database.app, 'manager', stranger))).status).toBe(403);
    const cancelled = await cancel(etag);
    expect(cancelled.status).toBe(200);
    expect(await cancelled.json()).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect((await cancel(cancelled.headers.get('etag') ?? '')).status).toBe(409);
    const second = await start({ panel: ['sponsor'] });
    expect(second.status).toBe(202);
    expect(((await second.json()) as Cycle).workflowId).toBe('selection/main/2027/2');
  });

  it('is listed, the latest first, by programme and by status', async () => {
    const list = async (query: string): Promise<readonly string[]> => {
      const page = (await (await call(server, { path: `${root}${query}`, token: viewer })).json()) as {
        items: Cycle[];
      };
      return page.items.map(({ workflowId }) => workflowId);
    };
    const open = ['selection/main/2027/2', 'selection/main/2028'];
    expect(await list('')).toEqual([...open, 'selection/main/2027']);
    expect(await list('?status=scoring&programme=main')).toEqual(open);
    expect(await list('?programme=empty')).toEqual([]);
    expect((await call(server, { path: `${root}/4711`, token: viewer })).status).toBe(404);
  });
});
