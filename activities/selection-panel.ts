import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { getScorecard } from '../db/read-models/scorecards.ts';
import { listCandidates } from '../db/stores/candidates.ts';
import { getCriteriaSet } from '../db/stores/criteria-sets.ts';
import { listContentSchema, type ListContent } from '../domain/selection/list-content.ts';
import { withApproval } from './approval-effect.ts';
import { openApproval } from './opening.ts';
import type { SelectionEffect } from './selection-effect.ts';

/** Asks the panel about the frozen list, by the cycle's policy. */
export async function askPanel(effect: SelectionEffect, links: LinkTokens): Promise<void> {
  const { cycle } = effect;
  await openApproval(await withApproval(effect), {
    links,
    asked: {
      subject: { kind: 'list', cycleId: cycle.id },
      revision: cycle.revision,
      content: await contentOf(effect),
      policy: cycle.policy,
      rule: null,
      verify: cycle.policy.verify,
      requestedBy: cycle.leadId,
    },
  });
}

async function largeOf(db: Db, scorecardId: string | null): Promise<ListContent['largeNotRepaying']> {
  if (scorecardId === null) return { count: 0, sum: '0.00' };
  const { largeNotRepaying, largeNotRepayingSum } = await getScorecard(db, scorecardId);
  return { count: largeNotRepaying.length, sum: (-Number(largeNotRepayingSum)).toFixed(2) };
}

async function contentOf({ cycle, db }: SelectionEffect): Promise<ListContent> {
  const { key, version, content } = await getCriteriaSet(db, cycle.criteriaSetId);
  const candidates = await listCandidates(db, { cycleId: cycle.id, revision: cycle.revision });
  return listContentSchema.parse({
    kind: 'selection',
    title: `Key Accounts ${cycle.year}`,
    programmeName: cycle.programmeName,
    year: cycle.year,
    asOf: cycle.asOf,
    criteria: { key, version },
    currency: content.value.currency,
    cap: content.designation.cap,
    largeNotRepaying: await largeOf(db, cycle.scorecardId),
    approverIds: [...cycle.panel],
    entries: candidates.map(({ account, action, basis, reasons, warnings }) => ({
      account: { ...account },
      action,
      basis,
      reasons: [...reasons],
      warnings: [...warnings],
    })),
  });
}
