import type { Actor } from '../../domain/actor.ts';
import {
  chooseRule,
  ruleSetSchema,
  verifyFor,
  type ApprovalRule,
  type RuleSet,
} from '../../domain/approvals/rules.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { PolicySource } from '../../domain/wording/rule-wording.ts';
import { describePolicy } from '../../domain/wording/step-wording.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import type { ApprovalRequest } from './requests.ts';

/** One version of the firm's approval rules; it never changes. `setBy` is `<kind>:<id>` of who set it. */
export interface RulesVersion {
  readonly version: number;
  readonly rules: RuleSet;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

interface RulesRow {
  version: number;
  rules: RuleSet;
  reason: string;
  set_by: string;
  set_at: Date;
}

const chain = 'approval-rules';

function toVersion(row: RulesRow): RulesVersion {
  const { version, rules, reason } = row;
  return { version, rules: ruleSetSchema.parse(rules), reason, setBy: row.set_by, setAt: row.set_at };
}

/** The rules under which steps are submitted now. */
export async function currentRules(db: Db): Promise<RulesVersion> {
  const row = await db<RulesRow>('approval_rules').orderBy('version', 'desc').first();
  if (!row) throw new DomainError('notFound', 'There are no approval rules: migrate the database.');
  return toVersion(row);
}

/** One version of the rules; throws `notFound`. */
export async function getRules(db: Db, version: number): Promise<RulesVersion> {
  const row = await db<RulesRow>('approval_rules').where({ version }).first();
  if (!row) throw new DomainError('notFound', `There is no version ${version} of the approval rules.`);
  return toVersion(row);
}

/** The versions of the rules older than `before`, the newest first; one more than `limit` says that there is a next page. */
export async function listRules(
  db: Db,
  page: { readonly limit: number; readonly before?: number | undefined },
): Promise<readonly RulesVersion[]> {
  const rows = await db<RulesRow>('approval_rules')
    .where('version', '<', page.before ?? 2_147_483_647)
    .orderBy('version', 'desc')
    .limit(page.limit + 1);
  return rows.map(toVersion);
}

/**
 * Sets new rules, which hold for whatever is submitted from now on. Rules that do not hold together change nothing: throws `invalid`
 * with every fault.
 */
export async function setRules(
  db: Db,
  change: { readonly rules: unknown; readonly reason: string; readonly by: Actor; readonly at: Date },
): Promise<RulesVersion> {
  const rules = readRules(change.rules);
  const reason = change.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why the approval rules change.');
  return db.transaction(async (trx) => {
    const [row] = await trx('approval_rules')
      .insert({
        rules: JSON.stringify(rules),
        reason,
        set_by: `${change.by.kind}:${change.by.id}`,
        set_at: change.at,
      })
      .returning<RulesRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The approval rules were not stored.');
    await appendAudit(trx, {
      chain,
      at: change.at,
      actor: change.by,
      kind: 'approvalRules.set',
      subject: String(row.version),
      data: { reason, rules },
    });
    return toVersion(row);
  });
}

function readRules(rules: unknown): RuleSet {
  const read = ruleSetSchema.safeParse(rules);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue): Fault => ({
    path: `/${issue.path.join('/')}`,
    message: issue.message,
  }));
  throw new DomainError('invalid', 'These approval rules cannot be used. Nothing was changed.', faults);
}

/** Steps as they are submitted under the rules of now, with what the rules do not allow; the steps themselves are not stored. */
export interface RuledSteps {
  readonly steps: readonly PlanStep[];
  readonly faults: readonly Fault[];
}

/** Gives each step the policy of its rule unless it has its own, and what a decision on it will need. */
export async function putUnderRules(
  db: Db,
  submitted: { readonly accountId: string; readonly steps: readonly PlanStep[] },
): Promise<RuledSteps> {
  const { version, rules } = await currentRules(db);
  const region = await regionOf(db, submitted.accountId);
  const faults: Fault[] = [];
  const steps = submitted.steps.map((step): PlanStep => {
    const rule = chooseRule(rules, { ...step, region });
    if (step.ownPolicy && !rule.ownPolicyAllowed) faults.push(notAllowed(step, { version, rule }));
    const policy = step.ownPolicy ? step.policy : rule.policy;
    const verify = verifyFor(rules, { cost: step.cost, policy });
    return { ...step, policy, verify, rule: step.ownPolicy ? null : { version, name: rule.name } };
  });
  return { steps, faults };
}

async function regionOf(db: Db, accountId: string): Promise<string> {
  const row = await db('account').where({ id: accountId }).first<{ region: string } | undefined>('region');
  if (!row) throw new DomainError('notFound', `There is no account ${accountId}.`);
  return row.region;
}

function notAllowed(
  step: PlanStep,
  { version, rule }: { readonly version: number; readonly rule: ApprovalRule },
): Fault {
  const demanded = describePolicy(rule.policy, { people: step.approverIds.length, language: 'en' });
  return {
    path: `/steps/${step.position}/policy`,
    message: `"${step.title}" has a policy of its own, which the rule "${rule.name}" of the approval rules version ${version} does not allow. It demands: ${demanded} Set the policy to null to leave it to the rule.`,
  };
}

/** What chose the policy of a request, with the conditions of its rule as they were then. */
export async function policySource(
  db: Db,
  request: Pick<ApprovalRequest, 'rule' | 'verify'>,
): Promise<PolicySource> {
  const { rule, verify } = request;
  if (rule === null) return { rule, verify };
  const { rules } = await getRules(db, rule.version);
  const when = rules.rules.find(({ name }) => name === rule.name)?.when ?? {};
  return { rule: { ...rule, when }, verify };
}
