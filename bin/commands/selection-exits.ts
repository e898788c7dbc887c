import type { Command } from 'commander';
import { getExit, listOpenExits, settleExit } from '../../db/stores/proposed-exits.ts';
import { systemClock } from '../../domain/clock.ts';
import { exitLine } from '../cycle-lines.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { exitNumber } from './selection-arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

async function list(options: JsonOption): Promise<void> {
  const exits = await withRecords(listOpenExits);
  const lines = exits.map(exitLine);
  print(exits, { ...options, lines: lines.length > 0 ? lines : ['No proposed exit waits for anybody.'] });
}

function settle(outcome: 'takenUp' | 'kept') {
  return async (exitId: string, options: JsonOption & { readonly reason: string }): Promise<void> => {
    const exit = await withProcesses(async ({ db, ring }) => {
      const settlement = { exitId, outcome, reason: options.reason, by: operator(), at: systemClock.now() };
      const { workflowId } = await settleExit(db, settlement);
      await ring(workflowId);
      return getExit(db, exitId);
    });
    print(exit, { ...options, lines: [exitLine(exit)] });
  };
}

/** Adds `kam selection exits list|take-up|keep`. */
export function registerExits(selection: Command): void {
  const exits = selection.command('exits').description('key accounts that are proposed to leave');
  exits
    .command('list')
    .description('list the proposed exits that wait for somebody')
    .option('--json', 'print JSON')
    .action(list);
  const outcomes = [
    ['take-up', 'take an exit up; the account stays a key account until its exit is done', 'takenUp'],
    ['keep', 'keep the account among the key accounts', 'kept'],
  ] as const;
  for (const [name, description, outcome] of outcomes)
    exits
      .command(name)
      .description(description)
      .argument('<exit>', 'its number: "kam selection exits list" shows them', exitNumber)
      .requiredOption('--reason <text>', 'why')
      .option('--json', 'print JSON')
      .action(settle(outcome));
}
