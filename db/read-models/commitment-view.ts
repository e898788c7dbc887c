import { livingCommitments } from '../../domain/planning/commitment.ts';
import type { Db } from '../client.ts';
import { findCommitmentLink } from '../stores/commitment-answers.ts';
import { getCommitment, type Commitment } from '../stores/commitment-rows.ts';
import { clientOf, type Client } from './commitment-people.ts';

/** Everything the page behind a client's link shows, and nothing of the plan: `open` while the link takes an answer. */
export interface CommitmentView {
  readonly linkId: string;
  readonly client: Client;
  readonly manager: { readonly name: string; readonly email: string };
  readonly commitment: Commitment;
  readonly open: boolean;
}

interface PlanRow {
  status: string;
  name: string;
  email: string;
}

/** The view of a client's link by the SHA-256 of its token; `undefined` for an unknown one. Reads only. */
export async function findCommitmentView(db: Db, tokenSha256: string): Promise<CommitmentView | undefined> {
  const link = await findCommitmentLink(db, tokenSha256);
  if (!link) return undefined;
  const commitment = await getCommitment(db, link.commitmentId);
  const client = await clientOf(db, { contactId: link.contactId });
  if (!client) return undefined;
  const plan = await db('plan as p')
    .join('person as m', 'm.id', 'p.manager_id')
    .where('p.id', commitment.planId)
    .first<PlanRow>('p.status', 'm.name', 'm.email');
  const own = commitment.contactId === link.contactId;
  return {
    linkId: link.id,
    client,
    manager: { name: plan.name, email: plan.email },
    commitment,
    open: own && plan.status !== 'closed' && livingCommitments.includes(commitment.status),
  };
}
