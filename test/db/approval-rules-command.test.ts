import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { currentRules } from '../../db/stores/approval-rules.ts';
import { kamOn, type CommandOutcome } from '../support/kam-command.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-rules-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

function rules(...words: string[]): Promise<CommandOutcome> {
  return kamOn(database.appUrl, ['approvals', 'rules', ...words]);
}

const policy = `{ kind: any, order: parallel, remindAfterHours: [8], expireAfterHours: 16, onExpiry: escalate }`;
const yaml = `
codeFrom: '5000.00'
rules:
  - { name: large spend, when: { amountFrom: '9000' }, policy: ${policy}, ownPolicyAllowed: false }
  - { name: rest, when: {}, policy: ${policy}, ownPolicyAllowed: true }
`;

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

it('shows the rules that come with the product', async () => {
  const shown = await rules('show');
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.stdout).toContain('standard (whatever is left)');
  expect(shown.stdout).toContain('A code is needed from 10000.00 on.');
});

it('sets rules from YAML, and from what it shows as JSON', async () => {
  const set = await rules('set', await file('rules.yaml', yaml), '--reason', 'more care');
  expect(set).toMatchObject({ code: 0, stderr: '' });
  expect(set.stdout).toContain('large spend (cost from 9000)');
  const { rules: shown } = JSON.parse((await rules('show', '--json')).stdout) as { rules: object };
  const again = await rules('set', await file('rules.json', JSON.stringify(shown)), '--reason', 'the same');
  expect(again.code).toBe(0);
  expect((await currentRules(database.app)).rules).toEqual(shown);
  const listed = await rules('list');
  expect(
    listed.stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 9)),
  ).toEqual(['version 3', 'version 2', 'version 1']);
});

it('refuses rules with faults, names each, and changes nothing', async () => {
  const { version } = await currentRules(database.app);
  const faulty = yaml.replace('when: {}', 'when: { types: [growth] }').replace("'5000.00'", 'much');
  const refused = await rules('set', await file('faulty.yaml', faulty), '--reason', 'tried');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('/codeFrom');
  expect(refused.stderr).toContain('/rules/1/when');
  expect((await currentRules(database.app)).version).toBe(version);
});
