import type { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { verifyAudit, type AuditReport } from '../../db/read-models/audit-chain.ts';
import {
  listSignatures,
  verifySignatures,
  type SignatureReport,
} from '../../db/read-models/audit-signatures.ts';
import { DomainError } from '../../domain/errors.ts';
import { readPublishedKeys, readText } from '../read-text.ts';
import { print, withRecords } from '../records.ts';

interface VerifyOptions {
  readonly chain?: string;
  readonly keys?: string;
  readonly copy?: readonly string[];
  readonly json?: boolean;
}

interface ExportOptions {
  readonly day?: string;
  readonly json?: boolean;
}

interface Report extends AuditReport {
  /** Left out where one chain alone was looked at. */
  readonly signatures?: SignatureReport;
}

async function verify(options: VerifyOptions): Promise<void> {
  const { chain, json } = options;
  if (chain !== undefined && options.copy !== undefined)
    throw new DomainError('invalid', 'Copies vouch for all chains: leave out --chain, or --copy.');
  const report = await withRecords((db) =>
    db.transaction((trx) => reportOf(trx, options), { isolationLevel: 'repeatable read', readOnly: true }),
  );
  print(report, { json, lines: [...chainLines(report), ...signatureLines(report.signatures)] });
  const broken = report.brokenChains > 0 || report.signatures?.firstBroken !== undefined;
  if (broken) process.exitCode = 1;
}

async function reportOf(db: Db, { chain, keys, copy = [] }: VerifyOptions): Promise<Report> {
  const trail = await verifyAudit(db, chain === undefined ? {} : { chain });
  if (chain !== undefined) return trail;
  const signed = (await listSignatures(db)).length > 0 || copy.length > 0;
  if (!signed) return { ...trail, signatures: { wholeDays: 0, lastDay: undefined, firstBroken: undefined } };
  const copies = await Promise.all(copy.map((where) => readText(where, 'copy')));
  const known = await readPublishedKeys(keys);
  return {
    ...trail,
    signatures: await verifySignatures(db, { keys: known, copies: copies.flatMap(documentsIn) }),
  };
}

// A copy is one document as it is published, or the list of them that export-heads prints.
function documentsIn(text: string): readonly string[] {
  try {
    const value = JSON.parse(text) as unknown;
    const items = Array.isArray(value) ? (value as unknown[]) : undefined;
    return items === undefined ? [text] : items.map((one) => (one as { document: string }).document);
  } catch {
    return [text];
  }
}

function chainLines({ wholeChains, wholeEvents, brokenChains, firstBroken }: AuditReport): string[] {
  const whole = `${amount(wholeChains, 'chain')} with ${amount(wholeEvents, 'event')} whole`;
  if (!firstBroken) return [`The audit trail is intact: ${whole}.`];
  const { chain, seq, fault } = firstBroken;
  return [
    `The audit trail is broken: ${amount(brokenChains, 'chain')} broken, ${whole}.`,
    `First broken chain: ${chain}, event ${seq}: ${fault}.`,
  ];
}

function signatureLines(report: SignatureReport | undefined): string[] {
  if (report === undefined) return [];
  const { wholeDays, lastDay, firstBroken } = report;
  if (firstBroken !== undefined)
    return [`First signed day that does not hold: ${firstBroken.day}: ${firstBroken.fault}`];
  if (lastDay === undefined) return ['No day has been signed yet.'];
  return [`The signatures hold: ${amount(wholeDays, 'day')} signed, the last on ${lastDay}.`];
}

function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

async function exportHeads({ day, json }: ExportOptions): Promise<void> {
  const found = await withRecords((db) => listSignatures(db, day === undefined ? {} : { day }));
  if (day !== undefined && found.length === 0)
    throw new DomainError('notFound', `No document was signed on ${day}.`);
  print(found, { json, lines: [JSON.stringify(found, null, 2)] });
}

/** Adds `kam audit verify`, which recomputes the hashes of the audit trail from its rows, checks its signed days and exits with 1 if
 * anything does not hold; and `kam audit export-heads`, the signed days to keep elsewhere. */
export function registerAuditCommand(program: Command): void {
  const audit = program.command('audit').description('prove that the audit trail is as it was written');
  audit
    .command('verify')
    .description('recompute every hash of the trail from its rows, and check the signed heads of every day')
    .option('--chain <name>', 'one chain only, without signatures: a workflow id, or a name such as imports')
    .option('--keys <file-or-url>', 'the published keys; without it, those of the service at PUBLIC_URL')
    .option(
      '--copy <files-or-urls...>',
      'signed heads that were kept elsewhere; they have to be the same here',
    )
    .option('--json', 'print JSON')
    .action(verify);
  audit
    .command('export-heads')
    .description(
      'print the signed documents of every day, to be kept where nobody who owns the database can write',
    )
    .option('--day <day>', 'one day only, YYYY-MM-DD')
    .option('--json', 'print JSON, which is what it prints anyway')
    .action(exportHeads);
}
