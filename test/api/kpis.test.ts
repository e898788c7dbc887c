import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { addSales, seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';
import { idleDeps } from './idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const asOf = '2017-01-01';
let database: TestDatabase;
let server: TestServer;
let firm: KeyAccounts;
let manager: string;
let viewer: string;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-kpis-'));
  firm = await seedKeyAccounts(database.owner, { keys: ['k1', 'k2'], at: '2016-01-01T00:00:00Z' });
  await addSales(database.owner, [
    { accountId: id('k1'), day: '2014-12-31', amount: 1 },
    { accountId: id('k1'), day: '2015-06-01', amount: 1000 },
    { accountId: id('k2'), day: '2015-06-01', amount: 500 },
    { accountId: id('k1'), day: '2016-06-01', amount: 600 },
    { accountId: id('k2'), day: '2016-11-20', amount: 70, status: 'cancelled' },
    { accountId: id('k1'), day: '2016-12-20', amount: 200 },
    { accountId: id('k1'), day: '2016-12-21', amount: 50, status: 'cancelled' },
  ]);
  await answerSurveys();
  const operations = createOperations({ ...idleDeps, uploadFolder: folder });
  const clock = { now: () => new Date('2017-02-01T09:00:00Z') };
  server = await startServer({ db: database.app, operations, clock });
  manager = await tokenFor(database.app, 'manager');
  viewer = await tokenFor(database.app, 'viewer');
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

const id = (key: string): string => firm.ids[key] ?? '';

// Nine, nine and three of ten, the last one corrected from ten; and a five of a scale of its own.
async function answerSurveys(): Promise<void> {
  const { owner } = database;
  const one = async (table: string, row: object): Promise<string> => {
    const [stored] = await owner(table).insert(row).returning<{ id: string }[]>('id');
    return stored?.id ?? '';
  };
  const survey = {
    ...{ account_id: id('k1'), question_set: 1, opened_at: '2016-10-01', closes_at: '2016-11-01' },
    ...{ opened_by_kind: 'operator', opened_by_id: 'ann' },
  };
  const surveyId = await one('survey', survey);
  const answer = async (contact: string, scores: readonly (readonly [number, number])[]): Promise<void> => {
    const contactId = await one('contact', { account_id: id('k1'), key: contact, name: contact });
    await owner('survey_contact').insert({ survey_id: surveyId, contact_id: contactId, outcome: 'asked' });
    const link = {
      id: randomUUID(),
      survey_id: surveyId,
      contact_id: contactId,
      language: 'en',
      key_id: 'test',
    };
    const hash = link.id.replaceAll('-', '').repeat(2);
    const linkId = await one('survey_link', { ...link, token_sha256: hash, created_at: '2016-10-01' });
    for (const [version, [score, high]] of scores.entries()) {
      const given = { link_id: linkId, version: version + 1, comment: '', answered_at: '2016-10-05' };
      const answerId = await one('survey_answer', given);
      const item = { answer_id: answerId, question: 'recommend', measure: 'nps', score, low: 0, high };
      await owner('survey_answer_item').insert({ ...item, direction: 'higher' });
    }
  };
  await answer('c1', [[9, 10]]);
  await answer('c2', [[9, 10]]);
  await answer('c3', [
    [10, 10],
    [3, 10],
  ]);
  await answer('c4', [[5, 5]]);
}

async function read(path: string): Promise<{ readonly items: readonly Record<string, unknown>[] }> {
  const answer = await call(server, { path: `/v1${path}`, token: viewer });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { items: readonly Record<string, unknown>[] };
}

function send(path: string, json: unknown, more: object = {}): Promise<Response> {
  return call(server, { path: `/v1${path}`, method: 'POST', token: manager, json, ...more });
}

const pick = (items: readonly Record<string, unknown>[], kpi: string) =>
  items.find((one) => one['kpi'] === kpi);

const onTime = {
  ...{ name: { en: 'On time', de: 'Pünktlich' }, unit: 'share', direction: 'higher', kind: 'level' },
  ...{
    scale: { low: 0, high: 1 },
    formula: 'Deliveries on the agreed day over all',
    source: 'the logistics system',
  },
  reason: 'the clients ask for it',
};

describe('values of an account', () => {
  it('come with what they rest on, in numbers and in words', async () => {
    const { items } = await read(`/accounts/${id('k1')}/kpis?asOf=${asOf}`);
    expect(pick(items, 'revenueGrowth')).toMatchObject({ missing: null, origin: 'records' });
    expect(pick(items, 'revenueGrowth')?.['value']).toBeCloseTo(-0.2, 10);
    const { explained } = pick(items, 'cancellations') as { explained: Record<'en' | 'de', string> };
    expect(explained.en).toBe(
      '1 over 3. Counted from 2016-01-01 to before 2017-01-01; accounts: 1, transactions: 3, answers: 0; the data reach from 2014-12-31 to 2016-12-21; by criteria set programme-1, version 1.',
    );
    expect(explained.de).toContain('1 geteilt durch 3. Gezählt ab 2016-01-01 bis vor dem 2017-01-01');
    expect(pick(items, 'shareOfWallet')).toMatchObject({ value: null, missing: { code: 'noRating' } });
  });

  it('rest on the answers to surveys that count, those on another scale left out', async () => {
    const { items } = await read(`/accounts/${id('k1')}/kpis?asOf=${asOf}`);
    expect(pick(items, 'nps')).toMatchObject({
      ...{ explanation: { denominator: 3, inputs: { answers: 3, onOtherScales: 1 }, rows: { answers: 3 } } },
    });
    expect(pick(items, 'nps')?.['value']).toBeCloseTo(100 / 3, 8);
    const before = await read(`/accounts/${id('k1')}/kpis?asOf=2016-10-05`);
    expect(pick(before.items, 'nps')).toMatchObject({ value: null, missing: { code: 'noAnswers' } });
  });

  it('are kept by a manager, once for one Idempotency-Key, and then answered as kept', async () => {
    const body = { programme: 'main', asOf };
    expect((await send('/kpi-snapshots', body, { token: viewer })).status).toBe(403);
    const headers = { 'Idempotency-Key': 'keep-1' };
    const [first, again] = [
      await send('/kpi-snapshots', body, { headers }),
      await send('/kpi-snapshots', body, { headers }),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    const kept: unknown = await first.json();
    expect(kept).toMatchObject({ asOf, accounts: 2, unchanged: 0 });
    expect(await again.json()).toEqual(kept);
    const { items } = await read(`/accounts/${id('k1')}/kpis/revenue?asOf=${asOf}&months=1`);
    expect(items.map((one) => [one['asOf'], one['value'], one['origin']])).toEqual([
      ['2016-12-01', 600, 'records'],
      [asOf, 800, 'snapshot'],
    ]);
    expect((await send('/kpi-snapshots', { programme: 'none', asOf })).status).toBe(404);
  });
});

describe('values of a programme', () => {
  it('count every account, and stand beside its results', async () => {
    const { items } = await read(`/programmes/main/kpis?asOf=${asOf}`);
    expect(pick(items, 'customerRetention')).toMatchObject({ value: 0.5 });
    expect(pick(items, 'netRevenueRetention')?.['value']).toBeCloseTo(800 / 1500, 10);
    const answer = await call(server, {
      path: `/v1/programmes/main/kpi-results?asOf=${asOf}`,
      token: viewer,
    });
    const results = (await answer.json()) as { cohorts: readonly Record<string, unknown>[] };
    expect(results.cohorts[0]).toMatchObject({
      ...{
        designatedOn: '2016-01-01',
        keyAccounts: { accounts: 2, retention: 0.5 },
        others: { accounts: 0 },
      },
    });
    expect(JSON.stringify(results.cohorts[0]?.['cautions'])).toContain('not drawn by lot');
  });
});

describe("a firm's own KPI", () => {
  const define = (key: string, json: unknown): Promise<Response> =>
    call(server, { path: `/v1/kpis/${key}`, method: 'PUT', token: manager, json });
  const give = (...values: object[]): Promise<Response> => send('/kpi-values', { values });
  const value = { kpi: 'onTime', account: 'k1', startsOn: '2016-10-01', asOf, value: '0.90' };

  it('is defined in versions, and never instead of one that comes with the product', async () => {
    expect((await define('onTime', onTime)).status).toBe(201);
    expect((await define('onTime', onTime)).status).toBe(200);
    const changed = await define('onTime', { ...onTime, source: 'the carrier', reason: 'a new system' });
    expect([changed.status, await changed.json()]).toMatchObject([201, { version: 2, own: true }]);
    expect((await define('revenue', onTime)).status).toBe(422);
    expect((await define('onTime', { ...onTime, unit: 'count' })).status).toBe(422);
    const { items } = await read('/kpis');
    expect(items.filter(({ own }) => own).map(({ key, version }) => [key, version])).toEqual([['onTime', 2]]);
    expect(items).toHaveLength(19);
  });

  it('takes values, and corrections with a reason as further rows', async () => {
    expect(await (await give(value)).json()).toEqual({ stored: 1, corrected: 0, unchanged: 0 });
    expect(await (await give({ ...value, value: '0.9' })).json()).toMatchObject({ unchanged: 1 });
    const refused = await give({ ...value, value: '0.8' });
    expect((await problemOf(refused)).faults).toMatchObject([{ path: '/values/0/reason' }]);
    const corrected = await give({ ...value, value: '0.8', reason: 'two were late' });
    expect(await corrected.json()).toEqual({ stored: 0, corrected: 1, unchanged: 0 });
    const { items } = await read(`/accounts/${id('k1')}/kpis?asOf=2017-01-15`);
    expect(pick(items, 'onTime')).toMatchObject({
      ...{ value: 0.8, origin: 'given', asOf, reason: 'two were late', version: 2 },
    });
    expect(await database.app('kpi_value').where({ kpi: 'onTime' })).toHaveLength(2);
  });

  it('is refused with every fault of every value, and nothing changes', async () => {
    const refused = await give(
      { ...value, kpi: 'unheard', account: 'nobody' },
      { ...value, value: '1.2', asOf: '2017-03-01', currency: 'EUR' },
    );
    expect(refused.status).toBe(422);
    expect((await problemOf(refused)).faults?.map(({ path }) => path)).toEqual([
      ...['/values/0/kpi', '/values/0/account', '/values/1/value', '/values/1/currency', '/values/1/asOf'],
    ]);
  });

  it('comes in by CSV, all or nothing, each fault with its line and column', async () => {
    const upload = (csv: string): Promise<Response> =>
      call(server, {
        ...{ path: '/v1/kpi-values/import', method: 'POST', token: manager, body: csv },
        headers: { 'Content-Type': 'text/csv' },
      });
    const bad = await upload(
      [
        'kpi,account,startsOn,asOf,value',
        'onTime,k2,2016-10-01,2017-01-01,0.7',
        'onTime,k3,2016-10-01,2017-01-01,0.7',
        'onTime,k2,2016-10-01,2016-09-01,much',
        'onTime,k2,2016-10-01,2017-01-01,0.6',
      ].join('\n'),
    );
    expect(bad.status).toBe(422);
    const faults = (await problemOf(bad)).faults ?? [];
    expect(faults.map(({ path }) => path)).toEqual([
      ...['/lines/4/value', '/lines/4/asOf', '/lines/5', '/lines/3/account'],
    ]);
    expect(await database.app('kpi_value').where({ account_id: id('k2'), kpi: 'onTime' })).toEqual([]);
    const good = await upload('kpi,account,startsOn,asOf,value\nonTime,k2,2016-10-01,2017-01-01,0.7\n');
    expect(await good.json()).toEqual({ stored: 1, corrected: 0, unchanged: 0 });
    expect((await upload('kpi,customer\nonTime,k2\n')).status).toBe(422);
  });
});

describe('kam kpis', () => {
  const kpis = (...words: string[]): Promise<string> => printedByKam(database.appUrl, ['kpis', ...words]);

  it('tells what KPIs are, their values with what they rest on, their course and the results', async () => {
    expect(await kpis('list')).toContain('Reichheld');
    const programme = await kpis('show', '--programme', 'main', '--as-of', asOf, '--json');
    const { items } = JSON.parse(programme) as { readonly items: readonly { readonly kpi: string }[] };
    expect(items.map(({ kpi }) => kpi)).toContain('programmeReturn');
    const shown = await kpis('show', '--account', 'k1', '--as-of', asOf);
    expect(shown).toContain('Revenue: €800 (revenue, before 2017-01-01, as kept)');
    expect(shown).toContain('1 over 3. Counted from 2016-01-01');
    expect(await kpis('trend', 'revenue', '--account', 'k1', '--as-of', asOf, '--months', '1')).toBe(
      '2016-12-01  €600\n2017-01-01  €800\n',
    );
    expect(await kpis('results', '--programme', 'main', '--as-of', asOf)).toContain(
      'never designated: 0 accounts',
    );
  });

  it('defines, imports and keeps, and tells every fault of a file', async () => {
    const file = async (name: string, text: string): Promise<string> => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    };
    const visits = await file('visits.json', JSON.stringify({ ...onTime, unit: 'count', scale: undefined }));
    expect(await kpis('define', 'visits', visits)).toBe('Stored visits, version 1.\n');
    const csv = await file(
      'v.csv',
      'kpi,programme,startsOn,asOf,value\nvisits,main,2016-01-01,2017-01-01,7\n',
    );
    expect(await kpis('import', csv)).toBe('1 new, 0 corrected, 0 as before.\n');
    expect(await kpis('snapshot', '--programme', 'main', '--as-of', asOf)).toContain('0 values kept');
    const bad = await file(
      'bad.csv',
      'kpi,programme,startsOn,asOf,value\nvisits,main,2016-01-01,2017-01-01,9\n',
    );
    const { code, stderr } = await kamOn(database.appUrl, ['kpis', 'import', bad]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('/lines/2/reason')]);
  });
});
