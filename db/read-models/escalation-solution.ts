import type { Db } from '../client.ts';

/** A solution that was proposed for an escalation; `cost` is a decimal in `currency`. */
export interface ProposedSolution {
  readonly text: string;
  readonly cost: string;
  readonly currency: string;
  readonly status:
    'asked' | 'approved' | 'withinLimit' | 'changesRequested' | 'rejected' | 'expired' | 'withdrawn';
  readonly proposerName: string;
  readonly proposedAt: Date;
}

/** The solutions that were proposed in all runs of an escalation, in that order. */
export async function proposedSolutions(db: Db, escalationId: string): Promise<readonly ProposedSolution[]> {
  const rows = await db('escalation_proposal as o')
    .join('person as p', 'p.id', 'o.proposer_id')
    .where({ 'o.escalation_id': escalationId })
    .orderBy('o.id')
    .select<(Omit<ProposedSolution, 'proposerName' | 'proposedAt'> & { name: string; proposed_at: Date })[]>(
      ...(['o.text', 'o.cost', 'o.currency', 'o.status', 'p.name', 'o.proposed_at'] as const),
    );
  return rows.map(({ name: proposerName, proposed_at: proposedAt, ...row }) => ({
    ...row,
    proposerName,
    proposedAt,
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
