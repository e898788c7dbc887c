import type { Db } from '../../db/client.ts';
import { findNotification, listNotifications } from '../../db/read-models/notification-list.ts';
import { retryNotification } from '../../db/stores/notification-retries.ts';
import { DomainError } from '../../domain/errors.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { notification, notificationParams, notificationQuery } from './schemas.ts';

async function get(db: Db, id: string) {
  const found = await findNotification(db, id);
  if (found === undefined) throw new DomainError('notFound', `There is no notification ${id}.`);
  return found;
}

const listOperation = operation({
  id: 'listNotifications',
  method: 'get',
  path: '/notifications',
  tag: 'notifications',
  summary: 'List mails by status, the latest first',
  role: 'manager',
  query: notificationQuery,
  result: pageOf(notification),
  handle: async ({ db, query: { cursor, limit, status, workflowId } }) => {
    const before = readCursor(recordId, cursor);
    const rows = await listNotifications(db, { before, limit, status, workflowId });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getNotification',
  method: 'get',
  path: '/notifications/{notificationId}',
  tag: 'notifications',
  summary: 'Read how far a mail got',
  role: 'manager',
  params: notificationParams,
  result: notification,
  handle: async ({ db, params }) => ({ body: await get(db, params.notificationId) }),
});

const retryOperation = operation({
  id: 'retryNotification',
  method: 'post',
  path: '/notifications/{notificationId}/retry',
  tag: 'notifications',
  summary: 'Send a mail again that failed, was kept back or whose fate is unknown',
  description: 'It keeps its Message-ID, so a mailbox that got it already shows it once.',
  role: 'ops',
  params: notificationParams,
  result: notification,
  statuses: [202],
  handle: async ({ db, params, caller, now }) => {
    await retryNotification(db, { id: params.notificationId, by: caller.actor, at: now });
    return { body: await get(db, params.notificationId) };
  },
});

/** Mails as ops sees them. */
export function createNotificationOperations(): readonly Operation[] {
  return [listOperation, getOperation, retryOperation];
}
