import type { Command } from 'commander';
import { verifyAudit, type AuditReport } from '../../db/read-models/audit-chain.ts';
import { print, withRecords } from '../records.ts';

interface VerifyOptions {
  readonly chain?: string;
  readonly json?: boolean;
}

async function verify({ chain, json }: VerifyOptions): Promise<void> {
  const report = await withRecords((db) =>
    db.transaction((trx) => verifyAudit(trx, chain === undefined ? {} : { chain }), {
      isolationLevel: 'repeatable read',
      readOnly: true,
    }),
  );
  print(report, { json, lines: linesOf(report) });
  if (report.brokenChains > 0) process.exitCode = 1;
}

function linesOf({ wholeChains, wholeEvents, brokenChains, firstBroken }: AuditReport): string[] {
  const whole = `${amount(wholeChains, 'chain')} with ${amount(wholeEvents, 'event')} whole`;
  if (!firstBroken) return [`The audit trail is intact: ${whole}.`];
  const { chain, seq, fault } = firstBroken;
  return [
    `The audit trail is broken: ${amount(brokenChains, 'chain')} broken, ${whole}.`,
    `First broken chain: ${chain}, event ${seq}: ${fault}.`,
  ];
}

function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Adds `kam audit verify`: recomputes the hashes of the audit trail from its rows; exits with 1 if a chain is broken. */
export function registerAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('prove that the audit trail is as it was written')
    .command('verify')
    .description('recompute every hash of the trail from its rows')
    .option('--chain <name>', 'one chain only: a workflow id, or a name such as imports')
    .option('--json', 'print JSON')
    .action(verify);
}
