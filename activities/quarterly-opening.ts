import { planningAccount } from '../db/read-models/planning-context.ts';
import { quartersToReview, type QuarterToReview } from '../db/read-models/review-calendar.ts';
import type { Db } from '../db/client.ts';
import { closeProcess, openProcess, recordFact } from '../db/stores/processes.ts';
import { noteReview } from '../db/stores/review-events.ts';
import { insertReview, type NewReview } from '../db/stores/review-opening.ts';
import { writeReview } from '../db/stores/review-rows.ts';
import { system } from '../domain/actor.ts';
import type { Person } from '../domain/person.ts';
import { defaultMeeting, reviewDates } from '../domain/reviews/review-dates.ts';
import type { ReviewView } from '../workflows/account-review/messages.ts';
import { quarterlyReviewId, quarterlyReviewName } from '../workflows/quarterly-review/messages.ts';
import type { Effect } from './effect.ts';

const duration = { quarterly: 90, executive: 120 } as const;

function meetingOf(quarter: QuarterToReview, manager: Person) {
  const heldAt = defaultMeeting(quarter, quarter.endsOn);
  const kind = quarter.quarter === 4 ? ('executive' as const) : ('quarterly' as const);
  const meeting = { heldAt, timeZone: quarter.timeZone, durationMinutes: duration[kind] };
  return { ...meeting, kind, dates: reviewDates(manager, meeting) };
}

/** When the next review of an account is to be opened, as of the moment `at`; a meeting whose date has passed by then is not opened any more. */
export async function nextReviewDue(
  db: Db,
  of: { readonly accountId: string; readonly manager: Person; readonly at: Date },
): Promise<ReviewView['next']> {
  for (const quarter of await quartersToReview(db, of.accountId)) {
    const { heldAt, dates } = meetingOf(quarter, of.manager);
    if (heldAt <= of.at) continue;
    const subject = `${quarter.year}-Q${quarter.quarter}`;
    return { at: dates.openAt.toISOString(), effect: 'openQuarterlyReview', subject };
  }
  return null;
}

// Sponsors and the director are asked for their time once a year.
async function inviteesOf(
  db: Db,
  { accountId, managerId, executive }: { accountId: string; managerId: string; executive: boolean },
): Promise<readonly string[]> {
  const { team, directorId } = await planningAccount(db, accountId);
  const members = Object.entries(team).flatMap(([role, id]) =>
    role === 'sponsor' && !executive ? [] : [id],
  );
  const ids = [managerId, ...members, ...(executive && directorId !== null ? [directorId] : [])];
  return db('person')
    .whereIn('id', [...new Set(ids)])
    .where({ active: true })
    .orderBy('id')
    .pluck<string[]>('id');
}

/** Opens the review of a quarter ('<year>-Q<n>') unless it is there or its date has passed: its process, its meeting and its invitations. */
export async function openQuarterlyReview(
  effect: Effect,
  opened: { readonly accountId: string; readonly subject: string; readonly manager: Person },
): Promise<void> {
  const { db, at } = effect;
  const { accountId, subject, manager } = opened;
  const found = (await quartersToReview(db, accountId)).find(
    ({ year, quarter }) => `${year}-Q${quarter}` === subject,
  );
  if (!found) return;
  const { dates, heldAt, durationMinutes, kind } = meetingOf(found, manager);
  if (dates.openAt > at || heldAt <= at) return;
  const { year, quarter, planId, startsOn, endsOn, timeZone, submitted } = found;
  const input = { accountId, year, quarter };
  const workflowId = quarterlyReviewId(input);
  if (!(await openProcess(db, { workflowId, kind: quarterlyReviewName, accountId, input, at }))) return;
  const review = {
    ...input,
    quarter,
    ...{ workflowId, planId, managerId: manager.id, startsOn, endsOn, openedAt: at },
    ...{ kind, heldAt, durationMinutes, timeZone, place: '' },
  };
  if (!submitted) return skip(effect, { review, dates });
  const personIds = await inviteesOf(db, { accountId, managerId: manager.id, executive: quarter === 4 });
  await insertReview(db, { review, dates, personIds });
  await recordFact(db, { workflowId, kind: 'reviewPlanned', at });
  await effect.audit({ kind: 'review.planned', subject: workflowId, data: { year, quarter } });
}

// Without a plan there is nothing to review; that the quarter was left out is kept, so that nobody looks for it.
async function skip(
  { db, at, audit }: Effect,
  { review, dates }: Pick<NewReview, 'review' | 'dates'>,
): Promise<void> {
  const { id, workflowId } = await insertReview(db, { review, dates, personIds: [] });
  const cancelled_reason = 'No plan had been handed in by the end of the quarter.';
  const set = { status: 'cancelled', outcome: 'cancelled', closed_at: at, cancelled_reason } as const;
  await writeReview(db, { id, set });
  await noteReview(db, { reviewId: id, kind: 'cancelled', by: system, at, reason: cancelled_reason });
  await closeProcess(db, { workflowId, at });
  await audit({
    kind: 'review.skipped',
    subject: workflowId,
    data: { year: review.year, quarter: review.quarter },
  });
}
