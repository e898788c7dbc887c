import type { LinkTokens } from '../db/link-token.ts';
import { approvalContext } from '../db/read-models/approval-context.ts';
import { rootCausesOf } from '../db/read-models/escalation-work.ts';
import { currentRules } from '../db/stores/approval-rules.ts';
import { escalationEvents } from '../db/stores/escalation-events.ts';
import { findProposal, type EscalationProposal } from '../db/stores/escalation-proposal-rows.ts';
import type { Fact } from '../db/stores/processes.ts';
import { chooseRule, verifyFor } from '../domain/approvals/rules.ts';
import { proposalContentSchema, type ProposalContent } from '../domain/escalations/proposal.ts';
import type { EscalationEffect } from './escalation-effect.ts';
import { openApproval } from './opening.ts';

// The type by which the firm's approval rules know what is proposed for an escalation.
const ruledAs = 'escalation';

/**
 * Asks the approvers of a solution whose cost is above its proposer's limit, in the proposer's name and by the firm's approval rules. Nobody is asked about one that is within the
 * limit, or that was replaced meanwhile.
 */
export async function askProposal(
  effect: EscalationEffect,
  { fact, links }: { readonly fact: Fact; readonly links: LinkTokens },
): Promise<void> {
  const { db, escalation, workflowId } = effect;
  const events = await escalationEvents(db, escalation);
  const { data } = events.find(({ id }) => id === fact.payload['eventId']) ?? {};
  const proposal = await findProposal(db, { asked: escalation.id });
  if (!proposal || proposal.id !== data?.['proposalId']) return;
  const { version, rules } = await currentRules(db);
  const { cost, number: revision, proposerId: requestedBy } = proposal;
  const rule = chooseRule(rules, { cost, type: ruledAs, region: escalation.region });
  const { policy } = rule;
  const approverIds = data['approverIds'];
  const asked = {
    ...({ subject: { kind: 'proposal', proposalId: proposal.id }, revision, requestedBy } as const),
    content: await contentOf(effect, { proposal, approverIds }),
    ...{ policy, rule: { version, name: rule.name }, verify: verifyFor(rules, { cost, policy }) },
  };
  await openApproval({ ...effect, context: await approvalContext(db, { workflowId }) }, { asked, links });
}

async function contentOf(
  { db, escalation, account }: EscalationEffect,
  of: { readonly proposal: EscalationProposal; readonly approverIds: unknown },
): Promise<ProposalContent> {
  const { text: solution, number, cost, currency } = of.proposal;
  const { category, name, text } = (await rootCausesOf(db, escalation.id)).at(-1) ?? {};
  return proposalContentSchema.parse({
    kind: 'proposal',
    ...{ title: escalation.title, accountName: account.name, severity: escalation.severity },
    rootCause: { category, name, text },
    ...{ number, solution, cost, currency, approverIds: of.approverIds },
  });
}
