import type { MailMessage } from '../../mail/messages.ts';

const escalation = {
  escalationId: '7',
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

const task = {
  ...{ escalationId: '7', accountName: 'Iberian Tours' },
  ...{ title: escalation.title, taskTitle: 'Desks', details: 'Floor 2', function: 'operations' as const },
  ...{ dueOn: '2027-03-31', owner: 'Ana Silva', word: '', wordBy: '' },
} as const;
const asked = {
  ...{ accountName: 'Iberian Tours', managerName: 'Ana Silva', managerEmail: 'ana.silva@example.com' },
  ...{ summary: 'Desks', presentedAt: '2027-03-17T10:00:00Z', until: '2027-03-31T08:00:00Z' },
} as const;
const byHand = {
  ...{ escalationId: '7', accountName: 'Iberian Tours', title: escalation.title },
  contact: 'Dirk Brandt',
} as const;

const solution = {
  ...escalation,
  ...{ comment: 'Only one floor.', solution: 'Desks', cost: { amount: '9000.00', currency: 'EUR' } },
} as const;

/** A mail of each kind about escalations. */
export const escalationMessages = {
  'escalation-ask': { kind: 'escalation-ask', data: { ...ask, rung: 'manager', attempt: 1, before: [] } },
  ...Object.fromEntries(
    (['approved', 'changesRequested', 'rejected', 'expired'] as const).map((outcome) => [
      `escalation-solution, ${outcome}`,
      {
        kind: 'escalation-solution',
        data: { ...solution, outcome, by: outcome === 'expired' ? '' : 'Dirk Brandt' },
      },
    ]),
  ),
  'escalation-ask, of an alarm': {
    kind: 'escalation-ask',
    data: {
      ...{ ...ask, rung: 'manager', attempt: 1, before: [], cause: 'drop', why: 'amount 10 EUR' },
      evidence: {
        now: { from: '2026-05-01', to: '2026-07-01', amount: 2100.5, orders: 3 },
        before: { from: '2025-05-01', to: '2025-07-01', amount: 9000, orders: 21 },
        currency: 'EUR',
      },
    },
  },
  'escalation-ask, of something seen': {
    kind: 'escalation-ask',
    data: {
      ...ask,
      rung: 'manager',
      attempt: 1,
      before: [],
      cause: 'approval',
      why: 'Desks in rooms, too dear',
    },
  },
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
  'escalation-ask, on call': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'manager', attempt: 1, before: [], how: 'onCall' },
  },
  'escalation-ask, on call for somebody': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'manager', attempt: 1, before: [], how: 'onCall', of: 'Ana Silva' },
  },
  'escalation-ask, standing in': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'director', attempt: 1, before: [], how: 'standIn', of: 'Ana Silva' },
  },
  'escalation-ask, standing in until': {
    kind: 'escalation-ask',
    data: {
      ...{ ...ask, rung: 'director', attempt: 1, before: [], how: 'standIn', of: 'Ana Silva' },
      awayUntil: '2027-05-05T00:00:00Z',
    },
  },
  'escalation-ask, to take over': {
    kind: 'escalation-ask',
    data: { ...ask, rung: 'sponsor', attempt: 1, before: [], gone: 'Ana Silva' },
  },
  'escalation-on-call': {
    kind: 'escalation-on-call',
    data: { ...escalation, onCall: 'Dirk Brandt', dueAt: null },
  },
  'escalation-news, handed over': {
    kind: 'escalation-news',
    data: { ...news, news: 'handedOver', reason: 'He knows them.' },
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
  'escalation-task, given': { kind: 'escalation-task', data: { ...task, news: 'given' } },
  'escalation-task, changed': { kind: 'escalation-task', data: { ...task, news: 'changed' } },
  'escalation-task, passedOn': { kind: 'escalation-task', data: { ...task, news: 'passedOn' } },
  'escalation-task, reminder': { kind: 'escalation-task', data: { ...task, news: 'reminder' } },
  'escalation-task, overdue': { kind: 'escalation-task', data: { ...task, news: 'overdue' } },
  'escalation-task, cannot': {
    kind: 'escalation-task',
    data: { ...task, news: 'cannot', word: 'Floor 2', wordBy: 'Ana Silva' },
  },
  'escalation-task, ownerGone': { kind: 'escalation-task', data: { ...task, news: 'ownerGone' } },
  'escalation-task, done': { kind: 'escalation-task', data: { ...task, news: 'done' } },
  'escalation-task, dropped': { kind: 'escalation-task', data: { ...task, news: 'dropped' } },
  'solution-confirmation, first': { kind: 'solution-confirmation', data: { ...asked, again: false } },
  'solution-confirmation, again': { kind: 'solution-confirmation', data: { ...asked, again: true } },
  'solution-by-hand, noAddress': { kind: 'solution-by-hand', data: { ...byHand, why: 'noAddress' } },
  'solution-by-hand, stillNone': { kind: 'solution-by-hand', data: { ...byHand, why: 'stillNone' } },
  'solution-by-hand, notMailed': { kind: 'solution-by-hand', data: { ...byHand, why: 'notMailed' } },
} as const satisfies Record<string, MailMessage>;
