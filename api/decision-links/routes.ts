import express, { Router, type Request, type RequestHandler } from 'express';
import type { LinkTokens } from '../../db/link-token.ts';
import { findLink } from '../../db/read-models/link-view.ts';
import type { ReceiptSeal } from '../../db/receipt-seal.ts';
import { queueCurrentLink } from '../../db/stores/link-resends.ts';
import { isFromOwnPage } from '../pages/own-origin.ts';
import { sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';
import { sendReceipt } from '../receipts/routes.ts';
import { incomplete, notice, standing, type FoundLink, type PageAnswer } from './answers.tsx';
import { decideOn, type DecidingDeps } from './deciding.ts';
import { faultsOf, readSubmission } from './submission.ts';

/** What the decision links stand on. */
export interface DecisionLinkDeps extends DecidingDeps {
  readonly links: LinkTokens;
  readonly receipts: ReceiptSeal;
  readonly publicUrl: string;
}

const bodyLimit = 64 * 1024;
const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** The routes below /d/: GET and HEAD only show; a POST from the page itself decides, or asks for the current link (design §4). */
export function createDecisionLinkRoutes(deps: DecisionLinkDeps): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: bodyLimit, parameterLimit: 10 });
  const ownPage = refuseForeign(deps.publicUrl);
  router
    .route('/d/:token')
    .get(async (req, res) => {
      const found = await find(deps, req);
      await sendPage(res, found === undefined ? notice('unknown', { status: 404 }) : standing(found));
    })
    .post(ownPage, form, async (req, res) => sendPage(res, await answerSubmission(deps, req)))
    .all(createMethodRefusal(['GET', 'POST']));
  router
    .route('/d/:token/resend')
    .post(ownPage, async (req, res) => {
      const found = await find(deps, req);
      if (found !== undefined) {
        await queueCurrentLink(deps.db, { linkId: found.view.linkId, at: deps.clock.now() });
      }
      await sendPage(
        res,
        found === undefined ? notice('unknown', { status: 404 }) : notice('resent', { status: 200, found }),
      );
    })
    .all(createMethodRefusal(['POST']));
  router
    .route('/d/:token/receipt')
    .get(async (req, res) => {
      const found = await find(deps, req);
      const number = found?.view.decision?.id;
      const sent = number !== undefined && (await sendReceipt(res, { ...deps, number }));
      if (!sent) await sendPage(res, notice('unknown', { status: 404 }));
    })
    .all(createMethodRefusal(['GET']));
  return router;
}

function refuseForeign(publicUrl: string): RequestHandler {
  return async (req, res, next) => {
    if (isFromOwnPage(req, publicUrl)) next();
    else await sendPage(res, notice('foreign', { status: 403 }));
  };
}

async function find(deps: DecisionLinkDeps, req: Request): Promise<FoundLink | undefined> {
  const { token } = req.params;
  if (typeof token !== 'string' || !tokenForm.test(token)) return undefined;
  const view = await findLink(deps.db, { tokenSha256: deps.links.sha256(token), asOf: deps.clock.now() });
  return view && { view, token };
}

async function answerSubmission(deps: DecisionLinkDeps, req: Request): Promise<PageAnswer> {
  const found = await find(deps, req);
  if (found === undefined) return notice('unknown', { status: 404 });
  if (req.is('application/x-www-form-urlencoded') === false) return notice('refused', { status: 415, found });
  const submission = readSubmission(req.body);
  if (submission === undefined) return notice('refused', { status: 400, found });
  if (faultsOf(submission) !== undefined) return incomplete(found, submission);
  const presented = { linkId: found.view.linkId };
  return decideOn(deps, { found, submission, presented, look: () => find(deps, req) });
}
