import { createHash } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanDocumentOperations } from '../../api/plan-export/routes.ts';
import type { Db } from '../../db/client.ts';
import { changeContent, currentContent } from '../../db/stores/plan-content.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { pagesOf } from '../support/pdf-reading.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2026-12-01T10:00:00Z');
let desk: Desk;
let server: TestServer;
let viewer: string;
let db: Db;

beforeAll(async () => {
  desk = await openDesk({}, {}, { titles: ['Workshop on site', 'Second step'] });
  db = desk.database.app;
  const operations = createPlanDocumentOperations();
  server = await startServer({ db, operations, clock: { now: () => now } });
  viewer = await tokenFor(db, 'viewer');
  await describePlan();
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

async function describePlan(): Promise<void> {
  const { revision } = await currentContent(db, '1');
  const objective = { key: 'one', ownerId: desk.firm.sponsor, measure: 'Deliveries in time', target: '98%' };
  const change = {
    situation: 'They pay late.',
    objectives: [
      { ...objective, title: 'Fewer failures', customerGoal: 'A calm summer' },
      { ...objective, key: 'two', title: 'Sell more to them', customerGoal: '' },
    ],
    budget: '77777.00',
  };
  const by = { kind: 'person', id: desk.firm.manager } as const;
  await changeContent(db, { planId: '1', revision, change, reason: 'test', by, at: now });
  await db('account').where({ id: '1' }).update({ name: 'Größe/"Client"\r\nX: y' });
  await db('plan_step').where({ plan_id: '1', title: 'Second step' }).update({ status: 'approved' });
}

const read = (query = '', token = viewer): Promise<Response> =>
  call(server, { path: `/v1/plans/1/document${query}`, token });

async function textOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(200);
  return (await pagesOf(new Uint8Array(await answer.arrayBuffer()))).join(' ');
}

const events = (): Promise<{ actor_kind: string; data: Record<string, unknown> }[]> =>
  db('audit_event').where({ kind: 'plan.givenToClient' }).orderBy('seq');

describe('the document of a plan', () => {
  it('is a PDF to be saved under a safe name, with all that our own people read', async () => {
    const answer = await read();
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Gr__e-Client-X-y-2027-internal.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe-Client-X-y-2027-internal.pdf`,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await textOf(answer);
    for (const said of [
      'INTERNAL',
      'They pay late.',
      'Sell more to them',
      'Workshop on site',
      '€9,000',
      '€77,777',
    ])
      expect(text).toContain(said);
    expect(text).toContain('What waits on whom');
    expect(text).toContain(`SHA-256 of the content: ${(await currentContent(db, '1')).contentHash}`);
  });

  it('is for the client without anything internal, and in German', async () => {
    const text = await textOf(await read('?audience=client&language=de'));
    for (const said of ['Fewer failures', 'Ihr Ziel: A calm summer', 'Second step', 'Geplant'])
      expect(text).toContain(said);
    expect(text).not.toMatch(
      /INTERN|They pay late|Sell more|Workshop|9\.000|86\.000|77\.777|Two days on site/,
    );
  });

  it('leaves no trace, and is refused for unknown plans, wishes and callers', async () => {
    const before = await db('audit_event').orderBy('hash').select('hash');
    await read('?audience=client');
    expect(await db('audit_event').orderBy('hash').select('hash')).toEqual(before);
    expect((await call(server, { path: '/v1/plans/999/document', token: viewer })).status).toBe(404);
    const wrong = await problemOf(await read('?audience=everybody&language=fr'));
    expect(wrong.faults?.map(({ path }) => path)).toEqual(['query.audience', 'query.language']);
    expect((await call(server, { path: '/v1/plans/1/document' })).status).toBe(401);
  });
});

describe('a copy that is handed to the client', () => {
  it('is on record with who gets it, the revision and the SHA-256 of the file', async () => {
    const json = { givenTo: 'Rui Matos', language: 'en' };
    const answer = await call(server, {
      method: 'POST',
      path: '/v1/plans/1/client-copies',
      token: viewer,
      json,
    });
    expect(answer.status).toBe(200);
    const sha256 = createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex');
    const { revision } = await currentContent(db, '1');
    expect(await events()).toMatchObject([
      { actor_kind: 'apiKey', data: { sha256, revision, language: 'en', givenTo: 'Rui Matos' } },
    ]);
  });

  it('is made on the command line too, and never over another file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    const output = join(folder, 'plan.pdf');
    const words = ['plan', 'export', '1', '--client', '--language', 'de', '--output', output];
    const { appUrl: url } = desk.database;
    expect(await printedByKam(url, words)).toContain('Nothing is on record');
    expect((await pagesOf(await readFile(output))).join(' ')).toContain('Ihr Ziel: A calm summer');
    expect((await kamOn(url, words)).stderr).toContain('there is such a file already');
    const given = [...words.slice(0, -1), join(folder, 'given.pdf'), '--given-to', 'Ana', '--json'];
    expect(JSON.parse(await printedByKam(url, given))).toMatchObject({ givenTo: 'Ana', revision: 2 });
    expect((await events()).at(-1)).toMatchObject({ actor_kind: 'operator', data: { givenTo: 'Ana' } });
    const internal = ['plan', 'export', '1', '--given-to', 'Ana', '--output', join(folder, 'no.pdf')];
    expect((await kamOn(url, internal)).stderr).toContain('add --client');
  });
});
