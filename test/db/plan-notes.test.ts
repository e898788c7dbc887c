import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { listAuditEvents } from '../../db/read-models/audit-trail.ts';
import { addNote, listNotes, withdrawNote } from '../../db/stores/plan-notes.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { idleDeps } from '../api/idle-deps.ts';
import { call, startServer, tokenFor, type TestServer } from '../api/server.ts';
import { printedByKam } from '../support/kam-command.ts';
import { openDesk, type Desk } from '../web/desk.ts';

const at = new Date('2026-12-02T09:00:00Z');
let desk: Desk;
let api: TestServer;
let by: { readonly kind: 'person'; readonly id: string };

beforeAll(async () => {
  desk = await openDesk();
  by = { kind: 'person', id: desk.firm.manager };
  api = await startServer({ db: desk.database.app, operations: createOperations(idleDeps) });
});
afterAll(async () => {
  await api.close();
  await desk.close();
});

const kindsAndData = async (): Promise<readonly (readonly [string, object])[]> => {
  const events = await listAuditEvents(desk.database.app, {
    chain: 'annual-plan/1/2027',
    after: undefined,
    limit: 200,
  });
  return events.filter(({ kind }) => kind.startsWith('note.')).map(({ kind, data }) => [kind, data] as const);
};

describe('a note on a plan', () => {
  it('is kept as written, and once withdrawn says by whom, when and why', async () => {
    const db = desk.database.app;
    const note = await addNote(db, { planId: '1', text: '  They mean it.\n', by, at });
    expect(note).toMatchObject({ text: 'They mean it.', writtenBy: by, writtenAt: at, withdrawn: null });
    const gone = { planId: '1', noteId: note.id, reason: 'Said in confidence', by, at };
    const withdrawn = await withdrawNote(db, gone);
    expect(withdrawn).toEqual({ ...note, withdrawn: { by, at, reason: 'Said in confidence' } });
    await expect(withdrawNote(db, gone)).rejects.toMatchObject({ code: 'conflict' });
    expect(await kindsAndData()).toEqual([
      ['note.added', {}],
      ['note.withdrawn', { reason: 'Said in confidence' }],
    ]);
  });

  it('cannot be rewritten, removed or brought back by the application', async () => {
    const db = desk.database.app;
    await expect(db('plan_note').update({ text: 'Another' })).rejects.toMatchObject({ code: '42501' });
    await expect(db('plan_note').delete()).rejects.toMatchObject({ code: '42501' });
    await expect(
      db('plan_note').whereNotNull('withdrawn_at').update({ withdrawn_reason: 'Another' }),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is no edit: the plan keeps its version, and is not tended by it', async () => {
    const db = desk.database.app;
    const tended = (): Promise<unknown> => db('plan_tending').where({ plan_id: '1' }).first('tended_at');
    const before = [await getPlan(db, { id: '1' }), await tended()];
    await addNote(db, { planId: '1', text: 'Only a note', by, at: new Date('2027-06-01T09:00:00Z') });
    expect([await getPlan(db, { id: '1' }), await tended()]).toEqual(before);
  });

  it('is refused empty or too long, and for a plan or note that is not there', async () => {
    const db = desk.database.app;
    await expect(addNote(db, { planId: '1', text: ' \n', by, at })).rejects.toMatchObject({
      faults: [{ path: '/text' }],
    });
    const long = { planId: '1', text: 'x'.repeat(4001), by, at };
    await expect(addNote(db, long)).rejects.toMatchObject({ code: 'invalid' });
    await expect(addNote(db, { ...long, planId: '99' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(addNote(db, { planId: '99', text: 'x', by, at })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(listNotes(db, { planId: '99', limit: 5 })).rejects.toMatchObject({ code: 'notFound' });
    const other = { planId: '1', noteId: '99', reason: 'none', by, at };
    await expect(withdrawNote(db, other)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is written, read page by page and withdrawn through the API by a manager, read by a viewer', async () => {
    const [manager, viewer] = [
      await tokenFor(desk.database.app, 'manager', desk.firm.manager),
      await tokenFor(desk.database.app, 'viewer'),
    ];
    const path = '/v1/plans/1/notes';
    const json = { text: 'By the API' };
    expect((await call(api, { method: 'POST', path, token: viewer, json })).status).toBe(403);
    const written = await call(api, { method: 'POST', path, token: manager, json });
    expect(written.status).toBe(201);
    const { id } = (await written.json()) as { id: string };
    const page = await call(api, { path: `${path}?limit=1`, token: viewer });
    expect(await page.json()).toMatchObject({
      items: [{ id, text: 'By the API', writtenBy: by, withdrawn: null }],
      next: expect.any(String) as string,
    });
    const end = { method: 'POST', path: `${path}/${id}/withdraw`, token: manager, json: { reason: 'Wrong' } };
    expect(await (await call(api, end)).json()).toMatchObject({ withdrawn: { by, reason: 'Wrong' } });
    expect((await call(api, end)).status).toBe(409);
  });

  it('is written, listed and withdrawn at the command line', async () => {
    const kam = (...words: string[]): Promise<string> =>
      printedByKam(desk.database.appUrl, ['plan', 'note', ...words]);
    const added = JSON.parse(await kam('add', '1', '--text', 'From a terminal', '--json')) as { id: string };
    expect(await kam('list', '1')).toContain('From a terminal');
    expect(await kam('withdraw', '1', added.id, '--reason', 'Not so')).toContain('withdrawn: Not so');
  });
});
