import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandOverActivities } from '../../activities/hand-overs.ts';
import type { Db } from '../../db/client.ts';
import { nextPlanDue } from '../../db/read-models/due-dates.ts';
import { setAbsence } from '../../db/stores/absences.ts';
import { handOver, reassignSeat, takeBack } from '../../db/stores/hand-overs.ts';
import { unconsumedFacts } from '../../db/stores/processes.ts';
import { recallRequest } from '../../db/stores/recalls.ts';
import { effectiveSeats, getRequest, listSeats } from '../../db/stores/requests.ts';
import { cancelStep, editStep } from '../../db/stores/plans.ts';
import { outcomeOf, standardPolicy } from '../../domain/approvals/policy.ts';
import { eventually } from '../support/eventually.ts';
import {
  answer,
  currentPlan,
  mailsOf,
  manager,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  submit,
  type Question,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

const moves = ['decide', 'delegate', 'takeBack', 'reassign', 'recall', 'absence'] as const;
type MoveName = (typeof moves)[number];
type Said = { readonly move: MoveName; readonly said: string };

async function openStep(): Promise<{ world: World; question: Question }> {
  const world = await openWorld();
  await world.startWorker();
  const edit = async (index: number): Promise<Parameters<typeof cancelStep>[1]> => {
    const { id: planId, version, steps } = await currentPlan(world);
    const stepId = steps[index]?.id ?? '';
    return { planId, version, stepId, by: manager(world), at: world.clock.now(), reason: 'not this year' };
  };
  for (const index of (await startReview(world)).steps.keys())
    if (index > 0) await cancelStep(world.database.app, await edit(index));
  const policy = { ...standardPolicy, undoMinutes: 0 };
  const change = { policy, approverIds: [world.firm.operations], ownerId: world.firm.finance };
  await editStep(world.database.app, { ...(await edit(0)), change });
  await submit(world);
  const [question] = await questions(world, world.firm.operations);
  if (!question) throw new Error('operations was not asked');
  return { world, question };
}

async function make(world: World, { move, question }: { move: MoveName; question: Question }): Promise<Said> {
  const db = world.database.app;
  const at = world.clock.now();
  const by = manager(world);
  const { requestId: approvalId, personId } = question;
  const { owner, sponsor } = world.firm;
  const reason = 'It cannot wait.';
  const act: Record<MoveName, () => Promise<object>> = {
    decide: () => answer(world, { question, at }),
    delegate: () =>
      handOver(db, { ...question, how: 'delegated', email: 'director@example.com', words: '', at }),
    takeBack: () => takeBack(db, { ...question, at }),
    reassign: async () => {
      const seat = (await listSeats(db, approvalId)).find((one) => one.personId === personId);
      return reassignSeat(db, { approvalId, approverId: seat?.id ?? '', personId: owner, reason, by, at });
    },
    recall: () => recallRequest(db, { approvalId, reason, by, at }),
    absence: () =>
      setAbsence(db, {
        ...{ personId, standIn: { id: sponsor }, via: 'api', by, at },
        ...{ startsAt: at, endsAt: new Date(at.getTime() + 60_000) },
      }),
  };
  const said = await act[move]().then(
    (result) => ('kind' in result && typeof result.kind === 'string' ? result.kind : 'done'),
    (error: { code?: string }) => error.code ?? 'failed',
  );
  return { move, said };
}

// What must hold whatever won: one effective seat, at most one decision, an outcome that follows from the seats, and a step that agrees.
async function consistent(on: World, requestId: string): Promise<void> {
  const db = on.database.app;
  const [request, seats] = [await getRequest(db, requestId), await listSeats(db, requestId)];
  const live = effectiveSeats(seats);
  const decisions = await db('decision').where({ request_id: requestId }).select('id');
  expect(decisions.length).toBeLessThanOrEqual(1);
  const step = (await currentPlan(on)).steps.find(
    ({ id }) => request.subject.kind === 'step' && id === request.subject.stepId,
  );
  if (request.status === 'recalled') {
    expect(decisions).toEqual([]);
    expect(step?.status).toBe('draft');
    expect(seats.filter(({ state }) => state === 'asked' || state === 'waiting')).toEqual([]);
    return;
  }
  expect(live).toHaveLength(1);
  const states = live.map(({ state }) => state);
  expect(outcomeOf(request.policy, states)).toBe(request.status);
  expect(decisions).toHaveLength(request.status === 'approved' ? 1 : 0);
  expect(['approved', 'inProgress']).toContain(request.status === 'approved' ? step?.status : 'approved');
  if (request.status === 'open') expect(step?.status).toBe('pending');
}

// The workflow's effects in its own order: facts first, then dates that have come.
async function follow(on: World): Promise<void> {
  const db = on.database.app;
  const { id } = await currentPlan(on);
  const acts = createHandOverActivities({ db, links: on.links });
  const effects = { seatHandedOver: acts.followHandOver, seatTakenBack: acts.followTakeBack };
  const others = { approvalRecalled: acts.followRecall, absenceChanged: acts.followAbsence };
  const workflowId = planProcess(on);
  const at = on.clock.now().toISOString();
  for (const { seq, kind } of await unconsumedFacts(db, workflowId)) {
    const effect = Object.entries({ ...effects, ...others }).find(([name]) => name === kind)?.[1];
    await effect?.({ workflowId, seq, at, subject: '' });
  }
  for (;;) {
    const due = await nextPlanDue(db, id);
    if (due?.effect !== 'handOverAbsent' || due.at > at) break;
    await acts.handOverAbsent({ workflowId, seq: 0, at, subject: due.subject });
  }
}

describe('hand-overs, recalls and absences against a decision', () => {
  let world: World;
  let question: Question;

  beforeAll(async () => {
    ({ world, question } = await openStep());
    await world.stopWorker();
    world.clock.set(new Date());
  });
  afterAll(() => world.close());

  async function inThrowAway(work: (on: World) => Promise<void>): Promise<void> {
    const undo = new Error('undo');
    await world.database.app
      .transaction(async (trx: Db) => {
        await work({ ...world, database: { ...world.database, app: trx } });
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
  }

  it('leave consistent records in every order, with effects between them or not', async () => {
    const some = fc.array(fc.record({ move: fc.constantFrom(...moves), follows: fc.boolean() }), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(some, async (wishes) => {
        await inThrowAway(async (on) => {
          for (const { move, follows } of wishes) {
            await make(on, { move, question });
            await consistent(on, question.requestId);
            if (follows) await follow(on);
            await consistent(on, question.requestId);
          }
          await follow(on);
          const asked = (await questions(on)).filter(({ requestId }) => requestId === question.requestId);
          const { status } = await getRequest(on.database.app, question.requestId);
          expect(asked).toHaveLength(status === 'open' ? 1 : 0);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('at the very same moment', () => {
  it.each([
    ['delegate', 'decide'],
    ['recall', 'decide'],
    ['reassign', 'decide'],
    ['absence', 'decide'],
    ['delegate', 'recall'],
    ['delegate', 'reassign'],
  ] as const)('%s and %s have one outcome, and the workflow agrees', async (one, other) => {
    const { world, question } = await openStep();
    const six = [one, other, one, other, one, other];
    const answers = await Promise.all(six.map((move) => make(world, { move, question })));
    for (const { said } of answers)
      expect(['done', 'recorded', 'repeated', 'handedOver', 'refused', 'closed', 'alreadyDecided']).toContain(
        said,
      );
    const won = answers.filter(({ said }) => ['done', 'recorded', 'handedOver'].includes(said));
    const deciding = won.map(({ move }) => move).filter((move) => move !== 'absence');
    // A request that was handed over is still open, so that its recall comes through after it, never before.
    if (one === 'delegate' && other === 'recall')
      expect([['recall'], ['delegate', 'recall']]).toContainEqual(deciding.toSorted());
    else expect(deciding).toHaveLength(1);
    await consistent(world, question.requestId);
    await ringAndSettle(world);
    await consistent(world, question.requestId);
    const { status } = await getRequest(world.database.app, question.requestId);
    expect(await questions(world)).toHaveLength(status === 'open' ? 1 : 0);
    await eventually(async () => {
      const { typedSearchAttributes } = await world.client.workflow.getHandle(planProcess(world)).describe();
      const blockedOn = JSON.stringify(typedSearchAttributes);
      for (const { personId } of await questions(world)) expect(blockedOn).toContain(`person-${personId}`);
      if (status === 'open' && one !== 'absence')
        expect(blockedOn).not.toContain(`person-${world.firm.operations}"`);
    });
    expect(await mailsOf(world, 'approval-reminder')).toBe(0);
    await world.close();
  });
});
