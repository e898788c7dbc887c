import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApprovalActivities } from '../../activities/approvals.ts';
import { cancelAbsence, listAbsences, setAbsence, type AbsenceResult } from '../../db/stores/absences.ts';
import { takeBack } from '../../db/stores/hand-overs.ts';
import { cancelStep, editStep } from '../../db/stores/plans.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import type { StepContent } from '../../domain/planning/step.ts';
import {
  currentPlan,
  mailsOf,
  manager,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

const hour = 60 * 60 * 1000;
let world: World;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
});
afterEach(() => world.close());

async function edit(stepIndex: number): Promise<Parameters<typeof cancelStep>[1]> {
  const { id: planId, version, steps } = await currentPlan(world);
  const stepId = steps[stepIndex]?.id ?? '';
  return { planId, version, stepId, by: manager(world), at: world.clock.now(), reason: 'not this year' };
}

// Leaves the plan with its first step alone.
async function draft(change: Partial<StepContent>): Promise<void> {
  for (const index of (await startReview(world)).steps.keys())
    if (index > 0) await cancelStep(world.database.app, await edit(index));
  const policy = { ...standardPolicy, undoMinutes: 0 };
  await editStep(world.database.app, { ...(await edit(0)), change: { policy, ...change } });
}

async function away(
  personId: string,
  standInId: string,
  { from = -1, to = 100 }: { from?: number; to?: number } = {},
): Promise<Extract<AbsenceResult, { kind: 'done' }>> {
  const at = world.clock.now();
  const result = await setAbsence(world.database.app, {
    personId,
    standIn: { id: standInId },
    startsAt: new Date(at.getTime() + from * hour),
    endsAt: new Date(at.getTime() + to * hour),
    via: 'api',
    by: manager(world),
    at,
  });
  if (result.kind === 'refused') throw new Error(`refused: ${result.refused.join()}`);
  for (const workflowId of result.workflowIds) await ringAndSettle(world, workflowId);
  return result;
}

const asked = async (): Promise<readonly string[]> =>
  (await questions(world)).map(({ personId }) => personId);
const mailTo = (address: string): string =>
  (
    world.inbox.mails.findLast(({ envelopeTo }) => envelopeTo.includes(`${address}@example.com`))?.parsed
      .text ?? ''
  ).replace(/\s+/g, ' ');

async function states(): Promise<readonly { person_id: string; state: string; how: string }[]> {
  return world.database.app('approver').orderBy('id').select('person_id', 'state', 'how');
}

async function expire(personId: string): Promise<void> {
  const seat = await world.database
    .app('approver')
    .where({ person_id: personId, state: 'asked' })
    .first<{ id: string; expires_at: Date }>('id', 'expires_at');
  const { expireApprover } = createApprovalActivities({ db: world.database.app, links: world.links });
  const at = seat.expires_at.toISOString();
  const move = { workflowId: planProcess(world), at, seq: 0, subject: seat.id };
  const { notificationIds } = await expireApprover(move);
  await world.sendMail({ notificationIds });
}

describe('an approver who is away', () => {
  it('is not asked: the stand-in is, and is told for whom', async () => {
    const { operations, finance } = world.firm;
    await draft({ approverIds: [operations] });
    await away(operations, finance);
    await submit(world);
    expect(await asked()).toEqual([finance]);
    expect(mailTo('finance')).toContain('Operations is away and has named you as stand-in');
    expect(mailTo('operations')).toBe('');
    expect(await states()).toMatchObject([
      { person_id: operations, state: 'handedOver' },
      { person_id: finance, state: 'asked', how: 'absent' },
    ]);
  });

  it('hands over what they were asked when the absence begins, by the clock of the workflow', async () => {
    const { operations, finance } = world.firm;
    await draft({ approverIds: [operations] });
    await submit(world);
    const { absence } = await away(operations, finance, { from: 0 });
    expect(await asked()).toEqual([finance]);
    expect(await mailsOf(world, 'hand-over-note')).toBe(1);
    await cancelAbsence(world.database.app, {
      ...{ personId: operations, absenceId: absence.id, via: 'api', by: manager(world) },
      at: world.clock.now(),
    });
    await ringAndSettle(world);
    expect(await asked()).toEqual([finance]);
    expect(await listAbsences(world.database.app, { personId: operations, asOf: world.clock.now() })).toEqual(
      [],
    );
  });

  it('wakes the process for an absence that lies ahead, which is then the next date', async () => {
    const { operations, finance } = world.firm;
    await draft({ approverIds: [operations] });
    await submit(world);
    const { absence } = await away(operations, finance, { from: 1 });
    expect(await asked()).toEqual([operations]);
    const { memo, typedSearchAttributes } = await world.client.workflow
      .getHandle(planProcess(world))
      .describe();
    expect(JSON.stringify({ memo, typedSearchAttributes })).toContain(absence.startsAt.toISOString());
  });

  it('can take a decision back from the stand-in, and it does not wander off again', async () => {
    const { operations, finance } = world.firm;
    await draft({ approverIds: [operations] });
    await submit(world);
    const [own] = await questions(world, operations);
    if (!own) throw new Error('operations was not asked');
    await away(operations, finance, { from: 0 });
    await takeBack(world.database.app, { ...own, at: world.clock.now() });
    await ringAndSettle(world);
    expect(await asked()).toEqual([operations]);
  });

  it.each(['requester', 'owner', 'asked', 'inactive'] as const)(
    'is asked all the same, and the manager told, when the stand-in is %s',
    async (why) => {
      const { operations, finance, director, sponsor, manager: requester } = world.firm;
      const standIn = { requester, owner: sponsor, asked: finance, inactive: director }[why];
      await draft({ approverIds: [operations, finance], ownerId: sponsor });
      await away(operations, standIn);
      if (why === 'inactive')
        await world.database.app('person').where({ id: director }).update({ active: false });
      await submit(world);
      expect(await asked()).toEqual([operations, finance]);
      expect(await mailsOf(world, 'absence-nobody')).toBe(1);
      await ringAndSettle(world);
      expect(await mailsOf(world, 'absence-nobody')).toBe(1);
    },
  );

  it('passes an escalation on to the stand-in of the superior, but never to the owner of the step', async () => {
    const { operations, finance, sponsor, director, owner } = world.firm;
    await draft({ approverIds: [operations, finance], ownerId: director });
    await away(sponsor, owner, { to: 1000 });
    await submit(world);
    await expire(operations);
    expect(await asked()).toEqual([finance, owner]);
    expect(mailTo('owner')).toContain('Sponsor is away');
    expect(await states()).toMatchObject([
      { person_id: operations, state: 'expired' },
      { person_id: finance, state: 'asked' },
      { person_id: sponsor, state: 'handedOver', how: 'escalated' },
      { person_id: owner, state: 'asked', how: 'absent' },
    ]);
  });

  it('leaves an escalation with the superior whose stand-in carries the step out', async () => {
    const { operations, sponsor, director } = world.firm;
    await draft({ approverIds: [operations], ownerId: director });
    await away(sponsor, director, { to: 1000 });
    await submit(world);
    await expire(operations);
    expect(await asked()).toEqual([sponsor]);
    expect(await mailsOf(world, 'absence-nobody')).toBe(1);
  });
});
