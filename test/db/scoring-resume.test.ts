import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { openScorecard, runScoring } from '../../db/stores/scorecards.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const accounts = 23;
const who = { by: { kind: 'operator', id: 'ann' }, at: new Date('2026-03-02T09:00:00Z') } as const;
let database: TestDatabase;
let criteriaSetId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(`
    insert into programme (key, name) values ('main', 'Main');
    insert into import_source (name) values ('sales');
    insert into account (key, name, programme_id, region, time_zone, currency)
      select 'a' || n, 'A' || n, p.id, 'PT', 'Europe/Lisbon', 'EUR' from programme p, generate_series(1, ${accounts}) n order by n;
    insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
      select s.id, a.id || '-' || n, a.id, '2025-01-01'::date + n, '2025-01-01'::date + n, 'delivered', 1, a.id * n, 'EUR'
      from import_source s, account a, generate_series(1, 4) n`);
  const [revenue] = standardSet.criteria;
  const criteria = [
    { ...revenue, weight: 100 },
    { ...revenue, key: 'size', axis: 'strength', weight: 100 },
  ];
  const content = { ...standardSet, criteria, value: { ...standardSet.value, drivers: [] } };
  criteriaSetId = (await addCriteriaSet(database.app, { key: 'small', content, reason: 'test', ...who })).set
    .id;
});
afterAll(() => database.drop());

const open = (): Promise<string> =>
  openScorecard(database.app, { criteriaSetId, asOf: '2026-01-01', previousId: null, ...who });

const scoresOf = (scorecardId: string): Promise<unknown[]> =>
  database
    .app('score')
    .where({ scorecard_id: scorecardId })
    .orderBy('account_id')
    .select('account_id', 'shares', 'points', 'attractiveness', 'strength');

it('goes on with the next accounts after it was stopped, and ends as if it had not been', async () => {
  const [straight, stopped] = [await open(), await open()];
  await runScoring(database.app, { scorecardId: straight, ...who });
  const told: number[] = [];
  const onBatch = ({ accounts: done }: { accounts: number }): void => {
    told.push(done);
    if (done === 10) throw new Error('the worker was stopped');
  };
  const run = { scorecardId: stopped, accountsAtOnce: 5, onBatch, ...who };
  await expect(runScoring(database.app, run)).rejects.toThrow('the worker was stopped');
  await runScoring(database.app, run);
  expect(told).toEqual([5, 10, 15, 20, 23]);
  expect(await scoresOf(stopped)).toEqual(await scoresOf(straight));
  expect(await scoresOf(stopped)).toHaveLength(accounts);
});

it('scores each account once however many run it at the same time', async () => {
  const scorecardId = await open();
  const runs = await Promise.allSettled(
    [1, 2, 3].map(() => runScoring(database.app, { scorecardId, accountsAtOnce: 2, ...who })),
  );
  const refused = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason as Error] : []));
  for (const { message } of refused) expect(message).toMatch(/Another run is filling scorecard/);
  await runScoring(database.app, { scorecardId, ...who });
  const card = await database
    .app('scorecard')
    .where({ id: scorecardId })
    .first<{ accounts: number }>('accounts');
  expect(card.accounts).toBe(accounts);
  expect(await scoresOf(scorecardId)).toHaveLength(accounts);
});

it('changes nothing when it is run again, and lets no score be deleted', async () => {
  const scorecardId = await open();
  await runScoring(database.app, { scorecardId, ...who });
  const before = await scoresOf(scorecardId);
  await runScoring(database.app, { scorecardId, ...who });
  expect(await scoresOf(scorecardId)).toEqual(before);
  const inputs = database.app('score_input').where({ scorecard_id: scorecardId });
  await expect(inputs.delete()).rejects.toMatchObject({ code: '23503' });
});
