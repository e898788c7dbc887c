import { Argument, type Command } from 'commander';
import { setReviewCadence } from '../../db/stores/review-cadence.ts';
import { systemClock } from '../../domain/clock.ts';
import { reviewCadences, type ReviewCadence } from '../../domain/reviews/review-dates.ts';
import { operator, print, withProcesses } from '../records.ts';

async function set(
  wish: { readonly programme: string; readonly cadence: ReviewCadence },
  options: { readonly json?: boolean },
): Promise<void> {
  await withProcesses(async ({ db, ring }) => {
    const given = { ...wish, by: operator(), at: systemClock.now() };
    for (const workflowId of await setReviewCadence(db, given)) await ring(workflowId);
  });
  print(wish, { ...options, lines: [`Accounts of ${wish.programme} are reviewed: ${wish.cadence}.`] });
}

/** Adds `kam quarterly cadence`. */
export function registerCadence(quarterly: Command): void {
  quarterly
    .command('cadence')
    .description("set how often a programme's accounts are reviewed; reviews that were opened go on")
    .argument('<programme>', "the programme's key")
    .addArgument(new Argument('<cadence>', 'how often').choices(reviewCadences))
    .option('--json', 'print JSON')
    .action(
      (...[programme, cadence, options]: readonly [string, ReviewCadence, { readonly json?: boolean }]) =>
        set({ programme, cadence }, options),
    );
}
