import type { ProposalStatus } from '../../domain/escalations/proposal.ts';
import type { Db } from '../client.ts';

/** A solution that was proposed for an escalation; `cost` is a decimal in `currency`, `approvalId` the request by which it was asked about last. */
export interface ProposedSolution {
  readonly id: string;
  readonly run: number;
  readonly number: number;
  readonly text: string;
  readonly cost: string;
  readonly currency: string;
  readonly status: ProposalStatus;
  readonly proposerId: string;
  readonly proposerName: string;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
  readonly approvalId: string | null;
}

interface SolutionRow {
  id: string;
  run: number;
  number: number;
  text: string;
  cost: string;
  currency: string;
  status: ProposalStatus;
  proposer_id: string;
  name: string;
  proposed_at: Date;
  decided_at: Date | null;
  approval_id: string | null;
}

/** The solutions that were proposed in all runs of an escalation, in that order. */
export async function proposedSolutions(db: Db, escalationId: string): Promise<readonly ProposedSolution[]> {
  const { rows } = await db.raw<{ rows: SolutionRow[] }>(
    `select o.*, p.name, (select max(r.id) from approval_request r where r.proposal_id = o.id) as approval_id
     from escalation_proposal o join person p on p.id = o.proposer_id
     where o.escalation_id = :escalationId order by o.id`,
    { escalationId },
  );
  return rows.map((row) => ({
    id: row.id,
    run: row.run,
    number: row.number,
    text: row.text,
    cost: row.cost,
    currency: row.currency,
    status: row.status,
    proposerId: row.proposer_id,
    proposerName: row.name,
    proposedAt: row.proposed_at,
    decidedAt: row.decided_at,
    approvalId: row.approval_id,
  }));
}

/** Root causes that were named before, each once, so that the same words are used for the same cause. */
export async function namedRootCauses(
  db: Db,
  { limit }: { readonly limit: number },
): Promise<readonly { readonly name: string; readonly category: string }[]> {
  const { rows } = await db.raw<{ rows: { name: string; category: string }[] }>(
    `select distinct on (same_key) name, category from escalation_root_cause order by same_key, id desc limit :limit`,
    { limit },
  );
  return rows;
}
