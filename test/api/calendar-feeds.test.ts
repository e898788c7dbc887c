import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalendarFeedOperations } from '../../api/calendar-feeds/routes.ts';
import { recordCommitment, withdrawCommitment } from '../../db/stores/commitments.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { cancelStep, editStep, type PlanEdit } from '../../db/stores/plans.ts';
import type { Db } from '../../db/client.ts';
import { expectNoSecretLeft, secretsOf } from '../support/token-hygiene.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { openDesk, type Desk } from '../web/desk.ts';
import { call, problemOf, startServer, tokenFor, type TestServer } from './server.ts';

const hard =
  'Räume, Zeiten; und\\Preise "prüfen" – für alle Häuser in Łódź und Κέρκυρα, Größe für Größe 😀😀😀';
const at = new Date('2026-12-01T10:00:00Z');
let desk: Desk;
let api: TestServer;
let manager: string;
let viewer: string;
let db: Db;

beforeAll(async () => {
  desk = await openDesk({}, { operations: 'de' }, { titles: [hard, 'First\nsecond line', 'To be dropped'] });
  db = desk.database.app;
  const { links, publicUrl } = desk.mail;
  api = await startServer({ db, operations: createCalendarFeedOperations({ links, publicUrl }) });
  manager = await tokenFor(db, 'manager');
  viewer = await tokenFor(db, 'viewer');
});
afterAll(async () => {
  await api.close();
  await desk.close();
});

const plan = '/plans/1/calendar';
const send = (method: string, path: string, token = manager): Promise<Response> =>
  call(api, { method, path: `/v1${path}`, token, ...(method === 'POST' && { json: {} }) });

async function make(path: string): Promise<string> {
  const answer = await send('POST', path);
  expect(answer.status).toBe(201);
  const { address } = (await answer.json()) as { address: string };
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
  return address.replace('http://127.0.0.1', desk.server.url);
}

interface Event {
  readonly uid: string;
  readonly summary: string;
  readonly start: string;
  readonly allDay: boolean;
  readonly sequence: number;
  readonly status: string;
}

/** A feed as a calendar reads it, by an independent reader. */
async function subscribed(
  address: string,
): Promise<{ name: string; text: string; events: readonly Event[] }> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-robots-tag')).toContain('noindex');
  const text = await answer.text();
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const status = String(component.getFirstPropertyValue('status'));
    const { uid, summary, startDate, sequence } = event;
    return { uid, summary, start: startDate.toString(), allDay: startDate.isDate, sequence, status };
  });
  return { name: String(calendar.getFirstPropertyValue('x-wr-calname')), text, events };
}

async function edit(
  work: (edit: PlanEdit & { stepId: string }) => Promise<unknown>,
  index: number,
): Promise<void> {
  const { id, version, steps } = await getPlan(db, { id: '1' });
  const by = { kind: 'person', id: desk.firm.manager } as const;
  await work({ planId: id, version, by, at, stepId: steps[index]?.id ?? '' });
}

describe("a plan's calendar", () => {
  it('has every step and commitment as a whole day with its title whole, and the end of the plan', async () => {
    const by = { kind: 'person', id: desk.firm.manager } as const;
    const promise = {
      planId: '1',
      owner: { personId: desk.firm.sponsor },
      text: 'Name, one; contact',
      dueOn: '2027-02-02',
    };
    const { commitment } = await recordCommitment(db, { ...promise, by, at });
    const address = await make(plan);
    const { name, text, events } = await subscribed(address);
    expect(name).toBe('Client One – plan 2027');
    expect(events.map(({ summary }) => summary)).toEqual([
      'We promised: Name, one; contact',
      `Due: ${hard}`,
      'Due: First\nsecond line',
      'Due: To be dropped',
      'The plan ends: Client One 2027',
    ]);
    expect(events.map(({ start }) => start)).toEqual([
      ...['2027-02-02', '2027-03-31', '2027-03-31', '2027-03-31', '2027-12-31'],
    ]);
    expect(events.every(({ allDay }) => allDay)).toBe(true);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('Two days on site');
    expect(text).not.toMatch(/\b9000\b|86000|Operations/);
    const edited = { commitmentId: commitment.id, version: commitment.version, by, at };
    await withdrawCommitment(db, { ...edited, reason: 'Secret reason' });
    const [withdrawn] = (await subscribed(address)).events;
    expect(withdrawn).toMatchObject({ uid: events[0]?.uid, status: 'CANCELLED', sequence: 1 });
  });

  it('keeps each UID, and raises the SEQUENCE of a step whose date moved and of one that was cancelled, alone', async () => {
    const address = await make(plan);
    const before = (await subscribed(address)).events;
    expect((await subscribed(address)).events).toEqual(before);
    const [moved, left, dropped] = before.filter(({ uid }) => uid.startsWith('step-'));
    await edit((of) => editStep(db, { ...of, change: { dueOn: '2027-05-14' } }), 0);
    await edit((of) => cancelStep(db, { ...of, reason: 'Not this year' }), 2);
    const after = new Map((await subscribed(address)).events.map((event) => [event.uid, event]));
    expect([...after.keys()].toSorted()).toEqual(before.map(({ uid }) => uid).toSorted());
    const now = (event: Event | undefined): Event | undefined => after.get(event?.uid ?? '');
    expect(now(moved)).toMatchObject({ start: '2027-05-14', sequence: (moved?.sequence ?? 0) + 1 });
    expect(now(left)).toEqual(left);
    expect(now(dropped)).toMatchObject({ status: 'CANCELLED', sequence: (dropped?.sequence ?? 0) + 1 });
  });
});

describe("a person's calendar", () => {
  it('has what waits for their decision, in their language, until it is decided', async () => {
    const address = await make(`/people/${desk.firm.operations}/calendar`);
    const { name, events } = await subscribed(address);
    expect(name).toBe('Fällig für Operations');
    expect(events.map(({ summary }) => summary)).toContain('Entscheiden: First\nsecond line – Client One');
    expect(events.every(({ uid }) => uid.startsWith('decision-'))).toBe(true);
    expect(events.length).toBeGreaterThan(0);
    await db('approver').where({ person_id: desk.firm.operations }).update({ state: 'released' });
    expect((await subscribed(address)).events).toEqual([]);
  });

  it('has the steps they carry out and the plans they answer for, with the account', async () => {
    const sponsor = (await subscribed(await make(`/people/${desk.firm.sponsor}/calendar`))).events;
    expect(sponsor.map(({ summary }) => summary)).toContain(`Due: ${hard} (Client One)`);
    const ends = (await subscribed(await make(`/people/${desk.firm.manager}/calendar`))).events;
    expect(ends.map(({ summary }) => summary)).toEqual(['The plan ends: Client One 2027']);
  });

  it('is closed to whoever has left', async () => {
    const path = `/people/${desk.firm.finance}/calendar`;
    const address = await make(path);
    await db('person').where({ id: desk.firm.finance }).update({ active: false });
    expect((await fetch(address)).status).toBe(404);
    expect((await problemOf(await send('POST', path))).detail).toContain('has left');
    await db('person').where({ id: desk.firm.finance }).update({ active: true });
  });
});

describe('the address of a calendar', () => {
  it('opens nothing once it is renewed or revoked, and nothing but calendars', async () => {
    const first = await make(plan);
    const second = await make(plan);
    expect((await fetch(first)).status).toBe(404);
    await subscribed(second);
    expect((await fetch(second, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(second, { method: 'POST' })).status).toBe(405);
    expect((await fetch(second.replace('.ics', ''))).status).toBe(404);
    expect((await fetch(second.replace('/calendar/', '/d/').replace('.ics', ''))).status).toBe(404);
    expect((await send('DELETE', plan)).status).toBe(204);
    const gone = await fetch(second);
    const never = await fetch(`${desk.server.url}/calendar/${'A'.repeat(43)}.ics`);
    expect([gone.status, never.status]).toEqual([404, 404]);
    expect(await gone.text()).toBe(await never.text());
    expect((await send('DELETE', plan)).status).toBe(404);
    expect((await send('GET', plan)).status).toBe(404);
  });

  it('is told to managers once, and kept nowhere', async () => {
    expect((await send('POST', plan, viewer)).status).toBe(403);
    const address = await make(plan);
    const told = await send('GET', plan, viewer);
    expect(Object.keys((await told.json()) as object)).toEqual(['language', 'madeAt']);
    await subscribed(address);
    const texts = [...desk.logged, ...desk.server.logged, ...api.logged].map(
      (line) => ['a log', line] as const,
    );
    expect(texts.length).toBeGreaterThan(0);
    await expectNoSecretLeft(await secretsOf(db), { db, texts });
  });

  it('leaves an audit event each time it is made, renewed or revoked', async () => {
    await send('POST', plan);
    await send('DELETE', plan);
    await send('POST', plan);
    const events = await db('audit_event')
      .where('kind', 'like', 'calendar.%')
      .orderBy('seq')
      .select<{ kind: string; chain: string }[]>();
    const ofPlan = events.filter(({ chain }) => chain.startsWith('annual-plan')).map(({ kind }) => kind);
    expect(ofPlan.slice(-3)).toEqual(['calendar.renewed', 'calendar.revoked', 'calendar.made']);
    expect(events.some(({ chain }) => chain === 'people')).toBe(true);
  });

  it('is made, shown and revoked on the command line', async () => {
    const { appUrl: url } = desk.database;
    const words = ['people', 'calendar', 'sponsor'];
    const { address } = JSON.parse(
      await printedByKam(url, [...words, '--make', '--language', 'de', '--json']),
    ) as {
      address: string;
    };
    const { name } = await subscribed(address.replace(/^.*\/calendar/, `${desk.server.url}/calendar`));
    expect(name).toBe('Fällig für Sponsor');
    expect(await printedByKam(url, words)).toContain('An address (de) was made on');
    expect(await printedByKam(url, [...words, '--revoke'])).toContain('opens nothing any more');
    expect(await printedByKam(url, ['plan', 'calendar', '1', '--make'])).toContain('Whoever has it reads');
    expect((await kamOn(url, ['plan', 'calendar', '999'])).stderr).toContain('There is no plan 999');
  });
});
