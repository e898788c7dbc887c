import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellAlarms } from '../../activities/early-warning-mail.ts';
import { importPeople } from '../../db/import/import-people.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import { readMapping } from '../../db/import/mapping-file.ts';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { designateAccount, designationsInForce } from '../../db/stores/designations.ts';
import { openScorecard, runScoring } from '../../db/stores/scorecards.ts';
import { openSweep } from '../../db/stores/warning-sweeps.ts';
import { sweepNextBatch } from '../../db/warnings/sweep-batch.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let programmeId: string;
let cycleId: string;
let criteriaSetId: string;

const by = { kind: 'operator', id: 'ann' } as const;
const imported = new Date('2017-09-04T09:00:00Z');
const sample = new URL('../../samples/hotel/', import.meta.url);

const monthEnds = [
  ...['2016-07-31', '2016-08-31', '2016-09-30', '2016-10-31', '2016-11-30', '2016-12-31', '2017-01-31'],
  ...['2017-02-28', '2017-03-31', '2017-04-30', '2017-05-31', '2017-06-30', '2017-07-31', '2017-08-31'],
];

beforeAll(async () => {
  database = await createTestDatabase();
  const { app } = database;
  const people = async (file: string): Promise<unknown> =>
    importPeople(app, {
      text: await readFile(new URL(file, sample), 'utf8'),
      format: 'yaml',
      by,
      now: imported,
    });
  await people('people.yaml');
  const mapping = readMapping(await readFile(new URL('mapping.yaml', sample), 'utf8'));
  const source = createReadStream(new URL('hotel_bookings.csv.gz', sample));
  await importTransactions(app, { source, mapping, by, now: imported, shiftMonths: 0 });
  await people('accounts.yaml');
  programmeId = await only<string>('programme');
  criteriaSetId = await setForYoungData();
  cycleId = await anyCycle();
});
afterAll(() => database.drop());

async function only<Id>(table: string): Promise<Id> {
  const row = await database.app(table).first<{ id: Id } | undefined>('id');
  if (!row) throw new Error(`there is no ${table}`);
  return row.id;
}

// The product's standard criteria; those that compare two years may be missing, because the data are only one year old at first.
async function setForYoungData(): Promise<string> {
  const comparing = ['growth', 'newLineAdoption', 'regularity'];
  const criteria = standardSet.criteria.map((one) => ({
    ...one,
    optional: comparing.includes(one.key) || one.optional,
  }));
  const content = JSON.parse(JSON.stringify({ ...standardSet, criteria })) as unknown;
  const wish = { key: 'young-data', content, reason: 'the data are young', by, at: imported };
  return (await addCriteriaSet(database.app, wish)).set.id;
}

// Designations belong to a cycle; which one does not matter to a sweep.
async function anyCycle(): Promise<string> {
  const { app } = database;
  const workflowId = 'selection/hotels/2016';
  await app('process').insert({
    workflow_id: workflowId,
    kind: 'candidateSelection',
    input: '{}',
    opened_at: imported,
  });
  await app('selection_cycle').insert({
    ...{ workflow_id: workflowId, programme_id: programmeId, year: 2016, criteria_set_id: criteriaSetId },
    ...{
      as_of: '2016-07-31',
      lead_id: await only<string>('person'),
      panel_policy: '{}',
      nomination_hours: 0,
    },
    ...{ status: 'closed', outcome: 'designated', closed_at: imported, opened_at: imported },
    ...{ started_by_kind: 'operator', started_by_id: 'ann' },
  });
  return only<string>('selection_cycle');
}

/** The key accounts as the records before the day choose them: whom the product's selection proposes, and the 25 largest, which a firm has on its list anyway. */
async function designateAsOf(asOf: string, previousId: string | null): Promise<string> {
  const { app } = database;
  const scorecardId = await openScorecard(app, {
    criteriaSetId,
    asOf,
    previousId,
    programmeId,
    by,
    at: imported,
  });
  await runScoring(app, { scorecardId, by, at: imported });
  const chosen = await app('placement')
    .where({ scorecard_id: scorecardId })
    .where((q) => void q.where({ standing: 'selected' }).orWhere({ large: true }))
    .pluck<string[]>('account_id');
  await app('designation')
    .whereNull('ended_at')
    .whereNotIn('account_id', chosen)
    .update({ ended_at: imported, ended_reason: 'no longer chosen' });
  for (const accountId of chosen)
    await designateAccount(app, { accountId, programmeId, cycleId, at: new Date(`${asOf}T00:00:00Z`) });
  return scorecardId;
}

async function sweep(asOf: string): Promise<void> {
  const { app } = database;
  const at = imported;
  const { id: sweepId } = await openSweep(app, { programmeId, asOf, at });
  const order = { sweepId, at, accountsAtOnce: 10 };
  const tell: Parameters<typeof sweepNextBatch>[1]['tell'] = async (trx, told) => {
    await tellAlarms(trx, { told, at });
  };
  for (let over = false; !over;) ({ over } = await sweepNextBatch(app, { ...order, tell }));
}

async function listEvents(): Promise<readonly string[]> {
  const rows = await database
    .app('alarm_event as e')
    .join('alarm as a', 'a.id', 'e.alarm_id')
    .join('account as c', 'c.id', 'a.account_id')
    .whereNot('e.kind', 'updated')
    .select<{ as_of: string; key: string; cause: string; kind: string }[]>(
      'e.as_of',
      'c.key',
      'a.cause',
      'e.kind',
    );
  return rows.map(({ as_of: asOf, key, cause, kind }) => `${asOf} ${key} ${cause} ${kind}`).sort();
}

it('alarms agent 1 by October 2016 and the seasonal agent 9 never, of key accounts chosen as of each sweep', async () => {
  let previous: string | null = null;
  const watched = new Map<string, readonly string[]>();
  for (const asOf of monthEnds) {
    previous = await designateAsOf(asOf, previous);
    const inForce = await designationsInForce(database.app, { programmeId });
    watched.set(
      asOf,
      inForce.map(({ accountKey }) => accountKey),
    );
    await sweep(asOf);
  }
  expect(watched.get('2016-10-31')).toContain('agent-1');
  for (const accounts of watched.values()) expect(accounts).toContain('agent-9');
  const events = await listEvents();
  const ofOne = events.filter((event) => event.includes(' agent-1 '));
  expect(ofOne.slice(0, 3)).toContain('2016-10-31 agent-1 drop opened');
  expect(events.filter((event) => event.includes(' agent-9 '))).toEqual([]);
  expect(events).toEqual(expected);
});

it('sweeps a month again without changing anything', async () => {
  const { app } = database;
  const before = [
    await app('alarm').orderBy('id'),
    await app('alarm_event').orderBy('id'),
    await app('notification').orderBy('id'),
  ];
  await sweep('2017-08-31');
  const after = [
    await app('alarm').orderBy('id'),
    await app('alarm_event').orderBy('id'),
    await app('notification').orderBy('id'),
  ];
  expect(after).toEqual(before);
});

it('mails the figures of both windows to who answers for the account', async () => {
  const told = await database
    .app('notification as n')
    .whereRaw(`n.data ->> 'cause' = 'drop' and n.data ->> 'accountName' = 'Travel agent 1'`)
    .orderBy('n.id')
    .first<{ to_name: string; data: unknown } | undefined>('n.to_name', 'n.data');
  expect(told).toMatchObject({
    to_name: 'Marta Ferreira',
    data: {
      news: 'opened',
      asOf: '2016-10-31',
      evidence: {
        currency: 'EUR',
        now: { from: '2016-07-31', to: '2016-10-31', amount: 18104.6, orders: 115 },
        before: { from: '2015-07-31', to: '2015-10-31', amount: 199774.11, orders: 845 },
      },
    },
  });
});

// Everything that happened to an alarm but small changes of its figures: by sweep, account, cause.
const expected: readonly string[] = Object.entries({
  '2016-10-31': [
    'agent-1 cancellationSpike opened',
    'agent-1 costSpike opened',
    'agent-1 drop opened',
    'agent-11 cancellationSpike opened',
    'agent-3 cancellationSpike opened',
    'agent-3 drop opened',
  ],
  '2016-11-30': [
    'agent-11 cancellationSpike worsened',
    'agent-11 costSpike opened',
    'agent-11 drop opened',
    'agent-3 costSpike opened',
    'agent-3 drop worsened',
  ],
  '2016-12-31': ['agent-1 costSpike worsened', 'agent-243 drop opened', 'agent-3 costSpike cleared'],
  '2017-01-31': [
    'agent-1 cancellationSpike worsened',
    'agent-1 costSpike cleared',
    'agent-11 costSpike cleared',
    'agent-11 drop worsened',
    'agent-243 drop cleared',
    'agent-3 cancellationSpike cleared',
    'agent-3 costSpike closed',
    'agent-3 drop cleared',
  ],
  '2017-02-28': ['agent-11 cancellationSpike cleared', 'agent-11 silence opened', 'agent-196 drop opened'],
  '2017-03-31': [
    'agent-1 costSpike closed',
    'agent-1 costSpike opened',
    'agent-11 cancellationSpike closed',
    'agent-11 costSpike closed',
    'agent-11 drop closed',
    'agent-11 silence closed',
    'agent-243 drop closed',
    'agent-3 cancellationSpike closed',
    'agent-3 cancellationSpike opened',
    'agent-3 drop closed',
  ],
  '2017-04-30': ['agent-3 drop opened', 'agent-6 cancellationSpike opened', 'agent-6 costSpike opened'],
  '2017-05-31': [
    'agent-1 costSpike cleared',
    'agent-1 silence opened',
    'agent-196 drop cleared',
    'agent-27 cancellationSpike opened',
    'agent-3 cancellationSpike closed',
    'agent-3 drop closed',
    'agent-314 cancellationSpike opened',
    'agent-6 cancellationSpike cleared',
    'agent-6 costSpike cleared',
  ],
  '2017-06-30': [
    'agent-1 cancellationSpike closed',
    'agent-1 costSpike closed',
    'agent-1 drop closed',
    'agent-1 silence closed',
    'agent-171 cancellationSpike opened',
    'agent-171 costSpike opened',
    'agent-171 drop opened',
    'agent-6 cancellationSpike returned',
    'agent-6 drop opened',
    'company-223 drop opened',
  ],
  '2017-07-31': [
    'agent-196 drop closed',
    'agent-22 drop opened',
    'agent-27 cancellationSpike cleared',
    'agent-314 cancellationSpike cleared',
    'agent-6 cancellationSpike cleared',
    'agent-6 costSpike closed',
    'agent-6 drop cleared',
    'agent-96 silence opened',
  ],
  '2017-08-31': [
    'agent-171 cancellationSpike cleared',
    'agent-171 costSpike cleared',
    'agent-27 cancellationSpike closed',
    'agent-314 cancellationSpike closed',
    'agent-6 cancellationSpike closed',
    'agent-6 drop closed',
    'agent-96 silence cleared',
    'company-223 drop cleared',
  ],
}).flatMap(([asOf, events]) => events.map((event) => `${asOf} ${event}`));
