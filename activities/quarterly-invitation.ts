import type { Fact } from '../db/stores/processes.ts';
import { getRequest, listSeats } from '../db/stores/requests.ts';
import { reasonOf } from '../db/stores/review-events.ts';
import { cancelLocked } from '../db/stores/review-changes.ts';
import { system } from '../domain/actor.ts';
import { tellReleased } from './outcomes.ts';
import { reviewReference, type QuarterlyEffect } from './quarterly-effect.ts';
import { inviteeAsReader } from './quarterly-mail.ts';

/** Mails everybody invited the meeting as it is now, or that it is cancelled, once for each change of it. */
export async function sendInvitations(
  effect: QuarterlyEffect,
  { reason }: { readonly reason: string },
): Promise<void> {
  const { review, invitees, person } = effect.context;
  const { id, sequence, status } = review;
  const manager = person(review.managerId);
  for (const invitee of invitees)
    await effect.mail({
      dedupeKey: `review-invitation/${id}/${sequence}/${invitee.id}`,
      to: await inviteeAsReader(effect, invitee),
      message: {
        kind: 'review-invitation',
        data: {
          ...reviewReference(effect),
          reviewId: id,
          sequence,
          stampedAt: effect.at.toISOString(),
          method: status === 'cancelled' ? 'cancel' : 'request',
          managerName: manager.name,
          managerEmail: manager.email,
          // The client reads no page of ours, and reasons are written for us.
          ours: invitee.side === 'ours',
          reason: invitee.side === 'ours' ? reason : '',
        },
      },
      thread: `review/${id}`,
      managerId: review.managerId,
    });
}

/** After a cancellation: everybody invited is told, and whoever was asked to sign off has nothing to decide any more. */
export async function followCancelling(effect: QuarterlyEffect, fact: Fact): Promise<void> {
  const { requestIds } = fact.payload as { requestIds: readonly string[] };
  for (const requestId of requestIds) {
    const request = await getRequest(effect.db, requestId);
    const seats = await listSeats(effect.db, requestId);
    await tellReleased(effect, { request, seats, reason: 'recalled' });
  }
  await sendInvitations(effect, {
    reason: await reasonOf(effect.db, { reviewId: effect.context.review.id, kind: 'cancelled' }),
  });
}

/** Cancels a review whose account is no longer a key account; what was held is to be recorded even then. */
export async function leaveProgramme({ db, at, context }: QuarterlyEffect): Promise<void> {
  const { review } = context;
  const reason = 'The account has left the programme.';
  await cancelLocked(db, { review, edit: { by: system, at }, reason });
}
