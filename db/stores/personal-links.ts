import type { Db } from '../client.ts';

const hour = 60 * 60_000;
const linksPerHour = 5;

/** For how many minutes a sign-in link holds. */
export const signInMinutes = 15;

/** A sign-in link that is about to be mailed; `browserSha256` is of the cookie in the browser that asked. */
export interface NewSignInLink {
  readonly id: string;
  readonly personId: string;
  readonly keyId: string;
  readonly tokenSha256: string;
  readonly browserSha256: string;
  readonly at: Date;
}

/** Stores the link unless five were made for this person within the last hour; says whether it did. */
export async function insertSignInLink(db: Db, link: NewSignInLink): Promise<boolean> {
  const { personId, at } = link;
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('sign-in:' || ?, 0))`, [personId]);
    const recent = await trx('personal_link')
      .where({ person_id: personId, purpose: 'signIn' })
      .where('created_at', '>', new Date(at.getTime() - hour))
      .limit(linksPerHour)
      .select('id');
    if (recent.length >= linksPerHour) return false;
    await trx('personal_link').insert({
      id: link.id,
      purpose: 'signIn',
      person_id: personId,
      key_id: link.keyId,
      token_sha256: link.tokenSha256,
      browser_sha256: link.browserSha256,
      created_at: at,
      expires_at: new Date(at.getTime() + signInMinutes * 60_000),
    });
    return true;
  });
}

/** Whom a sign-in link is for, while it can be used. */
export interface SignInLink {
  readonly personId: string;
  readonly browserSha256: string;
}

interface LinkRow {
  person_id: string;
  browser_sha256: string;
}

/** The sign-in link with this token's SHA-256, unless it was used, is too old, or its person has left. Reads only. */
export async function findSignInLink(
  db: Db,
  look: { readonly tokenSha256: string; readonly at: Date },
): Promise<SignInLink | undefined> {
  const row = await db('personal_link as l')
    .join('person as p', 'p.id', 'l.person_id')
    .where({ 'l.token_sha256': look.tokenSha256, 'l.purpose': 'signIn', 'p.active': true })
    .whereNull('l.used_at')
    .where('l.expires_at', '>=', look.at)
    .first<LinkRow | undefined>('l.person_id', 'l.browser_sha256');
  return row && { personId: row.person_id, browserSha256: row.browser_sha256 };
}
