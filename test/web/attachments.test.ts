import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { idleDeps } from '../api/idle-deps.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from '../api/server.ts';
import { openDesk, type Desk } from './desk.ts';

const offer = Buffer.from('%PDF-1.7 the offer');
const sha256 = createHash('sha256').update(offer).digest('hex');
let desk: Desk;
let api: TestServer;
let manager: string;
const rung: string[] = [];

interface PlanBody {
  readonly id: string;
  readonly steps: readonly {
    readonly id: string;
    readonly status: string;
    readonly attachments: readonly {
      readonly name: string;
      readonly sha256: string;
      readonly mediaType: string;
    }[];
  }[];
}

beforeEach(async () => {
  desk = await openDesk();
  const db = desk.database.app;
  rung.length = 0;
  const ring = (workflowId: string) => Promise.resolve(void rung.push(workflowId));
  api = await startServer({ db, operations: createOperations({ ...idleDeps, ring }) });
  manager = await tokenFor(db, 'manager', desk.firm.manager);
});
afterEach(async () => {
  await api.close();
  await desk.close();
});

async function plan(): Promise<{ tag: string; body: PlanBody; files: string }> {
  const answer = await call(api, { path: '/v1/plans/1', token: manager });
  const body = (await answer.json()) as PlanBody;
  const files = `/v1/plans/1/steps/${body.steps[0]?.id ?? ''}/attachments`;
  return { tag: answer.headers.get('etag') ?? '', body, files };
}

async function attach(name: string, content: Buffer, tag?: string): Promise<Response> {
  const seen = await plan();
  return fetch(`${api.url}${seen.files}?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${manager}`,
      'Content-Type': 'application/octet-stream',
      'If-Match': tag ?? seen.tag,
    },
    body: new Uint8Array(content),
  });
}

describe('attaching a file', () => {
  it('is an edit: the request is void, the new one is bound to the file, and its approver can save it', async () => {
    const old = await desk.linkOf(desk.firm.operations);
    const answer = await attach('../Angebot für Müller.pdf', offer);
    expect(answer.status).toBe(201);
    const edited = (await answer.json()) as PlanBody;
    expect(edited.steps[0]).toMatchObject({
      status: 'draft',
      attachments: [{ name: 'Angebot für Müller.pdf', sha256, mediaType: 'application/pdf' }],
    });
    expect(rung).toEqual(['annual-plan/1/2027']);
    expect((await fetch(`${desk.server.url}${old.path}/attachments/${sha256}`)).status).toBe(404);

    await desk.editAndSubmit({});
    const link = await desk.linkOf(desk.firm.operations);
    expect(link.hash).not.toBe(old.hash);
    const page = await (await fetch(`${desk.server.url}${link.path}`)).text();
    expect(page).toContain('Angebot für Müller.pdf');
    expect(page).toContain('1\u00a0kB');
    const saved = await fetch(`${desk.server.url}${link.path}/attachments/${sha256}`);
    expect(Buffer.from(await saved.arrayBuffer())).toEqual(offer);
    expect(Object.fromEntries(saved.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Angebot f_r M_ller.pdf"; filename*=UTF-8''Angebot%20f%C3%BCr%20M%C3%BCller.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    const mails = await desk.database
      .app('notification')
      .where({ kind: 'approval-request' })
      .orderBy('id', 'desc')
      .select<{ data: { attachments: unknown } }[]>('data');
    expect(mails[0]?.data.attachments).toEqual([{ name: 'Angebot für Müller.pdf', bytes: offer.length }]);
  });

  it('gives no file of another step, and none once the approver’s part is over', async () => {
    await attach('offer.pdf', offer);
    await desk.editAndSubmit({});
    const link = await desk.linkOf(desk.firm.operations);
    const other = createHash('sha256').update('other').digest('hex');
    expect((await fetch(`${desk.server.url}${link.path}/attachments/${other}`)).status).toBe(404);
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const body = new URLSearchParams({
      request: link.request,
      hash: link.hash,
      choice: 'approve',
      comment: '',
    });
    await fetch(`${desk.server.url}${link.path}`, { method: 'POST', headers, body });
    expect((await fetch(`${desk.server.url}${link.path}/attachments/${sha256}`)).status).toBe(404);
    expect((await fetch(`${desk.server.url}/plans/1/attachments/${sha256}`)).status).toBe(200);
    expect((await fetch(`${desk.server.url}/plans/1/attachments/${other}`)).status).toBe(404);
  });

  it('replaces a file of the same name, keeps content once, and is undone by removing it', async () => {
    await attach('offer.pdf', offer);
    expect((await attach('offer.pdf', offer)).status).toBe(201);
    expect((await problemOf(await attach('copy.pdf', offer))).detail).toContain('"offer.pdf"');
    await attach('offer.pdf', Buffer.from('a newer one'));
    const { body, files, tag } = await plan();
    expect(body.steps[0]?.attachments).toHaveLength(1);
    expect(await desk.database.app('attachment').select('sha256')).toHaveLength(2);
    const newer = body.steps[0]?.attachments[0]?.sha256 ?? '';
    const gone = {
      method: 'DELETE',
      path: `${files}/${newer}`,
      token: manager,
      headers: { 'If-Match': tag },
    };
    expect((await call(api, gone)).status).toBe(200);
    expect((await plan()).body.steps[0]?.attachments).toEqual([]);
    expect((await call(api, { path: `${files}/${newer}`, token: manager })).status).toBe(404);
  });

  it('refuses a stale plan, an eleventh file, an empty and a too large one, and leaves nothing behind', async () => {
    const { tag } = await plan();
    for (let number = 1; number <= 10; number += 1)
      expect((await attach(`${number}.txt`, Buffer.from(`file ${number}`))).status).toBe(201);
    expect((await attach('stale.txt', Buffer.from('stale'), tag)).status).toBe(412);
    expect((await attach('11.txt', Buffer.from('file 11'))).status).toBe(409);
    expect((await attach('empty.txt', Buffer.alloc(0))).status).toBe(400);
    expect((await attach('large.bin', Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await desk.database.app('attachment').select('sha256')).toHaveLength(10);
  });
});
