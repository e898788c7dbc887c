import { Router, type Request, type RequestHandler } from 'express';
import type { LinkTokens } from '../../db/link-token.ts';
import type { ReceiptSeal } from '../../db/receipt-seal.ts';
import { queueCurrentLink } from '../../db/stores/link-resends.ts';
import { sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';
import { sendReceipt } from '../receipts/routes.ts';
import { createAbsenceHandler } from './absence.ts';
import { incomplete, notice, standing } from './answers.tsx';
import type { PageAnswer } from './page-answer.ts';
import { decideOn, type DecidingDeps } from './deciding.ts';
import { sendLinkAttachment } from './attachment.ts';
import { askOnLink } from './question.tsx';
import { createHandOverHandler } from './hand-over.ts';
import { findPresented, readForm, refuseForeign } from './presented.ts';
import { faultsOf, readSubmission } from './submission.ts';
import { createUndoHandler } from './undo.tsx';

/** What the decision links stand on. */
export interface DecisionLinkDeps extends DecidingDeps {
  readonly links: LinkTokens;
  readonly receipts: ReceiptSeal;
  readonly publicUrl: string;
}

/** The routes below /d/: GET and HEAD only show; a POST from the page itself decides, or asks for the current link (design §4). */
export function createDecisionLinkRoutes(deps: DecisionLinkDeps): Router {
  const router = Router();
  const ownPage = refuseForeign(deps.publicUrl);
  router
    .route('/d/:token')
    .get(async (req, res) => {
      const found = await findPresented(deps, req);
      await sendPage(res, found === undefined ? notice('unknown', { status: 404 }) : standing(found));
    })
    .post(ownPage, readForm, async (req, res) => sendPage(res, await answerSubmission(deps, req)))
    .all(createMethodRefusal(['GET', 'POST']));
  const forms = {
    'hand-over': createHandOverHandler(deps),
    absence: createAbsenceHandler(deps),
    undo: createUndoHandler(deps),
    question: createQuestionHandler(deps),
    resend: createResendHandler(deps),
  };
  for (const [name, handler] of Object.entries(forms))
    router
      .route(`/d/:token/${name}`)
      .post(ownPage, readForm, handler)
      .all(createMethodRefusal(['POST']));
  router
    .route('/d/:token/attachments/:sha256')
    .get(createAttachmentHandler(deps))
    .all(createMethodRefusal(['GET']));
  router
    .route('/d/:token/receipt')
    .get(async (req, res) => {
      const found = await findPresented(deps, req);
      const number = found?.view.decision?.id;
      const sent = number !== undefined && (await sendReceipt(res, { ...deps, number }));
      if (!sent) await sendPage(res, notice('unknown', { status: 404 }));
    })
    .all(createMethodRefusal(['GET']));
  return router;
}

function createQuestionHandler(deps: DecisionLinkDeps): RequestHandler {
  return async (req, res) => {
    const answer = await askOnLink(deps, { req, look: () => findPresented(deps, req) });
    if ('asked' in answer)
      res.set('Cache-Control', 'no-store').redirect(303, `/d/${answer.asked.token}#questions`);
    else await sendPage(res, answer);
  };
}

function createAttachmentHandler(deps: DecisionLinkDeps): RequestHandler {
  return async (req, res) => {
    const sent = await sendLinkAttachment(deps.db, { req, res, found: await findPresented(deps, req) });
    if (!sent) await sendPage(res, notice('unknown', { status: 404 }));
  };
}

function createResendHandler(deps: DecisionLinkDeps): RequestHandler {
  return async (req, res) => {
    const found = await findPresented(deps, req);
    if (found === undefined) return sendPage(res, notice('unknown', { status: 404 }));
    await queueCurrentLink(deps.db, { linkId: found.view.linkId, at: deps.clock.now() });
    await sendPage(res, notice('resent', { status: 200, found }));
  };
}

async function answerSubmission(deps: DecisionLinkDeps, req: Request): Promise<PageAnswer> {
  const found = await findPresented(deps, req);
  if (found === undefined) return notice('unknown', { status: 404 });
  if (req.is('application/x-www-form-urlencoded') === false) return notice('refused', { status: 415, found });
  const submission = readSubmission(req.body);
  if (submission === undefined) return notice('refused', { status: 400, found });
  if (faultsOf(submission) !== undefined) return incomplete(found, submission);
  const presented = { linkId: found.view.linkId };
  return decideOn(deps, { found, submission, presented, look: () => findPresented(deps, req) });
}
