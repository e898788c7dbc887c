import type { LinkTokens } from '../db/link-token.ts';
import { getCriteriaSet } from '../db/stores/criteria-sets.ts';
import { accountsToList, insertCandidates } from '../db/stores/candidates.ts';
import { beginApproval } from '../db/stores/selection-cycles.ts';
import { candidateList, type ListEntry } from '../domain/selection/candidate-list.ts';
import { withCycle, type SelectionEffect } from './selection-effect.ts';
import { endSelection } from './selection-end.ts';
import { askPanel } from './selection-panel.ts';

/**
 * Makes the list of what the score, nominations and vetoes come to, freezes it as the cycle's next revision and asks the panel about it.
 * Where nobody would become a key account and nobody would leave, the panel is not bothered and the cycle ends.
 */
export async function makeList(effect: SelectionEffect, links: LinkTokens): Promise<void> {
  const { cycle, db } = effect;
  const { content } = await getCriteriaSet(db, cycle.criteriaSetId);
  const entries = candidateList(await accountsToList(db, cycle), content.designation.cap);
  const count = (action: ListEntry['action']): number =>
    entries.filter((entry) => entry.action === action).length;
  if (count('designate') + count('leave') === 0) return endUnchanged(effect, count('keep'));
  const revision = await beginApproval(db, cycle.id);
  await insertCandidates(db, { cycleId: cycle.id, revision, entries });
  const data = { revision, designate: count('designate'), keep: count('keep'), leave: count('leave') };
  await effect.audit({ kind: 'list.frozen', subject: cycle.id, data });
  await askPanel(await withCycle(effect), links);
}

async function endUnchanged(effect: SelectionEffect, kept: number): Promise<void> {
  if (kept > 0) {
    const reason = `Nobody would become a key account and nobody would leave; ${kept} stay.`;
    return endSelection(effect, { outcome: 'designated', told: 'unchanged', reason });
  }
  const reason = 'No account is proposed or nominated, and there is no key account.';
  return endSelection(effect, { outcome: 'refused', told: 'refused', reason });
}
