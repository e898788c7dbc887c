import { cycleRequest, type CycleRequest } from '../db/read-models/cycle-state.ts';
import { recipient } from './plan-effect.ts';
import { designateList } from './selection-designation.ts';
import { cycleReference, personOf, type SelectionEffect } from './selection-effect.ts';
import { endSelection } from './selection-end.ts';
import { openWindow } from './selection-window.ts';

/**
 * What follows from what the panel said of the latest list, once no decision on it can be taken back: key accounts are designated, the list goes
 * back to its lead, or the cycle ends. A list that was recalled goes back too. Does nothing while the question is open.
 */
export async function followSelection(effect: SelectionEffect): Promise<void> {
  const { cycle, db } = effect;
  if (cycle.status !== 'approving') return;
  const request = await cycleRequest(db, { cycleId: cycle.id, revision: cycle.revision });
  if (!request) return;
  const { status } = request;
  // Answers to a question that was withdrawn count for nothing, so there is nothing to wait for.
  if (status === 'recalled') return void (await openWindow(effect));
  if (request.awaitsUndo) return;
  if (status === 'approved') return designateList(effect);
  if (status === 'changesRequested') return goBack(effect, request);
  if (status === 'rejected' || status === 'expired')
    return endSelection(effect, { outcome: status, told: status, reason: reasonOf(request) });
}

function reasonOf({ comments, reason }: CycleRequest): string {
  const said = comments.map(({ by, text }) => `${by}: ${text}`);
  return said.length > 0 ? said.join('\n') : (reason ?? '');
}

async function goBack(effect: SelectionEffect, request: CycleRequest): Promise<void> {
  const { cycle } = effect;
  const until = await openWindow(effect);
  await effect.mail({
    dedupeKey: `selection-changes-requested/${request.id}`,
    to: recipient(await personOf(effect.db, cycle.leadId)),
    message: {
      kind: 'selection-changes-requested',
      data: {
        ...cycleReference(effect),
        comments: request.comments.map(({ by, text }) => ({ by, text })),
        until: until.toISOString(),
      },
    },
  });
}
