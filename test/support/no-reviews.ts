import { setReviewCadence } from '../../db/stores/review-cadence.ts';
import { system } from '../../domain/actor.ts';
import type { World } from './world.ts';

/** Lets the programmes of a world review no quarters, for stories whose subject they are not. Call it before any account's review starts. */
export async function withoutReviews({ database }: Pick<World, 'database'>): Promise<void> {
  const keys = await database.app('programme').pluck<string[]>('key');
  for (const programme of keys)
    await setReviewCadence(database.app, {
      ...{ programme, cadence: 'none', by: system },
      at: new Date('2026-01-02T00:00:00Z'),
    });
}
