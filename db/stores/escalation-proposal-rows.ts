import type { ProposalStatus } from '../../domain/escalations/proposal.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** A solution that was proposed in a run of an escalation; `cost` is a decimal in `currency`, `profileVersion` the profile whose limit it was within. */
export interface EscalationProposal {
  readonly id: string;
  readonly escalationId: string;
  readonly run: number;
  readonly number: number;
  readonly text: string;
  readonly cost: string;
  readonly currency: string;
  readonly status: ProposalStatus;
  readonly proposerId: string;
  readonly profileVersion: number | null;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
}

interface ProposalRow {
  id: string;
  escalation_id: string;
  run: number;
  number: number;
  text: string;
  cost: string;
  currency: string;
  status: ProposalStatus;
  proposer_id: string;
  profile_version: number | null;
  proposed_at: Date;
  decided_at: Date | null;
}

function toProposal(row: ProposalRow): EscalationProposal {
  return {
    id: row.id,
    escalationId: row.escalation_id,
    run: row.run,
    number: row.number,
    text: row.text,
    cost: row.cost,
    currency: row.currency,
    status: row.status,
    proposerId: row.proposer_id,
    profileVersion: row.profile_version,
    proposedAt: row.proposed_at,
    decidedAt: row.decided_at,
  };
}

/** What was proposed in all runs of an escalation, the first first. */
export async function listProposals(db: Db, escalationId: string): Promise<readonly EscalationProposal[]> {
  const rows = await db<ProposalRow>('escalation_proposal')
    .where({ escalation_id: escalationId })
    .orderBy('id');
  return rows.map(toProposal);
}

/** A proposal by its number, or the one of an escalation about which people are asked; `undefined` where there is none. */
export async function findProposal(
  db: Db,
  key: { readonly id: string } | { readonly asked: string },
): Promise<EscalationProposal | undefined> {
  const where = 'id' in key ? { id: key.id } : { escalation_id: key.asked, status: 'asked' };
  const row = await db<ProposalRow>('escalation_proposal').where(where).first();
  return row && toProposal(row);
}

/** Stores what is proposed and returns it. */
export async function insertProposal(db: Db, columns: Omit<ProposalRow, 'id'>): Promise<EscalationProposal> {
  const [row] = await db('escalation_proposal').insert(columns).returning<ProposalRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The proposal was not stored.');
  return toProposal(row);
}

/** Gives a proposal about which people are asked its end. Call it under the lock of its process. */
export async function endProposal(
  db: Db,
  end: { readonly id: string; readonly status: Exclude<ProposalStatus, 'asked'>; readonly at: Date },
): Promise<void> {
  await db('escalation_proposal')
    .where({ id: end.id, status: 'asked' })
    .update({ status: end.status, decided_at: end.at });
}

/** What was proposed within a limit for an escalation and presented to the client, in one currency: a decimal. */
export async function spentWithinLimit(
  db: Db,
  of: { readonly escalationId: string; readonly currency: string },
): Promise<string> {
  const { rows } = await db.raw<{ rows: [{ spent: string }] }>(
    `select cast(coalesce(sum(o.cost), 0) as numeric(14, 2)) as spent from escalation_proposal o
     where o.escalation_id = :escalationId and o.currency = :currency and o.status = 'withinLimit'
       and exists (select from escalation_confirmation c where c.proposal_id = o.id)`,
    { ...of },
  );
  return rows[0].spent;
}
