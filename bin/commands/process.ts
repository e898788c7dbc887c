import type { Command } from 'commander';
import { findProcessSummary, listProcesses } from '../../db/read-models/process-list.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { restartProcess } from '../../temporal/restart.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

async function list(options: JsonOption): Promise<void> {
  const page = { after: undefined, limit: 200, state: undefined, accountId: undefined };
  const processes = await withRecords((db) => listProcesses(db, page));
  const lines = processes.map(
    ({ workflowId, state, unconsumed, late }) =>
      `${workflowId}  ${state}  ${counted(unconsumed, 'fact')} waiting, ${late} late`,
  );
  print(processes, { ...options, lines: lines.length > 0 ? lines : ['No process has been opened yet.'] });
}

async function show(workflowId: string, options: JsonOption): Promise<void> {
  const found = await withRecords((db) => findProcessSummary(db, workflowId));
  if (!found)
    throw new DomainError('notFound', `There is no process ${workflowId}. "kam process list" names them.`);
  const facts = found.pending.map(
    (fact) =>
      `  ${fact.seq} ${fact.kind}, recorded ${fact.recordedAt.toISOString()}, ${fact.late ? 'late' : `rung ${counted(fact.rings, 'time')}`}`,
  );
  print(found, { ...options, lines: [`${workflowId}  ${found.state}`, ...facts] });
}

async function start(workflowId: string, options: JsonOption): Promise<void> {
  const started = await withProcesses(async (deps) => {
    const restarted = await restartProcess(deps, { workflowId, by: operator(), at: systemClock.now() });
    if (!restarted) await deps.ring(workflowId);
    return restarted;
  });
  const said = started
    ? `${workflowId} runs and continues from its records.`
    : `${workflowId} runs already; it was rung, to take the facts that wait for it.`;
  print({ workflowId, started }, { ...options, lines: [said] });
}

/** Adds `kam process list|show|start`: what ops does when a workflow was ended in Temporal. */
export function registerProcessCommand(program: Command): void {
  const process = program.command('process').description('processes as their records tell them');
  process.command('list').description('list processes').option('--json', 'print JSON').action(list);
  process
    .command('show')
    .description('show a process and the facts that wait for it')
    .argument('<workflow>', 'its workflow id')
    .option('--json', 'print JSON')
    .action(show);
  process
    .command('start')
    .description('start the workflow of a process again from its records; one that runs is rung')
    .argument('<workflow>', 'its workflow id')
    .option('--json', 'print JSON')
    .action(start);
}
