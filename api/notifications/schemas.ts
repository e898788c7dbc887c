import { z } from 'zod';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const status = z.enum(['queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed', 'held', 'digested']);

/** A mail, without its text and its link. */
export const notification = z
  .object({
    id: recordId,
    workflowId: z.string().nullable(),
    kind: z.string(),
    personId: recordId.nullable(),
    toAddress: z.string(),
    status,
    attempts: z.int(),
    occurredAt: instant,
    queuedAt: instant,
    sentAt: instant.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Notification' });

/** Which mails. */
export const notificationQuery = z.strictObject({
  ...pageQuery,
  status: status.optional(),
  workflowId: z.string().max(200).optional(),
});

/** The path of one mail. */
export const notificationParams = z.object({ notificationId: recordId });
