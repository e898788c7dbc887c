import { DomainError } from '../../domain/errors.ts';
import { untilQuiet, type Scene } from '../../rehearsal/quiet.ts';

const minute = 60_000;

/**
 * Waits until nothing is in flight, as long as a machine with much else to do may need.
 * After a minute left-over mails are sent, as beside every worker: an effect that outlived its own patience leaves its mails to the delivery loop.
 */
export async function settle(world: {
  readonly scene: Scene;
  readonly deliver: () => Promise<unknown>;
}): Promise<void> {
  const began = Date.now();
  for (let delivered = began; ;) {
    try {
      return await untilQuiet(world.scene, { patienceMs: 1_000 });
    } catch (error) {
      const now = Date.now();
      if (!(error instanceof DomainError) || now > began + 20 * minute) throw error;
      if (now < delivered + (delivered === began ? minute : 1_000)) continue;
      delivered = now;
      await world.deliver();
    }
  }
}
