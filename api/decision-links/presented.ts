import express, { type Request, type RequestHandler } from 'express';
import type { Db } from '../../db/client.ts';
import type { LinkTokens } from '../../db/link-token.ts';
import { findLink } from '../../db/read-models/link-view.ts';
import type { Clock } from '../../domain/clock.ts';
import { presentedSha256 } from '../form-links.tsx';
import { isFromOwnPage } from '../pages/own-origin.ts';
import { sendPage } from '../pages/send-page.ts';
import { notice } from './answers.tsx';
import type { FoundLink, PageAnswer } from './page-answer.ts';

/** What looking a link up stands on. */
export interface PresentedDeps {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly clock: Clock;
}

const bodyLimit = 64 * 1024;

/** Reads the forms of the decision pages; larger bodies, and more fields than any of them has, are refused. */
export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: bodyLimit,
  parameterLimit: 10,
});

/** Lets a POST through only when one of our own pages sent it. */
export function refuseForeign(publicUrl: string): RequestHandler {
  return async (req, res, next) => {
    if (isFromOwnPage(req, publicUrl)) next();
    else await sendPage(res, notice('foreign', { status: 403 }));
  };
}

/** The link that a request's address names, as it stands now; `undefined` for any address that is none. */
export async function findPresented(deps: PresentedDeps, req: Request): Promise<FoundLink | undefined> {
  const tokenSha256 = presentedSha256(req, deps);
  if (tokenSha256 === undefined) return undefined;
  const view = await findLink(deps.db, { tokenSha256, asOf: deps.clock.now() });
  return view && { view, token: String(req.params.token) };
}

/** Answers a form of a link's page: the neutral page for an unknown link, a refusal for what no form sends, else what `answer` says. */
export function answerForm<Deps extends PresentedDeps, Fields>(
  deps: Deps,
  form: {
    readonly read: (body: unknown) => Fields | undefined;
    readonly answer: (
      deps: Deps,
      sent: { readonly req: Request; readonly found: FoundLink; readonly fields: Fields },
    ) => Promise<PageAnswer>;
  },
): RequestHandler {
  return async (req, res) => {
    const found = await findPresented(deps, req);
    if (found === undefined) return sendPage(res, notice('unknown', { status: 404 }));
    if (req.is('application/x-www-form-urlencoded') === false)
      return sendPage(res, notice('refused', { status: 415, found }));
    const fields = form.read(req.body);
    if (fields === undefined) return sendPage(res, notice('refused', { status: 400, found }));
    await sendPage(res, await form.answer(deps, { req, found, fields }));
  };
}
