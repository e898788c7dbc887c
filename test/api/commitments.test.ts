import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommitmentActivities } from '../../activities/commitments.ts';
import { createCommitmentOperations } from '../../api/commitments/routes.ts';
import { answerCommitment } from '../../db/stores/commitment-answers.ts';
import { printedByKam } from '../support/kam-command.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const now = new Date('2026-12-01T10:00:00Z');
const workflowId = 'annual-plan/1/2027';
const rung: string[] = [];
let desk: Desk;
let server: TestServer;
let token: string;
let planId: string;

beforeAll(async () => {
  desk = await openDesk();
  const { app: db } = desk.database;
  const deps = { ring: (id: string) => Promise.resolve(void rung.push(id)) };
  const operations = createCommitmentOperations(deps);
  server = await startServer({ db, operations, clock: { now: () => now } });
  token = await tokenFor(db, 'manager');
  planId = (await db('plan').first<{ id: string }>('id')).id;
  await db('contact').insert({ account_id: '1', key: 'rui', name: 'Rui Matos', email: 'rui@client.example' });
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

interface Told {
  readonly id: string;
  readonly status: string;
  readonly dueOn: string;
  readonly contentHash: string;
}
const terms = { text: 'Name one contact.', dueOn: '2027-03-31', owner: { contactKey: 'rui' } };

const send = (path: string, json?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  call(server, {
    path: `/v1${path}`,
    token,
    headers,
    ...(json === undefined ? {} : { method: 'POST', json }),
  });

async function record(): Promise<{ commitment: Told; etag: string }> {
  const answer = await send(`/plans/${planId}/commitments`, terms);
  expect(answer.status).toBe(201);
  return { commitment: (await answer.json()) as Told, etag: answer.headers.get('etag') ?? '' };
}

async function propose({ id, contentHash }: Told, on: string): Promise<string> {
  const { db, links } = desk.mail;
  const { askCommitment } = createCommitmentActivities({ db, links });
  await askCommitment({ workflowId, seq: 0, at: now.toISOString(), subject: id });
  const link = await db('commitment_link').where({ commitment_id: id }).first<{ id: string }>('id');
  await answerCommitment(db, {
    linkId: link.id,
    contentHash,
    answer: { kind: 'propose', on, word: '' },
    at: now,
  });
  return (await send(`/commitments/${id}`)).headers.get('etag') ?? '';
}

describe('commitments by the API', () => {
  it('are recorded, moved by agreement, done, and keep their history', async () => {
    const { commitment } = await record();
    expect(rung).toContain(workflowId);
    const path = `/commitments/${commitment.id}`;
    const etag = await propose(commitment, '2027-05-14');
    const settled = await send(`${path}/settle`, { accept: true, reason: 'Agreed.' }, { 'If-Match': etag });
    expect(await settled.json()).toMatchObject({ status: 'moved', dueOn: '2027-05-14', proposedOn: null });
    const moved = settled.headers.get('etag') ?? '';
    const done = await send(`${path}/done`, { evidence: 'Mail of May.' }, { 'If-Match': moved });
    expect(await done.json()).toMatchObject({ status: 'done', missAt: null });
    const { history } = (await (await send(path)).json()) as { history: { kind: string; by: unknown }[] };
    expect(history.map(({ kind }) => kind)).toEqual(['recorded', 'proposed', 'accepted', 'done']);
    expect(history[1]?.by).toMatchObject({ kind: 'contact' });
  });

  it('are not changed on the strength of an old version, nor twice', async () => {
    const { commitment, etag } = await record();
    const path = `/commitments/${commitment.id}`;
    expect((await send(`${path}/withdraw`, { reason: 'no' })).status).toBe(428);
    const ask = { path: `/v1${path}/ask`, method: 'POST', token, headers: { 'If-Match': etag } };
    expect((await call(server, ask)).status).toBe(200);
    const stale = await send(`${path}/withdraw`, { reason: 'no' }, { 'If-Match': etag });
    expect(stale.status).toBe(412);
    const current = (await send(path)).headers.get('etag') ?? '';
    const withdrawn = await send(`${path}/withdraw`, { reason: 'no' }, { 'If-Match': current });
    expect(await withdrawn.json()).toMatchObject({ status: 'withdrawn' });
    const again = { 'If-Match': withdrawn.headers.get('etag') ?? '' };
    expect((await send(`${path}/withdraw`, { reason: 'no' }, again)).status).toBe(409);
    expect((await send(`${path}/settle`, { accept: true, reason: 'x' }, again)).status).toBe(409);
  });

  it('say everything that is wrong with them, and where', async () => {
    const wrong = { ...terms, dueOn: '2020-01-01', stepId: '999999' };
    const problem = await problemOf(await send(`/plans/${planId}/commitments`, wrong));
    expect(problem.status).toBe(422);
    expect(problem.faults?.map(({ path }) => path)).toEqual(['/dueOn', '/stepId']);
    const stranger = { ...terms, owner: { contactKey: 'nobody' } };
    const unknown = await problemOf(await send(`/plans/${planId}/commitments`, stranger));
    expect(unknown.detail).toContain('no contact "nobody"');
    expect((await send('/plans/999999/commitments')).status).toBe(404);
  });

  it('leave signals that can be read as of any date', async () => {
    const { commitment } = await record();
    const { db, links } = desk.mail;
    const effects = createCommitmentActivities({ db, links });
    const at = '2027-04-01T09:00:00.000Z';
    await effects.missCommitment({ workflowId, seq: 0, at, subject: commitment.id });
    const read = async (asOf: string): Promise<unknown> =>
      (await send(`/accounts/1/signals?asOf=${asOf}`)).json();
    expect(await read('2027-03-31T00:00:00Z')).toEqual({ items: [], next: null });
    expect(await read('2027-04-01T09:00:00Z')).toMatchObject({
      items: [{ kind: 'commitment.missed', subject: commitment.id, planId, occurredAt: at }],
    });
  });

  it('are read by command as by the API', async () => {
    const { appUrl } = desk.database;
    const { items } = JSON.parse(await printedByKam(appUrl, ['commitments', 'list', planId, '--json'])) as {
      items: Told[];
    };
    expect(items).toEqual(
      ((await (await send(`/plans/${planId}/commitments`)).json()) as { items: Told[] }).items,
    );
    const shown = await printedByKam(appUrl, ['commitments', 'show', items[0]?.id ?? '']);
    expect(shown).toContain('accepted, due 2027-05-14');
  });
});
