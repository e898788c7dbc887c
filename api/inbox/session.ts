import type { Request } from 'express';
import type { LinkTokens } from '../../db/link-token.ts';
import { personById } from '../../db/read-models/inbox.ts';
import { findSession, sessionHours, type InboxSession } from '../../db/stores/inbox-sessions.ts';
import { signInMinutes } from '../../db/stores/personal-links.ts';
import type { Person } from '../../domain/person.ts';
import type { DecidingDeps } from '../decision-links/deciding.ts';
import { createSecretCookie, type SecretCookie } from './cookies.ts';

/** What the inbox stands on. */
export interface InboxDeps extends DecidingDeps {
  readonly links: LinkTokens;
  readonly publicUrl: string;
}

/** The inbox's dependencies with its two cookies: of the browser that asks for a link, and of the session. */
export interface InboxParts extends InboxDeps {
  readonly browser: SecretCookie;
  readonly session: SecretCookie;
}

/** Adds the cookies, whose values are stored only as SHA-256. */
export function withCookies(deps: InboxDeps): InboxParts {
  const { publicUrl } = deps;
  return {
    ...deps,
    browser: createSecretCookie({ name: 'kam_browser', minutes: signInMinutes, publicUrl }),
    session: createSecretCookie({ name: 'kam_inbox', minutes: sessionHours * 60, publicUrl }),
  };
}

/** Who is signed in. */
export interface SignedIn {
  readonly session: InboxSession;
  readonly person: Person;
}

/** Who is signed in by this request's cookie, if anybody. */
export async function signedIn(parts: InboxParts, req: Request): Promise<SignedIn | undefined> {
  const token = parts.session.read(req);
  if (token === undefined) return undefined;
  const look = { tokenSha256: parts.links.sha256(token), at: parts.clock.now() };
  const session = await findSession(parts.db, look);
  const person = session && (await personById(parts.db, session.personId));
  return session && person && { session, person };
}
