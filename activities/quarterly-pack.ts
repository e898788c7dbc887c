import { DateTime } from 'luxon';
import { reviewFigures } from '../db/read-models/review-figures.ts';
import { keepFreeze } from '../db/stores/review-freezes.ts';
import { dayAt } from '../domain/planning/commitment.ts';
import { recipient } from './plan-effect.ts';
import { advance, reviewReference, type QuarterlyEffect } from './quarterly-effect.ts';
import { inviteeAsReader, reviewOverseer } from './quarterly-mail.ts';

/** Freezes the figures of a review: the whole quarter, or up to the day before where it is not over yet. */
export async function freezeFigures(effect: QuarterlyEffect): Promise<void> {
  const { db, at, context } = effect;
  const { review } = context;
  if (review.status !== 'planned' || review.freezeAt > at) return;
  const after = DateTime.fromISO(review.endsOn, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
  const today = dayAt(at, review);
  const asOf = today < after ? today : after;
  const content = await reviewFigures(db, { context, asOf, at });
  const hash = await keepFreeze(db, { review, content, at });
  const set = { status: 'frozen' as const, freezes: review.freezes + 1 };
  await advance(effect, { set, kind: 'frozen', data: { freeze: set.freezes, asOf, hash } });
}

/** Sends the pre-read to everybody invited, signed off or not; a pack that nobody signed off says so, and the director is told. */
export async function sendPreRead(effect: QuarterlyEffect): Promise<void> {
  const { at, context } = effect;
  const { review, invitees } = context;
  if (!['frozen', 'signedOff'].includes(review.status) || review.preReadAt > at) return;
  const signedOff = review.signedOffAt !== null;
  const set = { status: 'ready' as const, pre_read_sent_at: at };
  const now = await advance(effect, { set, kind: 'preReadSent', data: { signedOff } });
  for (const invitee of invitees)
    await now.mail({
      dedupeKey: `review-pre-read/${review.id}/${review.freezes}/${invitee.id}`,
      to: await inviteeAsReader(now, invitee),
      message: {
        kind: 'review-pre-read',
        data: {
          ...reviewReference(now),
          reviewId: review.id,
          ours: invitee.side === 'ours',
          signedOff,
          comment: invitee.side === 'ours' ? review.signOffComment : '',
          agenda: review.agenda,
        },
      },
      thread: `review/${review.id}`,
      managerId: review.managerId,
    });
  if (!signedOff) await tellNotSignedOff(now);
}

async function tellNotSignedOff(effect: QuarterlyEffect): Promise<void> {
  const { review, person } = effect.context;
  await advance(effect, { set: {}, kind: 'notSignedOff' });
  const told = await reviewOverseer(effect);
  if (!told) return;
  await effect.mail({
    dedupeKey: `review-not-signed-off/${review.id}/${review.freezes}`,
    to: recipient(told),
    message: {
      kind: 'review-not-signed-off',
      data: { ...reviewReference(effect), managerName: person(review.managerId).name },
    },
    thread: `review/${review.id}`,
    managerId: review.managerId,
  });
}
