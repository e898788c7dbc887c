import express, { Router, type Request } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import type { Clock } from '../domain/clock.ts';
import type { Ring } from '../temporal/ring.ts';
import { NoticePage, type Notice } from '../web/pages/notice-page.tsx';
import type { PageAnswer } from './decision-links/page-answer.ts';
import { isFromOwnPage } from './pages/own-origin.ts';
import { anybody, sendPage } from './pages/send-page.ts';
import { createMethodRefusal } from './problems.ts';

/** What links with one form stand on. `ring` is called after a recorded answer and never waited for. */
export interface FormLinkDeps {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly ring: Ring;
  readonly log: Logger;
}

/** A form that was sent from its own page, complete in its fields. `again` looks the link up once more, as after a change. */
export interface SentForm<View, Given> {
  readonly view: View;
  readonly given: Given;
  /** The link's own path. */
  readonly path: string;
  readonly again: () => Promise<View>;
}

/** What a form is answered with: a page, or another page's path to go on to. */
export type FormAnswer = PageAnswer | { readonly seeOther: string };

/** A kind of link with one form: where it is, what the form sends, and what a link's page shows and answers. */
export interface FormLink<View, Given> {
  readonly path: `/${string}`;
  readonly fields: z.ZodType<Given>;
  /** What a link stands for by the SHA-256 of its token; `undefined` for an unknown one. Reads only. */
  readonly find: (deps: FormLinkDeps, tokenSha256: string) => Promise<View | undefined>;
  readonly show: (view: View, path: string) => PageAnswer;
  readonly answer: (deps: FormLinkDeps, sent: SentForm<View, Given>) => Promise<FormAnswer>;
  /** Sends the reader's current link again, where a closed page offers that. */
  readonly resend?: (deps: FormLinkDeps, view: View) => Promise<PageAnswer>;
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** The SHA-256 of the token in a request's path, by which links are found; `undefined` for what cannot be a token. */
export function presentedSha256(
  req: Request,
  { links }: { readonly links: Pick<LinkTokens, 'sha256'> },
): string | undefined {
  const { token } = req.params;
  return typeof token === 'string' && tokenForm.test(token) ? links.sha256(token) : undefined;
}

/**
 * The route of one kind of link: GET and HEAD only show. A POST counts from the page itself alone (403), for a known link (404), as
 * what its form sends (415, 400); the rest is the kind's own `answer`.
 */
export function createFormLinkRoutes<View, Given>(deps: FormLinkDeps, link: FormLink<View, Given>): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 });
  router
    .route(`${link.path}/:token`)
    .get(async (req, res) => {
      const view = await find({ deps, link, req });
      await sendPage(res, view === undefined ? neutral('unknown', 404) : link.show(view, req.path));
    })
    .post(form, async (req, res) => {
      const answered = await answer({ deps, link, req });
      if ('seeOther' in answered) res.set('Cache-Control', 'no-store').redirect(303, answered.seeOther);
      else await sendPage(res, answered);
    })
    .all(createMethodRefusal(['GET', 'POST']));
  if (link.resend !== undefined)
    router
      .route(`${link.path}/:token/resend`)
      .post(async (req, res) => sendPage(res, await resend({ deps, link, req })))
      .all(createMethodRefusal(['POST']));
  return router;
}

interface Presented<View, Given> {
  readonly deps: FormLinkDeps;
  readonly link: FormLink<View, Given>;
  readonly req: Request;
}

async function find<View, Given>({ deps, link, req }: Presented<View, Given>): Promise<View | undefined> {
  const sha256 = presentedSha256(req, deps);
  return sha256 === undefined ? undefined : link.find(deps, sha256);
}

async function resend<View, Given>(presented: Presented<View, Given>): Promise<PageAnswer> {
  const { deps, link, req } = presented;
  if (!isFromOwnPage(req, deps.publicUrl)) return neutral('foreign', 403);
  const view = await find(presented);
  if (view === undefined || link.resend === undefined) return neutral('unknown', 404);
  return link.resend(deps, view);
}

async function answer<View, Given>(presented: Presented<View, Given>): Promise<FormAnswer> {
  const { deps, link, req } = presented;
  if (!isFromOwnPage(req, deps.publicUrl)) return neutral('foreign', 403);
  const view = await find(presented);
  if (view === undefined) return neutral('unknown', 404);
  if (req.is('application/x-www-form-urlencoded') === false) return neutral('refused', 415);
  const read = link.fields.safeParse(req.body);
  if (!read.success) return neutral('refused', 400);
  const again = async (): Promise<View> => (await find(presented)) ?? view;
  return link.answer(deps, { view, given: read.data, path: req.path, again });
}

/** A page that says nothing of any link. */
export function neutral(kind: Notice, status: number): PageAnswer {
  return { status, page: <NoticePage reader={anybody} notice={kind} /> };
}
