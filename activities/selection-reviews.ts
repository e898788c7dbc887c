import { unreviewedAccounts, type UnreviewedAccount } from '../db/read-models/cycle-state.ts';
import { requestAccountReview } from '../db/stores/account-reviews.ts';
import { designationsInForce } from '../db/stores/designations.ts';
import { setManagersCheck } from '../db/stores/selection-cycles.ts';
import { system } from '../domain/actor.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import { DomainError } from '../domain/errors.ts';
import { personOf, withCycle, type SelectionEffect } from './selection-effect.ts';
import { endWhenSettled } from './selection-settled.ts';

const hoursUntilNextLook = 8;

/** What became of the reviews of a cycle's new key accounts: those that cannot be started and why, and when those without a manager are looked at again. */
export interface ReviewStarts {
  readonly refused: readonly { readonly accountName: string; readonly reason: string }[];
  readonly checkAt: Date | null;
}

/**
 * Asks for the cycle's year in the review of every account it designated, opening the review where there is none. An account without a manager
 * waits: once it is in review nobody could be assigned to it any more.
 */
export async function reviewsFor(effect: SelectionEffect): Promise<ReviewStarts> {
  const { cycle, db } = effect;
  const waiting = await withoutManager(effect);
  const refused: { accountName: string; reason: string }[] = [];
  for (const { accountId, accountName } of await designationsInForce(db, { cycleId: cycle.id })) {
    if (waiting.some((account) => account.accountId === accountId)) continue;
    const reason = await requestReview(effect, accountId);
    if (reason !== null) refused.push({ accountName, reason });
  }
  return { refused, checkAt: waiting.length === 0 ? null : await nextLook(effect) };
}

/** Looks again at the accounts that had no manager, and starts the reviews of those that have one now. */
export async function checkManagers(effect: SelectionEffect): Promise<void> {
  const { cycle } = effect;
  if (cycle.status !== 'exits') return;
  const { checkAt } = await reviewsFor(effect);
  await setManagersCheck(effect.db, { cycleId: cycle.id, at: checkAt });
  await endWhenSettled(await withCycle(effect));
}

async function withoutManager({ db, cycle }: SelectionEffect): Promise<readonly UnreviewedAccount[]> {
  const accounts = await unreviewedAccounts(db, cycle.id);
  return accounts.filter(({ managerId }) => managerId === null);
}

async function nextLook({ db, cycle, at }: SelectionEffect): Promise<Date> {
  return addBusinessHours(await personOf(db, cycle.leadId), { from: at, hours: hoursUntilNextLook });
}

/** Why the review cannot be started, or null when it was asked for. */
async function requestReview({ db, cycle, at }: SelectionEffect, accountId: string): Promise<string | null> {
  try {
    await requestAccountReview(db, { accountId, year: cycle.year, by: system, at });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
