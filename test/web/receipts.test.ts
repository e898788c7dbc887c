import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendQueued } from '../../activities/mail.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { checkReceipt } from '../../db/receipt-check.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { runKam, type CommandOutcome } from '../support/kam-command.ts';
import { receiptKey, testSeal } from '../support/receipt-seal.ts';
import { createReceiptSeal } from '../../db/receipt-seal.ts';
import { asked, openDesk, type Desk, type DeskLink } from './desk.ts';

const decidedAt = '2026-12-02T09:00:00.000Z';
const comment = 'Only “on site”, please.';
const keysPath = '/.well-known/kam-receipt-keys.json';
let desk: Desk;
let inbox: SmtpInbox;
let folder: string;
let link: DeskLink;

beforeAll(async () => {
  inbox = await startInbox();
  folder = await mkdtemp(join(tmpdir(), 'kam-receipt-'));
  desk = await openDesk({ kind: 'all' });
  link = await desk.linkOf(desk.firm.operations);
  desk.setTime(decidedAt);
  const body = new URLSearchParams({ request: link.request, hash: link.hash, choice: 'approve', comment });
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const page = await fetch(`${desk.server.url}${link.path}`, { method: 'POST', headers, body });
  expect(await page.text()).toContain(`<a href="${link.path}/receipt" download="">`);
  await desk.follow();
});
afterAll(async () => {
  await desk.close();
  await inbox.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${desk.server.url}${path}`, init);
const download = async (): Promise<string> => (await get(`${link.path}/receipt`)).text();

async function receiptMail(): Promise<Email> {
  if (inbox.mails.length === 0)
    await sendQueued(
      {
        db: desk.database.app,
        links: createLinkTokens([{ id: 'test', key: new Uint8Array(32).fill(7) }]),
        receipts: testSeal,
        clock: { now: () => new Date(asked) },
        log: pino({ level: 'silent' }),
        transport: createMailTransport({ smtpUrl: inbox.url, from: 'kam@kam.example' }),
        publicUrl: 'http://127.0.0.1',
        mailEnabled: true,
      },
      { queuedForSeconds: 0 },
    );
  const found = inbox.mails.find(({ parsed }) => parsed.subject?.startsWith('Receipt'));
  if (found === undefined) throw new Error('no receipt has come by mail');
  return found.parsed;
}

async function kept(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function verify(...args: string[]): Promise<CommandOutcome> {
  return runKam(['receipt', 'verify', ...args], { PUBLIC_URL: desk.server.url });
}

describe('the published keys', () => {
  it('are a JSON Web Key Set that anybody may read and keep for an hour', async () => {
    const answer = await get(keysPath);
    expect(answer.headers.get('content-type')).toMatch(/^application\/jwk-set\+json/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(await answer.json()).toEqual(testSeal.keys);
    expect((await get(keysPath, { method: 'POST' })).status).toBe(405);
  });
});

describe('downloading a receipt', () => {
  it('gives a file that verifies and says who decided what, on which content, when and under which policy', async () => {
    const answer = await get(`${link.path}/receipt`);
    const decision = await desk.database.app('decision').first<{ id: string }>('id');
    const head = await desk.database
      .app('audit_event')
      .where({ kind: 'decision.recorded' })
      .first<{ chain: string; seq: number; hash: string }>('chain', 'seq', 'hash');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename=receipt-${decision.id}.json`,
    );
    expect(checkReceipt(await answer.text(), await (await get(keysPath)).text()).receipt).toEqual({
      issuer: 'http://127.0.0.1',
      number: decision.id,
      decidedBy: { id: desk.firm.operations, name: 'Operations' },
      choice: 'approve',
      comment,
      decidedAt,
      account: { id: '1', name: 'Client One' },
      planYear: 2027,
      step: { id: expect.stringMatching(/^\d+$/) as string, title: 'Joint operations workshop' },
      contentHash: link.hash,
      policy: { kind: 'all', needed: 2, of: 2, rule: null },
      insteadOf: null,
      via: 'link',
      verified: 'link',
      undoUntil: null,
      auditEvent: head,
    });
  });

  it('is kept by no cache and has the headers of the other decision pages', async () => {
    const [file, page] = [await get(`${link.path}/receipt`), await get(link.path)];
    const headers = ['cache-control', 'x-robots-tag', 'referrer-policy', 'content-security-policy'];
    for (const name of [...headers, 'x-content-type-options'])
      expect([name, file.headers.get(name)]).toEqual([name, page.headers.get(name)]);
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect((await get(`${link.path}/receipt`, { method: 'HEAD' })).status).toBe(200);
    expect((await get(`${link.path}/receipt`, { method: 'POST' })).status).toBe(405);
  });

  it('finds nothing before the decision or under an unknown link, with one and the same page', async () => {
    const open = await desk.linkOf(desk.firm.finance);
    const [undecided, unknown] = [
      await get(`${open.path}/receipt`),
      await get(`/d/${'x'.repeat(43)}/receipt`),
    ];
    expect([undecided.status, unknown.status]).toEqual([404, 404]);
    expect(await undecided.text()).toBe(await unknown.text());
  });

  it('leaves no token in the log', async () => {
    await download();
    expect(desk.server.logged.join('\n')).not.toContain(link.path.slice(3));
  });
});

describe('the receipt that comes by mail', () => {
  it('is a file in the mail, byte for byte the one to download, and verifies', async () => {
    const { attachments, text } = await receiptMail();
    const [file] = attachments;
    expect(attachments).toHaveLength(1);
    expect(file).toMatchObject({ mimeType: 'application/jose+json', disposition: 'attachment' });
    expect(text).toContain(String(file?.filename));
    const content = Buffer.from(file?.content as ArrayBuffer).toString('utf8');
    expect(content).toBe(await download());
    expect(checkReceipt(content, JSON.stringify(testSeal.keys)).receipt.choice).toBe('approve');
  });

  it('is not kept in the database, and other mails have none', async () => {
    await receiptMail();
    const rows = await desk.database.app('notification').where({ kind: 'decision-receipt' });
    expect(JSON.stringify(rows)).not.toMatch(/signature|payload|protected/);
    const others = inbox.mails.filter(({ parsed }) => !parsed.subject?.startsWith('Receipt'));
    expect(others.length).toBeGreaterThan(0);
    expect(others.flatMap(({ parsed }) => parsed.attachments)).toEqual([]);
  });
});

describe('kam receipt verify', () => {
  it('works offline with a copy of the keys, from before or after a rotation', async () => {
    const receipt = await kept('receipt.json', await download());
    const rotated = createReceiptSeal([receiptKey('r2', 4), receiptKey('r1', 3)]);
    const keys = await kept('keys.json', JSON.stringify(rotated.keys));
    const { code, stdout } = await verify(receipt, '--keys', keys);
    expect(code).toBe(0);
    expect(stdout).toContain('This receipt is genuine: http://127.0.0.1 signed it with the key r1.');
    expect(stdout).toContain(`Operations (person ${desk.firm.operations}) decided on ${decidedAt}`);
    expect(stdout).toContain('to approve “Joint operations workshop”');
    expect(stdout).toContain('Known by the mailed link, and nothing else');
  });

  it('asks the service for its keys when it is given none', async () => {
    const receipt = await kept('receipt.json', await download());
    const { code, stdout } = await verify(receipt, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ keyId: 'r1', receipt: { comment } });
    expect((await verify(receipt, '--keys', `${desk.server.url}${keysPath}`)).code).toBe(0);
  });

  it('refuses a receipt that was changed, in a sentence and with 1', async () => {
    const parts = JSON.parse(await download()) as { payload: string };
    const says = Buffer.from(parts.payload, 'base64url').toString('utf8').replace('"approve"', '"reject"');
    const payload = Buffer.from(says).toString('base64url');
    const forged = await kept('forged.json', JSON.stringify({ ...parts, payload }));
    const { code, stdout, stderr } = await verify(forged);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'The signature does not fit: the receipt was changed after it was signed, or the key r1 did not sign it.\n',
    );
  });

  it('says what cannot be read', async () => {
    const receipt = await kept('receipt.json', await download());
    const missing = join(folder, 'missing.json');
    expect((await verify(missing)).stderr).toContain(`The receipt cannot be read from ${missing}`);
    expect((await verify(receipt, '--keys', missing)).stderr).toContain('The keys cannot be read from');
    const page = `${desk.server.url}/nowhere`;
    expect((await verify(receipt, '--keys', page)).stderr).toContain(`from ${page} (status 404)`);
  });
});
