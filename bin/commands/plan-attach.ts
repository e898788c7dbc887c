import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { attachFile } from '../../db/stores/attachments.ts';
import type { PlanEdit } from '../../db/stores/plans.ts';
import { DomainError } from '../../domain/errors.ts';
import { largestAttachment } from '../../domain/planning/attachment.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { print } from '../records.ts';
import { planNumber, stepNumber } from './arguments.ts';

type Change = (planId: string, act: (edit: PlanEdit, deps: { db: Db }) => Promise<Plan>) => Promise<Plan>;

async function readLocalFile(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new DomainError('notFound', `There is no file "${path}".`);
  if (found.size > largestAttachment)
    throw new DomainError('invalid', `"${path}" has ${found.size} bytes; ${largestAttachment} are the most.`);
  return readFile(path);
}

/** Adds `kam plan attach`; `change` edits the plan as it is now. */
export function addPlanAttachCommand(plan: Command, change: Change): void {
  plan
    .command('attach')
    .description(
      'attach a file to a step; approvals of the step are void, because approvers decide on it too',
    )
    .argument('<plan>', 'its number', planNumber)
    .argument('<step>', 'the number of the step', stepNumber)
    .argument('<file>', 'the file, 10 MB at most')
    .option('--json', 'print JSON')
    .action(async (id: string, stepId: string, path: string, options: { readonly json?: boolean }) => {
      const file = { name: basename(path), content: await readLocalFile(path) };
      const edited = await change(id, (edit, { db }) => attachFile(db, { ...edit, stepId, ...file }));
      const step = edited.steps.find((one) => one.id === stepId);
      const names = (step?.attachments ?? []).map(({ name, bytes }) => `  ${name} (${bytes} bytes)`);
      print(step, { ...options, lines: [`Step ${stepId} has these files:`, ...names] });
    });
}
