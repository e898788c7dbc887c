import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planDraft } from '../../db/read-models/plan-draft.ts';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { currentContent } from '../../db/stores/plan-content.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { openProcess } from '../../db/stores/processes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { kamOn, printedByKam } from '../support/kam-command.ts';
import { seedFirm } from '../support/people.ts';

let database: TestDatabase;
let folder: string;
let planId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kam-content-'));
  const { accountId, manager } = await seedFirm(database.app, '47');
  const workflowId = `annual-plan/${accountId}/2030`;
  const [at, input] = [new Date(), { accountId, year: 2030 }];
  await openProcess(database.app, { workflowId, kind: 'annualPlanning', accountId, input, at });
  const account = await planningAccount(database.app, accountId);
  const draft = await planDraft(database.app, {
    account,
    year: 2030,
    asOf: '2029-11-02',
    managerId: manager,
  });
  const row = {
    workflowId,
    accountId,
    year: 2030,
    managerId: manager,
    currency: 'EUR',
    openedAt: at,
    closeAt: at,
  };
  planId = await insertPlan(database.app, { ...draft, ...row });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const plan = (...words: string[]): Promise<string> => printedByKam(database.appUrl, ['plan', ...words]);

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

it('sets sections from a file, shows them, and tells what differs', async () => {
  const path = await file(
    'risks.yaml',
    'risks: [{key: late, risk: We are late, likelihood: 2, impact: 4, response: Start}]',
  );
  expect(await plan('content', 'set', planId, path, '--reason', 'after the visit')).toContain('revision 2');
  expect((await currentContent(database.app, planId)).content.risks).toMatchObject([{ key: 'late' }]);
  const shown = await plan('content', 'show', planId);
  expect(shown).toContain('after the visit');
  expect(shown).toContain('Risks: We are late');
  expect(shown).toContain('gap: noSponsor');
  expect(await plan('content', 'show', planId, '--client')).not.toContain('We are late');
  expect(await plan('content', 'changes', planId, '--from', '1', '--to', '2', '--language', 'de')).toContain(
    'Risiken – We are late',
  );
  expect(await plan('content', 'revisions', planId)).toContain('revision 1');
});

it('says what is wrong with a file and changes nothing', async () => {
  const path = await file('wrong.yaml', 'risks: [{key: late, likelihood: 9}]');
  const refused = await kamOn(database.appUrl, ['plan', 'content', 'set', planId, path, '--reason', 'x']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('/risks/0/likelihood');
  const before = await currentContent(database.app, planId);
  expect(before.content.risks).not.toMatchObject([{ likelihood: 9 }]);
});

it('checks a plan, and keeps templates', async () => {
  expect(await plan('check', planId)).toContain(
    'warns   "Agree on the year with the client" serves no objective',
  );
  expect(await plan('carry', planId)).toContain('Nothing is left over.');
  const path = await file(
    'template.yaml',
    'steps: [{key: listen, title: Listen, type: relationship, dueAfterDays: 9, approvers: [sponsor]}]',
  );
  await plan('templates', 'add', 'hotels', path, '--region', 'PT', '--reason', 'for Portugal');
  expect(await plan('templates', 'activate', 'hotels/1')).toContain('hotels/1  active  PT');
  expect(await plan('templates', 'retire', 'hotels/1')).toContain('hotels/1  retired  PT');
  expect(await plan('templates', 'list')).toContain('standard/1');
});
