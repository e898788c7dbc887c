import type { DirectMessage, MailMessage } from '../../mail/messages.ts';
import { alarmMessages } from './sample-alarm-messages.ts';
import { escalationMessages } from './sample-escalation-messages.ts';
import { selectionMessages } from './sample-selection-messages.ts';
import { reviewMessages } from './sample-review-messages.ts';
import { surveyMessages } from './sample-survey-messages.ts';
import { tendingMessages } from './sample-tending-messages.ts';

const step = {
  accountName: 'Iberian Tours',
  year: 2027,
  stepTitle: 'Run a joint operations workshop in Lisbon',
};
const question = {
  ...step,
  askedBy: 'Ana Silva',
  why: 'director',
  description:
    'Two days on site with their operations team. We walk through last season’s 214 cancellations, agree on one booking calendar, and name a contact on each side.\nTravel and rooms are included in the cost.',
  ownerName: 'Bruno Costa',
  stepDueOn: '2027-03-31',
  cost: { amount: '12500.00', currency: 'EUR' },
  benefit: { amount: '86000.00', currency: 'EUR' },
  answerBy: '2026-12-04T17:00:00Z',
  expiresAt: '2026-12-11T17:00:00Z',
  onExpiry: 'escalate',
  escalatesTo: 'Carla Nunes',
  policy: { rule: 'quorum', needed: 2, of: 3 },
} as const;
const outcome = { ...step, planPath: '/plans/17' };
const answer = {
  ...outcome,
  by: 'Dirk Brandt',
  comment: 'Please split the travel cost from the workshop, and move it before Easter.',
  at: '2026-12-02T09:14:00Z',
};
const work = { ...step, dueOn: '2027-03-31', ownerName: 'Bruno Costa', managerName: 'Ana Silva' };
const asked = {
  ...outcome,
  by: 'Dirk Brandt',
  question: 'Who pays for the second day?\nAnd can it be held in Porto?',
  at: '2026-12-02T09:14:00Z',
  manager: 'Ana Silva',
  forManager: true,
};
const plan = { accountName: 'Iberian Tours', year: 2027, planPath: '/plans/17' };

/** One plausible mail of every kind, and of the variants that read differently. */
export const sampleMessages = {
  'approval-request': { kind: 'approval-request', data: { ...question } },
  'approval-request again': {
    kind: 'approval-request',
    data: {
      ...question,
      onExpiry: 'reject',
      policy: { rule: 'any', needed: 1, of: 1 },
      changes: [
        { label: 'Cost', before: '€9,000', after: '€12,500' },
        { label: 'To be done by', before: 'Friday 26 February 2027', after: 'Wednesday 31 March 2027' },
      ],
    },
  },
  'approval-reminder': {
    kind: 'approval-reminder',
    data: { ...question, onExpiry: 'wait', waitedHours: 16 },
  },
  'approval-escalated': {
    kind: 'approval-escalated',
    data: { ...question, insteadOf: 'Dirk Brandt', askedAt: '2026-11-27T08:00:00Z', escalatesTo: null },
  },
  'approval-handed-over by an approver': {
    kind: 'approval-handed-over',
    data: {
      ...question,
      ...{ why: 'delegated', insteadOf: 'Dirk Brandt', how: 'delegated' },
      words: 'You know the figures.',
    },
  },
  'approval-handed-over by the manager': {
    kind: 'approval-handed-over',
    data: {
      ...question,
      ...{ why: 'reassigned', insteadOf: 'Dirk Brandt', how: 'reassigned', words: 'He has left.' },
    },
  },
  'approval-handed-over by absence': {
    kind: 'approval-handed-over',
    data: { ...question, why: 'absent', insteadOf: 'Dirk Brandt', how: 'absent', words: '' },
  },
  'hand-over-confirmation': {
    kind: 'hand-over-confirmation',
    data: { ...step, askedBy: 'Ana Silva', how: 'suggested', to: 'Carla Nunes' },
  },
  'hand-over-note': {
    kind: 'hand-over-note',
    data: {
      ...outcome,
      ...{ change: 'delegated', from: 'Dirk Brandt', to: 'Carla Nunes', words: 'You know the figures.' },
    },
  },
  'hand-over-note of a decision taken back': {
    kind: 'hand-over-note',
    data: { ...outcome, change: 'takenBack', from: 'Carla Nunes', to: 'Dirk Brandt', words: '' },
  },
  'hand-over-gone': {
    kind: 'hand-over-gone',
    data: { ...step, askedBy: 'Ana Silva', change: 'reassigned', by: 'Carla Nunes' },
  },
  'absence-nobody': {
    kind: 'absence-nobody',
    data: { ...outcome, away: 'Dirk Brandt', because: 'mayNotDecide' },
  },
  'absence-set': {
    kind: 'absence-set',
    data: {
      startsAt: '2026-12-21T00:00:00Z',
      endsAt: '2027-01-04T00:00:00Z',
      standIn: 'Carla Nunes',
    },
  },
  'approval-no-longer-needed': {
    kind: 'approval-no-longer-needed',
    data: { ...step, askedBy: 'Ana Silva', reason: 'escalated', escalatedTo: 'Carla Nunes' },
  },
  'decision-receipt': {
    kind: 'decision-receipt',
    data: {
      ...step,
      receiptNumber: '4711',
      askedBy: 'Ana Silva',
      choice: 'approve',
      comment: 'Worth it if the calendar comes out of it.',
      decidedAt: '2026-12-02T09:14:00Z',
      contentHash: '9f2c1b7e44d0a8c35b6a7f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a',
      stillWaitingFor: ['Dirk Brandt', 'Carla Nunes'],
    },
  },
  'decision-receipt of one that can be taken back': {
    kind: 'decision-receipt',
    data: {
      ...step,
      receiptNumber: '4712',
      askedBy: 'Ana Silva',
      choice: 'reject',
      comment: 'Not this year.',
      decidedAt: '2026-12-02T09:14:00Z',
      undoUntil: '2026-12-02T09:24:00Z',
      contentHash: '9f2c1b7e44d0a8c35b6a7f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a',
      stillWaitingFor: [],
    },
  },
  'decision-taken-back': {
    kind: 'decision-taken-back',
    data: {
      ...question,
      source: {
        rule: {
          version: 3,
          name: 'large spend',
          when: { amountFrom: '12000.00', amountBelow: '50000', types: ['service'], regions: ['DE', 'AT'] },
        },
        verify: 'code',
        currency: 'EUR',
      },
    },
  },
  'question-open-again': {
    kind: 'question-open-again',
    data: { ...step, planPath: plan.planPath, by: 'Dirk Brandt', at: '2026-12-02T09:14:00Z' },
  },
  'approval-question': { kind: 'approval-question', data: { ...asked } },
  'approval-question to another': { kind: 'approval-question', data: { ...asked, forManager: false } },
  'question-reminder': { kind: 'question-reminder', data: { ...asked } },
  'question-unanswered': {
    kind: 'question-unanswered',
    data: { ...asked, forManager: false, owes: 'Ana Silva' },
  },
  'question-answered': {
    kind: 'question-answered',
    data: {
      ...step,
      by: 'Ana Silva',
      question: 'Who pays for the second day?\nAnd can it be held in Porto?',
      answer: 'We pay for both days. Porto is possible from April on.',
      answerBy: '2026-12-11T17:00:00Z',
    },
  },
  'step-approved': { kind: 'step-approved', data: { ...outcome, stillOpen: 2 } },
  'step-rejected': { kind: 'step-rejected', data: answer },
  'changes-requested': { kind: 'changes-requested', data: answer },
  'approval-expired': {
    kind: 'approval-expired',
    data: {
      ...outcome,
      expiredAt: '2026-12-11T17:00:00Z',
      waitedFor: ['Dirk Brandt'],
      consequence: 'escalated',
      escalatedTo: 'Carla Nunes',
      waitedHours: 40.5,
    },
  },
  'late-decision-note': {
    kind: 'late-decision-note',
    data: { ...answer, choice: 'reject', closedAt: '2026-12-01T17:00:00Z' },
  },
  'plan-ready-to-draft': {
    kind: 'plan-ready-to-draft',
    data: {
      ...plan,
      figures: [
        { figure: 'revenue', money: { amount: '210110.35', currency: 'EUR' } },
        { figure: 'growth', share: 0.1236 },
        { figure: 'orders', count: 1204 },
        { figure: 'cancelled', share: 0.18 },
      ],
      submitBy: '2026-12-18',
    },
  },
  'plan-executing': {
    kind: 'plan-executing',
    data: {
      ...plan,
      steps: [
        { title: step.stepTitle, ownerName: 'Bruno Costa', dueOn: '2027-03-31' },
        { title: 'Agree group rates for the autumn', ownerName: 'Ana Silva', dueOn: '2027-06-15' },
      ],
    },
  },
  'step-started': {
    kind: 'step-started',
    data: { ...work, description: question.description, approvedBy: ['Dirk Brandt', 'Carla Nunes'] },
  },
  'step-due-soon': { kind: 'step-due-soon', data: work },
  'step-overdue to the owner': { kind: 'step-overdue', data: { ...work, reader: 'owner' } },
  'step-overdue to the manager': { kind: 'step-overdue', data: { ...work, reader: 'manager' } },
  'plan-closed': {
    kind: 'plan-closed',
    data: {
      ...plan,
      done: 6,
      notDone: 1,
      cancelled: 0,
      lessons: 'The workshop paid off; rates came too late.',
    },
  },
  ...alarmMessages,
  ...escalationMessages,
  ...selectionMessages,
  ...tendingMessages,
  ...reviewMessages,
  ...surveyMessages,
  'chat-failing': {
    kind: 'chat-failing',
    data: {
      channelId: '3',
      channelName: 'Key accounts',
      programmeName: 'Southern Europe',
      error: 'Tried 10 times. It answered 503.',
    },
  },
  'delivery-failed': {
    kind: 'delivery-failed',
    data: {
      toName: 'Dirk Brandt',
      toAddress: 'dirk.brandt@example.org',
      subject: 'Your decision, please: Run a joint operations workshop in Lisbon (Iberian Tours, 2027)',
      error: "Can't send mail - all recipients were rejected: 550 5.1.1 No such user",
      uncertain: false,
    },
  },
  digest: {
    kind: 'digest',
    data: {
      day: '2026-12-02',
      questions: [
        {
          ...step,
          linkId: '0b9f4a52-0000-4000-8000-000000000001',
          cost: question.cost,
          askedBy: 'Ana Silva',
          insteadOf: 'Dirk Brandt',
          askedAt: '2026-11-30T09:00:00Z',
          waitedHours: 12.5,
          until: '2026-12-11T17:00:00Z',
          onExpiry: 'escalate',
          escalatesTo: 'Carla Nunes',
        },
        {
          ...step,
          stepTitle: 'Agree group rates for the autumn',
          linkId: '0b9f4a52-0000-4000-8000-000000000002',
          cost: null,
          askedBy: 'Ana Silva',
          insteadOf: null,
          askedAt: '2026-12-01T09:00:00Z',
          waitedHours: 1,
          until: null,
          onExpiry: 'wait',
          escalatesTo: null,
        },
      ],
    },
  },
  ...Object.fromEntries(
    (['asked', 'reminder', 'passedOn'] as const).map((why) => [
      `exit-proposed, ${why}`,
      {
        kind: 'exit-proposed' as const,
        data: {
          programmeName: 'Top 25',
          year: 2027,
          why,
          accountName: 'Azure Travel',
          exitId: '12',
          reasons: [
            'overCap' as const,
            'notRepaying' as const,
            'belowThreshold' as const,
            'notEnoughKnown' as const,
            'vetoed' as const,
            'notActive' as const,
            'otherProgramme' as const,
            'aboveCap' as const,
          ],
          insteadOf: why === 'passedOn' ? 'Bruno Costa' : null,
          passOnAt: why === 'passedOn' ? null : '2026-10-14T16:00:00Z',
          nextName: why === 'passedOn' ? null : 'Carla Nunes',
        },
      },
    ]),
  ),
  'decision-code': {
    kind: 'decision-code',
    data: {
      code: '7K3M-9QXT',
      choice: 'approve',
      steps: [{ stepTitle: step.stepTitle, accountName: step.accountName }],
      minutes: 10,
    },
  },
  'decision-code for many': {
    kind: 'decision-code',
    data: {
      code: '7K3M-9QXT',
      choice: 'reject',
      steps: Array.from({ length: 23 }, (_, index) => ({
        stepTitle: `${step.stepTitle} ${index + 1}`,
        accountName: step.accountName,
      })),
      minutes: 10,
    },
  },
  'sign-in': { kind: 'sign-in', data: { name: 'Dirk Brandt', minutes: 15 } },
} satisfies Record<string, MailMessage | DirectMessage>;
