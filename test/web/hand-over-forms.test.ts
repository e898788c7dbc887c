import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHandOverActivities } from '../../activities/hand-overs.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { nextPlanDue } from '../../db/read-models/due-dates.ts';
import { startInbox, type SmtpInbox } from '../mail/smtp-inbox.ts';
import { asked, openDesk, type Desk, type DeskLink as Link } from './desk.ts';
import { mailedCode } from './visitor.ts';

const samePage = { 'Sec-Fetch-Site': 'same-origin' };
let desk: Desk;
let inbox: SmtpInbox;

beforeAll(async () => {
  inbox = await startInbox();
});
afterEach(async () => {
  inbox.mails.length = 0;
  await desk.close();
});
afterAll(() => inbox.close());

/** Sends a form that needs a code, and again with the code that was mailed. */
async function postWithCode(link: Link, to: Parameters<typeof post>[1]): Promise<Response> {
  const asked = await post(link, to);
  expect(await asked.text()).toContain('We have sent a code to o…s@example.com.');
  return post(link, { ...to, fields: { ...to.fields, code: mailedCode(inbox) } });
}

function post(
  link: Link,
  to: { form: 'hand-over' | 'absence'; fields?: Record<string, string>; headers?: Record<string, string> },
): Promise<Response> {
  return fetch(`${desk.server.url}${link.path}/${to.form}`, {
    method: 'POST',
    headers: to.headers ?? samePage,
    body: new URLSearchParams({ request: link.request, hash: link.hash, ...to.fields }),
  });
}
const page = async (link: Link): Promise<string> => (await fetch(`${desk.server.url}${link.path}`)).text();
const states = (): Promise<{ state: string }[]> =>
  desk.database.app('approver').orderBy('id').select<{ state: string }[]>('state', 'how');
const absences = (): Promise<{ cancelled_at: Date | null }[]> =>
  desk.database.app('absence').select('starts_at', 'ends_at', 'cancelled_at');
async function handOverAbsent(): Promise<void> {
  const db = desk.database.app;
  const due = await nextPlanDue(db, '1');
  expect(due?.effect).toBe('handOverAbsent');
  const links = createLinkTokens([{ id: 'test', key: new Uint8Array(32).fill(7) }]);
  const { handOverAbsent: act } = createHandOverActivities({ db, links });
  await act({ workflowId: 'annual-plan/1/2027', at: asked, seq: 0, subject: due?.subject ?? '' });
}
const delegate = { choice: 'delegate', email: 'Director@example.com', words: '' };
const away = { from: '2026-12-01', back: '2026-12-08', standIn: 'director@example.com' };

describe('handing a decision over on its page', () => {
  it('is done at once, shows who has it now, and the new page says for whom', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const answer = await post(link, { form: 'hand-over', fields: delegate });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Director has the decision now');
    expect(desk.rung).toEqual(['annual-plan/1/2027']);
    expect(await states()).toMatchObject([{ state: 'handedOver' }, { state: 'asked' }, { state: 'waiting' }]);
    await desk.follow();
    const theirs = await page(await desk.linkOf(desk.firm.director));
    expect(theirs).toContain(
      'Manager asks for a decision, and Operations has asked you to make it for Operations.',
    );
    expect(theirs).not.toContain('because the step names you');
    expect(await page(await desk.linkOf(desk.firm.finance))).toContain('Director for Operations');
  });

  it('changes nothing when its form is sent as it is, and says what is missing', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const before = await states();
    const empty = await post(link, { form: 'hand-over', fields: { email: '', words: '' } });
    expect(empty.status).toBe(422);
    const html = await empty.text();
    expect(html).toContain('Please choose whether somebody decides for you');
    expect(html).toContain('Please give the mail address of the person who is to decide.');
    expect(html).toContain(`action="${link.path}"`);
    const noReason = { ...delegate, choice: 'instead' };
    expect(await (await post(link, { form: 'hand-over', fields: noReason })).text()).toContain(
      'why this person',
    );
    expect(await states()).toEqual(before);
  });

  it.each([
    ['nobody@example.com', 'Nobody in the firm is known by this mail address.'],
    ['manager@example.com', 'asked for the decision and cannot make it'],
    ['sponsor@example.com', 'nobody approves their own step'],
    ['finance@example.com', 'is or was asked about this step already'],
    ['operations@example.com', 'This is your own address.'],
  ])('refuses %s: %s', async (email, sentence) => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const answer = await post(link, { form: 'hand-over', fields: { ...delegate, email } });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(sentence);
  });

  it('speaks German to who reads German', async () => {
    desk = await openDesk({}, { operations: 'de' });
    const link = await desk.linkOf(desk.firm.operations);
    const answer = await post(link, {
      form: 'hand-over',
      fields: { ...delegate, email: 'sponsor@example.com' },
    });
    expect(await answer.text()).toContain('niemand genehmigt den eigenen Schritt');
    await post(link, { form: 'hand-over', fields: delegate });
    expect(await page(link)).toContain('Die Entscheidung liegt jetzt bei Director');
  });

  it('is taken only from its own page, for the content it showed, and before the time is over', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    expect((await post(link, { form: 'hand-over', fields: delegate, headers: foreign })).status).toBe(403);
    expect((await post(link, { form: 'absence', fields: away, headers: foreign })).status).toBe(403);
    const stranger = { ...link, path: `/d/${'A'.repeat(43)}` };
    expect((await post(stranger, { form: 'hand-over', fields: delegate })).status).toBe(404);
    expect((await post({ ...link, request: '999' }, { form: 'absence', fields: away })).status).toBe(404);
    await desk.editAndSubmit({ cost: '12500.00' });
    expect((await post(link, { form: 'hand-over', fields: delegate })).status).toBe(409);
    const current = await desk.linkOf(desk.firm.operations);
    desk.setTime('2026-12-24T09:00:00Z');
    expect((await post(current, { form: 'hand-over', fields: delegate })).status).toBe(410);
    expect(await absences()).toEqual([]);
  });

  it('can be taken back with a tick, after which the other link is closed', async () => {
    desk = await openDesk();
    const link = await desk.linkOf(desk.firm.operations);
    await post(link, { form: 'hand-over', fields: delegate });
    await desk.follow();
    const unticked = await post(link, { form: 'hand-over' });
    expect(unticked.status).toBe(422);
    expect(await unticked.text()).toContain('Please tick the box');
    const back = await post(link, { form: 'hand-over', fields: { choice: 'takeBack' } });
    expect(await back.text()).toContain('Your decision');
    const theirs = await page(await desk.linkOf(desk.firm.director));
    expect(theirs).toContain('You are no longer asked');
    expect(await states()).toMatchObject([{ state: 'asked' }, { state: 'asked' }, { state: 'released' }]);
  });

  it('needs a code where the decision needs one, so that a forwarded link does not choose who decides', async () => {
    desk = await openDesk({ verify: 'code' }, {}, { smtpUrl: inbox.url });
    const link = await desk.linkOf(desk.firm.operations);
    const before = await states();
    expect(
      (await post(link, { form: 'hand-over', fields: { ...delegate, email: 'no@example.com' } })).status,
    ).toBe(422);
    expect(inbox.mails).toEqual([]);
    await post(link, { form: 'hand-over', fields: delegate });
    const code = mailedCode(inbox);
    const elsewhere = { ...delegate, email: 'owner@example.com', code };
    expect((await post(link, { form: 'hand-over', fields: elsewhere })).status).toBe(422);
    const approve = new URLSearchParams({ request: link.request, hash: link.hash, choice: 'approve', code });
    await fetch(`${desk.server.url}${link.path}`, { method: 'POST', headers: samePage, body: approve });
    expect(await states()).toEqual(before);
    expect(await desk.database.app('decision')).toEqual([]);
    const done = await post(link, { form: 'hand-over', fields: { ...delegate, code } });
    expect(await done.text()).toContain('Director has the decision now');
  });
});

describe('an absence on a decision’s page', () => {
  it('runs from the start of its first day in the reader’s zone, is listed, and can be cancelled by selecting it', async () => {
    desk = await openDesk({}, {}, { smtpUrl: inbox.url });
    await desk.database
      .app('person')
      .where({ id: desk.firm.operations })
      .update({ time_zone: 'Europe/Berlin' });
    const link = await desk.linkOf(desk.firm.operations);
    const set = await postWithCode(link, {
      form: 'absence',
      fields: { ...away, from: '2026-12-07', back: '2026-12-14' },
    });
    const html = await set.text();
    expect(html).toContain('Your absence is noted.');
    expect(html).toContain('Director stands in');
    expect(await absences()).toMatchObject([
      { starts_at: new Date('2026-12-06T23:00:00Z'), ends_at: new Date('2026-12-13T23:00:00Z') },
    ]);
    const unselected = await post(link, { form: 'absence' });
    expect(unselected.status).toBe(422);
    const cancel = /name="cancel" id="absence-\d+" value="(\d+)"/.exec(html)?.[1] ?? '';
    const cancelled = await post(link, { form: 'absence', fields: { cancel } });
    expect(await cancelled.text()).toContain('The absence is cancelled.');
    expect((await absences())[0]?.cancelled_at).not.toBeNull();
    expect((await post(link, { form: 'absence', fields: { cancel } })).status).toBe(422);
  });

  it('that has begun hands this decision over at once, and is confirmed by mail to its person', async () => {
    desk = await openDesk({}, {}, { smtpUrl: inbox.url });
    const link = await desk.linkOf(desk.firm.operations);
    await postWithCode(link, { form: 'absence', fields: away });
    await desk.follow();
    await handOverAbsent();
    expect(await states()).toMatchObject([{ state: 'handedOver' }, { state: 'asked' }, { state: 'asked' }]);
    expect(await page(link)).toContain('Director decides for you');
    const mails = await desk.database
      .app('notification')
      .where({ kind: 'absence-set' })
      .pluck<string[]>('to_address');
    expect(mails).toEqual(['operations@example.com']);
  });

  it('is not set by a link alone: whoever has only the link gets no code', async () => {
    desk = await openDesk({}, {}, { smtpUrl: inbox.url });
    const link = await desk.linkOf(desk.firm.operations);
    await post(link, { form: 'absence', fields: away });
    expect(inbox.mails[0]?.envelopeTo).toEqual(['operations@example.com']);
    const other = { ...away, standIn: 'sponsor@example.com', code: mailedCode(inbox) };
    expect((await post(link, { form: 'absence', fields: other })).status).toBe(422);
    expect(await absences()).toEqual([]);
  });

  it('is not set by an empty form, nor with a faulty one, and says why', async () => {
    desk = await openDesk({}, {}, { smtpUrl: inbox.url });
    const link = await desk.linkOf(desk.firm.operations);
    const sent = async (fields: Record<string, string>): Promise<string> => {
      const answer = await post(link, { form: 'absence', fields });
      expect(answer.status).toBe(422);
      return answer.text();
    };
    expect(await sent({ from: '', back: '', standIn: '' })).toContain('Please give the first day');
    expect(await sent({ ...away, back: '2026-12-01' })).toContain('You have to be back after');
    expect(await sent({ ...away, standIn: 'nobody@example.com' })).toContain('Nobody in the firm is known');
    expect(await sent({ ...away, standIn: 'operations@example.com' })).toContain('your own address');
    expect(await absences()).toEqual([]);
  });
});
