import type { MailMessage } from '../../mail/messages.ts';

/** One mail about an alarm, with the figures of both windows. */
export const alarmMessages = {
  alarm: {
    kind: 'alarm',
    data: {
      alarmId: '12',
      accountName: 'Iberian Tours',
      accountPath: '/accounts/17',
      cause: 'drop',
      news: 'opened',
      asOf: '2016-10-31',
      evidence: {
        currency: 'EUR',
        now: { from: '2016-07-31', to: '2016-10-31', amount: 18_104.6, orders: 115 },
        before: { from: '2015-07-31', to: '2015-10-31', amount: 199_774.11, orders: 845 },
      },
    },
  },
} as const satisfies Partial<Record<MailMessage['kind'], MailMessage>>;
