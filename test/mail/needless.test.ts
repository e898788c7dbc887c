import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailDeps } from '../../activities/mail-delivery.ts';
import { sendQueued } from '../../activities/mail.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { decide } from '../../db/stores/decisions.ts';
import { releaseSuppressed } from '../../db/stores/notifications.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { openProxy, type CuttableProxy } from '../support/cuttable-proxy.ts';
import { testSeal } from '../support/receipt-seal.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { startInbox, type SmtpInbox } from './smtp-inbox.ts';

const at = new Date('2026-12-01T10:00:00Z');
const anybodysTurn = { queuedForSeconds: 0 };

let desk: Desk;
let inbox: SmtpInbox;
let way: CuttableProxy;
let deps: MailDeps;

beforeAll(async () => {
  desk = await openDesk({ kind: 'all' });
  inbox = await startInbox();
  way = await openProxy(new URL(inbox.url).host);
  deps = {
    db: desk.database.app,
    transport: createMailTransport({ smtpUrl: `smtp://${way.address}`, from: 'kam@kam.example' }),
    links: createLinkTokens([{ id: 'test', key: new Uint8Array(32).fill(7) }]),
    publicUrl: 'https://kam.example',
    clock: { now: () => at },
    log: pino({ level: 'silent' }),
    receipts: testSeal,
    mailEnabled: true,
  };
});
afterAll(async () => {
  await way.close();
  await inbox.close();
  await desk.close();
});

const mails = (): Promise<readonly { kind: string; to_name: string; status: string; last_error: string }[]> =>
  deps.db('notification').orderBy('id').select('kind', 'to_name', 'status', 'last_error');
const due = (): Promise<number> =>
  desk.database
    .owner('notification')
    .where({ status: 'queued' })
    .update({ next_attempt_at: new Date(0) });

it('asks nobody who has answered while the mail server was away, and everybody else once it is back', async () => {
  way.cut();
  await sendQueued(deps, anybodysTurn);
  expect(await mails()).toMatchObject([{ status: 'queued' }, { status: 'queued' }]);

  const seat = await deps
    .db('approver as a')
    .join('approval_link as l', 'l.approver_id', 'a.id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .where('a.person_id', desk.firm.operations)
    .first<{ id: string; request_id: string; content_hash: string }>(
      'l.id',
      'a.request_id',
      'r.content_hash',
    );
  const { id: linkId, request_id: requestId, content_hash: contentHash } = seat;
  await decide(deps.db, { linkId, requestId, contentHash, choice: 'approve', comment: '', at });
  await desk.follow();

  way.mend();
  await due();
  await sendQueued(deps, anybodysTurn);
  expect(await mails()).toMatchObject([
    { kind: 'approval-request', to_name: 'Operations', status: 'suppressed', last_error: 'no longer needed' },
    { kind: 'approval-request', to_name: 'Finance', status: 'sent' },
    { kind: 'decision-receipt', to_name: 'Operations', status: 'sent' },
  ]);
  const subjects = inbox.mails.map(({ parsed }) => parsed.to?.[0]?.name);
  expect(subjects.toSorted()).toEqual(['Finance', 'Operations']);
});

it('leaves them unsent when mail is switched on again', async () => {
  expect(await releaseSuppressed(deps.db)).toBe(0);
  await sendQueued(deps, anybodysTurn);
  expect((await mails())[0]).toMatchObject({ status: 'suppressed' });
});
