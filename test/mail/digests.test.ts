import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepDigests } from '../../activities/digests.ts';
import type { MailDeps } from '../../activities/mail-delivery.ts';
import { createMailActivities } from '../../activities/mail.ts';
import { setDigest } from '../../db/stores/digests.ts';
import { system } from '../../domain/actor.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { startInbox, type SmtpInbox } from './smtp-inbox.ts';

// In Portugal, Wednesday 2 December 2026 follows a public holiday, and Tuesday the 8th is one.
const wednesday = '2026-12-02';
let inbox: SmtpInbox;
let desk: Desk;
let mail: MailDeps;
let operations: string;
let finance: string;
let day = wednesday;

beforeAll(async () => {
  inbox = await startInbox();
});
afterAll(() => inbox.close());
beforeEach(async () => {
  desk = await openDesk({ onExpiry: 'escalate' });
  ({ operations, finance } = desk.firm);
  const transport = createMailTransport({ smtpUrl: inbox.url, from: 'KAM <kam@kam.example>' });
  mail = { ...desk.mail, transport };
  day = wednesday;
  at('10:00');
  await want(operations, true);
});
afterEach(async () => {
  inbox.mails.length = 0;
  delete inbox.behaviour.recipient;
  await desk.close();
});

const at = (time: string): void => desk.setTime(`${day}T${time}:00Z`);
const want = (personId: string, digest: boolean): Promise<boolean> =>
  setDigest(mail.db, { personId, digest, by: system, at: mail.clock.now() });
const sweep = (): ReturnType<typeof sweepDigests> => sweepDigests(mail);
const askAnew = (): Promise<void> => desk.editAndSubmit({ cost: `${1000 + inboxSize()}.00` });
let edits = 0;
const inboxSize = (): number => (edits += 1);

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly data: object;
}
const mailsTo = (personId: string, ...kinds: string[]): Promise<Row[]> =>
  mail.db('notification').where({ person_id: personId }).whereIn('kind', kinds).orderBy('id');
const newest = async (personId: string): Promise<string | undefined> =>
  (await mailsTo(personId, 'approval-request', 'approval-reminder')).at(-1)?.status;
async function sweepAndSend(): Promise<void> {
  const { notificationIds } = await sweep();
  await createMailActivities(mail).sendMail({ notificationIds });
}

describe('one mail a day', () => {
  it('holds the single mails of who wants it, and of nobody else, and leaves the dates of their seats alone', async () => {
    await askAnew();
    expect([await newest(operations), await newest(finance)]).toEqual(['held', 'queued']);
    const seats = await mail
      .db('approver')
      .where({ state: 'asked' })
      .select<{ expires_at: Date }[]>('expires_at');
    expect(new Set(seats.map((seat) => seat.expires_at.toISOString())).size).toBe(1);
  });

  it('comes at eight on the next working day, with every question, its own link and what happens without an answer', async () => {
    await askAnew();
    day = '2026-12-03';
    at('07:59');
    expect((await sweep()).notificationIds).toEqual([]);
    at('08:00');
    await sweepAndSend();
    const [received, ...others] = inbox.mails;
    expect(others).toEqual([]);
    expect(received?.envelopeTo).toEqual(['operations@example.com']);
    const text = received?.parsed.text?.replace(/\s+/g, ' ') ?? '';
    expect(text).toContain('“Joint operations workshop” for Client One, 2027');
    expect(text).toContain('Asked by: Manager');
    expect(text).toContain('Working hours waited: 7');
    expect(text).toContain(
      'If there is no answer by Thursday, 10 December 2026, 10:00 Lisbon time, Director will be asked',
    );
    const { path } = await desk.linkOf(operations);
    expect(received?.parsed.text).toContain(`http://127.0.0.1${path}\n`);
    expect((await fetch(desk.server.url + path)).status).toBe(200);
    expect(await newest(operations)).toBe('digested');
  });

  it('is made once a person and day, however many workers look', async () => {
    await askAnew();
    day = '2026-12-03';
    at('08:00');
    await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    at('16:00');
    await sweep();
    expect(await mailsTo(operations, 'digest')).toHaveLength(1);
    day = '2026-12-04';
    at('09:30');
    await sweep();
    expect(await mailsTo(operations, 'digest')).toHaveLength(2);
  });

  it.each(['2026-12-05', '2026-12-06', '2026-12-08'])('does not come on %s, a day off', async (dayOff) => {
    await askAnew();
    day = dayOff;
    at('12:00');
    expect((await sweep()).notificationIds).toEqual([]);
  });

  it('does not come where nothing is open, and what is asked later that day waits for the next', async () => {
    await mail.db('approver').update({ state: 'released' });
    day = '2026-12-03';
    at('08:00');
    expect((await sweep()).notificationIds).toEqual([]);
    at('10:00');
    await askAnew();
    expect(await sweep()).toEqual({ notificationIds: [], released: 0 });
    day = '2026-12-04';
    at('08:05');
    expect((await sweep()).notificationIds).toHaveLength(1);
  });

  it('begins on the day after it was asked for', async () => {
    expect((await sweep()).notificationIds).toEqual([]);
    day = '2026-12-03';
    at('08:00');
    expect((await sweep()).notificationIds).toHaveLength(1);
  });

  it('keeps tokens out of the records', async () => {
    await askAnew();
    day = '2026-12-03';
    at('08:00');
    await sweepAndSend();
    const tokens = [...(inbox.mails[0]?.parsed.text ?? '').matchAll(/\/(?:d|digest)\/([\w-]{43})/g)];
    expect(tokens).toHaveLength(2);
    const rows = JSON.stringify([await mail.db('notification'), await mail.db('digest')]);
    for (const [, token = ''] of tokens) expect(rows).not.toContain(token);
  });

  it('tells whoever asked when it cannot be delivered', async () => {
    await askAnew();
    day = '2026-12-03';
    at('08:00');
    inbox.behaviour.recipient = { code: 550, text: 'No such user' };
    await sweepAndSend();
    const [report] = await mailsTo(desk.firm.manager, 'delivery-failed');
    expect(report?.data).toMatchObject({ toAddress: 'operations@example.com' });
  });
});

describe('what must not wait', () => {
  it('goes out singly when the question ends before the next digest', async () => {
    await mail.db('plan_step').update({
      policy: JSON.stringify({
        kind: 'all',
        order: 'parallel',
        remindAfterHours: [],
        expireAfterHours: 6,
        onExpiry: 'reject',
      }),
    });
    await askAnew();
    expect(await newest(operations)).toBe('queued');
  });

  it('goes out singly once the digest that should have carried it has gone without it', async () => {
    day = '2026-12-09';
    at('07:58');
    await askAnew();
    const soon = new Date('2026-12-09T15:00:00Z');
    await mail.db('approver').where({ state: 'asked', person_id: operations }).update({ expires_at: soon });
    await mail
      .db('approver')
      .where({ person_id: operations })
      .update({ asked_at: new Date('2026-12-09T08:01:00Z') });
    at('08:02');
    expect(await sweep()).toEqual({ notificationIds: [], released: 1 });
    expect(await newest(operations)).toBe('queued');
  });

  it('is kept back when its question was settled meanwhile', async () => {
    await askAnew();
    await mail.db('approver').where({ state: 'asked' }).update({ state: 'released' });
    expect((await sweep()).released).toBe(0);
    expect(await newest(operations)).toBe('suppressed');
  });
});

describe('switching to single mails', () => {
  it('sends what was held, at once', async () => {
    await askAnew();
    await want(operations, false);
    expect(await newest(operations)).toBe('queued');
    const [request] = (await mailsTo(operations, 'approval-request')).slice(-1);
    await createMailActivities(mail).sendMail({ notificationIds: [request?.id ?? ''] });
    expect(inbox.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([['operations@example.com']]);
  });

  it('sends it also where the preference changed by another way, or its owner has left', async () => {
    for (const change of [{ digest: false }, { digest: true, active: false }]) {
      await mail.db('person').where({ id: operations }).update({ digest: true, active: true });
      await askAnew();
      expect(await newest(operations)).toBe('held');
      await mail.db('person').where({ id: operations }).update(change);
      expect((await sweep()).released).toBe(1);
      expect(await newest(operations)).toBe('queued');
    }
  });

  it('loses no question, however switching, asking and sweeping fall together', async () => {
    for (let round = 0; round < 6; round += 1) {
      await want(operations, round % 2 === 0);
      await Promise.all([askAnew(), want(operations, round % 2 === 1), sweep()]);
      const status = await newest(operations);
      if (status === 'held') await sweep();
      const wanted = await mail.db('person').where({ id: operations }).first<{ digest: boolean }>('digest');
      expect(await newest(operations)).toBe(wanted.digest && status === 'held' ? 'held' : 'queued');
    }
  });
});
