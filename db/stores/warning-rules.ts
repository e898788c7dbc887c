import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { warningRulesSchema, type WarningRules } from '../../domain/warnings/rules.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** One version of the firm's rules of early warning; it never changes. `setBy` is `<kind>:<id>` of who set it. */
export interface WarningRulesVersion {
  readonly version: number;
  readonly rules: WarningRules;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

interface RulesRow {
  version: number;
  rules: unknown;
  reason: string;
  set_by: string;
  set_at: Date;
}

function toVersion(row: RulesRow): WarningRulesVersion {
  const rules = warningRulesSchema.parse(row.rules);
  return { version: row.version, rules, reason: row.reason, setBy: row.set_by, setAt: row.set_at };
}

/** The rules by which sweeps begin now. */
export async function currentWarningRules(db: Db): Promise<WarningRulesVersion> {
  const row = await db<RulesRow>('warning_rules').orderBy('version', 'desc').first();
  if (!row) throw new DomainError('notFound', 'There are no rules of early warning: migrate the database.');
  return toVersion(row);
}

/** One version of the rules; throws `notFound`. */
export async function getWarningRules(db: Db, version: number): Promise<WarningRulesVersion> {
  const row = await db<RulesRow>('warning_rules').where({ version }).first();
  if (!row)
    throw new DomainError('notFound', `There is no version ${version} of the rules of early warning.`);
  return toVersion(row);
}

/** The versions of the rules older than `before`, the newest first; one more than `limit` says that there is a next page. */
export async function listWarningRules(
  db: Db,
  page: { readonly limit: number; readonly before?: number | undefined },
): Promise<readonly WarningRulesVersion[]> {
  const rows = await db<RulesRow>('warning_rules')
    .where('version', '<', page.before ?? 2_147_483_647)
    .orderBy('version', 'desc')
    .limit(page.limit + 1);
  return rows.map(toVersion);
}

/** Sets new rules, by which sweeps that begin from now on judge. Rules that cannot be used change nothing: throws `invalid` with every fault. */
export async function setWarningRules(
  db: Db,
  change: { readonly rules: unknown; readonly reason: string; readonly by: Actor; readonly at: Date },
): Promise<WarningRulesVersion> {
  const rules = readRules(change.rules);
  const reason = change.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why the rules of early warning change.');
  return db.transaction(async (trx) => {
    const [row] = await trx('warning_rules')
      .insert({
        rules: JSON.stringify(rules),
        reason,
        set_by: `${change.by.kind}:${change.by.id}`,
        set_at: change.at,
      })
      .returning<RulesRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The rules of early warning were not stored.');
    await appendAudit(trx, {
      chain: 'warning-rules',
      at: change.at,
      actor: change.by,
      kind: 'warningRules.set',
      subject: String(row.version),
      data: { reason, rules },
    });
    return toVersion(row);
  });
}

function readRules(rules: unknown): WarningRules {
  const read = warningRulesSchema.safeParse(rules);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message }));
  const refusal = 'These rules of early warning cannot be used. Nothing was changed.';
  throw new DomainError('invalid', refusal, faults);
}
