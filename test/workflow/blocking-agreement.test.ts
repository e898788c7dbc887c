import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { planToShow } from '../../api/pages/plan.ts';
import { answerQuestion, askQuestion } from '../../db/stores/approval-questions.ts';
import { blockStep } from '../../db/stores/step-execution.ts';
import { editStep } from '../../db/stores/plans.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { waits, type WaitingFor } from '../../domain/waiting.ts';
import { processStateQuery, searchAttributes } from '../../workflows/process/messages.ts';
import { idleDeps } from '../api/idle-deps.ts';
import { call, startServer, tokenFor, type TestServer } from '../api/server.ts';
import { printedByKam } from '../support/kam-command.ts';
import { eventually } from '../support/eventually.ts';
import {
  answer,
  currentPlan,
  manager,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  submit,
} from '../support/story.ts';
import { designateAndLetFall, openMarket, type Market } from '../support/market.ts';
import { leaveUntended, letClientPropose } from '../support/plan-waits.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { askForChanges, openQuarterWorld, type QuarterWorld } from '../support/quarter.ts';
import { bySubject, keysOf, still, type Told } from '../support/told-blockers.ts';
import { openWorld, type World } from '../support/world.ts';

/** A state in which a process waits: how to get there from the one before, and who is then among those who block. */
interface Waiting {
  readonly state: string;
  readonly waitingFor: WaitingFor;
  readonly reach: () => Promise<void>;
  readonly blocks: () => string;
}

/** The process that is looked at, in its world. */
interface Where {
  readonly world: World;
  readonly server: TestServer;
  readonly token: string;
  readonly workflowId: string;
}

const past = new Date('2020-01-01T09:00:00Z');
let world: World;
let server: TestServer;
let token: string;
let shop: Market;
let reviewed: QuarterWorld;
let escalated: EscalationWorld;
let at: Where;
let inSequence: string;
let asked: string;

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
  const db = world.database.app;
  server = await startServer({ db, operations: createOperations(idleDeps) });
  token = await tokenFor(db, 'viewer');
  at = { world, server, token, workflowId: planProcess(world) };
});
afterAll(async () => {
  await at.server.close();
  await at.world.close();
});

async function submitWithASequence(): Promise<void> {
  const plan = await currentPlan(world);
  const step = plan.steps.find(({ approverIds }) => approverIds.length > 1);
  if (!step) throw new Error('no step has two approvers');
  inSequence = step.title;
  const policy = { ...standardPolicy, undoMinutes: 0 };
  for (const { id, title } of plan.steps) {
    const { version } = await currentPlan(world);
    const edit = { planId: plan.id, version, by: manager(world), at: world.clock.now(), stepId: id };
    const order = title === inSequence ? 'sequence' : 'parallel';
    await editStep(world.database.app, { ...edit, change: { policy: { ...policy, order } } });
  }
  await submit(world);
}

async function askBack(): Promise<void> {
  const ofTheSequence = (await fromApi()).filter(({ title }) => title === inSequence);
  expect(ofTheSequence).toHaveLength(1);
  const [one] = await questions(world, world.firm.operations);
  if (!one) throw new Error('operations was not asked');
  const at = world.clock.now();
  const { question } = await askQuestion(world.database.app, { ...one, text: 'Why now?', at });
  asked = question.id;
  await ringAndSettle(world);
}

async function answerAndLetExpire(): Promise<void> {
  const db = world.database.app;
  const at = world.clock.now();
  await answerQuestion(db, { questionId: asked, text: 'Because.', by: manager(world), at });
  await ringAndSettle(world);
  await db('approver')
    .where({ person_id: world.firm.operations, state: 'asked' })
    .update({ expires_at: past });
  await ringAndSettle(world);
  expect((await fromApi()).map(({ insteadOf }) => insteadOf?.how)).toContain('escalated');
}

async function answerEverything(): Promise<void> {
  for (;;) {
    const open = await questions(world);
    if (open.length === 0) return;
    for (const question of open) await answer(world, { question });
    await ringAndSettle(world);
  }
}

async function becomeOverdue(): Promise<void> {
  await world.database.app('plan_step').where({ status: 'inProgress' }).update({ overdue_at: past });
  await ringAndSettle(world);
}

async function blockOneStep(): Promise<void> {
  const { id: planId, version, steps } = await currentPlan(world);
  const stepId = steps.find(({ status }) => status === 'overdue')?.id ?? '';
  const edit = { planId, version, by: manager(world), at: world.clock.now() };
  await blockStep(world.database.app, { ...edit, stepId, reason: 'Nobody is named.' });
  await ringAndSettle(world);
}

// In the order of a plan's life.
const states: readonly Waiting[] = [
  {
    state: 'drafting',
    waitingFor: 'submission',
    reach: async () => void (await startReview(world)),
    blocks: () => world.firm.manager,
  },
  {
    state: 'approving, in parallel and in sequence',
    waitingFor: 'decision',
    reach: submitWithASequence,
    blocks: () => world.firm.operations,
  },
  {
    state: 'approving, with a question',
    waitingFor: 'answer',
    reach: askBack,
    blocks: () => world.firm.manager,
  },
  {
    state: 'approving, escalated',
    waitingFor: 'decision',
    reach: answerAndLetExpire,
    blocks: () => world.firm.sponsor,
  },
  {
    state: 'executing, a step in progress',
    waitingFor: 'step',
    reach: answerEverything,
    blocks: () => world.firm.manager,
  },
  {
    state: 'executing, a step overdue',
    waitingFor: 'step',
    reach: becomeOverdue,
    blocks: () => world.firm.manager,
  },
  {
    state: 'executing, a step blocked',
    waitingFor: 'obstacle',
    reach: blockOneStep,
    blocks: () => world.firm.manager,
  },
  {
    state: 'executing, a client proposes another date',
    waitingFor: 'proposal',
    reach: () => letClientPropose(world),
    blocks: () => world.firm.manager,
  },
  {
    state: 'executing, tended by nobody',
    waitingFor: 'revalidation',
    reach: () => leaveUntended(world),
    blocks: () => world.firm.manager,
  },
];

// The world of plans is closed first, so that a selection has one of its own, under the process clock.
async function beginSelection(): Promise<void> {
  await server.close();
  await world.close();
  shop = await openMarket();
  const db = shop.world.database.app;
  const clock = { now: shop.now };
  const shopServer = await startServer({ db, operations: createOperations(idleDeps), clock });
  const { workflowId } = await shop.start();
  at = { world: shop.world, server: shopServer, token: await tokenFor(db, 'viewer'), workflowId };
}

const selectionStates: readonly Waiting[] = [
  {
    state: 'a selection, nominating',
    waitingFor: 'nomination',
    reach: beginSelection,
    blocks: () => shop.world.firm.owner,
  },
  {
    state: 'a selection, waiting for an exit to be settled',
    waitingFor: 'exit',
    reach: async () => {
      at = { ...at, workflowId: await designateAndLetFall(shop) };
    },
    blocks: () => shop.world.firm.manager,
  },
];

// The market is closed first, so that reviews have a world of their own, under the process clock.
async function wantChanges(): Promise<void> {
  await at.server.close();
  await shop.world.close();
  reviewed = await openQuarterWorld('blocking');
  const workflowId = await askForChanges(reviewed);
  const { world: quarters, close } = reviewed;
  const { app: db } = quarters.database;
  const clock = { now: reviewed.now };
  const server = await startServer({ db, operations: createOperations(idleDeps), clock });
  at = { world: { ...quarters, close }, server, token: await tokenFor(db, 'viewer'), workflowId };
}

const reviewStates: readonly Waiting[] = [
  {
    state: 'a review, to be changed before it is signed off',
    waitingFor: 'agenda',
    reach: wantChanges,
    blocks: () => reviewed.world.firm.manager,
  },
  {
    state: 'a review, held without minutes',
    waitingFor: 'minutes',
    reach: () => reviewed.play('2027-04-28T12:00:00.000Z'),
    blocks: () => reviewed.world.firm.manager,
  },
];

// The reviews are closed first; the world of escalations has its own clock too.
async function escalate(): Promise<void> {
  await at.server.close();
  await at.world.close();
  escalated = await openEscalationWorld('blocking an escalation', '2027-01-11T09:00:00.000Z');
  const { world: small, server: pages, close } = escalated;
  const { app: db } = small.database;
  const wish = { accountId: small.firm.accountId, cause: 'late-deliveries', title: 'Late', severity: 3 };
  const { body } = await escalated.post('/escalations', wish);
  const { workflowId } = (body as { escalation: { workflowId: string } }).escalation;
  const own = { ...pages, close: () => Promise.resolve() };
  at = { world: { ...small, close }, server: own, token: await tokenFor(db, 'viewer'), workflowId };
}

const taking: Waiting = {
  state: 'an escalation, to be taken by the first whom it asked',
  waitingFor: 'acknowledgement',
  reach: escalate,
  blocks: () => escalated.world.firm.manager,
};

const carryingOn: Waiting = {
  state: 'an escalation, to be carried on by whoever took it',
  waitingFor: 'escalation',
  async reach() {
    const { operations: personId } = escalated.world.firm;
    const { items } = (await (
      await call(at.server, { path: '/v1/escalations?limit=1', token: at.token })
    ).json()) as { items: { id: string }[] };
    await escalated.post(`/escalations/${items[0]?.id ?? ''}/acknowledge`, { personId });
  },
  blocks: () => escalated.world.firm.operations,
};

const workingOn: Waiting = {
  state: 'an escalation, with a task to be done by somebody inside the firm',
  waitingFor: 'escalationTask',
  async reach() {
    const { finance: ownerId } = escalated.world.firm;
    const dueOn = new Date(escalated.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    const { items } = (await (
      await call(at.server, { path: '/v1/escalations?limit=1', token: at.token })
    ).json()) as { items: { id: string }[] };
    const task = { title: 'Count the desks', function: 'finance', ownerId, dueOn };
    await escalated.post(`/escalations/${items[0]?.id ?? ''}/tasks`, task);
  },
  blocks: () => escalated.world.firm.finance,
};

async function fromApi(): Promise<readonly Told[]> {
  const path = `/v1/processes/${encodeURIComponent(at.workflowId)}`;
  const { blocking } = (await (await call(at.server, { path, token: at.token })).json()) as {
    blocking: Told[];
  };
  return blocking;
}

async function fromApprovals(): Promise<readonly Told[]> {
  const answer = await call(at.server, { path: '/v1/approvals', token: at.token });
  const { items } = (await answer.json()) as { items: { blocking: Told[] }[] };
  return items.flatMap(({ blocking }) => blocking);
}

async function fromCommand(): Promise<readonly Told[]> {
  const words = ['approvals', 'list', '--json', '--limit', '1000'];
  const stdout = await printedByKam(at.world.database.appUrl, words);
  const { items } = JSON.parse(stdout) as { items: Told[] };
  return items.filter(({ workflowId }) => workflowId === at.workflowId);
}

async function fromSearch(): Promise<readonly string[]> {
  const query = `WorkflowId = '${at.workflowId}'`;
  for await (const found of at.world.client.workflow.list({ query })) {
    const named = found.typedSearchAttributes.get(searchAttributes.blockedOn) ?? [];
    return [...named].sort();
  }
  return [];
}

/** What a process waits for in this state, after everybody who tells it was found to tell the same. */
async function agreed({ reach, waitingFor, blocks }: Waiting): Promise<readonly Told[]> {
  await reach();
  const told = await fromApi();
  expect(told).toContainEqual(expect.objectContaining({ waitingFor, personId: blocks() }));
  expect(told.filter(({ businessHoursWaited }) => !(businessHoursWaited >= 0))).toEqual([]);
  expect((await fromCommand()).map(still)).toEqual(told.map(still));
  await eventually(async () => expect(await fromSearch()).toEqual(keysOf(told)));

  const waiting = told.filter((one) => one.waitingFor === 'decision' || one.waitingFor === 'answer');
  const approvals = [...(await fromApprovals())].sort(bySubject);
  expect(approvals.map(still)).toEqual([...waiting].sort(bySubject).map(still));

  const handle = at.world.client.workflow.getHandle(at.workflowId);
  const { blockedOn, asOf } = await handle.query(processStateQuery);
  const seen = told.map((one) => ({
    person: `person-${one.personId}`,
    waitingFor: `${one.waitingFor} ${one.subject}`,
    since: one.since,
    until: one.until,
    then: one.escalatesTo && `person-${one.escalatesTo.personId}`,
    hoursWaited: expect.any(Number) as number,
  }));
  expect(blockedOn).toEqual(seen);
  const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain(`Waits for, as of ${String(asOf)}`);
  for (const { person, waitingFor: what, then } of seen)
    expect(currentDetails).toMatch(
      new RegExp(
        `${person}\\*\\*: ${what}, since .* business hours, .*${then === null ? '' : `then ${then}`}`,
      ),
    );
  return told;
}

describe('who is blocking', () => {
  it('has a state here for everything that a process can wait for', () => {
    const covered = [...states, ...selectionStates, ...reviewStates, taking, carryingOn, workingOn].map(
      ({ waitingFor }) => waitingFor,
    );
    expect([...new Set(covered)].sort()).toEqual([...waits].sort());
  });

  it.each(states)('is told alike everywhere while it is $state', async (state) => {
    const told = await agreed(state);
    const { id } = await currentPlan(world);
    const page = await planToShow(world.database.app, { id, now: world.clock.now() });
    expect(page?.waiting.map(({ name, next }) => [name, next])).toEqual(
      told.map((one) => [one.personName, one.escalatesTo?.personName ?? null]),
    );
  });

  it.each([...selectionStates, ...reviewStates, taking, carryingOn, workingOn])(
    'is told alike everywhere while another process is $state',
    async (state) => {
      await agreed(state);
    },
  );
});
