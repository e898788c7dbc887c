import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { checkRulesSchema, type CheckRules } from '../../domain/planning/checks.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** One version of the firm's checks before submitting; it never changes. `setBy` is `<kind>:<id>` of who set it. */
export interface CheckRulesVersion {
  readonly version: number;
  readonly rules: CheckRules;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

interface RulesRow {
  version: number;
  rules: CheckRules;
  reason: string;
  set_by: string;
  set_at: Date;
}

function toVersion({ version, rules, reason, set_by: setBy, set_at: setAt }: RulesRow): CheckRulesVersion {
  return { version, rules: checkRulesSchema.parse(rules), reason, setBy, setAt };
}

/** The versions of the checks, the newest first: that one holds now. */
export async function listCheckRules(db: Db): Promise<readonly CheckRulesVersion[]> {
  return (await db<RulesRow>('plan_check_rules').orderBy('version', 'desc').limit(200)).map(toVersion);
}

/** The checks of now. */
export async function currentCheckRules(db: Db): Promise<CheckRulesVersion> {
  const row = await db<RulesRow>('plan_check_rules').orderBy('version', 'desc').first();
  if (!row) throw new DomainError('notFound', 'There are no checks for plans: migrate the database.');
  return toVersion(row);
}

/** Sets new checks, which hold for whatever is submitted from now on, with an audit event. */
export function setCheckRules(
  db: Db,
  change: { readonly rules: CheckRules; readonly reason: string; readonly by: Actor; readonly at: Date },
): Promise<CheckRulesVersion> {
  const { rules, reason, by, at } = change;
  return db.transaction(async (trx) => {
    const [row] = await trx('plan_check_rules')
      .insert({ rules: JSON.stringify(rules), reason, set_by: `${by.kind}:${by.id}`, set_at: at })
      .returning<RulesRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The checks were not stored.');
    const event = { kind: 'planChecks.set', subject: String(row.version), data: { reason, rules } };
    await appendAudit(trx, { chain: 'plan-checks', at, actor: by, ...event });
    return toVersion(row);
  });
}
