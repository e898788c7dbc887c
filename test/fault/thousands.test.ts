import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { connect, type Db } from '../../db/client.ts';
import { contentHash } from '../../db/content-hash.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { addStep, submitPlan } from '../../db/stores/plans.ts';
import { addSeat, askSeat, openRequest } from '../../db/stores/requests.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { contentOf } from '../../domain/planning/step.ts';
import { processStateQuery } from '../../workflows/process/messages.ts';
import { startServer, type TestServer } from '../api/server.ts';
import { withoutDirectMail } from '../support/direct-mail.ts';
import { eventually } from '../support/eventually.ts';
import { addPeople } from '../support/people.ts';
import { testSeal } from '../support/receipt-seal.ts';
import { historiesOf } from '../support/replay.ts';
import { settle } from '../support/settle.ts';
import { manager, questions, ringAndSettle, storyYear, type Question } from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

// The plan's own four steps ask five approvers, so each plan takes 100 decisions and the account 2,000.
const plans = 20;
const extraSteps = 5;
const approversEach = 19;
const decisionsInAll = plans * (5 + extraSteps * approversEach);
const restarts = 6;
const atOnce = 16;
const patienceMs = 1_200_000;
let world: World;
let server: TestServer;
let poolOfApi: Db;

beforeAll(async () => {
  world = await openWorld({ mailEnabled: false });
  const { database, clock, log, links, ring } = world;
  poolOfApi = connect(database.appUrl);
  const deps = { db: poolOfApi, clock, log, links, ring, receipts: testSeal, ...withoutDirectMail };
  const open = { publicUrl: 'http://127.0.0.1', addresses: [], linksPerMinute: 1_000_000 };
  server = await startServer({
    db: poolOfApi,
    operations: [],
    pages: createPageRoutes({ ...deps, ...open }),
    clock,
  });
  await world.startWorker();
}, 600_000);
afterAll(async () => {
  await server.close();
  await poolOfApi.destroy();
  await world.close();
}, 1_200_000);

const workflowOf = (year: number): string => `annual-plan/${world.firm.accountId}/${year}`;
const years = Array.from({ length: plans }, (_, index) => storyYear + index);

async function askTwoThousand(): Promise<void> {
  const { app } = world.database;
  const by = manager(world);
  const at = world.clock.now();
  const people = await addPeople(app, approversEach);
  const { accountId, manager: ownerId } = world.firm;
  for (const year of years) await requestAccountReview(app, { accountId, year, by, at });
  await ringAndSettle(world, `account-review/${accountId}`);
  const policy = { ...standardPolicy, undoMinutes: 0 };
  const what = { description: '', type: 'workshop', cost: '100.00', benefit: '0.00', ownerId, policy };
  for (const year of years) {
    for (let number = 1; number <= extraSteps; number += 1) {
      const { id: planId, version } = await getPlan(app, { workflowId: workflowOf(year) });
      const content = { ...what, title: `Extra ${number}`, dueOn: `${year}-06-30`, approverIds: [...people] };
      await addStep(app, { planId, version, by, at, content });
    }
    const { id: planId, version } = await getPlan(app, { workflowId: workflowOf(year) });
    const plan = await submitPlan(app, { planId, version, by, at });
    await app.transaction((trx) => askAll(trx, plan));
    await ringAndSettle(world, workflowOf(year));
  }
}

// As the process would ask them, but without their mails, which are not what is measured here.
async function askAll(db: Db, plan: Plan): Promise<void> {
  const at = world.clock.now();
  const { links } = world;
  for (const step of plan.steps.filter(({ title }) => title.startsWith('Extra'))) {
    const content = contentOf(step);
    const requestId = await openRequest(db, {
      ...{ workflowId: plan.workflowId, revision: plan.revision },
      subject: { kind: 'step', planId: plan.id, stepId: step.id },
      ...{ content, contentHash: contentHash(content), policy: step.policy, rule: null, verify: 'link' },
      ...{ requestedBy: plan.managerId, requestedAt: at },
    });
    for (const [index, personId] of step.approverIds.entries()) {
      const seatId = await addSeat(db, { requestId: requestId ?? '', personId, position: index + 1 });
      const link = { linkId: randomUUID(), keyId: links.currentKeyId };
      const tokenSha256 = links.sha256(links.token(link));
      const expiresAt = new Date(at.getTime() + 7 * 86_400_000);
      const kept = { id: link.linkId, keyId: link.keyId, tokenSha256 };
      await askSeat(db, { seatId, at, remindAt: null, expiresAt, link: kept });
    }
  }
}

async function approve(question: Question): Promise<string> {
  const { linkId, requestId: request, contentHash: hash } = question;
  const answer = await fetch(
    `${server.url}/d/${world.links.token({ linkId, keyId: world.links.currentKeyId })}`,
    {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams({ request, hash, choice: 'approve', comment: '' }),
    },
  );
  return /<h1>(.*?)<\/h1>/s.exec(await answer.text())?.[1] ?? `status ${answer.status}`;
}

/** Sends every decision, each tenth twice at once, while the worker is stopped and started again; returns how each was answered. */
async function decideAll(asked: readonly Question[]): Promise<readonly string[]> {
  const waiting = asked.flatMap((question, index) => (index % 10 === 0 ? [question, question] : [question]));
  const total = waiting.length;
  // Every plan has answers coming in at any time.
  waiting.sort((one, other) => one.personId.localeCompare(other.personId));
  const answers: string[] = [];
  const approver = async (): Promise<void> => {
    for (let question = waiting.pop(); question; question = waiting.pop())
      answers.push(await approve(question));
  };
  const operations = async (): Promise<void> => {
    for (let restart = 1; restart <= restarts; restart += 1) {
      const sent = (total * restart) / (restarts + 1);
      await expect.poll(() => answers.length, { timeout: patienceMs }).toBeGreaterThan(sent);
      await world.stopWorker();
      await world.startWorker();
    }
  };
  await Promise.all([...Array.from({ length: atOnce }, approver), operations()]);
  return answers;
}

async function countOf(from: string): Promise<readonly number[]> {
  const query = `select cast(count(*) as integer) as rows, cast(count(distinct decision) as integer) as decisions from (${from}) found`;
  const { rows } = await world.database.app.raw<{ rows: { rows: number; decisions: number }[] }>(query);
  return [rows[0]?.rows ?? 0, rows[0]?.decisions ?? 0];
}

// Each of them once for each decision.
const traces = {
  decisions: `select d.approver_id as decision from decision d`,
  facts: `select d.id as decision from decision d join inbox_fact f on f.payload ->> 'decisionId' = cast(d.id as text)
    where f.kind = 'approvalDecided' and f.consumed_at is not null and not f.late`,
  receipts: `select d.id as decision from decision d join notification n
    on n.kind = 'decision-receipt' and n.data ->> 'receiptNumber' = cast(d.id as text)`,
  audit: `select d.id as decision from decision d join audit_event e
    on e.kind = 'decision.recorded' and e.data ->> 'decisionId' = cast(d.id as text)`,
};

it(`takes ${decisionsInAll} decisions while plans continue as new and workers restart: none lost, none doubled`, async ({
  annotate,
}) => {
  await askTwoThousand();
  const asked = await questions(world);
  expect(asked).toHaveLength(decisionsInAll);
  const { app } = world.database;
  const started = performance.now();
  const answers = await decideAll(asked);
  const answered = performance.now();
  const count = (title: string): number => answers.filter((one) => one === title).length;
  expect(count('Your decision is recorded')).toBe(decisionsInAll);
  expect(count('Your decision had been recorded before')).toBe(decisionsInAll / 10);
  expect(answers).toHaveLength(decisionsInAll * 1.1);

  // Rings that found no worker or too many others under way are made up for by the delivery loop.
  world.clock.set(new Date(Date.now() + 3_600_000));
  await eventually(async () => {
    await world.deliver();
    expect(await app('inbox_fact').whereNull('consumed_at').where({ late: false })).toEqual([]);
  }, patienceMs);
  await settle(world);
  const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(1);

  for (const [trace, query] of Object.entries(traces))
    expect([trace, ...(await countOf(query))]).toEqual([trace, decisionsInAll, decisionsInAll]);
  let events = 0;
  let runs = 0;
  for (const year of years) {
    const plan = await getPlan(app, { workflowId: workflowOf(year) });
    expect(new Set(plan.steps.map(({ status }) => status))).toEqual(new Set(['inProgress']));
    const handle = world.client.workflow.getHandle(workflowOf(year));
    expect(await handle.query(processStateQuery)).toMatchObject({ stage: 'executing', facts: [] });
    const histories = await historiesOf(world.client, workflowOf(year));
    expect(histories.length).toBeGreaterThan(1);
    runs += histories.length;
    events += histories.reduce((sum, { events: some }) => sum + (some?.length ?? 0), 0);
  }
  await annotate(
    `${decisionsInAll} decisions answered in ${((answered - started) / 1000).toFixed(1)} s and carried out ${seconds(answered)} s later; ` +
      `${runs} runs of ${plans} plans, ${(events / decisionsInAll).toFixed(1)} events for each decision, ${restarts} restarts.`,
  );
}, 2_400_000);
