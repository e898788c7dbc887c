import type { MailMessage } from '../../mail/messages.ts';

const review = {
  accountName: 'Iberian Tours',
  year: 2027,
  quarter: 1,
  executive: false,
  reviewPath: '/reviews/7',
  heldAt: '2027-03-27T09:00:00Z',
  meetingZone: 'Europe/Lisbon',
  place: 'Room 4',
  durationMinutes: 90,
};
const invitation = {
  ...review,
  reviewId: '7',
  sequence: 0,
  stampedAt: '2027-03-30T08:00:00Z',
  method: 'request' as const,
  managerName: 'Ana Silva',
  managerEmail: 'ana.silva@kam.example',
  ours: true,
  reason: '',
};

/** A mail of each kind about quarterly reviews. */
export const reviewMessages = {
  'review-invitation': { kind: 'review-invitation', data: invitation },
  'review-invitation, moved, for the client': {
    kind: 'review-invitation',
    data: { ...invitation, sequence: 1, ours: false, executive: true },
  },
  'review-invitation, cancelled': {
    kind: 'review-invitation',
    data: { ...invitation, sequence: 2, method: 'cancel', reason: 'The client is being sold.' },
  },
  'review-pre-read': {
    kind: 'review-pre-read',
    data: {
      ...review,
      ...{
        reviewId: '7',
        ours: true,
        signedOff: false,
        comment: 'Look at page two.',
        agenda: 'Figures\nDesks',
      },
    },
  },
  'review-changes': {
    kind: 'review-changes',
    data: { ...review, by: 'Ana Silva', own: true, comment: 'Desks first.', until: '2027-03-23T08:00:00Z' },
  },
  'review-changes, by another': {
    kind: 'review-changes',
    data: { ...review, by: 'Marta Reis', own: false, comment: 'Desks first.', until: '2027-03-23T08:00:00Z' },
  },
  'review-not-signed-off': { kind: 'review-not-signed-off', data: { ...review, managerName: 'Ana Silva' } },
  'review-minutes-wanted': {
    kind: 'review-minutes-wanted',
    data: { ...review, reminder: 1, tells: 'Marta Reis', tellAt: '2027-05-05T08:00:00Z' },
  },
  'review-missed': {
    kind: 'review-missed',
    data: { ...review, managerName: 'Ana Silva', closeAt: '2027-05-26T08:00:00Z' },
  },
  'review-summary': {
    kind: 'review-summary',
    data: {
      ...review,
      ours: true,
      notes: 'A good meeting.',
      decisions: [
        { title: 'Desks in forty rooms', outcome: 'Yes, before summer.' },
        { title: 'A discount for long stays', outcome: null },
      ],
      actions: [{ text: 'Buy forty desks', ownerName: 'Rui Matos', dueOn: '2027-06-30' }],
    },
  },
} as const satisfies Record<string, MailMessage>;
