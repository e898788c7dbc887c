import { verifyAudit, type AuditReport } from '../../db/read-models/audit-chain.ts';
import type { Db } from '../../db/client.ts';
import { appendAudit } from '../../db/stores/audit.ts';
import type { TestDatabase } from '../support/database.ts';

/** Appends one event after another to a chain, as the service's login. */
export async function appendEvents(db: Db, chain: string, data: readonly object[]): Promise<void> {
  for (const [index, one] of data.entries())
    await db.transaction((trx) =>
      appendAudit(trx, {
        chain,
        at: new Date(Date.UTC(2026, 11, 1, 9, 0, index, 7)),
        actor: { kind: 'person', id: '17' },
        kind: 'decision.recorded',
        subject: String(index),
        data: { ...one },
      }),
    );
}

/** What verification says after the schema's owner has tampered past triggers and constraints; nothing of it stays. */
export async function reportAfter(
  { owner }: TestDatabase,
  tamper: (trx: Db) => Promise<unknown>,
): Promise<AuditReport> {
  const trx = await owner.transaction();
  try {
    await trx.raw('alter table audit_event disable trigger user, drop constraint audit_event_check');
    await tamper(trx);
    return await verifyAudit(trx);
  } finally {
    await trx.rollback();
  }
}
