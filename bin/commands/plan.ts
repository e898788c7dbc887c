import { InvalidArgumentError, type Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { listPlans } from '../../db/read-models/plan-list.ts';
import { closePlan } from '../../db/stores/closings.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { markStepDone, submitPlan, type PlanEdit } from '../../db/stores/plans.ts';
import { systemClock } from '../../domain/clock.ts';
import { outcomeWish, type OutcomeWish } from '../../domain/planning/outcome.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { addPlanExecutionCommands } from './plan-execution.ts';
import { addPlanLeaseCommands } from './plan-lease.ts';
import { addPlanAttachCommand } from './plan-attach.ts';
import { addPlanCheckCommands } from './plan-checks.ts';
import { addPlanContentCommand } from './plan-content.ts';
import { addPlanCalendarCommand } from './calendars.ts';
import { addPlanExportCommand } from './plan-export.ts';
import { addPlanNoteCommand } from './plan-notes.ts';
import { planNumber, stepNumber } from './arguments.ts';
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

interface CloseOptions extends JsonOption {
  readonly outcome: readonly OutcomeWish[];
  readonly lessons: string;
  readonly confirmUnfinished: boolean;
}

async function close(id: string, options: CloseOptions): Promise<void> {
  const { lessons, outcome: outcomes, confirmUnfinished } = options;
  const closing = await change(id, (edit, { db }) =>
    closePlan(db, { ...edit, lessons, improvements: [], outcomes, confirmUnfinished }),
  );
  const said = `Plan ${id} is being closed: "kam plan show ${id}" tells when it is.`;
  print(closing, { ...options, lines: [said] });
}

function outcomeOf(given: string, before: readonly OutcomeWish[]): readonly OutcomeWish[] {
  const at = given.lastIndexOf('=');
  const wish = outcomeWish.safeParse({ kpi: given.slice(0, Math.max(at, 0)), value: given.slice(at + 1) });
  if (!wish.success)
    throw new InvalidArgumentError('It is a target and a number, such as revenue=120000 or retention=0.9.');
  return [...before, wish.data];
}

function registerClose(plan: Command): void {
  plan
    .command('close')
    .description('close a plan before its date')
    .argument('<plan>', 'its number', planNumber)
    .option('--lessons <text>', 'what was learned; manager and director read it', '')
    .option(
      '--outcome <target=value>',
      'what came of a target, in its own unit; again for each',
      outcomeOf,
      [],
    )
    .option('--confirm-unfinished', 'close it although steps are unfinished', false)
    .option('--json', 'print JSON')
    .action(close);
}

/** Adds `kam plan list|show|submit|done|attach|progress|block|unblock|lease|revalidate|content|note|check|carry|templates|close`. */
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
    .argument('<plan>', 'its number', planNumber)
    .option('--json', 'print JSON')
    .action(async (id: string, options: JsonOption) => {
      const found = await withRecords((db) => getPlan(db, { id }));
      print(found, { ...options, lines: lines(found) });
    });
  plan
    .command('submit')
    .description('submit a draft: its steps go to their approvers')
    .argument('<plan>', 'its number', planNumber)
    .option('--json', 'print JSON')
    .action(async (id: string, options: JsonOption) => {
      const submitted = await change(id, (edit, { db }) => submitPlan(db, edit));
      print(submitted, { ...options, lines: lines(submitted) });
    });
  registerDone(plan);
  addPlanAttachCommand(plan, change);
  addPlanExecutionCommands(plan, change);
  addPlanLeaseCommands(plan);
  addPlanContentCommand(plan);
  addPlanExportCommand(plan);
  addPlanCalendarCommand(plan);
  addPlanNoteCommand(plan);
  addPlanCheckCommands(plan, change);
  registerClose(plan);
}

function registerDone(plan: Command): void {
  plan
    .command('done')
    .description('report a step as done')
    .argument('<plan>', 'its number', planNumber)
    .argument('<step>', 'the number of the step', stepNumber)
    .requiredOption('--evidence <text>', 'what shows it')
    .option('--json', 'print JSON')
    .action(async (id: string, stepId: string, options: JsonOption & { readonly evidence: string }) => {
      const { evidence } = options;
      const done = await change(id, (edit, { db }) => markStepDone(db, { ...edit, stepId, evidence }));
      print(done, { ...options, lines: lines(done) });
    });
}
