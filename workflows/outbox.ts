import { proxyActivities } from '@temporalio/workflow';
import type { createMailActivities } from '../activities/mail.ts';

const mail = proxyActivities<ReturnType<typeof createMailActivities>>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '2 minutes' },
  summary: 'Send the mails of this step',
});

/** Sends queued mails beside the process: a mail server that is down must not stop a plan. */
export interface Outbox {
  send(notificationIds: readonly string[]): void;
  idle(): Promise<void>;
}

/** What could not be sent in 15 minutes stays queued, and the worker's delivery loop goes on with it. */
export function openOutbox(): Outbox {
  const sending = new Set<Promise<void>>();
  return {
    send(notificationIds) {
      if (notificationIds.length === 0) return;
      const attempt = mail.sendMail({ notificationIds }).then(
        () => undefined,
        () => undefined,
      );
      sending.add(attempt);
      void attempt.then(() => sending.delete(attempt));
    },
    async idle() {
      await Promise.all(sending);
    },
  };
}
