import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Db } from '../db/client.ts';
import { peopleById } from '../db/read-models/planning-context.ts';
import { startCycle } from '../db/stores/selection-start.ts';
import { programmeOf } from '../db/stores/selection-wish.ts';
import { system } from '../domain/actor.ts';
import type { Clock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';
import { cycleSettingsSchema } from '../domain/selection/cycle-settings.ts';
import type { SelectionOpeningInput } from '../workflows/selection-opening/messages.ts';
import { queueMail } from './mail-queue.ts';
import { recipient } from './plan-effect.ts';

/** The start of a scheduled cycle, as an ordinary activity. */
export interface SelectionOpeningActivities {
  /**
   * Opens the cycle of the year that the scheduled time belongs to, as of that day; one that stands already is left as it is. Returns the process to
   * ring, or null where the cycle cannot be started, which the programme's owner is then told.
   */
  openScheduledCycle(input: SelectionOpeningInput & { readonly scheduledAt: string }): Promise<string | null>;
}

/** The activity on this database. */
export function createSelectionOpeningActivities(deps: {
  readonly db: Db;
  readonly clock: Clock;
}): SelectionOpeningActivities {
  const { db, clock } = deps;
  return {
    async openScheduledCycle({ programme, yearsAhead, timeZone, settings, scheduledAt }) {
      const scheduled = DateTime.fromISO(scheduledAt, { zone: timeZone });
      const year = scheduled.year + yearsAhead;
      const at = clock.now();
      // East of Greenwich the day begins before it does in the records.
      const asOf = [scheduled.toFormat('yyyy-MM-dd'), at.toISOString().slice(0, 10)].sort()[0];
      try {
        const wish = { ...cycleSettingsSchema.parse(settings), programme, year, asOf };
        const { cycle } = await startCycle(db, { ...wish, by: system, at });
        return cycle.workflowId;
      } catch (error) {
        // Somebody has started this year's cycle otherwise.
        if (error instanceof DomainError && error.code === 'conflict') return null;
        if (error instanceof z.ZodError || error instanceof DomainError)
          return tellOwner(db, { programme, year, faults: faultsOf(error), at });
        throw error;
      }
    },
  };
}

function faultsOf(error: DomainError | z.ZodError): readonly string[] {
  if (error instanceof z.ZodError) return error.issues.map(({ message }) => message);
  return error.faults.length > 0 ? error.faults.map(({ message }) => message) : [error.message];
}

async function tellOwner(
  db: Db,
  told: { programme: string; year: number; faults: readonly string[]; at: Date },
): Promise<null> {
  const { id, name, ownerId } = await programmeOf(db, told.programme);
  const owner = ownerId === null ? undefined : (await peopleById(db, [ownerId])).get(ownerId);
  if (!owner) return null;
  await queueMail(db, {
    dedupeKey: `selection-not-opened/${id}/${told.year}`,
    workflowId: null,
    to: recipient(owner),
    message: {
      kind: 'selection-not-opened',
      data: { programmeName: name, year: told.year, faults: [...told.faults] },
    },
    occurredAt: told.at,
  });
  return null;
}
