import type { Db } from '../db/client.ts';
import { reasonOf } from '../db/stores/review-events.ts';
import type { LinkTokens } from '../db/link-token.ts';
import type { Move } from '../workflows/process/messages.ts';
import type { QuarterlyReviewView } from '../workflows/quarterly-review/messages.ts';
import { followMinutes } from './quarterly-actions.ts';
import { onReviewDate, onReviewFact, quarterlyView } from './quarterly-effect.ts';
import { followCancelling, leaveProgramme, sendInvitations } from './quarterly-invitation.ts';
import { askMinutes, closeMissed, holdReview, remindMinutes, tellMissed } from './quarterly-minutes.ts';
import { freezeFigures, sendPreRead } from './quarterly-pack.ts';
import { askSignOff } from './quarterly-sign-off.ts';

type QuarterlyActivity = (move: Move) => Promise<QuarterlyReviewView>;

/** How a quarterly review goes on beside its sign-off: each an effect of a fact or of a date, all as local activities. */
export interface QuarterlyReviewActivities {
  viewQuarterlyReview(input: { workflowId: string; at: string }): Promise<QuarterlyReviewView>;
  invite: QuarterlyActivity;
  followRescheduling: QuarterlyActivity;
  followReviewEdit: QuarterlyActivity;
  followCancelling: QuarterlyActivity;
  followMinutes: QuarterlyActivity;
  leaveProgramme: QuarterlyActivity;
  freezeFigures: QuarterlyActivity;
  askSignOff: QuarterlyActivity;
  sendPreRead: QuarterlyActivity;
  holdReview: QuarterlyActivity;
  askMinutes: QuarterlyActivity;
  remindMinutes: QuarterlyActivity;
  tellMissed: QuarterlyActivity;
  closeMissed: QuarterlyActivity;
}

/** The activities of quarterly reviews on this database with these link keys. */
export function createQuarterlyReviewActivities(deps: {
  db: Db;
  links: LinkTokens;
}): QuarterlyReviewActivities {
  const { db, links } = deps;
  const onItsDate =
    (act: Parameters<typeof onReviewDate>[1]): QuarterlyActivity =>
    (move) =>
      onReviewDate({ db, move }, act);
  const onItsFact =
    (act: Parameters<typeof onReviewFact>[1]): QuarterlyActivity =>
    (move) =>
      onReviewFact({ db, move }, act);
  return {
    viewQuarterlyReview: ({ workflowId, at }) =>
      db.transaction((trx) => quarterlyView(trx, { workflowId, at: new Date(at), notificationIds: [] })),
    invite: onItsFact((effect) => sendInvitations(effect, { reason: '' })),
    followRescheduling: onItsFact(async (effect) =>
      sendInvitations(effect, {
        reason: await reasonOf(effect.db, { reviewId: effect.context.review.id, kind: 'rescheduled' }),
      }),
    ),
    // What is asked anew follows from the records.
    followReviewEdit: onItsFact(() => Promise.resolve()),
    followCancelling: onItsFact(followCancelling),
    followMinutes: onItsFact(followMinutes),
    leaveProgramme: onItsDate(leaveProgramme),
    freezeFigures: onItsDate(freezeFigures),
    askSignOff: onItsDate((effect) => askSignOff(effect, links)),
    sendPreRead: onItsDate(sendPreRead),
    holdReview: onItsDate(holdReview),
    askMinutes: onItsDate(askMinutes),
    remindMinutes: onItsDate(remindMinutes),
    tellMissed: onItsDate(tellMissed),
    closeMissed: onItsDate(closeMissed),
  };
}
