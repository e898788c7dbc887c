import type { Command } from 'commander';
import { blockersOf, type Blocking } from '../../db/read-models/blocking.ts';
import { openProcessIds } from '../../db/read-models/in-flight.ts';
import { systemClock } from '../../domain/clock.ts';
import { personKey } from '../../domain/person.ts';
import { print, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

function line(blocking: Blocking): string {
  const until = blocking.until ? `until ${blocking.until.toISOString()}` : 'without an end';
  const next = blocking.escalatesTo
    ? `, then ${blocking.escalatesTo.personName} (${blocking.escalatesTo.reason})`
    : '';
  return `${blocking.personName} (${personKey(blocking.personId)}): ${blocking.waitingFor} “${blocking.title}” of ${blocking.workflowId}, ${blocking.businessHoursWaited} business hours, ${until}${next}`;
}

async function list(options: JsonOption): Promise<void> {
  const now = systemClock.now();
  const blocking = await withRecords(async (db) => {
    const found: Blocking[] = [];
    for (const workflowId of await openProcessIds(db))
      found.push(...(await blockersOf(db, { workflowId, now })));
    return found;
  });
  print(blocking, {
    ...options,
    lines: blocking.length > 0 ? blocking.map(line) : ['Nobody is waited for.'],
  });
}

/** Adds `kam approvals list`: who is blocking, for how long, and who is next. */
export function registerApprovalsCommand(program: Command): void {
  program
    .command('approvals')
    .description('who is blocking')
    .command('list')
    .description('list everybody whom a process waits for')
    .option('--json', 'print JSON')
    .action(list);
}
