import type { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import type { PlanEdit } from '../../db/stores/plans.ts';
import { blockStep, reportProgress, unblockStep } from '../../db/stores/step-execution.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { print } from '../records.ts';
import { planNumber, stepNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

type Change = (planId: string, act: (edit: PlanEdit, deps: { db: Db }) => Promise<Plan>) => Promise<Plan>;

function percentage(text: string): number {
  const percent = /^\d{1,3}$/.test(text) ? Number(text) : 101;
  if (percent <= 100) return percent;
  throw new DomainError('invalid', `"${text}" is no percentage: give a whole number from 0 to 100.`);
}

function show(plan: Plan, { stepId, options }: { stepId: string; options: JsonOption }): void {
  const step = plan.steps.find(({ id }) => id === stepId);
  const blocked = step?.blocked ? `, blocked: ${step.blocked.reason}` : '';
  const line = `Step ${stepId}: ${step?.status ?? ''}, ${step?.progress.percent ?? 0} percent${blocked}`;
  print(step, { ...options, lines: [line] });
}

/** Adds `kam plan progress|block|unblock`; `change` edits the plan as it is now. */
export function addPlanExecutionCommands(plan: Command, change: Change): void {
  const on = (name: string, description: string): Command =>
    plan
      .command(name)
      .description(description)
      .argument('<plan>', 'its number', planNumber)
      .argument('<step>', 'the number of the step', stepNumber)
      .option('--json', 'print JSON');
  on('progress', 'say how far a step has come')
    .requiredOption('--percent <number>', 'from 0 to 100', percentage)
    .option('--note <text>', 'what was done', '')
    .action(async (id: string, stepId: string, options: JsonOption & { percent: number; note: string }) => {
      const { percent, note } = options;
      const edited = await change(id, (edit, { db }) =>
        reportProgress(db, { ...edit, stepId, percent, note }),
      );
      show(edited, { stepId, options });
    });
  on('block', 'say that a step cannot go on; the manager is told')
    .requiredOption('--reason <text>', 'what blocks it')
    .action(async (id: string, stepId: string, options: JsonOption & { reason: string }) => {
      const { reason } = options;
      const edited = await change(id, (edit, { db }) => blockStep(db, { ...edit, stepId, reason }));
      show(edited, { stepId, options });
    });
  on('unblock', 'say that a blocked step can go on again')
    .option('--note <text>', 'what has changed', '')
    .action(async (id: string, stepId: string, options: JsonOption & { note: string }) => {
      const { note } = options;
      const edited = await change(id, (edit, { db }) => unblockStep(db, { ...edit, stepId, note }));
      show(edited, { stepId, options });
    });
}
