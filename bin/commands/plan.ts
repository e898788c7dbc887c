import type { Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { listPlans } from '../../db/read-models/plan-list.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { markStepDone, submitPlan, type PlanEdit } from '../../db/stores/plans.ts';
import { systemClock } from '../../domain/clock.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

function lines(plan: Plan): readonly string[] {
  const steps = plan.steps.map(
    (step) => `  ${step.id}  ${step.status.padEnd(16)}  due ${step.dueOn}  ${step.title}`,
  );
  return [`Plan ${plan.id}: ${plan.year}, ${plan.status}, version ${plan.version}`, plan.situation, ...steps];
}

async function list(options: JsonOption & { readonly account?: string }): Promise<void> {
  const plans = await withRecords(async (db) => {
    const accountId = options.account === undefined ? undefined : await findAccountId(db, options.account);
    return listPlans(db, { after: undefined, limit: 200, accountId, status: undefined });
  });
  const rows = plans.map(
    (plan) =>
      `${plan.id}  ${plan.accountName}  ${plan.year}  ${plan.status}  ${plan.done} of ${plan.steps} done`,
  );
  print(plans, {
    ...options,
    lines: rows.length > 0 ? rows : ['There is no plan yet: "kam review start" asks for one.'],
  });
}

// A command acts on the plan as it is now: whoever types it has no older version in mind.
async function change(
  planId: string,
  act: (edit: PlanEdit, deps: Parameters<Parameters<typeof withProcesses>[0]>[0]) => Promise<Plan>,
): Promise<Plan> {
  return withProcesses(async (deps) => {
    const { version } = await getPlan(deps.db, { id: planId });
    const plan = await act({ planId, version, by: operator(), at: systemClock.now() }, deps);
    await deps.ring(plan.workflowId);
    return plan;
  });
}

/** Adds `kam plan list|show|submit|done`. */
export function registerPlanCommand(program: Command): void {
  const plan = program.command('plan').description('annual plans and their steps');
  plan
    .command('list')
    .description('list plans')
    .option('--account <key>', 'only of this account')
    .option('--json', 'print JSON')
    .action(list);
  plan
    .command('show')
    .description('show a plan with its steps')
    .argument('<plan>', 'its number')
    .option('--json', 'print JSON')
    .action(async (id: string, options: JsonOption) => {
      const found = await withRecords((db) => getPlan(db, { id }));
      print(found, { ...options, lines: lines(found) });
    });
  plan
    .command('submit')
    .description('submit a draft: its steps go to their approvers')
    .argument('<plan>', 'its number')
    .option('--json', 'print JSON')
    .action(async (id: string, options: JsonOption) => {
      const submitted = await change(id, (edit, { db }) => submitPlan(db, edit));
      print(submitted, { ...options, lines: lines(submitted) });
    });
  plan
    .command('done')
    .description('report a step as done')
    .argument('<plan>', 'the plan')
    .argument('<step>', 'the step')
    .requiredOption('--evidence <text>', 'what shows it')
    .option('--json', 'print JSON')
    .action(async (id: string, stepId: string, options: JsonOption & { readonly evidence: string }) => {
      const { evidence } = options;
      const done = await change(id, (edit, { db }) => markStepDone(db, { ...edit, stepId, evidence }));
      print(done, { ...options, lines: lines(done) });
    });
}
