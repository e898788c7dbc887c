import type { MailMessage } from '../../mail/messages.ts';

const plan = { accountName: 'Iberian Tours', year: 2027, planPath: '/plans/17' };
const untended = { tendedAt: '2027-03-31T08:00:00Z', daysUntended: 74 };
const agreed = { text: 'Name one contact for both booking teams.', dueOn: '2027-03-31' };
const asClient = {
  ...agreed,
  accountName: 'Iberian Tours',
  managerName: 'Ana Silva',
  managerEmail: 'ana.silva@kam.example',
};
const asFirm = { ...plan, ...agreed, ownerName: 'Rui Matos', side: 'client' } as const;

/** Mails about commitments of both sides, and about plans that nobody tends. */
export const tendingMessages = {
  'step-blocked': {
    kind: 'step-blocked',
    data: {
      ...plan,
      stepTitle: 'Connect both booking systems',
      dueOn: '2027-05-14',
      ownerName: 'Bruno Costa',
      reason: 'The client has not named a contact yet.',
    },
  },
  'step-dependency-lost': {
    kind: 'step-dependency-lost',
    data: { ...plan, stepTitle: 'Train the agents', lost: 'Connect both booking systems', how: 'rejected' },
  },
  'step-dependency-lost, cancelled': {
    kind: 'step-dependency-lost',
    data: { ...plan, stepTitle: 'Train the agents', lost: 'Connect both booking systems', how: 'cancelled' },
  },
  'plan-revalidate': {
    kind: 'plan-revalidate',
    data: { ...plan, ...untended, tellAt: '2027-06-14T08:00:00Z', tells: 'Carla Nunes' },
  },
  'plan-revalidate, nobody else': {
    kind: 'plan-revalidate',
    data: { ...plan, ...untended, tellAt: '2027-06-14T08:00:00Z', tells: null },
  },
  'plan-untended': {
    kind: 'plan-untended',
    data: { ...plan, ...untended, health: 86, managerName: 'Ana Silva' },
  },
  'commitment-request': { kind: 'commitment-request', data: { ...asClient, again: false } },
  'commitment-request again': { kind: 'commitment-request', data: { ...asClient, again: true } },
  'commitment-reminder': {
    kind: 'commitment-reminder',
    data: { ...asClient, askedAt: '2026-12-01T09:00:00Z' },
  },
  'commitment-settled': {
    kind: 'commitment-settled',
    data: { ...asClient, accepted: true, proposedOn: '2027-05-14', reason: 'That suits us.' },
  },
  'commitment-settled, refused': {
    kind: 'commitment-settled',
    data: { ...asClient, accepted: false, proposedOn: '2027-06-15', reason: 'The season begins in May.' },
  },
  'commitment-withdrawn': { kind: 'commitment-withdrawn', data: { ...asClient } },
  'commitment-answered': {
    kind: 'commitment-answered',
    data: { ...asFirm, proposedOn: null, word: '' },
  },
  'commitment-answered with another date': {
    kind: 'commitment-answered',
    data: { ...asFirm, proposedOn: '2027-04-15', word: 'Our new colleague starts in April.' },
  },
  'commitment-trouble, no address': { kind: 'commitment-trouble', data: { ...asFirm, what: 'unreachable' } },
  'commitment-trouble, silence': { kind: 'commitment-trouble', data: { ...asFirm, what: 'silent' } },
  'commitment-trouble, missed': { kind: 'commitment-trouble', data: { ...asFirm, what: 'missed' } },
  'commitment-due': {
    kind: 'commitment-due',
    data: { ...plan, ...agreed, ownerName: 'Bruno Costa', managerName: 'Ana Silva' },
  },
  'commitment-late': {
    kind: 'commitment-late',
    data: { ...plan, ...agreed, ownerName: 'Bruno Costa', managerName: 'Ana Silva' },
  },
  'commitment-unsettled': {
    kind: 'commitment-unsettled',
    data: { ...asFirm, proposedOn: '2027-05-14', managerName: 'Ana Silva', toManager: true },
  },
  'commitment-unsettled, to the director': {
    kind: 'commitment-unsettled',
    data: { ...asFirm, proposedOn: '2027-05-14', managerName: 'Ana Silva', toManager: false },
  },
  'commitment-due-client': { kind: 'commitment-due-client', data: { ...asClient } },
  'commitment-given': {
    kind: 'commitment-given',
    data: { ...plan, ...agreed, ownerName: 'Bruno Costa', managerName: 'Ana Silva' },
  },
} as const satisfies Record<string, MailMessage>;
