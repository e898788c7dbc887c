import type { Command } from 'commander';
import { getApproval } from '../../db/read-models/approval-list.ts';
import { namedSeats, type NamedSeat } from '../../db/read-models/named-seats.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { reassignSeat } from '../../db/stores/hand-overs.ts';
import { recallRequest } from '../../db/stores/recalls.ts';
import { handOverSentence } from '../../domain/approvals/hand-over.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { approvalNumber, approverNumber } from './arguments.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

function line({ id, personName, insteadOf, state, expiresAt }: NamedSeat): string {
  const preposition = insteadOf && ['delegated', 'absent'].includes(insteadOf.how) ? 'for' : 'instead of';
  const whose = insteadOf ? ` ${preposition} ${insteadOf.personName}` : '';
  const until = state === 'asked' && expiresAt ? `, until ${expiresAt.toISOString()}` : '';
  return `  ${id}  ${personName}${whose}: ${state}${until}`;
}

async function show(id: string, options: JsonOption): Promise<void> {
  const { approval, approvers } = await withRecords(async (db) => ({
    approval: await getApproval(db, id),
    approvers: await namedSeats(db, id),
  }));
  const { stepTitle, accountName, year, status, reason } = approval;
  const title = `Approval ${id}: “${stepTitle}”, ${accountName} ${year}, ${status}${reason ? ` (${reason})` : ''}`;
  print({ ...approval, approvers }, { ...options, lines: [title, ...approvers.map(line)] });
}

interface Reassignment extends JsonOption {
  readonly to: string;
  readonly reason: string;
}

async function reassign(
  { approvalId, approverId }: { readonly approvalId: string; readonly approverId: string },
  options: Reassignment,
): Promise<void> {
  const { to, reason } = options;
  const done = await withProcesses(async ({ db, ring }) => {
    const personId = await findPersonId(db, to);
    const wish = { approvalId, approverId, personId, reason, by: operator(), at: systemClock.now() };
    const result = await reassignSeat(db, wish);
    if (result.kind === 'refused') throw new DomainError('invalid', handOverSentence(result.refused));
    await ring(result.workflowId);
    return { approvalId, approverId: result.seatId };
  });
  print(done, { ...options, lines: [`${to} is asked now, as approver ${done.approverId}.`] });
}

async function recall(approvalId: string, options: JsonOption & { readonly reason: string }): Promise<void> {
  const { reason } = options;
  await withProcesses(async ({ db, ring }) => {
    const recalled = await recallRequest(db, { approvalId, reason, by: operator(), at: systemClock.now() });
    await ring(recalled.workflowId);
  });
  const said = `Approval ${approvalId} is recalled; its step is a draft again.`;
  print({ approvalId, status: 'recalled' }, { ...options, lines: [said] });
}

/** Adds `kam approvals show|reassign|recall` below `kam approvals`. */
export function addApprovalChangeCommands(approvals: Command): void {
  approvals
    .command('show')
    .description('show who is asked in an approval, and for whom')
    .argument('<approval>', 'its number', approvalNumber)
    .option('--json', 'print JSON')
    .action(show);
  approvals
    .command('reassign')
    .description('ask somebody else in the place of an approver who has not decided')
    .argument('<approval>', 'its number', approvalNumber)
    .argument('<approver>', 'the number of the approver', approverNumber)
    .requiredOption('--to <person>', 'the key or mail address of whom to ask')
    .requiredOption('--reason <text>', 'why; the new approver reads it')
    .option('--json', 'print JSON')
    .action((approvalId: string, approverId: string, options: Reassignment) =>
      reassign({ approvalId, approverId }, options),
    );
  approvals
    .command('recall')
    .description('withdraw an open approval: its step is a draft again')
    .argument('<approval>', 'its number', approvalNumber)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action(recall);
}
