import { z } from 'zod';
import { carryOver } from '../../db/read-models/carry-over.ts';
import { checkPlan, planDeviations } from '../../db/read-models/plan-checks.ts';
import { limitInPlan, planAutonomy } from '../../db/stores/autonomy.ts';
import { carryStep } from '../../db/stores/carried-steps.ts';
import { currentCheckRules, listCheckRules, setCheckRules } from '../../db/stores/check-rules.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { checkRulesSchema, planChecks } from '../../domain/planning/checks.ts';
import { versionOfTag } from '../etags.ts';
import { rateLeg } from '../exchange-rates/schemas.ts';
import { amount, currency, day, instant, recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { planReply, type PlanDeps } from '../plans/routes.ts';
import { plan, planParams, planStatus } from '../plans/schemas.ts';

const tag = 'plan checks';

const rules = checkRulesSchema.meta({
  id: 'PlanCheckRules',
  description: 'What each finding does, and from which cost on a step needs a business case.',
});

const rulesVersion = z
  .object({ version: z.int(), rules, reason: z.string(), setBy: z.string(), setAt: instant })
  .meta({ id: 'PlanCheckRulesVersion' });

const findings = z
  .object({
    rulesVersion: z.int(),
    findings: z
      .array(
        z.object({
          check: z.enum(planChecks),
          effect: z.enum(['block', 'warn']),
          path: z.string(),
          data: z
            .record(z.string(), z.union([z.string(), z.array(z.string()).readonly()]))
            .meta({ description: 'What the message says, for programs: titles, amounts, the gap.' }),
          message: z.string(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PlanChecks' });

const checkOperation = operation({
  id: 'checkPlan',
  method: 'get',
  path: '/plans/{planId}/checks',
  tag,
  summary: 'What keeps a plan from being submitted, and what its manager should know before',
  description: 'A submission is refused with the blocking findings as faults; warnings refuse nothing.',
  role: 'viewer',
  params: planParams,
  query: z.strictObject({
    language: z.enum(['en', 'de']).default('en').meta({ description: 'In which the findings are told.' }),
  }),
  result: findings,
  handle: async ({ db, params, query, now }) => {
    const plan = await getPlan(db, { id: params.planId });
    return { body: await checkPlan(db, { plan, at: now, ...query }) };
  },
});

const currentOperation = operation({
  id: 'getPlanCheckRules',
  method: 'get',
  path: '/plan-check-rules',
  tag,
  summary: 'Read the checks under which plans are submitted now',
  role: 'viewer',
  result: rulesVersion,
  handle: async ({ db }) => ({ body: await currentCheckRules(db) }),
});

const versionsOperation = operation({
  id: 'listPlanCheckRules',
  method: 'get',
  path: '/plan-check-rules/versions',
  tag,
  summary: 'List the versions of the checks, the newest first, 200 at most',
  role: 'viewer',
  result: z.object({ items: z.array(rulesVersion).readonly() }),
  handle: async ({ db }) => ({ body: { items: await listCheckRules(db) } }),
});

const setOperation = operation({
  id: 'setPlanCheckRules',
  method: 'post',
  path: '/plan-check-rules',
  tag,
  summary: 'Set new checks, with the reason',
  role: 'admin',
  body: z
    .strictObject({ rules, reason: z.string().trim().min(1).max(1000) })
    .meta({ id: 'NewPlanCheckRules' }),
  result: rulesVersion,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => ({
    body: await setCheckRules(db, { ...body, by: caller.actor, at: now }),
    headers: { Location: '/v1/plan-check-rules' },
  }),
});

const deviationOperation = operation({
  id: 'comparePlanWithTemplate',
  method: 'get',
  path: '/plans/{planId}/template',
  tag: 'plan templates',
  summary: 'Where a plan deviates from the template it was drafted from',
  role: 'viewer',
  params: planParams,
  result: z
    .object({
      template: z.string(),
      known: z.boolean().meta({ description: 'False where the template is in no record.' }),
      missing: z.array(z.object({ key: z.string(), title: z.string() })).readonly(),
      added: z.array(z.object({ stepId: recordId, title: z.string(), carried: z.boolean() })).readonly(),
    })
    .meta({ id: 'TemplateDeviations' }),
  handle: async ({ db, params }) => ({ body: await planDeviations(db, params.planId) }),
});

const rates = z.array(rateLeg).readonly();

const autonomyOperation = operation({
  id: 'getPlanAutonomy',
  method: 'get',
  path: '/plans/{planId}/autonomy',
  tag,
  summary: 'What a plan’s manager may decide alone, and has decided so',
  description:
    'A step that states a cost within the limits needs no approval: it is decided when it is submitted. It is asked about nevertheless when it has a policy of its own, or the limit is in another currency and there is no exchange rate of the day.',
  role: 'viewer',
  params: planParams,
  result: z
    .object({
      limit: z
        .object({
          personId: recordId,
          profileVersion: z.int(),
          perStep: amount,
          perPlan: amount,
          currency,
        })
        .nullable(),
      inPlan: z
        .object({ perStep: amount, perPlan: amount, currency, rates })
        .nullable()
        .meta({ description: 'The limit in the plan’s currency today; null without a limit or a rate.' }),
      spent: amount.meta({ description: 'What was decided alone so far, in the currency of the plan.' }),
      decisions: z
        .array(
          z.object({
            stepId: recordId,
            revision: z.int(),
            personId: recordId,
            profileVersion: z.int(),
            cost: amount,
            decidedAt: instant,
            rates: rates.meta({ description: 'By which the limit was converted when it was decided.' }),
          }),
        )
        .readonly(),
    })
    .meta({ id: 'PlanAutonomy' }),
  handle: async ({ db, params, now }) => {
    const found = await getPlan(db, { id: params.planId });
    const autonomy = await planAutonomy(db, found);
    const inPlan = await limitInPlan(db, { limit: autonomy.limit, plan: found, at: now });
    return { body: { ...autonomy, inPlan } };
  },
});

const leftOver = z
  .object({
    planId: recordId,
    year: z.int(),
    status: planStatus,
    steps: z
      .array(z.object({ id: recordId, title: z.string(), status: z.string(), dueOn: day, ownerId: recordId }))
      .readonly(),
  })
  .nullable()
  .meta({ id: 'CarryOver' });

const carryOverOperation = operation({
  id: 'getCarryOver',
  method: 'get',
  path: '/plans/{planId}/carry-over',
  tag: 'plan steps',
  summary: 'The steps that the year before left unfinished and this plan has not carried on',
  role: 'viewer',
  params: planParams,
  result: z.object({ from: leftOver }),
  handle: async ({ db, params }) => {
    const { accountId, year, id } = await getPlan(db, { id: params.planId });
    return { body: { from: (await carryOver(db, { accountId, year, planId: id })) ?? null } };
  },
});

function carryOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'carryStep',
    method: 'post',
    path: '/plans/{planId}/carry-over',
    tag: 'plan steps',
    summary: 'Carry an unfinished step of the year before into this plan, as a draft',
    role: 'manager',
    params: planParams,
    body: z.strictObject({ stepId: recordId }),
    result: plan,
    statuses: [201],
    ifMatch: true,
    etag: true,
    idempotent: true,
    handle: async ({ db, params, body, ifMatch, caller, now }) => {
      const edit = { planId: params.planId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
      const carried = await carryStep(db, { ...edit, ...body });
      const answer = planReply(carried.plan);
      return {
        ...answer,
        headers: { ...answer.headers, Location: `/v1/plans/${params.planId}/steps/${carried.stepId}` },
        afterCommit: () => void deps.ring(carried.plan.workflowId),
      };
    },
  });
}

/** What a plan is held against before it is submitted: the firm's checks, its template, and what the year before left. */
export function createPlanCheckOperations(deps: PlanDeps): readonly Operation[] {
  return [
    checkOperation,
    currentOperation,
    versionsOperation,
    setOperation,
    deviationOperation,
    autonomyOperation,
    carryOverOperation,
    carryOperation(deps),
  ];
}
