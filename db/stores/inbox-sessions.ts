import type { Db } from '../client.ts';
import { appendAudit, type AuditEntry } from './audit.ts';

/** For how many hours somebody stays signed in. */
export const sessionHours = 12;

/** Somebody who is signed in. */
export interface InboxSession {
  readonly id: string;
  readonly personId: string;
}

interface SessionRow {
  id: string;
  person_id: string;
}

const useLink = `
  update personal_link l set used_at = :at from person p
  where l.token_sha256 = :linkSha256 and l.purpose = 'signIn' and l.used_at is null and l.expires_at >= :at
    and p.id = l.person_id and p.active
  returning l.id, l.person_id`;

/**
 * Uses a sign-in link up and opens a session in one transaction; undefined when the link was used before, is too old, or its person has
 * left. `browser` says whether it was the browser that had asked, for the audit trail.
 */
export async function openSession(
  db: Db,
  opening: {
    readonly linkSha256: string;
    readonly tokenSha256: string;
    readonly browser: 'same' | 'other';
    readonly at: Date;
  },
): Promise<InboxSession | undefined> {
  const { at } = opening;
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: SessionRow[] }>(useLink, { linkSha256: opening.linkSha256, at });
    const [link] = rows;
    if (!link) return undefined;
    const [row] = await trx('inbox_session')
      .insert({
        person_id: link.person_id,
        link_id: link.id,
        token_sha256: opening.tokenSha256,
        opened_at: at,
        expires_at: new Date(at.getTime() + sessionHours * 60 * 60_000),
      })
      .returning<SessionRow[]>(['id', 'person_id']);
    if (!row) return undefined;
    const session = toSession(row);
    const { browser } = opening;
    await appendAudit(trx, { ...entryOf(session, at), kind: 'inbox.signedIn', data: { browser } });
    return session;
  });
}

/** The session with this cookie's SHA-256, unless it has ended, is too old, or its person has left. Reads only. */
export async function findSession(
  db: Db,
  look: { readonly tokenSha256: string; readonly at: Date },
): Promise<InboxSession | undefined> {
  const row = await db('inbox_session as s')
    .join('person as p', 'p.id', 's.person_id')
    .where({ 's.token_sha256': look.tokenSha256, 'p.active': true })
    .whereNull('s.ended_at')
    .where('s.expires_at', '>=', look.at)
    .first<SessionRow | undefined>('s.id', 's.person_id');
  return row && toSession(row);
}

/** Signs out; does nothing when the session has ended already. */
export async function endSession(
  db: Db,
  end: { readonly session: InboxSession; readonly at: Date },
): Promise<void> {
  const { session, at } = end;
  await db.transaction(async (trx) => {
    const ended = await trx('inbox_session')
      .where({ id: session.id })
      .whereNull('ended_at')
      .update({ ended_at: at });
    if (ended === 0) return;
    await appendAudit(trx, { ...entryOf(session, at), kind: 'inbox.signedOut' });
  });
}

function entryOf(session: InboxSession, at: Date): Omit<AuditEntry, 'kind'> {
  return { chain: 'sign-ins', at, actor: { kind: 'person', id: session.personId }, subject: session.id };
}

function toSession(row: SessionRow): InboxSession {
  return { id: row.id, personId: row.person_id };
}
