import { z } from 'zod';
import { listAuditEvents } from '../../db/read-models/audit-trail.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { auditEvent, auditQuery } from './schemas.ts';

/** The append-only trail of one process, in the order of its chain. */
export function createAuditOperations(): readonly Operation[] {
  return [
    operation({
      id: 'listAuditEvents',
      method: 'get',
      path: '/audit-events',
      tag: 'audit',
      summary: "Read a process's audit trail",
      role: 'manager',
      query: auditQuery,
      result: pageOf(auditEvent),
      handle: async ({ db, query: { cursor, limit, chain } }) => {
        const rows = await listAuditEvents(db, { chain, limit, after: readCursor(z.int(), cursor) });
        return { body: toPage(rows, { limit, position: (row) => row.seq }) };
      },
    }),
  ];
}
