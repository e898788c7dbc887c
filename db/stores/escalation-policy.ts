import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { escalationPolicySchema, type EscalationPolicy } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import { appendAudit } from './audit.ts';

/** One version of how fast the firm answers; it never changes. `setBy` is `<kind>:<id>` of who set it. */
export interface EscalationPolicyVersion {
  readonly version: number;
  readonly policy: EscalationPolicy;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

interface PolicyRow {
  version: number;
  policy: unknown;
  reason: string;
  set_by: string;
  set_at: Date;
}

function toVersion(row: PolicyRow): EscalationPolicyVersion {
  const policy = escalationPolicySchema.parse(row.policy);
  return { version: row.version, policy, reason: row.reason, setBy: row.set_by, setAt: row.set_at };
}

/** The policy by which escalations begin now. */
export async function currentEscalationPolicy(db: Db): Promise<EscalationPolicyVersion> {
  const row = await db<PolicyRow>('escalation_policy').orderBy('version', 'desc').first();
  if (!row) throw new DomainError('notFound', 'There is no escalation policy: migrate the database.');
  return toVersion(row);
}

/** One version of the policy; throws `notFound`. */
export async function getEscalationPolicy(db: Db, version: number): Promise<EscalationPolicyVersion> {
  const [found] = await escalationPolicies(db, [version]);
  if (!found) throw new DomainError('notFound', `There is no version ${version} of the escalation policy.`);
  return found;
}

/** These versions of the policy, in no order; those that there are not are left out. */
export async function escalationPolicies(
  db: Db,
  versions: readonly number[],
): Promise<readonly EscalationPolicyVersion[]> {
  return (await db<PolicyRow>('escalation_policy').whereIn('version', versions)).map(toVersion);
}

/** The versions of the policy older than `before`, the newest first; one more than `limit` says that there is a next page. */
export async function listEscalationPolicies(
  db: Db,
  page: { readonly limit: number; readonly before?: number | undefined },
): Promise<readonly EscalationPolicyVersion[]> {
  const rows = await db<PolicyRow>('escalation_policy')
    .where('version', '<', page.before ?? 2_147_483_647)
    .orderBy('version', 'desc')
    .limit(page.limit + 1);
  return rows.map(toVersion);
}

/**
 * Sets another policy, by which escalations that begin from now on are answered; those that are open keep theirs. Throws `invalid` with every
 * fault and its place, and `conflict` where the same policy holds already; neither changes anything.
 */
export async function setEscalationPolicy(
  db: Db,
  change: { readonly policy: unknown; readonly reason: string; readonly by: Actor; readonly at: Date },
): Promise<EscalationPolicyVersion> {
  const { by, at } = change;
  const policy = readPolicy(change.policy);
  const reason = change.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why the escalation policy changes.');
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('escalation-policy', 0))`);
    const now = await currentEscalationPolicy(trx);
    if (contentHash(now.policy) === contentHash(policy))
      throw new DomainError('conflict', `This is the escalation policy already, version ${now.version}.`);
    const [row] = await trx('escalation_policy')
      .insert({ policy: JSON.stringify(policy), reason, set_by: `${by.kind}:${by.id}`, set_at: at })
      .returning<PolicyRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The escalation policy was not stored.');
    await appendAudit(trx, {
      ...{ chain: 'escalation-policy', at, actor: by, kind: 'escalationPolicy.set' },
      ...{ subject: String(row.version), data: { reason, policy } },
    });
    return toVersion(row);
  });
}

function readPolicy(policy: unknown): EscalationPolicy {
  const read = escalationPolicySchema.safeParse(policy);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message }));
  throw new DomainError('invalid', 'This escalation policy cannot be used. Nothing was changed.', faults);
}
