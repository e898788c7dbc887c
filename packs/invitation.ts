import createCalendar, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { Language } from '../domain/reader-format.ts';

/** A meeting as its invitation says it; `heldAt` and `stampedAt` are instants (ISO), `sequence` counts changes (RFC 5545, 3.8.7.4). */
export interface Invitation {
  readonly reviewId: string;
  readonly sequence: number;
  readonly method: 'request' | 'cancel';
  readonly accountName: string;
  readonly year: number;
  readonly quarter: number;
  readonly executive: boolean;
  readonly heldAt: string;
  readonly durationMinutes: number;
  readonly place: string;
  readonly stampedAt: string;
  readonly organiser: { readonly name: string; readonly email: string };
  /** The one person it is sent to: nobody reads the addresses of the others. */
  readonly attendee: { readonly name: string; readonly email: string };
  readonly language: Language;
}

const titles: Record<Language, Record<'quarterly' | 'executive', (of: Invitation) => string>> = {
  en: {
    quarterly: ({ accountName, quarter, year }) => `Review of ${accountName}, Q${quarter} ${year}`,
    executive: ({ accountName, year }) => `Executive review of ${accountName}, ${year}`,
  },
  de: {
    quarterly: ({ accountName, quarter, year }) =>
      `Quartalsgespräch mit ${accountName}, ${quarter}. Quartal ${year}`,
    executive: ({ accountName, year }) => `Jahresgespräch der Geschäftsleitung mit ${accountName}, ${year}`,
  },
};

/**
 * The invitation to a review as iCalendar (RFC 5545, iTIP of RFC 5546): METHOD:REQUEST, or CANCEL with the status CANCELLED. The UID stays the
 * same for good; times are in UTC, so that no clock change moves them.
 */
export function invitationText(invitation: Invitation, publicUrl: string): string {
  const { method, sequence, organiser, attendee, language, place } = invitation;
  const cancelled = method === 'cancel';
  const calendar = createCalendar({
    prodId: '-//KAM//KAM//EN',
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const start = new Date(invitation.heldAt);
  const event = calendar.createEvent({
    id: `review-${invitation.reviewId}@${new URL(publicUrl).host}`,
    start,
    end: new Date(start.getTime() + invitation.durationMinutes * 60_000),
    timezone: 'UTC',
    stamp: new Date(invitation.stampedAt),
    sequence,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: titles[language][invitation.executive ? 'executive' : 'quarterly'](invitation),
    organizer: { name: organiser.name, email: organiser.email },
    ...(place !== '' && { location: place }),
  });
  event.createAttendee({
    ...attendee,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: !cancelled,
  });
  return calendar.toString();
}
