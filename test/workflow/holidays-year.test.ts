import Holidays from 'date-holidays';
import { expect, it, onTestFinished } from 'vitest';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { findPlan } from '../../db/stores/plan-rows.ts';
import { addStep, cancelStep, submitPlan } from '../../db/stores/plans.ts';
import type { Actor } from '../../domain/actor.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { conduct, type ScriptedPerson } from '../../rehearsal/conductor.ts';
import { scriptedApprover } from '../../rehearsal/scripted-people.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { withoutReviews } from '../support/no-reviews.ts';
import { addPeople } from '../support/people.ts';
import { openWorld, type World } from '../support/world.ts';

const places = [
  { region: 'PT', zone: 'Europe/Lisbon' },
  { region: 'DE-BY', zone: 'Europe/Berlin' },
  { region: 'US-NY', zone: 'America/New_York' },
] as const;
type Place = (typeof places)[number];

const year = 2027;
const openedAt = '2026-11-30T10:00:00.000Z';
const until = '2027-12-31T00:00:00.000Z';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// The year's oracle knows nothing of the product's calendar: the dates that date-holidays lists, and the hours that the system's clock shows.
const daysOff = new Map(
  places.map(({ region }) => {
    const [country = '', state] = region.split('-');
    const calendar = state === undefined ? new Holidays(country) : new Holidays(country, state);
    const listed = [year - 1, year, year + 1].flatMap((one) => calendar.getHolidays(one));
    const whole = listed.filter(
      ({ type, date }) => ['public', 'bank'].includes(type) && date.includes(' 00:00:00'),
    );
    return [region, new Set(whole.map(({ date }) => date.slice(0, 10)))];
  }),
);
const clocks = new Map(
  places.map(({ region, zone }) => [
    region,
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', weekday: 'short' },
      hourCycle: 'h23',
    }),
  ]),
);
const workingHours = new Map<string, boolean>();

/** Whether people there work in the hour in which this moment lies. */
function works(place: Place, at: number): boolean {
  const key = `${place.region} ${Math.floor(at / hour)}`;
  const known = workingHours.get(key);
  if (known !== undefined) return known;
  const parts = clocks.get(place.region)?.formatToParts(at) ?? [];
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const open = Number(part('hour')) >= 9 && Number(part('hour')) < 17;
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  const off = ['Sat', 'Sun'].includes(part('weekday')) || daysOff.get(place.region)?.has(date) === true;
  workingHours.set(key, open && !off);
  return open && !off;
}

/** The minute in which so many working hours have been counted, one minute after the other. */
function countedFrom(place: Place, { from, hours }: { from: Date; hours: number }): Date {
  let at = Math.floor(from.getTime() / minute) * minute;
  for (let left = hours * 60; left > 0; at += minute) if (works(place, at)) left -= 1;
  return new Date(at);
}

const inWorkingTime = (place: Place, at: Date): boolean =>
  works(place, at.getTime()) || works(place, at.getTime() - 1);

/** At each place one who answers and one who is silent, and somebody at the next place who stands in for the silent one. */
interface Office {
  readonly answers: string;
  readonly silent: string;
}

async function seedOffices(world: World): Promise<readonly Office[]> {
  const { app } = world.database;
  const ids = await addPeople(app, places.length * 3);
  const at = (index: number): string => ids[index] ?? '';
  for (const [index, { region, zone }] of places.entries()) {
    const standIn = at(((index + 1) % places.length) * 3 + 2);
    for (const offset of [0, 1, 2])
      await app('person')
        .where({ id: at(index * 3 + offset) })
        .update({ region, time_zone: zone });
    await app('person')
      .where({ id: at(index * 3 + 1) })
      .update({ superior_id: standIn });
  }
  return places.map((_, index) => ({ answers: at(index * 3), silent: at(index * 3 + 1) }));
}

const workflowOf = (world: World): string => `annual-plan/${world.firm.accountId}/${year}`;
const managerOf = (world: World): Actor => ({ kind: 'person', id: world.firm.manager });

async function planOf(world: World): Promise<Plan> {
  const plan = await findPlan(world.database.app, { workflowId: workflowOf(world) });
  if (!plan) throw new Error('there is no plan yet');
  return plan;
}

// Every twentieth day, at every hour of the day and on every day of the week.
const submissions = Array.from({ length: 19 }, (_, index) =>
  new Date(Date.parse('2026-12-03T00:20:00Z') + index * (20 * day + 5 * hour)).toISOString(),
);

/** Adds a step on each date and submits it: one answers at one place, one is silent at the next, and the third stands in. */
function manager(world: World, offices: readonly Office[]): ScriptedPerson {
  const { app } = world.database;
  const by = managerOf(world);
  const left = [...submissions];
  const submit = async (at: string): Promise<void> => {
    const index = submissions.length - left.length;
    left.shift();
    const plan = await planOf(world);
    const approverIds = [offices[index % 3]?.answers ?? '', offices[(index + 1) % 3]?.silent ?? ''];
    const due = new Date(Math.max(Date.parse(at) + 45 * day, Date.parse(`${year}-01-10`)));
    const dueOn =
      due.toISOString().slice(0, 10) > `${year}-12-31` ? `${year}-12-31` : due.toISOString().slice(0, 10);
    const what = {
      title: `Step ${index + 1}`,
      description: '',
      type: 'workshop',
      cost: '0',
      benefit: '0',
      dueOn,
    };
    const policy = { ...standardPolicy, undoMinutes: 0 };
    const content = { ...what, ownerId: world.firm.manager, approverIds, policy };
    const edit = { planId: plan.id, by, at: new Date(at) };
    const added = await addStep(app, { ...edit, version: plan.version, content });
    await submitPlan(app, { ...edit, version: added.plan.version });
    await world.ring(workflowOf(world));
  };
  return () => {
    const [at] = left;
    return Promise.resolve(at === undefined ? undefined : { at, who: by.id, act: () => submit(at) });
  };
}

async function playTheYear(): Promise<World> {
  const run = 'holidays';
  let now = openedAt;
  const world = await openWorld({ rehearsal: () => ({ run, at: now }), mailEnabled: false });
  onTestFinished(() => world.close());
  await withoutReviews(world);
  await world.startWorker();
  const { app } = world.database;
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  setClock(openedAt);
  const offices = await seedOffices(world);
  const by = managerOf(world);
  const at = new Date(openedAt);
  const { workflowId } = await requestAccountReview(app, { accountId: world.firm.accountId, year, by, at });
  await world.ring(workflowId);
  const stage = virtualStage({ client: world.client, db: app, run, setClock });
  await stage.quiet();
  for (const { id: stepId } of (await planOf(world)).steps) {
    const { id: planId, version } = await planOf(world);
    await cancelStep(app, { planId, version, by, at, stepId, reason: 'not part of this year' });
  }
  await world.ring(workflowOf(world));
  const people = await app('person')
    .whereLike('key', 'person%')
    .select<{ id: string; key: string }[]>('id', 'key');
  const approvers = people
    .filter(({ id }) => !offices.some(({ silent }) => silent === id))
    // Some answer in the very minute in which their second reminder would be due.
    .map(({ id: personId }, index) =>
      scriptedApprover(
        { db: app, ring: world.ring },
        { personId, afterHours: [20, 32, 36][index % 3] ?? 20, choice: 'approve' },
      ),
    );
  await conduct(stage, { people: [manager(world, offices), ...approvers], from: openedAt, until });
  return world;
}

interface Happening {
  readonly kind: string;
  readonly at: Date;
  readonly askedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly reminder: number | null;
  readonly region: string;
}

/** What a date brought about, with the seat it was about, or else the manager. */
async function happenings(world: World): Promise<readonly Happening[]> {
  const { rows } = await world.database.app.raw<{ rows: Happening[] }>(
    `select e.kind, e.occurred_at as at, a.asked_at as "askedAt", d.decided_at as "decidedAt",
       cast(e.data ->> 'reminder' as integer) as reminder, coalesce(p.region, m.region) as region
     from audit_event e
       left join approver a on cast(a.id as text) = coalesce(e.data ->> 'seatId', e.data ->> 'from')
       left join person p on p.id = a.person_id
       left join decision d on d.approver_id = a.id and d.round = a.round
       join person m on m.id = :manager
     where e.kind in ('approval.reminded', 'approval.expired', 'approval.escalated', 'step.reminded', 'step.overdue',
       'manager.reminded')
     order by e.occurred_at, e.chain, e.seq`,
    { manager: world.firm.manager },
  );
  return rows;
}

const placeOf = (region: string): Place => {
  const place = places.find((one) => one.region === region);
  if (!place) throw new Error(`nobody works in ${region}`);
  return place;
};

const hoursUntil = ({ kind, reminder }: Happening): number =>
  kind === 'approval.reminded'
    ? (standardPolicy.remindAfterHours[(reminder ?? 1) - 1] ?? 0)
    : standardPolicy.expireAfterHours;

it('keeps to working hours and holidays of three regions for a year, to the minute, and reminds nobody who has decided', async ({
  annotate,
}) => {
  const world = await playTheYear();
  const all = await happenings(world);
  expect(all.filter(({ region, at }) => !inWorkingTime(placeOf(region), at))).toEqual([]);
  const counted = all.filter(({ kind }) => kind.startsWith('approval.'));
  for (const one of counted) {
    const from = one.askedAt ?? new Date(0);
    expect(one).toMatchObject({ at: countedFrom(placeOf(one.region), { from, hours: hoursUntil(one) }) });
  }
  const reminded = counted.filter(({ kind }) => kind === 'approval.reminded');
  expect(reminded.filter(({ at, decidedAt }) => decidedAt !== null && decidedAt <= at)).toEqual([]);

  const tally = (kind: string, region: string): number =>
    all.filter((one) => one.kind === kind && one.region === region).length;
  for (const { region } of places)
    for (const kind of ['approval.reminded', 'approval.expired', 'approval.escalated'])
      expect(tally(kind, region), `${kind} in ${region}`).toBeGreaterThan(4);
  const decided = await world.database.app('decision').select('id');
  expect(decided).toHaveLength(2 * submissions.length);
  const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
  expect(kinds).toEqual(expect.arrayContaining(['manager.reminded', 'step.overdue', 'step.reminded']));
  await annotate(
    places
      .map(({ region }) => `${region}: ${kinds.map((kind) => `${kind} ${tally(kind, region)}`).join(', ')}`)
      .join('; '),
  );
}, 1_800_000);
