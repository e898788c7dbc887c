import { endSignOff } from '../db/stores/review-requests.ts';
import { getRequest, listSeats } from '../db/stores/requests.ts';
import { writeReview } from '../db/stores/review-rows.ts';
import { recordSignal } from '../db/stores/signals.ts';
import { minutesEnd, minutesReminder } from '../domain/reviews/review-dates.ts';
import { tellReleased } from './outcomes.ts';
import { recipient } from './plan-effect.ts';
import { advance, reviewReference, type QuarterlyEffect } from './quarterly-effect.ts';
import { reviewOverseer } from './quarterly-mail.ts';

/** The meeting is over: a sign-off that is still asked for is recalled. */
export async function holdReview(effect: QuarterlyEffect): Promise<void> {
  const { db, at, context } = effect;
  const { review } = context;
  const over = new Date(review.heldAt.getTime() + review.durationMinutes * 60_000);
  if (review.status !== 'ready' || over > at) return;
  const end = { reviewId: review.id, status: 'recalled', at, reason: 'the review was held' } as const;
  const requestIds = await endSignOff(db, end);
  const now = await advance(effect, { set: { status: 'held' }, kind: 'held' });
  for (const id of requestIds) {
    const request = await getRequest(db, id);
    await tellReleased(now, { request, seats: await listSeats(db, id), reason: 'recalled' });
  }
}

/** Asks the manager for the minutes; from here on reminders, the word to the director and the end without minutes are due. */
export async function askMinutes(effect: QuarterlyEffect): Promise<void> {
  const { at, context } = effect;
  const { review, person } = context;
  if (review.status !== 'held' || review.minutesAskedAt !== null || review.minutesAt > at) return;
  const manager = person(review.managerId);
  const { tellAt, closeAt } = minutesEnd(manager, at);
  await write(effect, {
    minutes_asked_at: at,
    minutes_remind_at: minutesReminder(manager, { askedAt: at, given: 0 }),
    minutes_tell_at: tellAt,
    close_at: closeAt,
  });
  await mailManager(effect, { given: 0, tellAt });
}

/** Reminds the manager of the minutes. */
export async function remindMinutes(effect: QuarterlyEffect): Promise<void> {
  const { at, context } = effect;
  const { review, person } = context;
  const { minutesRemindAt, minutesAskedAt, minutesReminders } = review;
  if (review.status !== 'held' || !minutesRemindAt || !minutesAskedAt || minutesRemindAt > at) return;
  const given = minutesReminders + 1;
  const next = minutesReminder(person(review.managerId), { askedAt: minutesAskedAt, given });
  await write(effect, { minutes_reminders: given, minutes_remind_at: next });
  await mailManager(effect, { given, tellAt: review.minutesTellAt ?? at });
}

async function write(effect: QuarterlyEffect, set: Parameters<typeof writeReview>[1]['set']): Promise<void> {
  await writeReview(effect.db, { id: effect.context.review.id, set });
}

async function mailManager(
  effect: QuarterlyEffect,
  { given, tellAt }: { readonly given: number; readonly tellAt: Date },
): Promise<void> {
  const { review, person } = effect.context;
  const next = await reviewOverseer(effect);
  await effect.mail({
    dedupeKey: `review-minutes/${review.id}/${given}`,
    to: recipient(person(review.managerId)),
    message: {
      kind: 'review-minutes-wanted',
      data: {
        ...reviewReference(effect),
        reminder: given,
        tells: next?.name ?? null,
        tellAt: tellAt.toISOString(),
      },
    },
    thread: `review/${review.id}`,
  });
  const { id: subject } = review;
  await effect.audit({ kind: given === 0 ? 'minutes.asked' : 'minutes.reminded', subject });
}

/** Nobody wrote minutes in time: the review counts as missed, which the account's warnings see, and the director is told. */
export async function tellMissed(effect: QuarterlyEffect): Promise<void> {
  const { db, at, context } = effect;
  const { review, person } = context;
  const { minutesTellAt } = review;
  if (review.status !== 'held' || !minutesTellAt || minutesTellAt > at) return;
  const told = await reviewOverseer(effect);
  const set = { minutes_tell_at: null, minutes_remind_at: null, missed_at: at };
  const now = await advance(effect, { set, kind: 'missed', data: { toldId: told?.id ?? null } });
  await recordSignal(db, {
    kind: 'review.missed',
    accountId: review.accountId,
    planId: review.planId,
    subject: review.id,
    occurredAt: at,
    evidence: { year: review.year, quarter: review.quarter, heldAt: review.heldAt.toISOString() },
  });
  if (!told) return;
  await now.mail({
    dedupeKey: `review-missed/${review.id}`,
    to: recipient(told),
    message: {
      kind: 'review-missed',
      data: {
        ...reviewReference(now),
        managerName: person(review.managerId).name,
        closeAt: (review.closeAt ?? at).toISOString(),
      },
    },
    thread: `review/${review.id}`,
    managerId: review.managerId,
  });
}

/** Closes a review of which nobody wrote minutes. */
export async function closeMissed(effect: QuarterlyEffect): Promise<void> {
  const { at, context } = effect;
  const { review } = context;
  if (review.status !== 'held' || !review.closeAt || review.closeAt > at) return;
  const set = { status: 'closed' as const, outcome: 'missed' as const, closed_at: at, close_at: null };
  await advance(effect, { set, kind: 'closed', data: { outcome: 'missed' } });
}
