import type { Command } from 'commander';
import type { BlockerPosition } from '../../db/read-models/blockers.ts';
import { listBlocking, type Blocking } from '../../db/read-models/blocking.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { personKey } from '../../domain/person.ts';
import { waits } from '../../domain/waiting.ts';
import { addApprovalChangeCommands } from './approval-changes.ts';
import { addApprovalQuestionCommands } from './approval-questions.ts';
import { addApprovalRulesCommands } from './approval-rules.ts';
import { print, withRecords } from '../records.ts';

interface ListOptions {
  readonly json?: boolean;
  readonly limit: string;
  readonly after?: string;
}

const most = 1000;

function line(blocking: Blocking): string {
  const until = blocking.until ? `until ${blocking.until.toISOString()}` : 'without an end';
  const next = blocking.escalatesTo
    ? `, then ${blocking.escalatesTo.personName} (${blocking.escalatesTo.reason})`
    : '';
  const request = blocking.requestId === null ? '' : `, approval ${blocking.requestId}`;
  return `${blocking.personName}${whose(blocking)} (${personKey(blocking.personId)}): ${blocking.waitingFor} “${blocking.title}” of ${blocking.workflowId}, ${blocking.businessHoursWaited} business hours, ${until}${next}${request}`;
}

function whose({ insteadOf }: Blocking): string {
  if (insteadOf === null) return '';
  const { how, personName } = insteadOf;
  return how === 'delegated' || how === 'absent' ? ` for ${personName}` : ` instead of ${personName}`;
}

function readLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= most) return limit;
  throw new DomainError('invalid', `--limit takes a whole number from 1 to ${most}, not "${text}".`);
}

// A place in the list as a person can read and pass on: since when, and the three names that tell people of one moment apart.
function placeOf({ since, workflowId, waitingFor, subject }: BlockerPosition): string {
  return [since.toISOString(), workflowId, waitingFor, subject].join(',');
}

function readPlace(text: string | undefined): BlockerPosition | undefined {
  if (text === undefined) return undefined;
  const [at = '', workflowId, waitingFor, subject] = text.split(',');
  const since = new Date(at);
  const known = waits.find((one) => one === waitingFor);
  if (!Number.isNaN(since.getTime()) && workflowId && known && subject)
    return { since, workflowId, waitingFor: known, subject };
  throw new DomainError('invalid', `--after takes the "next" of the page before, unchanged; not "${text}".`);
}

async function list(options: ListOptions): Promise<void> {
  const page = { limit: readLimit(options.limit), after: readPlace(options.after), now: systemClock.now() };
  const found = await withRecords((db) => listBlocking(db, page));
  const items = found.slice(0, page.limit);
  const last = found.length > page.limit ? items.at(-1) : undefined;
  const next = last === undefined ? null : placeOf(last);
  const more =
    next === null ? [] : [`There are more: kam approvals list --limit ${page.limit} --after ${next}`];
  print(
    { items, next },
    {
      json: options.json,
      lines: items.length > 0 ? [...items.map(line), ...more] : ['Nobody is waited for.'],
    },
  );
}

/** Adds `kam approvals list|show|reassign|recall|questions|answer|rules`: who is blocking, for how long, and who is next; and what to do about it. */
export function registerApprovalsCommand(program: Command): void {
  const approvals = program.command('approvals').description('who is blocking, and what to do about it');
  approvals
    .command('list')
    .description('list everybody whom a process waits for, the longest first')
    .option('--limit <number>', `how many at most, up to ${most}`, '100')
    .option('--after <place>', 'go on after this place, the "next" of the page before')
    .option('--json', 'print JSON')
    .action(list);
  addApprovalChangeCommands(approvals);
  addApprovalQuestionCommands(approvals);
  addApprovalRulesCommands(approvals);
}
