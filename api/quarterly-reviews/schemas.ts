import { z } from 'zod';
import { minutesSchema } from '../../domain/reviews/minutes.ts';
import { reviewStatuses } from '../../domain/reviews/quarterly-review.ts';
import { reviewCadences } from '../../domain/reviews/review-dates.ts';
import { day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const reason = z.string().trim().min(1).max(1000);
const decisionWanted = z.strictObject({
  title: z.string().trim().min(1).max(300),
  why: z.string().trim().max(2000),
});
const actor = z.object({ kind: z.string(), id: z.string() });

/** A quarter's review of an account. */
export const quarterlyReview = z
  .object({
    id: recordId,
    workflowId: z.string(),
    accountId: recordId,
    planId: recordId,
    year: z.int().meta({ description: 'The fiscal year, by the calendar year in which it starts.' }),
    quarter: z.int().min(1).max(4),
    kind: z.enum(['quarterly', 'executive']),
    status: z.enum(reviewStatuses),
    version: z.int(),
    managerId: recordId,
    startsOn: day,
    endsOn: day,
    heldAt: instant,
    durationMinutes: z.int(),
    place: z.string(),
    timeZone: z.string(),
    sequence: z.int().meta({ description: 'Counts the changes of the meeting, as its invitations do.' }),
    agenda: z.string(),
    decisionsWanted: z.array(decisionWanted).readonly(),
    freezeAt: instant,
    askAt: instant.meta({ description: 'When the manager is asked to sign the pack off.' }),
    preReadAt: instant,
    minutesAt: instant,
    freezes: z.int().meta({ description: 'How often its figures were frozen; the last of them count.' }),
    signedOffAt: instant.nullable(),
    signedOffBy: recordId.nullable(),
    preReadSentAt: instant.nullable(),
    minutesAskedAt: instant.nullable(),
    missedAt: instant.nullable().meta({ description: 'When nobody had recorded minutes in time.' }),
    closedAt: instant.nullable(),
    outcome: z.enum(['held', 'missed', 'cancelled']).nullable(),
    cancelledReason: z.string().nullable(),
  })
  .meta({ id: 'QuarterlyReview' });

/** What a review left to be done or decided. */
export const reviewItem = z
  .object({
    id: recordId,
    accountId: recordId,
    reviewId: recordId,
    kind: z.enum(['action', 'decision']),
    text: z.string(),
    ownerName: z.string(),
    dueOn: day.nullable(),
    stepId: recordId.nullable(),
    commitmentId: recordId.nullable(),
    status: z.enum(['open', 'done', 'waived']),
    reason: z.string().nullable(),
    endedAt: instant.nullable(),
    from: z.object({ year: z.int(), quarter: z.int() }),
  })
  .meta({ id: 'ReviewItem' });

/** What reviews left to be done or decided. */
export const reviewItems = z.object({ items: z.array(reviewItem) }).meta({ id: 'ReviewItems' });

/** A review with everybody invited, everything that happened to it, its minutes and what they left. */
export const quarterlyReviewDetail = quarterlyReview
  .extend({
    invitees: z
      .array(
        z.object({
          id: recordId,
          side: z.enum(['ours', 'client']),
          personId: recordId.nullable(),
          contactId: recordId.nullable(),
          name: z.string(),
        }),
      )
      .readonly(),
    history: z
      .array(
        z.object({
          kind: z.string(),
          at: instant,
          by: actor,
          reason: z.string(),
          data: z.record(z.string(), z.unknown()),
        }),
      )
      .readonly(),
    minutes: z
      .object({
        notes: z.string(),
        attendance: minutesSchema.shape.attendance.readonly(),
        decisions: minutesSchema.shape.decisions.readonly(),
        recordedAt: instant,
        by: actor,
      })
      .nullable(),
    items: z.array(reviewItem).readonly(),
    carried: z.array(reviewItem).readonly().meta({ description: 'What earlier reviews left open.' }),
  })
  .meta({ id: 'QuarterlyReviewDetail' });

/** Which review. */
export const reviewParams = z.strictObject({ reviewId: recordId });

/** Which item. */
export const itemParams = z.strictObject({ itemId: recordId });

/** Whose open items. */
export const accountParams = z.strictObject({ accountId: recordId });

/** Which reviews are listed. */
export const reviewQuery = z.strictObject({
  ...pageQuery,
  accountId: recordId.optional(),
  status: z.enum(reviewStatuses).optional(),
});

/** What a meeting is to decide, and its agenda; what is left out stays. */
export const reviewChange = z
  .strictObject({
    agenda: z.string().trim().max(10_000).optional(),
    decisionsWanted: z.array(decisionWanted).max(20).optional(),
  })
  .meta({ id: 'QuarterlyReviewChange' });

/** Another time or place for a review. */
export const rescheduling = z
  .strictObject({
    heldAt: z.string().meta({
      description: 'Date and time of day in the time zone of the review.',
      example: '2027-10-26T10:00',
    }),
    durationMinutes: z.int().min(15).max(720).optional(),
    place: z.string().trim().max(500).optional(),
    reason,
    freezeAnew: z.boolean().default(false).meta({
      description:
        'Count the figures again for the new date; what was signed off is void then. Otherwise figures that are frozen stay.',
    }),
  })
  .meta({ id: 'QuarterlyReviewRescheduling' });

/** Why a review is cancelled. */
export const cancelling = z.strictObject({ reason }).meta({ id: 'QuarterlyReviewCancelling' });

/** The minutes of a review. */
export const newMinutes = minutesSchema.meta({ id: 'NewQuarterlyReviewMinutes' });

/** What shows that an item is done, or why it is waived. */
export const itemEnding = z.strictObject({ reason }).meta({ id: 'ReviewItemEnding' });

/** In which form a pack is read. */
export const packQuery = z.strictObject({
  form: z.enum(['document', 'slides', 'clientDocument']).default('document').meta({
    description: 'PDF or slides for our own people, or the PDF that the client may read.',
  }),
  language: z.enum(['en', 'de']).default('en'),
});

/** Which programme. */
export const programmeParams = z.strictObject({ programmeKey: z.string().min(1).max(100) });

/** How often a programme's accounts are reviewed. */
export const reviewCadence = z
  .strictObject({ cadence: z.enum(reviewCadences) })
  .meta({ id: 'ReviewCadence' });
