import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentHash } from '../../db/content-hash.ts';
import { openQuestions } from '../../db/read-models/script-reading.ts';
import { reviewDetail, type ReviewDetail } from '../../db/read-models/review-detail.ts';
import { endReview } from '../../db/stores/closings.ts';
import { listCommitments } from '../../db/stores/commitment-rows.ts';
import { decide } from '../../db/stores/decisions.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { getFreeze } from '../../db/stores/review-freezes.ts';
import { endItem, openItems } from '../../db/stores/review-items.ts';
import { recordMinutes } from '../../db/stores/review-minutes.ts';
import { listSignals } from '../../db/stores/signals.ts';
import type { Minutes } from '../../domain/reviews/minutes.ts';
import { pagesOf } from '../support/pdf-reading.ts';
import { openQuarterWorld, planCast, type QuarterWorld } from '../support/quarter.ts';

let played: QuarterWorld;
let db: QuarterWorld['world']['database']['app'];

beforeAll(async () => {
  played = await openQuarterWorld('a quarter');
  db = played.world.database.app;
});
afterAll(() => played.close());

const kinds = ({ history }: ReviewDetail): readonly string[] => history.map(({ kind }) => kind);
const detail = async (quarter: number): Promise<ReviewDetail> =>
  reviewDetail(db, (await played.review(quarter)).id);

function mailsTo(key: string, subject: string) {
  return played.world.inbox.mails.filter(
    ({ envelopeTo, parsed }) =>
      envelopeTo.some((to) => to.startsWith(`${key}@`)) && parsed.subject?.startsWith(subject),
  );
}

function attachments(mail: ReturnType<typeof mailsTo>[number] | undefined, type: string): Uint8Array[] {
  return (mail?.parsed.attachments ?? [])
    .filter(({ mimeType }) => mimeType === type)
    .map(({ content }) => new Uint8Array(content as ArrayBuffer));
}

function invitationIn(mail: ReturnType<typeof mailsTo>[number] | undefined) {
  const [file] = attachments(mail, 'text/calendar');
  const calendar = new ICAL.Component(ICAL.parse(Buffer.from(file ?? []).toString('utf8')) as unknown[]);
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('there is no invitation');
  const { uid, sequence, startDate, attendees, organizer } = new ICAL.Event(component);
  return {
    method: calendar.getFirstPropertyValue('method'),
    status: component.getFirstPropertyValue('status'),
    uid,
    sequence,
    start: startDate.toJSDate().toISOString(),
    organizer,
    attendees: attendees.map((one) => String(one.getFirstValue()).toLowerCase()),
  };
}

async function change(quarter: number, request: { method: string; path: string; json: unknown }) {
  const { id } = await played.review(quarter);
  const path = `/v1/quarterly-reviews/${id}`;
  const seen = await played.send({ path });
  const headers = { 'If-Match': seen.headers.get('ETag') ?? '' };
  await played.send({ ...request, path: `${path}${request.path}`, headers });
}

it('opens the review of a quarter by itself, invites everybody, and freezes the figures of the whole quarter', async () => {
  const cast = planCast(played);
  await played.play('2027-04-07T12:00:00.000Z', cast);
  const review = await detail(1);
  expect(review).toMatchObject({
    status: 'frozen',
    kind: 'quarterly',
    heldAt: new Date('2027-04-27T09:00:00Z'),
  });
  expect(kinds(review)).toEqual(['planned', 'frozen']);
  expect(review.invitees.map(({ name }) => name)).toEqual(['Operations', 'Finance', 'Manager', 'Paula Reis']);
  const freeze = await getFreeze(db, review);
  expect(freeze?.asOf).toBe('2027-04-01');
  expect(freeze?.hash).toBe(contentHash(freeze?.content));
  expect(freeze?.content.steps.length).toBeGreaterThan(0);
  const [invited] = mailsTo('paula', 'Invitation');
  expect(invitationIn(invited)).toMatchObject({
    ...{ method: 'REQUEST', status: 'CONFIRMED', sequence: 0, start: '2027-04-27T09:00:00.000Z' },
    ...{ organizer: 'mailto:manager@example.com', attendees: ['mailto:paula@client.example'] },
  });
});

it('moves the meeting with its dates and updates the invitation, while the frozen figures stay', async () => {
  const before = await detail(1);
  const moved = { heldAt: '2027-04-29T14:00', place: 'Room 4', reason: 'Paula is away on Tuesday.' };
  await change(1, { method: 'POST', path: '/reschedule', json: moved });
  const review = await detail(1);
  expect(review).toMatchObject({ freezes: 1, status: 'frozen', sequence: 1, place: 'Room 4' });
  expect(review.heldAt.toISOString()).toBe('2027-04-29T13:00:00.000Z');
  expect(review.preReadAt.toISOString()).toBe('2027-04-27T08:00:00.000Z');
  expect(await getFreeze(db, review)).toEqual(await getFreeze(db, before));
  expect(review.history.at(-1)).toMatchObject({ kind: 'rescheduled', reason: moved.reason });
  const first = invitationIn(mailsTo('paula', 'Invitation')[0]);
  const [mail] = mailsTo('paula', 'Changed');
  expect(invitationIn(mail)).toMatchObject({
    ...{ method: 'REQUEST', sequence: 1, uid: first.uid, start: '2027-04-29T13:00:00.000Z' },
  });
  expect(mail?.parsed.text).not.toContain(moved.reason);
  expect(mailsTo('operations', 'Changed')[0]?.parsed.text).toContain(moved.reason);
});

it('asks the manager to sign off, again after changes they asked for, and sends the pre-read with the pack', async () => {
  const { manager } = played.world.firm;
  const cast = planCast(played);
  await played.play('2027-04-22T09:00:00.000Z', cast);
  const [question] = await openQuestions(db, manager);
  if (!question) throw new Error('the manager was not asked');
  const { workflowId } = await decide(db, {
    ...{ linkId: question.linkId, requestId: question.requestId, contentHash: question.contentHash },
    ...{ choice: 'requestChanges', comment: 'Ask for the desks.', at: played.now(), verified: 'code' },
  });
  await played.ring(workflowId);
  await played.play('2027-04-22T10:00:00.000Z', cast);
  expect((await detail(1)).history.at(-1)).toMatchObject({ kind: 'changesRequested' });
  const wanted = [{ title: 'Desks in forty rooms', why: 'Guests work in the evening.' }];
  const agenda = 'Figures\nDesks';
  await change(1, { method: 'PATCH', path: '', json: { decisionsWanted: wanted, agenda } });
  const [again] = await openQuestions(db, manager);
  expect(again?.contentHash).toMatch(/^[0-9a-f]{64}$/);
  expect(again?.contentHash).not.toBe(question.contentHash);
  const [asked] = mailsTo('manager', 'Your decision, please: Q1').slice(-1);
  expect(attachments(asked, 'application/pdf')).toHaveLength(1);
  expect(await played.approveByMail('manager')).toBe(1);
  await played.play('2027-04-27T12:00:00.000Z', cast);
  const review = await detail(1);
  expect(review).toMatchObject({ status: 'ready', signedOffBy: manager });
  const [ours] = mailsTo('operations', 'To read before');
  const [theirs] = mailsTo('paula', 'To read before');
  const [internal] = attachments(ours, 'application/pdf');
  const text = (await pagesOf(internal ?? new Uint8Array())).join(' ');
  expect(text).toContain('Desks in forty rooms');
  expect(ours?.parsed.attachments.map(({ filename }) => filename)).toEqual(
    expect.arrayContaining(['review-2027-Q1.pdf', 'review-2027-Q1.pptx']),
  );
  expect(theirs?.parsed.attachments.map(({ filename }) => filename)).toEqual(['review-2027-Q1.pdf']);
  const [client] = attachments(theirs, 'application/pdf');
  const clientText = (await pagesOf(client ?? new Uint8Array())).join(' ');
  expect(clientText).toContain('Client One');
  expect(clientText).not.toContain('Desks in forty rooms');
});

const minutes = (review: ReviewDetail, owner: string): Omit<Minutes, 'notes'> => ({
  attendance: review.invitees.map(({ id }) => ({ inviteeId: id, attended: true })),
  decisions: [
    { title: 'Desks in forty rooms', outcome: 'Yes, before summer.' },
    { title: 'A discount for long stays', outcome: null },
  ],
  actions: [
    { text: 'Buy forty desks', ownerId: owner, dueOn: '2027-06-30', becomes: 'step' },
    {
      ...{ text: 'Name a contact for groups', dueOn: '2027-05-31', becomes: 'commitment' },
      contactId: review.invitees.find(({ side }) => side === 'client')?.contactId ?? '',
    },
    { text: 'Look at the competition', ownerId: owner, dueOn: '2027-05-31', becomes: 'none' },
  ],
});

it('asks for minutes and makes steps, commitments, a survey and a summary of them', async () => {
  const { operations } = played.world.firm;
  await played.play('2027-04-30T12:00:00.000Z', planCast(played));
  const held = await detail(1);
  expect(held.status).toBe('held');
  expect(mailsTo('manager', 'Minutes, please')).toHaveLength(1);
  await change(1, { method: 'POST', path: '/minutes', json: minutes(held, operations) });
  const closed = await detail(1);
  expect(closed).toMatchObject({ status: 'closed', outcome: 'held' });
  expect(closed.items.map(({ kind, text, status }) => `${kind} ${status}: ${text}`)).toEqual([
    'decision open: A discount for long stays',
    'action open: Buy forty desks',
    'action open: Name a contact for groups',
    'action open: Look at the competition',
  ]);
  const { steps } = await getPlan(db, { id: closed.planId });
  expect(steps.find(({ title }) => title === 'Buy forty desks')).toMatchObject({ ownerId: operations });
  const texts = (await listCommitments(db, closed.planId)).map(({ text, side }) => `${side}: ${text}`);
  expect(texts).toEqual(['client: Name a contact for groups']);
  expect(mailsTo('paula', 'Decided')[0]?.parsed.text).toContain('Yes, before summer.');
  const surveys = await db('survey').where({ review_id: closed.id }).select('id');
  expect(surveys).toHaveLength(1);
  const again = recordMinutes(db, {
    ...{ reviewId: closed.id, by: played.manager, at: played.now() },
    minutes: { notes: '', ...minutes(held, operations) },
  });
  await expect(again).rejects.toThrow('has ended');
});

it('carries what is open into the next review until it is done or waived, and goes out unsigned where nobody signs', async () => {
  const items = await openItems(db, played.world.firm.accountId);
  const competition = items.find(({ text }) => text === 'Look at the competition');
  if (!competition) throw new Error('the action is gone');
  const ending = { itemId: competition.id, by: played.manager, at: played.now() };
  await endItem(db, { ...ending, status: 'waived', reason: 'The rival has closed.' });
  await expect(endItem(db, { ...ending, status: 'done', reason: 'Looked.' })).rejects.toThrow(
    'has ended already',
  );
  await played.play('2027-05-20T12:00:00.000Z', planCast(played));
  const [submitting] = planCast(played);
  await played.play('2027-09-24T12:00:00.000Z', submitting ? [submitting] : []);
  const review = await detail(2);
  const freeze = await getFreeze(db, review);
  expect(freeze?.content.carried.map(({ text }) => text)).toEqual([
    'A discount for long stays',
    'Name a contact for groups',
  ]);
  expect(freeze?.content.carried[0]?.from).toEqual({ year: 2027, quarter: 1 });
  expect(kinds(review)).toEqual([
    ...['planned', 'frozen', 'signOffAsked', 'preReadSent', 'notSignedOff', 'held', 'missed', 'closed'],
  ]);
  expect(review.outcome).toBe('missed');
  expect(mailsTo('director', 'Passed to you: Q2')).toHaveLength(1);
  expect(mailsTo('director', 'Not signed off')).toHaveLength(1);
  expect(mailsTo('operations', 'To read before').at(-1)?.parsed.text).toContain('Not signed off');
  expect(mailsTo('paula', 'To read before').at(-1)?.parsed.text).not.toContain('Not signed off');
  expect(mailsTo('manager', 'Reminder: the minutes')).toHaveLength(2);
  const asOf = played.now();
  const signals = await listSignals(db, { accountId: review.accountId, asOf, limit: 50 });
  expect(signals.map(({ kind }) => kind)).toContain('review.missed');
});

it('cancels a review with a cancelled invitation, once, and takes no answer or minutes any more', async () => {
  await played.play('2027-10-21T12:00:00.000Z', planCast(played));
  const [question] = await openQuestions(db, played.world.firm.manager);
  await change(3, { method: 'POST', path: '/cancel', json: { reason: 'The client is being sold.' } });
  const review = await detail(3);
  expect(review).toMatchObject({ status: 'cancelled', outcome: 'cancelled' });
  const first = invitationIn(mailsTo('paula', 'Invitation').at(-1));
  const cancelled = mailsTo('paula', 'Cancelled');
  expect(cancelled).toHaveLength(1);
  expect(invitationIn(cancelled[0])).toMatchObject({
    ...{ method: 'CANCEL', status: 'CANCELLED', uid: first.uid, sequence: first.sequence + 1 },
  });
  await played.ring(review.workflowId);
  expect(mailsTo('paula', 'Cancelled')).toHaveLength(1);
  const late = decide(db, {
    ...{ linkId: question?.linkId ?? '', requestId: question?.requestId ?? '' },
    ...{ contentHash: question?.contentHash ?? '', choice: 'approve', comment: '' },
    ...{ at: played.now(), verified: 'code' },
  });
  await expect(late).rejects.toThrow();
});

it('invites sponsor and director to the executive review, and cancels it when the account leaves', async () => {
  await played.play('2027-12-31T12:00:00.000Z', planCast(played));
  const planned = await detail(4);
  expect(planned).toMatchObject({ kind: 'executive', status: 'planned' });
  expect(planned.invitees.map(({ name }) => name)).toEqual(expect.arrayContaining(['Director', 'Sponsor']));
  const { accountId } = played.world.firm;
  const reason = 'No longer a key account.';
  const ending = { accountId, by: played.manager, at: played.now(), reason, confirmOpenPlans: true };
  await played.ring(await endReview(db, ending));
  const left = await detail(4);
  expect(left).toMatchObject({ status: 'cancelled', cancelledReason: 'The account has left the programme.' });
  expect(mailsTo('sponsor', 'Cancelled')).toHaveLength(1);
});
