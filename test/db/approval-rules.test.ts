import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentRules, getRules, listRules, setRules } from '../../db/stores/approval-rules.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { editStep, submitPlan } from '../../db/stores/plans.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { standardRules, type RuleSet } from '../../domain/approvals/rules.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { StepChange } from '../../domain/planning/step.ts';
import { openDesk, type Desk } from '../web/desk.ts';

const at = new Date('2026-12-01T09:00:00Z');
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const [standard] = standardRules.rules;

function change(rules: unknown, reason = 'tried out'): ReturnType<typeof setRules> {
  return setRules(desk.database.app, { rules, reason, by: { kind: 'apiKey', id: '1' }, at });
}

function largeSpend(ownPolicyAllowed: boolean): RuleSet {
  if (!standard) throw new Error('there is no standard rule');
  const policy = { ...standard.policy, order: 'sequence' as const, undoMinutes: 0 };
  const large = { name: 'large spend', when: { amountFrom: '9000' }, policy, ownPolicyAllowed };
  return { codeFrom: '9000', rules: [large, standard] };
}

async function plan(): Promise<Plan> {
  const { id } = await desk.database.app('plan').first<{ id: string }>('id');
  return getPlan(desk.database.app, { id });
}

async function edit(fields: StepChange): Promise<void> {
  const { id, version, steps } = await plan();
  const by = { kind: 'person', id: desk.firm.manager } as const;
  const stepId = steps[0]?.id ?? '';
  await editStep(desk.database.app, { planId: id, version, by, at, stepId, change: fields });
}

async function submit(): Promise<Plan> {
  const { id, version } = await plan();
  const by = { kind: 'person', id: desk.firm.manager } as const;
  const submitted = await submitPlan(desk.database.app, { planId: id, version, by, at });
  await desk.follow();
  return submitted;
}

const newest = () =>
  desk.database
    .app('approval_request')
    .orderBy('id', 'desc')
    .first<{ rules_version: number | null; rule: string | null; verify: string; policy: { order: string } }>(
      'rules_version',
      'rule',
      'verify',
      'policy',
    );

describe('approval rules', () => {
  it('come with the product as the domain knows them', async () => {
    expect((await getRules(desk.database.app, 1)).rules).toEqual(standardRules);
  });

  it('refuse a set with faults and change nothing', async () => {
    const before = await currentRules(desk.database.app);
    await expect(
      change({ codeFrom: 'much', rules: [{ ...standard, order: 'sequence' }] }),
    ).rejects.toMatchObject({
      code: 'invalid',
      faults: expect.arrayContaining([expect.objectContaining({ path: '/codeFrom' })]) as unknown,
    });
    await expect(change(standardRules, '  ')).rejects.toMatchObject({ code: 'invalid' });
    expect(await currentRules(desk.database.app)).toEqual(before);
  });

  it('are kept in versions that the service cannot change, each in the audit trail', async () => {
    const { app } = desk.database;
    const { version } = await change(largeSpend(true), 'growth costs more');
    expect((await currentRules(app)).version).toBe(version);
    expect((await listRules(app, { limit: 1 }))[0]?.reason).toBe('growth costs more');
    expect((await listRules(app, { limit: 5, before: 2 })).map((one) => one.version)).toEqual([1]);
    await expect(app('approval_rules').where({ version }).update({ reason: 'x' })).rejects.toThrow(
      'permission denied',
    );
    await expect(app('approval_rules').where({ version }).delete()).rejects.toThrow('permission denied');
    const event = await app('audit_event')
      .where({ chain: 'approval-rules', kind: 'approvalRules.set', subject: String(version) })
      .first<{ actor_kind: string } | undefined>('actor_kind');
    expect(event?.actor_kind).toBe('apiKey');
  });

  it('choose the policy when a step without its own is submitted, which is what approvers are bound to', async () => {
    const { version } = await change(largeSpend(true));
    await edit({ policy: null });
    const { steps } = await submit();
    expect(steps[0]).toMatchObject({
      ownPolicy: false,
      rule: { version, name: 'large spend' },
      verify: 'code',
      policy: { order: 'sequence' },
    });
    expect(await newest()).toMatchObject({
      rules_version: version,
      rule: 'large spend',
      verify: 'code',
      policy: { order: 'sequence' },
    });
    const waiting = await desk.database.app('approver').where({ state: 'waiting' }).pluck<string[]>('id');
    expect(waiting).toHaveLength(1);
  });

  it('change nothing for what was submitted before them', async () => {
    const before = await newest();
    await change(standardRules);
    await desk.follow();
    expect(await newest()).toEqual(before);
    await edit({ title: 'Joint workshop' });
    await submit();
    expect(await newest()).toMatchObject({ rule: 'standard', verify: 'link', policy: { order: 'parallel' } });
  });

  it('refuse a policy of the step’s own where they do not allow one, and say what they demand', async () => {
    const { version } = await change(largeSpend(false));
    await edit({ policy: { ...standardPolicy, expireAfterHours: 60 } });
    await expect(submit()).rejects.toMatchObject({
      code: 'invalid',
      faults: [
        {
          path: '/steps/1/policy',
          message: expect.stringMatching(
            new RegExp(`"large spend" of the approval rules version ${version}.*one after the other`),
          ) as unknown,
        },
      ],
    });
    await change(largeSpend(true));
    await submit();
    expect(await newest()).toMatchObject({ rules_version: null, rule: null, verify: 'code' });
  });
});
