import type { Command } from 'commander';
import { checkReceipt, type GenuineReceipt } from '../../db/receipt-check.ts';
import type { Receipt } from '../../domain/receipts/receipt.ts';
import { readPublishedKeys, readText } from '../read-text.ts';
import { print } from '../records.ts';

interface VerifyOptions {
  readonly keys?: string;
  readonly json?: boolean;
}

const choices = { approve: 'approve', requestChanges: 'ask for changes to', reject: 'reject' } as const;

async function verify(file: string, { keys, json }: VerifyOptions): Promise<void> {
  const receipt = await readText(file, 'receipt');
  const genuine = checkReceipt(receipt, await readPublishedKeys(keys));
  print(genuine, { json, lines: linesOf(genuine) });
}

function decider({ decidedBy, insteadOf }: Receipt): string {
  const name = `${decidedBy.name} (person ${decidedBy.id})`;
  return insteadOf ? `${name} for ${insteadOf.name} (person ${insteadOf.id}, ${insteadOf.how})` : name;
}

function policyLine({ kind, needed, of, rule }: Receipt['policy']): string {
  const source = rule ? `, by the rule “${rule.name}” of the approval rules version ${rule.version}` : '';
  return `Policy: ${kind}, ${needed} of ${of} to approve${source}`;
}

// Receipts of earlier releases say nothing of either.
function howKnown({ via, verified, undoUntil }: Receipt): string[] {
  const code = verified === 'code' ? 'and by a mailed code' : 'and nothing else';
  const place = via === 'inbox' ? 'signing in to the inbox' : 'the mailed link';
  const undo = `It could be taken back until ${undoUntil ?? ''}; whether it was, only the service can tell.`;
  return [...(verified === undefined ? [] : [`Known by ${place}, ${code}`]), ...(undoUntil ? [undo] : [])];
}

function subjectWords({ step, account, planYear, selection, review, solution }: Receipt): string {
  if (step && account)
    return `“${step.title}” (step ${step.id}) of ${account.name} (account ${account.id}), plan ${planYear ?? ''}`;
  if (review && account)
    return `the pack of the review ${review.title} (review ${review.id}) of ${account.name} (account ${account.id})`;
  if (solution && account)
    return `the solution ${solution.id} for “${solution.title}” of ${account.name} (account ${account.id})`;
  const { id = '', title = '', programme = '' } = selection ?? {};
  return `the list “${title}” (selection cycle ${id}) of the programme ${programme}`;
}

function linesOf({ keyId, receipt }: GenuineReceipt): string[] {
  const { policy, auditEvent } = receipt;
  return [
    `This receipt is genuine: ${receipt.issuer} signed it with the key ${keyId}.`,
    `Receipt ${receipt.number}: ${decider(receipt)} decided on ${receipt.decidedAt}`,
    `to ${choices[receipt.choice]} ${subjectWords(receipt)}.`,
    ...(receipt.comment === '' ? [] : [`Comment: ${receipt.comment}`]),
    `Content: SHA-256 ${receipt.contentHash}`,
    policyLine(policy),
    ...howKnown(receipt),
    `Audit trail: ${auditEvent.chain}, event ${auditEvent.seq}, hash ${auditEvent.hash}`,
  ];
}

/** Adds `kam receipt verify`: tells whether a receipt is genuine, with the service's published keys or a copy of them in a file. */
export function registerReceiptCommand(program: Command): void {
  program
    .command('receipt')
    .description('prove that a receipt of a decision is genuine')
    .command('verify')
    .description('check the signature of a receipt and print what it says')
    .argument('<file>', 'the receipt, as it came by mail or was downloaded')
    .option('--keys <file-or-url>', 'the published keys; without it, those of the service at PUBLIC_URL')
    .option('--json', 'print JSON')
    .action(verify);
}
