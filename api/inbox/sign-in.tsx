import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { personByEmail, personById } from '../../db/read-models/inbox.ts';
import { openSession } from '../../db/stores/inbox-sessions.ts';
import { findSignInLink, insertSignInLink, signInMinutes } from '../../db/stores/personal-links.ts';
import type { Person } from '../../domain/person.ts';
import { createPageReader, type PageReader } from '../../web/page-reader.ts';
import { EnterPage, SignInPage } from '../../web/pages/inbox-sign-in.tsx';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { presentedSha256 } from '../form-links.tsx';
import { createSecret } from './cookies.ts';
import type { InboxParts } from './session.ts';

const wish = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u)
    .max(254),
});

/** The reader of pages for somebody who has not signed in: in the language that the browser asks for, of those we have. */
export function stranger(req: Request): PageReader {
  const language = req.acceptsLanguages('en', 'de');
  return createPageReader({ language: language === false ? 'en' : language, timeZone: 'UTC' });
}

/** Answers a wish to sign in, the same whether or not anybody has the address; what follows from it happens after the answer. */
export function answerWish(parts: InboxParts, { req, res }: { req: Request; res: Response }): PageAnswer {
  const reader = stranger(req);
  const read = wish.safeParse(req.body);
  if (!read.success) return { status: 422, page: <SignInPage reader={reader} state="faulty" /> };
  // One value for every link that this browser asks for, so that each of them works in it.
  const browser = parts.browser.read(req) ?? createSecret();
  parts.browser.keep(res, browser);
  // Not waited for: the time to the answer would tell whether the address is known.
  mailLink(parts, { email: read.data.email, browser }).catch((error: unknown) =>
    parts.log.error({ err: error }, 'a sign-in link could not be made'),
  );
  return { status: 200, page: <SignInPage reader={reader} state="sent" /> };
}

async function mailLink(
  parts: InboxParts,
  asked: { readonly email: string; readonly browser: string },
): Promise<void> {
  const { db, links, clock, log } = parts;
  const person = await personByEmail(db, asked.email);
  if (person === undefined) return;
  const id = randomUUID();
  // Named apart from the links of seats, which are made by the same keys.
  const token = links.token({ linkId: `sign-in/${id}`, keyId: links.currentKeyId });
  const inserted = await insertSignInLink(db, {
    id,
    personId: person.id,
    keyId: links.currentKeyId,
    tokenSha256: links.sha256(token),
    browserSha256: links.sha256(asked.browser),
    at: clock.now(),
  });
  if (!inserted) {
    log.warn({ personId: person.id }, 'too many sign-in links were asked for');
    return;
  }
  await parts.sendDirectly({
    to: person,
    message: { kind: 'sign-in', data: { name: person.name, minutes: signInMinutes } },
    linkUrl: new URL(`/inbox/enter/${token}`, parts.publicUrl).href,
  });
}

interface Entrance {
  readonly person: Person;
  readonly linkSha256: string;
  readonly sameBrowser: boolean;
}

async function findEntrance(parts: InboxParts, req: Request): Promise<Entrance | undefined> {
  const linkSha256 = presentedSha256(req, parts);
  if (linkSha256 === undefined) return undefined;
  const link = await findSignInLink(parts.db, { tokenSha256: linkSha256, at: parts.clock.now() });
  const person = link && (await personById(parts.db, link.personId));
  if (person === undefined) return undefined;
  const browser = parts.browser.read(req);
  const sameBrowser = browser !== undefined && parts.links.sha256(browser) === link?.browserSha256;
  return { person, linkSha256, sameBrowser };
}

function overPage(req: Request): PageAnswer {
  return { status: 404, page: <SignInPage reader={stranger(req)} state="over" /> };
}

function enterPage({ person, sameBrowser }: Entrance, faulty: boolean): PageAnswer {
  const page = (
    <EnterPage
      reader={createPageReader(person)}
      name={person.name}
      confirm={sameBrowser ? 'button' : 'address'}
      faulty={faulty}
    />
  );
  return { status: faulty ? 422 : 200, page };
}

/** What opening a sign-in link shows: whom it would sign in, and how to confirm it. Uses nothing up. */
export async function showEntrance(parts: InboxParts, req: Request): Promise<PageAnswer> {
  const entrance = await findEntrance(parts, req);
  return entrance === undefined ? overPage(req) : enterPage(entrance, false);
}

/**
 * Signs in and sets the session's cookie: in the browser that asked for the link at once, in another one only with
 * the person's address typed in, so that whatever submits forms as it finds them uses no link up.
 */
export async function enter(
  parts: InboxParts,
  { req, res }: { req: Request; res: Response },
): Promise<PageAnswer | 'entered'> {
  const entrance = await findEntrance(parts, req);
  if (entrance === undefined) return overPage(req);
  const { person, linkSha256, sameBrowser } = entrance;
  const read = wish.safeParse(req.body);
  if (!sameBrowser && !(read.success && read.data.email === person.email)) return enterPage(entrance, true);
  const token = createSecret();
  const browser = sameBrowser ? 'same' : 'other';
  const at = parts.clock.now();
  const tokenSha256 = parts.links.sha256(token);
  const session = await openSession(parts.db, { linkSha256, tokenSha256, browser, at });
  if (session === undefined) return overPage(req);
  parts.session.keep(res, token);
  parts.browser.clear(res);
  return 'entered';
}
