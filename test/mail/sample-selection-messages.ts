import type { MailMessage } from '../../mail/messages.ts';

const selection = { programmeName: 'Top 25', year: 2027 };

/** One plausible mail of every kind about the selection of key accounts and about improvements. */
export const selectionMessages = {
  'improvement, assigned': {
    kind: 'improvement',
    data: {
      ...{ id: '4', accountName: 'Iberian Tours', title: 'A desk in every business room', news: 'assigned' },
      ...{
        learned: 'Their guests left us for want of a place to work.',
        dueOn: '2027-03-31',
        ownerName: 'Rui Matos',
      },
    },
  },
  'improvement, due': {
    kind: 'improvement',
    data: {
      ...{ id: '4', accountName: 'Iberian Tours', title: 'A desk in every business room', news: 'due' },
      ...{
        learned: 'Their guests left us for want of a place to work.',
        dueOn: '2027-03-31',
        ownerName: 'Rui Matos',
      },
    },
  },
  'improvement, late': {
    kind: 'improvement',
    data: {
      ...{ id: '4', accountName: 'Iberian Tours', title: 'A desk in every business room', news: 'late' },
      ...{
        learned: 'Their guests left us for want of a place to work.',
        dueOn: '2027-03-31',
        ownerName: 'Rui Matos',
      },
    },
  },
  'selection-nominations-open': {
    kind: 'selection-nominations-open',
    data: {
      ...selection,
      asOf: '2026-10-31',
      until: '2026-10-14T16:00:00Z',
      leadName: 'Ana Silva',
      isLead: true,
      proposed: [
        {
          accountName: 'Iberian Tours',
          quadrant: 'strategic',
          expectedReturn: { amount: '421349.10', currency: 'EUR' },
        },
        { accountName: 'Nordic Rail', quadrant: 'star', expectedReturn: null },
      ],
      more: 3,
      leaving: ['Azure Travel'],
    },
  },
  'selection-nominations-open to a director': {
    kind: 'selection-nominations-open',
    data: {
      ...selection,
      asOf: '2026-10-31',
      until: '2026-10-14T16:00:00Z',
      leadName: 'Ana Silva',
      isLead: false,
      proposed: [],
      more: 0,
      leaving: [],
    },
  },
  ...Object.fromEntries(
    (['nominate', 'veto', 'withdrawn'] as const).map((change) => [
      `selection-nomination, ${change}`,
      {
        kind: 'selection-nomination' as const,
        data: {
          ...selection,
          accountName: 'Nordic Rail',
          change,
          by: 'Dirk Brandt',
          reason: 'They signed for all our hotels.',
        },
      },
    ]),
  ),
  'selection-changes-requested': {
    kind: 'selection-changes-requested',
    data: {
      ...selection,
      comments: [{ by: 'Dirk Brandt', text: 'Please look at Nordic Rail again.' }],
      until: '2026-10-14T16:00:00Z',
    },
  },
  ...Object.fromEntries(
    (['rejected', 'expired', 'cancelled', 'refused', 'unchanged'] as const).map((outcome) => [
      `selection-ended, ${outcome}`,
      {
        kind: 'selection-ended' as const,
        data: { ...selection, outcome, reason: outcome === 'expired' ? '' : 'Budget is frozen.' },
      },
    ]),
  ),
  'selection-designated': {
    kind: 'selection-designated',
    data: {
      ...selection,
      designated: [
        { accountName: 'Iberian Tours', personName: 'Ana Silva' },
        { accountName: 'Nordic Rail', personName: null },
      ],
      kept: 4,
      leaving: [{ accountName: 'Azure Travel', personName: 'Bruno Costa' }],
      notStarted: [{ accountName: 'Alpine Groups', reason: 'Account alpine is not active.' }],
    },
  },
  'selection-closed': {
    kind: 'selection-closed',
    data: {
      ...selection,
      exits: [
        { accountName: 'Azure Travel', state: 'takenUp', reason: 'Agreed with them in May.' },
        { accountName: 'Alpine Groups', state: 'kept', reason: 'One bad season.' },
      ],
    },
  },
  'selection-closed without exits': { kind: 'selection-closed', data: { ...selection, exits: [] } },
  'selection-not-opened': {
    kind: 'selection-not-opened',
    data: { ...selection, faults: ['Eva Prates is not active'] },
  },
  'account-designated': {
    kind: 'account-designated',
    data: { ...selection, accountName: 'Iberian Tours' },
  },
} as const satisfies Record<string, MailMessage>;
