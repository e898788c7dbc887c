import { DomainError } from '../../domain/errors.ts';
import { escalationPolicySchema, type EscalationPolicy } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';

/** One version of how fast the firm answers; it never changes. */
export interface EscalationPolicyVersion {
  readonly version: number;
  readonly policy: EscalationPolicy;
}

interface PolicyRow {
  version: number;
  policy: unknown;
}

function toVersion({ version, policy }: PolicyRow): EscalationPolicyVersion {
  return { version, policy: escalationPolicySchema.parse(policy) };
}

/** The policy by which escalations begin now. */
export async function currentEscalationPolicy(db: Db): Promise<EscalationPolicyVersion> {
  const row = await db<PolicyRow>('escalation_policy').orderBy('version', 'desc').first();
  if (!row) throw new DomainError('notFound', 'There is no escalation policy: migrate the database.');
  return toVersion(row);
}

/** One version of the policy; throws `notFound`. */
export async function getEscalationPolicy(db: Db, version: number): Promise<EscalationPolicyVersion> {
  const row = await db<PolicyRow>('escalation_policy').where({ version }).first();
  if (!row) throw new DomainError('notFound', `There is no version ${version} of the escalation policy.`);
  return toVersion(row);
}
