import { condition, proxyActivities } from '@temporalio/workflow';
import type { createMailActivities } from '../activities/mail.ts';

const mail = proxyActivities<ReturnType<typeof createMailActivities>>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '2 minutes' },
  summary: 'Send the mails of this step',
});

/** Sends queued mails beside the process: a mail server that is down must not stop a plan. */
export interface Outbox {
  /** Collects mails that effects have queued. */
  add(notificationIds: readonly string[]): void;
  /** Sends what was collected, all in one activity. */
  send(): void;
  /** Waits a little for mails under way, because they end with the run. */
  settle(): Promise<void>;
}

/** What could not be sent stays queued, and the worker's delivery loop goes on with it. */
export function openOutbox(): Outbox {
  let collected: readonly string[] = [];
  let underWay = 0;
  return {
    add(notificationIds) {
      collected = [...collected, ...notificationIds];
    },
    send() {
      const notificationIds = collected;
      collected = [];
      if (notificationIds.length === 0) return;
      underWay += 1;
      const done = (): void => {
        underWay -= 1;
      };
      void mail.sendMail({ notificationIds }).then(done, done);
    },
    async settle() {
      await condition(() => underWay === 0, '20 seconds', {
        summary: 'Let mails go out before the run ends',
      });
    },
  };
}
