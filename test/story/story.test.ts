import { Client, Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { historiesOf, type History } from '../support/replay.ts';
import { workflowBundle } from '../support/world.ts';
import { openBrowser } from '../web/browser.ts';
import { linkIn, startStack, type MailboxMail, type RunningStack } from './running-stack.ts';

interface Page<T> {
  readonly items: readonly T[];
}

interface Plan {
  readonly id: string;
  readonly workflowId: string;
  readonly status: string;
  readonly steps: readonly { readonly id: string; readonly title: string; readonly status: string }[];
}

const year = new Date().getUTCFullYear() + 1;
let stack: RunningStack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await stack.place.remove();
});

async function readPlan(id: string): Promise<Plan> {
  return (await stack.api<Plan>(`/plans/${id}`)).body;
}

async function draftedPlan(): Promise<{ plan: Plan; etag: string }> {
  const { body: accounts } = await stack.api<Page<{ id: string; key: string }>>(
    '/accounts?search=agent-1&limit=200',
  );
  const account = accounts.items.find(({ key }) => key === 'agent-1');
  const started = await stack.api('/account-reviews', {
    method: 'POST',
    body: { accountId: account?.id, year },
  });
  expect(started.status).toBe(202);
  return eventually(async () => {
    const { body } = await stack.api<Page<Plan>>(`/plans?accountId=${account?.id ?? ''}`);
    const [found] = body.items;
    if (!found) throw new Error('no plan has been drafted yet');
    const { body: plan, etag } = await stack.api<Plan>(`/plans/${found.id}`);
    return { plan, etag };
  });
}

interface RulesVersion {
  readonly version: number;
  readonly rules: { readonly rules: readonly { readonly policy: object }[] };
}

// A firm that leaves no time for taking decisions back, so that the story need not wait for it.
async function setPromptRules(): Promise<void> {
  const { body: current } = await stack.api<RulesVersion>('/approval-rules');
  const rules = current.rules.rules.map((rule) => ({ ...rule, policy: { ...rule.policy, undoMinutes: 0 } }));
  const body = { rules: { ...current.rules, rules }, reason: 'decisions take effect at once' };
  const set = await stack.api<RulesVersion>('/approval-rules', { method: 'POST', body });
  expect([set.status, set.body.version]).toEqual([201, current.version + 1]);
}

// What mail gateways do with every link before a person sees the mail.
async function scan(link: string): Promise<void> {
  for (const method of ['HEAD', 'GET', 'OPTIONS'])
    await fetch(link, { method, headers: { 'user-agent': 'Mozilla/5.0 (compatible; LinkScanner/2.0)' } });
  await fetch(link, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } });
  const page = await browser.newPage();
  await page.goto(link);
  await page.reload();
  await page.close();
}

async function approveInBrowser(link: string): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.goto(link);
  await page.getByLabel('Approve').check();
  await page.getByRole('button', { name: 'Send my decision' }).click();
  const text = await page.locator('main').innerText();
  await page.close();
  return text;
}

async function questions(): Promise<readonly MailboxMail[]> {
  const mails = (await stack.mails()).filter(({ subject }) => subject.startsWith('Your decision, please'));
  expect(mails).toHaveLength(5);
  return mails;
}

async function replayStory(workflowIds: readonly string[]): Promise<ReadonlyMap<string, History>> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection, namespace: 'kam' });
  const replayed = new Map<string, History>();
  for (const workflowId of workflowIds)
    for (const [run, history] of (await historiesOf(client, workflowId)).entries()) {
      await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowId);
      replayed.set(`${workflowId}, run ${run} from the last`, history);
    }
  await connection.close();
  return replayed;
}

it('goes from the imported bookings to a decision by mail link and on to the work', async () => {
  const { body: imports } = await stack.api<Page<{ state: string; inserted: number }>>('/imports');
  expect(imports.items).toMatchObject([{ state: 'done', inserted: 119_390 }]);

  await setPromptRules();
  const { plan, etag } = await draftedPlan();
  const [first, second] = plan.steps;
  const edit = { method: 'PATCH', body: { cost: '4800.00' } };
  const step = `/plans/${plan.id}/steps/${second?.id ?? ''}`;
  expect((await stack.api(step, edit)).status).toBe(428);
  const edited = await stack.api(step, { ...edit, headers: { 'if-match': etag } });
  expect(edited.status).toBe(200);
  expect((await stack.api(step, { ...edit, headers: { 'if-match': etag } })).status).toBe(412);
  const submit = { method: 'POST', headers: { 'if-match': edited.etag } };
  expect((await stack.api(`/plans/${plan.id}/submit`, submit)).status).toBe(200);

  const asked = await eventually(questions);
  for (const mail of asked) await scan(linkIn(mail));
  expect((await readPlan(plan.id)).steps.map(({ status }) => status)).toEqual(Array(4).fill('pending'));
  expect(asked.some(({ text }) => text.includes('€4,800'))).toBe(true);

  const question = asked.find(({ subject }) => subject.includes(first?.title ?? ''));
  if (!question) throw new Error('nobody was asked about the first step');
  expect(question.headers['auto-submitted']).toBe('auto-generated');
  expect(await approveInBrowser(linkIn(question))).toContain('approved');
  // Nothing can be undone under these rules, so that the workflow may have started the step already.
  expect(['approved', 'inProgress']).toContain((await readPlan(plan.id)).steps[0]?.status);
  await eventually(async () => {
    const mails = await stack.mails(question.to[0]?.address);
    expect(mails.map(({ subject }) => subject).join()).toContain('approved');
  });

  for (const mail of asked.filter((one) => one !== question)) await approveInBrowser(linkIn(mail));
  await eventually(async () => {
    const now = await readPlan(plan.id);
    expect(now.status).toBe('executing');
    expect(now.steps.map(({ status }) => status)).toEqual(Array(4).fill('inProgress'));
  });
  const home = await (await fetch(stack.publicUrl)).text();
  expect(home).toContain('Travel agent 1');
  const review = plan.workflowId.replace(/^annual-plan\/(\d+)\/.*/, 'account-review/$1');
  const histories = await replayStory([plan.workflowId, review]);
  expect(histories.size).toBeGreaterThanOrEqual(2);
  expect(await stack.secretsLeft(histories)).toEqual([]);
});
