import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardHealth } from '../../domain/health/config.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam, type CommandOutcome } from '../support/kam-command.ts';
import { addSales, seedKeyAccounts } from '../support/key-accounts.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-health-'));
  const firm = await seedKeyAccounts(database.owner, { keys: ['client'], at: '2016-01-01T00:00:00Z' });
  const accountId = firm.ids['client'] ?? '';
  await addSales(database.owner, [
    { accountId, day: '2015-01-10', amount: 1 },
    { accountId, day: '2015-06-10', amount: 1000 },
    { accountId, day: '2016-06-10', amount: 1000 },
    { accountId, day: '2015-07-25', amount: 1 },
    { accountId, day: '2016-07-25', amount: 1 },
    { accountId, day: '2016-08-01', amount: 1000, status: 'no-show' },
  ]);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const health = (...words: string[]): Promise<CommandOutcome> => kamOn(database.appUrl, ['health', ...words]);
const printed = (...words: string[]): Promise<string> => printedByKam(database.appUrl, words);

it('records days, shows the health of one, and tells why it moved', async () => {
  const none = await health('show', 'client', '--as-of', '2016-08-01');
  expect(none.code).toBe(1);
  expect(none.stderr).toContain('kam health record');
  const days = ['--from', '2016-07-31', '--until', '2016-08-02'];
  const recorded = await printed('health', 'record', '--programme', 'main', ...days);
  expect(recorded.trim().split('\n')).toEqual([
    '2016-07-31: key accounts looked at: 1, moved: 1',
    '2016-08-01: key accounts looked at: 1, moved: 0',
    '2016-08-02: key accounts looked at: 1, moved: 1',
  ]);
  const shown = await printed('health', 'show', 'client', '--as-of', '2016-08-02');
  expect(shown).toContain('75.9 (good), 40% of the weights known; since 2016-08-02');
  expect(shown).toContain('Open alarms: unknown, because no sweep looked within a week');
  const ledger = await printed('health', 'ledger', 'client', '--from', '2016-07-31', '--until', '2016-08-02');
  expect(ledger.trim().split('\n')).toEqual([
    '2016-08-02  Health fell by 15.7 points to 75.9 (good).',
    '    Cancelled orders: 0% → 33.3% (−15.7 points)',
    '2016-07-31  Health was told for the first time: 91.7 (good).',
    'Days of the period on which it was looked at and nothing had moved: 1',
  ]);
  const asJson = await printed(
    'health',
    'ledger',
    'client',
    '--from',
    '2016-08-02',
    '--until',
    '2016-08-02',
    '--json',
  );
  expect(JSON.parse(asJson)).toMatchObject({ moves: [{ change: -15.7408 }], unchangedOn: [] });
});

it('tries a configuration without saving it, sets it with a reason, and keeps the first', async () => {
  const path = join(folder, 'health.json');
  await writeFile(
    path,
    JSON.stringify({ ...standardHealth, bands: { goodFrom: 90, poorBelow: 50, margin: 2 } }),
  );
  const tried = await printed(
    'health',
    'config',
    'preview',
    path,
    '--programme',
    'main',
    '--as-of',
    '2016-08-02',
  );
  expect(tried).toContain('CLIENT: good → watch');
  expect(await printed('health', 'config', 'list')).not.toContain('version 2');
  const withoutReason = await health('config', 'set', path);
  expect(withoutReason.code).not.toBe(0);
  await printed('health', 'config', 'set', path, '--reason', 'more watched');
  const listed = await printed('health', 'config', 'list');
  expect(
    listed
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 9)),
  ).toEqual(['version 2', 'version 1']);
  expect(await printed('health', 'config', 'show')).toContain('good from 90, poor below 50');
  expect(await printed('health', 'config', 'show', '1')).toContain('good from 70, poor below 45');
});

it('refuses a faulty configuration, and names each fault', async () => {
  const path = join(folder, 'faulty.yaml');
  await writeFile(
    path,
    'drivers: []\nminimumKnown: 2\nbands: { goodFrom: 70, poorBelow: 45, margin: 3 }\nsteadyWithin: 3\n',
  );
  const refused = await health('config', 'set', path, '--reason', 'tried');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('/drivers');
  expect(refused.stderr).toContain('/minimumKnown');
});

it('prints a programme check with what lacks, and names the programmes there are', async () => {
  const check = await printed('programme', 'check', '--programme', 'main', '--as-of', '2016-08-02');
  expect(check).toContain('main, from 2015-08-02 to before 2016-08-02; key accounts: 1');
  expect(check).toContain('Accounts with an executive sponsor: 0% (0 of 1), standard 100%: short by 100%');
  expect(check).toContain('lacking: CLIENT');
  expect(check).toContain(
    'Channels: no evidence. By which channel somebody was spoken with is in no record.',
  );
  const unknown = await kamOn(database.appUrl, ['programme', 'check', '--programme', 'none']);
  expect(unknown.code).toBe(1);
  expect(unknown.stderr).toContain('There are: main.');
});
