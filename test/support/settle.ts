import { DomainError } from '../../domain/errors.ts';
import { untilQuiet, type Scene } from '../../rehearsal/quiet.ts';

const minute = 60_000;

/**
 * Waits until nothing is in flight, as long as a machine with much else to do may need. After a minute the world's delivery loop helps,
 * as it does beside every worker: an effect that outlived its own patience leaves its mails to it.
 */
export async function settle(world: {
  readonly scene: Scene;
  readonly deliver: () => Promise<unknown>;
}): Promise<void> {
  const end = Date.now() + 20 * minute;
  for (let patienceMs = minute; ; patienceMs = 1_000) {
    try {
      return await untilQuiet(world.scene, { patienceMs });
    } catch (error) {
      if (!(error instanceof DomainError) || Date.now() > end) throw error;
      await world.deliver();
    }
  }
}
