import { afterAll, beforeAll, expect, it } from 'vitest';
import { programmeCheck } from '../../db/read-models/programme-check.ts';
import type { MeasureCheck } from '../../domain/programme-check/check.ts';
import type { MeasureKey } from '../../domain/programme-check/dimensions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedKeyAccounts, type KeyAccounts } from '../support/key-accounts.ts';
import { keepPlan } from '../support/kept-records.ts';

const hash = '0'.repeat(64);
let database: TestDatabase;
let firm: KeyAccounts;
let planId: string;
let sponsor: string;
let colleague: string;

async function stored(table: string, row: object): Promise<string> {
  const [found] = await database.owner(table).insert(row).returning<{ id: string }[]>('id');
  return found?.id ?? '';
}

const person = (key: string): Promise<string> =>
  stored('person', {
    ...{ key, name: key, email: `${key}@example.com`, region: 'PT' },
    ...{ time_zone: 'Europe/Lisbon', language: 'en' },
  });

async function measureOn(asOf: string, key: MeasureKey): Promise<MeasureCheck | undefined> {
  const { dimensions } = await programmeCheck(database.app, { programmeKey: 'main', asOf });
  return dimensions.flatMap(({ measures }) => measures).find((measure) => measure.key === key);
}

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedKeyAccounts(database.owner, { keys: ['one', 'two'], at: '2026-01-01T00:00:00Z' });
  [sponsor, colleague] = [await person('sponsor'), await person('colleague')];
  const accountId = firm.ids['one'] ?? '';
  await database.owner('team_member').insert([
    { account_id: accountId, person_id: sponsor, function: 'sponsor' },
    { account_id: accountId, person_id: colleague, function: 'finance' },
  ]);
  const step = { ownerId: firm.managerId, dueOn: '2026-12-01', startedAt: '2026-03-01T00:00:00Z' };
  planId = await keepPlan(database.owner, {
    ...{ accountId, managerId: firm.managerId, year: 2026 },
    steps: [step, step, step, step],
  });
});
afterAll(() => database.drop());

interface Seat {
  readonly position: number;
  readonly personId: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decidedAt?: string;
}

/** Asks somebody about a step of the plan, who decides or lets it expire. */
async function ask({ position, personId, askedAt, expiresAt, decidedAt }: Seat): Promise<void> {
  const step = { plan_id: planId, position };
  const { id: stepId } = await database.owner('plan_step').where(step).first<{ id: string }>('id');
  const workflow = await database
    .owner('plan')
    .where({ id: planId })
    .first<{ workflow_id: string }>('workflow_id');
  const state = decidedAt === undefined ? 'expired' : 'approved';
  const request = await stored('approval_request', {
    ...{
      workflow_id: workflow.workflow_id,
      plan_id: planId,
      step_id: stepId,
      revision: 1,
      content: '{}',
      content_hash: hash,
    },
    ...{ policy: '{}', status: state, requested_by: firm.managerId, requested_at: askedAt },
    decided_at: decidedAt ?? expiresAt,
  });
  await database.owner.transaction(async (trx) => {
    const [seat] = await trx('approver')
      .insert({
        ...{ request_id: request, requested_by: firm.managerId, person_id: personId, position: 1, state },
        ...{ asked_at: askedAt, expires_at: expiresAt },
      })
      .returning<{ id: string }[]>('id');
    if (decidedAt !== undefined)
      await trx('decision').insert({
        ...{ request_id: request, approver_id: seat?.id, choice: 'approve', content_hash: hash },
        decided_at: decidedAt,
      });
  });
}

it('counts as in time what executives decided before it passed to somebody else, and nobody but them', async () => {
  const asked = { askedAt: '2026-03-01T09:00:00Z', expiresAt: '2026-03-08T09:00:00Z' };
  await ask({ ...asked, position: 1, personId: sponsor, decidedAt: '2026-03-04T09:00:00Z' });
  await ask({ ...asked, position: 2, personId: sponsor });
  await ask({ ...asked, position: 3, personId: colleague });
  expect(await measureOn('2026-03-04', 'decidedInTime')).toMatchObject({ value: null, all: 0 });
  expect(await measureOn('2026-03-05', 'decidedInTime')).toMatchObject({ met: 1, all: 1 });
  const later = await measureOn('2026-04-01', 'decidedInTime');
  expect(later).toMatchObject({ met: 1, all: 2, value: 0.5, standard: 0.9 });
  expect(later?.lacking).toMatchObject([{ kind: 'approval', label: 'ONE' }]);
  expect(await measureOn('2027-03-07', 'decidedInTime')).toMatchObject({ met: 0, all: 1 });
});

it('counts a step as decided alone where the manager did within their limit, and the others as asked', async () => {
  expect(await measureOn('2026-03-02', 'decidedAlone')).toMatchObject({
    met: 0,
    all: 3,
    value: 0,
    gap: null,
  });
  const skills = { goals: 3, customer: 3, internal: 3, planning: 3, spanning: 3 };
  const by = { set_by_kind: 'system', set_by_id: 'kam', set_at: '2026-01-01T00:00:00Z' };
  await database.owner('manager_profile').insert({
    ...{
      person_id: firm.managerId,
      version: 1,
      ...skills,
      languages: ['en'],
      regions: ['PT'],
      capacity_accounts: 3,
    },
    ...{ limit_per_step: 10, limit_per_plan: 10, limit_currency: 'EUR', ...by },
  });
  const revision = { plan_id: planId, revision: 1, content: '{}', submitted_by: 'x' };
  await database.owner('plan_revision').insert({ ...revision, submitted_at: '2026-03-01T00:00:00Z' });
  const { id: stepId } = await database
    .owner('plan_step')
    .where({ plan_id: planId, position: 4 })
    .first<{ id: string }>('id');
  await database.owner('autonomy_decision').insert({
    ...{ step_id: stepId, revision: 1, plan_id: planId, content_hash: hash, person_id: firm.managerId },
    ...{ profile_version: 1, cost: 5, currency: 'EUR', decided_at: '2026-03-10T00:00:00Z' },
  });
  expect(await measureOn('2026-03-10', 'decidedAlone')).toMatchObject({ met: 0, all: 3 });
  expect(await measureOn('2026-03-11', 'decidedAlone')).toMatchObject({ met: 1, all: 4, value: 0.25 });
  expect(await measureOn('2026-03-11', 'limited')).toMatchObject({ met: 1, all: 1 });
});

interface Review {
  readonly quarter: 1 | 2 | 3 | 4;
  readonly kind?: 'quarterly' | 'executive';
  readonly heldAt: string;
  readonly minutesAt?: string;
  readonly missedAt?: string;
}

async function keepReview({
  quarter,
  kind = 'quarterly',
  heldAt,
  minutesAt,
  missedAt,
}: Review): Promise<void> {
  const workflowId = `quarterly-review/kept-${firm.ids['one'] ?? ''}/2026-Q${quarter}`;
  const opened = '2026-01-01T00:00:00Z';
  await database
    .owner('process')
    .insert({ workflow_id: workflowId, kind: 'quarterlyReview', input: '{}', opened_at: opened });
  const due = { freeze_at: opened, ask_at: opened, pre_read_at: opened, minutes_at: heldAt };
  const id = await stored('quarterly_review', {
    ...{
      workflow_id: workflowId,
      account_id: firm.ids['one'],
      plan_id: planId,
      year: 2026,
      quarter,
      kind,
      ...due,
    },
    ...{ manager_id: firm.managerId, starts_on: '2026-01-01', ends_on: '2026-12-31', held_at: heldAt },
    ...{ duration_minutes: 60, place: '', time_zone: 'Europe/Lisbon', opened_at: opened, status: 'held' },
    missed_at: missedAt ?? null,
  });
  if (minutesAt === undefined) return;
  const said = { notes: '', attendance: '[]', decisions: '[]', by_kind: 'system', by_id: 'kam' };
  await database.owner('review_minutes').insert({ review_id: id, recorded_at: minutesAt, ...said });
}

it('takes minutes for the proof that a review was held', async () => {
  await keepReview({ quarter: 1, heldAt: '2026-04-10T09:00:00Z', minutesAt: '2026-04-11T09:00:00Z' });
  await keepReview({ quarter: 2, heldAt: '2026-07-10T09:00:00Z', missedAt: '2026-07-20T09:00:00Z' });
  await keepReview({
    quarter: 4,
    kind: 'executive',
    heldAt: '2026-12-10T09:00:00Z',
    minutesAt: '2026-12-11T09:00:00Z',
  });
  expect(await measureOn('2026-04-11', 'reviewed')).toMatchObject({ value: null });
  expect(await measureOn('2026-04-12', 'reviewed')).toMatchObject({ met: 1, all: 1 });
  const missed = await measureOn('2026-08-01', 'reviewed');
  expect(missed).toMatchObject({ met: 1, all: 2, value: 0.5 });
  expect(missed?.lacking).toMatchObject([{ kind: 'review', label: 'ONE 2026-Q2' }]);
  expect(await measureOn('2026-08-01', 'executiveReviews')).toMatchObject({ value: null });
  expect(await measureOn('2026-12-31', 'executiveReviews')).toMatchObject({ met: 1, all: 1, gap: 0 });
});
