import { unreviewedAccounts } from '../db/read-models/cycle-state.ts';
import { listExits } from '../db/stores/proposed-exits.ts';
import { endCycle } from '../db/stores/selection-cycles.ts';
import { recipient } from './plan-effect.ts';
import { cycleReference, personOf, type SelectionEffect } from './selection-effect.ts';

/** Ends a cycle that has designated once every proposed exit is settled and no new key account waits for a manager; tells its lead. */
export async function endWhenSettled(effect: SelectionEffect): Promise<void> {
  const { cycle, db, at } = effect;
  if (cycle.status !== 'exits') return;
  const exits = await listExits(db, cycle.id);
  const waiting = (await unreviewedAccounts(db, cycle.id)).filter(({ managerId }) => managerId === null);
  if (waiting.length > 0 || exits.some(({ state }) => state === 'open')) return;
  await endCycle(db, { cycleId: cycle.id, outcome: 'designated', reason: null, at });
  await effect.audit({ kind: 'selection.closed', subject: cycle.id, data: { exits: exits.length } });
  await effect.mail({
    dedupeKey: `selection-closed/${cycle.id}`,
    to: recipient(await personOf(db, cycle.leadId)),
    message: {
      kind: 'selection-closed',
      data: {
        ...cycleReference(effect),
        exits: exits.flatMap(({ accountName, state, reason }) =>
          state === 'open' ? [] : [{ accountName, state, reason: reason ?? '' }],
        ),
      },
    },
  });
}
