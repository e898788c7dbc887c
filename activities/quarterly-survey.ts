import { tellThemes } from '../db/stores/feedback-themes.ts';
import { getFreeze } from '../db/stores/review-freezes.ts';
import type { KeptMinutes } from '../db/stores/review-minutes.ts';
import { openSurvey } from '../db/stores/survey-opening.ts';
import { system } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { QuarterlyEffect } from './quarterly-effect.ts';

/**
 * After a review that was held: the client has heard what was done about what they said, and those of their people who attended (or who were
 * invited, where nobody's attendance was recorded) are asked how they see us.
 */
export async function followWithClient(effect: QuarterlyEffect, minutes: KeptMinutes): Promise<void> {
  const { db, at, context } = effect;
  const { review } = context;
  const { id: reviewId, accountId } = review;
  const frozen = await getFreeze(db, review);
  const told = { reviewId, accountId, by: system, at };
  if (frozen) await tellThemes(db, { ...told, settledBy: frozen.frozenAt });
  const contactKeys = await keysOf(effect, minutes);
  if (contactKeys.length > 0) await ask(effect, contactKeys);
}

async function keysOf({ db, context }: QuarterlyEffect, minutes: KeptMinutes): Promise<readonly string[]> {
  const invited = context.invitees.filter(({ side }) => side === 'client');
  const attended = new Set(
    minutes.attendance.filter((one) => one.attended).map(({ inviteeId }) => inviteeId),
  );
  const there = invited.filter(({ id }) => attended.has(id));
  const ids = (there.length > 0 ? there : invited).flatMap(({ contactId }) => contactId ?? []);
  return db('contact').whereIn('id', ids).orderBy('id').pluck<string[]>('key');
}

async function ask(effect: QuarterlyEffect, contactKeys: readonly string[]): Promise<void> {
  const { db, at, context } = effect;
  const { id: reviewId, accountId } = context.review;
  try {
    await openSurvey(db, { accountId, reviewId, contactKeys, by: system, at });
  } catch (error) {
    // An account that has left or has no manager is asked nothing; its review is closed all the same.
    if (!(error instanceof DomainError)) throw error;
    await effect.audit({ kind: 'survey.notOpened', subject: reviewId, data: { reason: error.message } });
  }
}
