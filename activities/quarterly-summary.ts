import { itemsOfReview } from '../db/stores/review-items.ts';
import type { KeptMinutes } from '../db/stores/review-minutes.ts';
import { reviewReference, type QuarterlyEffect } from './quarterly-effect.ts';
import { inviteeAsReader } from './quarterly-mail.ts';

/** Mails what was decided and who does what to everybody who attended, and to our own people who did not. The client reads no notes. */
export async function sendSummary(effect: QuarterlyEffect, minutes: KeptMinutes): Promise<void> {
  const { review, invitees } = effect.context;
  const items = await itemsOfReview(effect.db, review.id);
  const attended = new Set(
    minutes.attendance.filter((one) => one.attended).map(({ inviteeId }) => inviteeId),
  );
  for (const invitee of invitees.filter(({ id, side }) => side === 'ours' || attended.has(id)))
    await effect.mail({
      dedupeKey: `review-summary/${review.id}/${invitee.id}`,
      to: await inviteeAsReader(effect, invitee),
      message: {
        kind: 'review-summary',
        data: {
          ...reviewReference(effect),
          ours: invitee.side === 'ours',
          notes: invitee.side === 'ours' ? minutes.notes : '',
          decisions: minutes.decisions.map(({ title, outcome }) => ({ title, outcome })),
          actions: items
            .filter(({ kind }) => kind === 'action')
            .map(({ text, ownerName, dueOn }) => ({ text, ownerName, dueOn: dueOn ?? '' })),
        },
      },
      thread: `review/${review.id}`,
      managerId: review.managerId,
    });
}
