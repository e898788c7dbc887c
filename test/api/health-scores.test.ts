import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { recordHealth } from '../../db/stores/health-values.ts';
import { standardHealth } from '../../domain/health/config.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addSales, seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
let firm: KeyAccounts;
const tokens = { viewer: '', manager: '', admin: '' };

const id = (): string => firm.ids['client'] ?? '';

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedKeyAccounts(database.owner, { keys: ['client', 'other'], at: '2026-01-01T00:00:00Z' });
  await addSales(database.owner, [
    { accountId: id(), day: '2024-01-10', amount: 1 },
    { accountId: id(), day: '2025-05-10', amount: 1000 },
    { accountId: id(), day: '2026-05-10', amount: 1000 },
  ]);
  await record('2026-06-01');
  await addSales(database.owner, [{ accountId: id(), day: '2026-05-20', amount: 50, status: 'cancelled' }]);
  await record('2026-06-02');
  const clock = { now: () => new Date('2026-06-10T09:00:00Z') };
  server = await startServer({ db: database.app, operations: createOperations(idleDeps), clock });
  for (const role of ['viewer', 'manager', 'admin'] as const)
    tokens[role] = await tokenFor(database.app, role);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

function record(asOf: string): Promise<unknown> {
  const at = new Date(`${asOf}T06:00:00Z`);
  return recordHealth(database.app, { programmeId: firm.programmeId, asOf, at });
}

function read(path: string, token = tokens.viewer): Promise<Response> {
  return call(server, { path: `/v1${path}`, token });
}

function post(path: string, given: { readonly json: unknown; readonly token: string }): Promise<Response> {
  return call(server, { path: `/v1${path}`, method: 'POST', ...given });
}

it("answers an account's health with what drives it, in both languages", async () => {
  const answer = await read(`/accounts/${id()}/health`);
  expect(answer.status).toBe(200);
  const health = (await answer.json()) as { drivers: { key: string; points: number }[]; score: number };
  expect(health).toMatchObject({ asOf: '2026-06-02', lookedOn: '2026-06-02', band: 'watch', known: 0.4 });
  expect(health.drivers.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(health.score, 10);
  expect(health.drivers.find(({ key }) => key === 'cancellations')).toMatchObject({
    value: 0.5,
    text: { en: '50%', de: '50\u00a0%' },
    inputs: { lost: 1, transactions: 2 },
    points: 0,
  });
  const earlier = await read(`/accounts/${id()}/health?asOf=2026-06-01`);
  expect(await earlier.json()).toMatchObject({ band: 'good', asOf: '2026-06-01' });
});

it('says what is missing where no health was recorded', async () => {
  const answer = await read(`/accounts/${id()}/health?asOf=2026-05-31`);
  expect(answer.status).toBe(404);
  expect((await problemOf(answer)).detail).toContain('2026-05-31');
});

it('answers the trend, and why health moved in words', async () => {
  const trend = await read(`/accounts/${id()}/health/trend?days=30`);
  const { items } = (await trend.json()) as { items: { asOf: string; band: string }[] };
  expect(items.map(({ asOf, band }) => [asOf, band])).toEqual([
    ['2026-06-01', 'good'],
    ['2026-06-02', 'watch'],
  ]);
  const ledger = await read(`/accounts/${id()}/health/ledger`);
  const { moves } = (await ledger.json()) as { moves: unknown[] };
  expect(moves).toMatchObject([
    {
      change: -25,
      text: {
        en: 'Health fell by 25 points to 66.7 (to be watched).',
        de: 'Der Zustand fiel um 25 Punkte auf 66,7 (zu beobachten).',
      },
      lines: [
        {
          kind: 'moved',
          key: 'cancellations',
          points: -25,
          text: { en: 'Cancelled orders: 0% → 50% (−25 points)' },
        },
      ],
    },
    { before: null, change: null, lines: [] },
  ]);
});

it('refuses a period that ends before it begins, and says where', async () => {
  const answer = await read(`/accounts/${id()}/health/ledger?from=2026-06-05&until=2026-06-01`);
  expect(answer.status).toBe(422);
  expect((await problemOf(answer)).faults?.[0]?.path).toBe('from');
});

const half = { ...standardHealth, bands: { goodFrom: 60, poorBelow: 30, margin: 2 } };

it('tries another configuration on all key accounts without saving it', async () => {
  const json = { content: half, programme: 'main', asOf: '2026-06-02' };
  const answer = await post('/health-config/preview', { json, token: tokens.manager });
  expect(await answer.json()).toMatchObject({
    version: 1,
    accounts: 2,
    before: { watch: 1, good: 0, none: 1 },
    after: { watch: 0, good: 1, none: 1 },
    changes: [{ key: 'client', before: { band: 'watch' }, after: { band: 'good' } }],
  });
  expect(await (await read('/health-config')).json()).toMatchObject({ version: 1, content: standardHealth });
});

it('lets only admins set a configuration, names every fault, and keeps the versions', async () => {
  const json = { content: half, reason: 'fewer alarms' };
  expect((await post('/health-config', { json, token: tokens.manager })).status).toBe(403);
  const faulty = { ...half, drivers: half.drivers.slice(1), bands: { ...half.bands, goodFrom: 31 } };
  const refused = await post('/health-config', {
    json: { content: faulty, reason: 'x' },
    token: tokens.admin,
  });
  const { faults } = await problemOf(refused);
  expect(faults?.map(({ path }) => path).sort()).toEqual(['/content/bands/goodFrom', '/content/drivers']);
  const set = await post('/health-config', { json, token: tokens.admin });
  expect(set.status).toBe(201);
  expect(set.headers.get('location')).toBe('/v1/health-config/versions/2');
  const versions = (await (await read('/health-config/versions')).json()) as { items: { version: number }[] };
  expect(versions.items.map(({ version }) => version)).toEqual([2, 1]);
  expect(await (await read('/health-config/versions/1')).json()).toMatchObject({ content: standardHealth });
});

it('answers a programme check, and names the programmes where there is none of that key', async () => {
  const answer = await read('/programmes/main/check?asOf=2026-06-02');
  expect(await answer.json()).toMatchObject({
    programme: { key: 'main' },
    from: '2025-06-02',
    keyAccounts: 2,
    dimensions: [
      { key: 'sponsorship', standing: 'gap' },
      {},
      {},
      { key: 'proactivity', standing: 'noEvidence' },
      {},
      {},
      {},
      {},
    ],
  });
  const unknown = await read('/programmes/none/check');
  expect(unknown.status).toBe(404);
  expect((await problemOf(unknown)).detail).toContain('There are: main.');
});
