import type { MailMessage } from '../../mail/messages.ts';

const escalation = {
  escalationId: '7',
  accountPath: '/accounts/17',
  accountName: 'Iberian Tours',
  title: 'Bookings have fallen by half',
  severity: 2,
};
const ask = { ...escalation, dueAt: '2027-03-31T10:00:00Z', climbAt: '2027-03-31T09:30:00Z' };
const news = {
  ...escalation,
  share: 75,
  reason: '',
  holder: 'Ana Silva',
  asked: ['Ana Silva', 'Dirk Brandt'],
  dueAt: null,
};

/** A mail of each kind about escalations. */
export const escalationMessages = {
  'escalation-ask': { kind: 'escalation-ask', data: { ...ask, rung: 'manager', attempt: 1, before: [] } },
  'escalation-ask, higher up': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'director', attempt: 1, before: ['Ana Silva'] },
  },
  'escalation-ask, again, paused': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'sponsor', attempt: 2, before: ['Ana Silva'], dueAt: null, climbAt: null },
  },
  'escalation-ask, the last': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'executive', attempt: 1, before: ['Ana Silva', 'Dirk Brandt'] },
  },
  'escalation-news, taken': { kind: 'escalation-news', data: { ...news, news: 'acknowledged' } },
  'escalation-news, taken by nobody': { kind: 'escalation-news', data: { ...news, news: 'unacknowledged' } },
  'escalation-news, nobody there': {
    kind: 'escalation-news',
    data: { ...news, news: 'unacknowledged', asked: [] },
  },
  'escalation-news, warned': {
    kind: 'escalation-news',
    data: { ...news, news: 'warned', dueAt: '2027-03-31T10:00:00Z' },
  },
  'escalation-news, breached': { kind: 'escalation-news', data: { ...news, news: 'breached' } },
  'escalation-news, closed': {
    kind: 'escalation-news',
    data: { ...news, news: 'ended', reason: 'They book again.' },
  },
} as const satisfies Record<string, MailMessage>;
