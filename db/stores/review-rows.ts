import { DomainError } from '../../domain/errors.ts';
import type {
  DecisionWanted,
  QuarterlyReview,
  ReviewInvitee,
  ReviewStatus,
} from '../../domain/reviews/quarterly-review.ts';
import type { Quarter } from '../../domain/reviews/review-dates.ts';
import type { Db } from '../client.ts';

interface ReviewRow {
  id: string;
  workflow_id: string;
  account_id: string;
  plan_id: string;
  year: number;
  quarter: Quarter;
  kind: QuarterlyReview['kind'];
  status: ReviewStatus;
  version: number;
  manager_id: string;
  starts_on: string;
  ends_on: string;
  held_at: Date;
  duration_minutes: number;
  place: string;
  time_zone: string;
  sequence: number;
  agenda: string;
  decisions_wanted: DecisionWanted[];
  opened_at: Date;
  freeze_at: Date;
  ask_at: Date;
  pre_read_at: Date;
  minutes_at: Date;
  minutes_remind_at: Date | null;
  minutes_reminders: number;
  minutes_tell_at: Date | null;
  close_at: Date | null;
  freezes: number;
  revision: number;
  sign_off_asked_at: Date | null;
  signed_off_at: Date | null;
  signed_off_by: string | null;
  sign_off_comment: string;
  pre_read_sent_at: Date | null;
  minutes_asked_at: Date | null;
  missed_at: Date | null;
  closed_at: Date | null;
  outcome: QuarterlyReview['outcome'];
  cancelled_reason: string | null;
}

/** Columns of a review's row that its process or a person sets. */
export type ReviewColumns = Partial<Omit<ReviewRow, 'id' | 'decisions_wanted'>> & {
  readonly decisions_wanted?: string;
};

function meetingOf(row: ReviewRow) {
  return {
    heldAt: row.held_at,
    durationMinutes: row.duration_minutes,
    place: row.place,
    timeZone: row.time_zone,
    sequence: row.sequence,
    agenda: row.agenda,
    decisionsWanted: row.decisions_wanted,
  };
}

function datesOf(row: ReviewRow) {
  return {
    openedAt: row.opened_at,
    freezeAt: row.freeze_at,
    askAt: row.ask_at,
    preReadAt: row.pre_read_at,
    minutesAt: row.minutes_at,
    minutesRemindAt: row.minutes_remind_at,
    minutesReminders: row.minutes_reminders,
    minutesTellAt: row.minutes_tell_at,
    closeAt: row.close_at,
  };
}

function progressOf(row: ReviewRow) {
  return {
    freezes: row.freezes,
    revision: row.revision,
    signOffAskedAt: row.sign_off_asked_at,
    signedOffAt: row.signed_off_at,
    signedOffBy: row.signed_off_by,
    signOffComment: row.sign_off_comment,
    preReadSentAt: row.pre_read_sent_at,
    minutesAskedAt: row.minutes_asked_at,
    missedAt: row.missed_at,
    closedAt: row.closed_at,
    outcome: row.outcome,
    cancelledReason: row.cancelled_reason,
  };
}

function toReview(row: ReviewRow): QuarterlyReview {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    accountId: row.account_id,
    planId: row.plan_id,
    year: row.year,
    quarter: row.quarter,
    kind: row.kind,
    status: row.status,
    version: row.version,
    managerId: row.manager_id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    ...meetingOf(row),
    ...datesOf(row),
    ...progressOf(row),
  };
}

/** A quarterly review by id or by workflow id; throws `notFound`. */
export async function getQuarterlyReview(
  db: Db,
  key: { readonly id: string } | { readonly workflowId: string },
): Promise<QuarterlyReview> {
  const where = 'id' in key ? { id: key.id } : { workflow_id: key.workflowId };
  const row = await db<ReviewRow>('quarterly_review').where(where).first();
  if (!row) throw new DomainError('notFound', `There is no quarterly review ${Object.values(key).join('')}.`);
  return toReview(row);
}

/** Quarterly reviews, the latest meeting first, of one account or in one state if named; one more than `limit` says that there is a next page. */
export async function listQuarterlyReviews(
  db: Db,
  page: {
    readonly accountId?: string | undefined;
    readonly status?: ReviewStatus | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly QuarterlyReview[]> {
  const rows = db<ReviewRow>('quarterly_review')
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.accountId !== undefined) void rows.where({ account_id: page.accountId });
  if (page.status !== undefined) void rows.where({ status: page.status });
  if (page.after !== undefined) void rows.where('id', '<', page.after);
  return (await rows).map(toReview);
}

interface InviteeRow {
  id: string;
  side: ReviewInvitee['side'];
  person_id: string | null;
  contact_id: string | null;
  name: string;
  email: string;
  language: string | null;
  time_zone: string;
}

/** Who is invited to a review, ours first; a contact's language is empty, because none is known. Contacts without a mail address are left out. */
export async function listInvitees(db: Db, reviewId: string): Promise<readonly ReviewInvitee[]> {
  const rows = await db('review_invitee as i')
    .join('quarterly_review as q', 'q.id', 'i.review_id')
    .leftJoin('person as p', 'p.id', 'i.person_id')
    .leftJoin('contact as c', 'c.id', 'i.contact_id')
    .where('i.review_id', reviewId)
    .whereRaw('coalesce(p.email, c.email) is not null')
    .orderBy(['i.side', 'i.id'])
    .select<InviteeRow[]>('i.id', 'i.side', 'i.person_id', 'i.contact_id', 'p.language')
    .select(
      db.raw(`coalesce(p.name, c.name) as name, coalesce(p.email, c.email) as email,
        coalesce(p.time_zone, q.time_zone) as time_zone`),
    );
  return (rows as InviteeRow[])
    .toSorted((one, other) => (one.side === other.side ? 0 : one.side === 'ours' ? -1 : 1))
    .map((row) => ({
      id: row.id,
      side: row.side,
      personId: row.person_id,
      contactId: row.contact_id,
      name: row.name,
      email: row.email,
      language: row.language ?? '',
      timeZone: row.time_zone,
    }));
}

/** Sets columns of a review and counts the change. Call it under the lock of its process. Returns the review as it is now. */
export async function writeReview(
  db: Db,
  { id, set }: { readonly id: string; readonly set: ReviewColumns },
): Promise<QuarterlyReview> {
  await db('quarterly_review')
    .where({ id })
    .update({ ...set, version: db.raw('version + 1') });
  return getQuarterlyReview(db, { id });
}
