import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { findLink } from '../../db/read-models/link-view.ts';
import { endSession } from '../../db/stores/inbox-sessions.ts';
import { DomainError } from '../../domain/errors.ts';
import { SignInPage } from '../../web/pages/inbox-sign-in.tsx';
import { incomplete, notice, standing } from '../decision-links/answers.tsx';
import type { FoundLink, PageAnswer } from '../decision-links/page-answer.ts';
import { decideOn } from '../decision-links/deciding.ts';
import { readForm, refuseForeign } from '../decision-links/presented.ts';
import { faultsOf, readSubmission } from '../decision-links/submission.ts';
import { sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';
import { createSignInLimit } from '../rate-limits.ts';
import { bulkFault, decideBulk, mostAtOnce, readBulk } from './bulk.tsx';
import { inboxPage } from './listing.tsx';
import { signedIn, withCookies, type InboxDeps, type InboxParts, type SignedIn } from './session.ts';
import { answerWish, enter, showEntrance, stranger } from './sign-in.tsx';

const bulkBody = 64 * 1024;
const otherFields = 10;
const readBulkForm = express.urlencoded({
  extended: false,
  limit: bulkBody,
  parameterLimit: mostAtOnce + otherFields,
});

/** The routes below /inbox: signing in by a mailed link, what waits for one person, and deciding there. GET and HEAD only show. */
export function createInboxRoutes(deps: InboxDeps): Router {
  const parts = withCookies(deps);
  const router = Router();
  const ownPage = refuseForeign(deps.publicUrl);
  routeSignIn(router, { parts, ownPage });
  router
    .route('/inbox')
    .get(async (req, res) => {
      const who = await signedIn(parts, req);
      const answer =
        who === undefined ? signInPage(req) : await inboxPage(parts, { who, form: { items: [] } });
      await sendPage(res, answer);
    })
    .all(createMethodRefusal(['GET']));
  router
    .route('/inbox/requests/:seatId')
    .get(forSignedIn(parts, showSeat))
    .post(ownPage, readForm, forSignedIn(parts, decideSeat))
    .all(createMethodRefusal(['GET', 'POST']));
  router
    .route('/inbox/decide')
    .post(ownPage, readBulkForm, forSignedIn(parts, decideSeveral))
    .all(createMethodRefusal(['POST']));
  return router;
}

function routeSignIn(
  router: Router,
  { parts, ownPage }: { readonly parts: InboxParts; readonly ownPage: RequestHandler },
): void {
  router
    .route('/inbox/sign-in')
    .post(createSignInLimit(), ownPage, readForm, (req, res) =>
      sendPage(res, answerWish(parts, { req, res })),
    )
    .all(createMethodRefusal(['POST']));
  router
    .route('/inbox/enter/:token')
    .get(async (req, res) => sendPage(res, await showEntrance(parts, req)))
    .post(ownPage, readForm, async (req, res) => {
      const answer = await enter(parts, { req, res });
      if (answer === 'entered') goToInbox(res);
      else await sendPage(res, answer);
    })
    .all(createMethodRefusal(['GET', 'POST']));
  router
    .route('/inbox/sign-out')
    .post(ownPage, async (req, res) => {
      const who = await signedIn(parts, req);
      if (who !== undefined) await endSession(parts.db, { session: who.session, at: parts.clock.now() });
      parts.session.clear(res);
      goToInbox(res);
    })
    .all(createMethodRefusal(['POST']));
}

interface Visit {
  readonly req: Request;
  readonly who: SignedIn;
}

function signInPage(req: Request): PageAnswer {
  return { status: 200, page: <SignInPage reader={stranger(req)} state="ask" /> };
}

function goToInbox(res: Response): void {
  res.set('Cache-Control', 'no-store').redirect(303, '/inbox');
}

function forSignedIn(
  parts: InboxParts,
  answer: (parts: InboxParts, visit: Visit) => Promise<PageAnswer>,
): RequestHandler {
  return async (req, res) => {
    const who = await signedIn(parts, req);
    if (who !== undefined) return sendPage(res, await answer(parts, { req, who }));
    await sendPage(res, { status: 401, page: <SignInPage reader={stranger(req)} state="ended" /> });
  };
}

async function findSeat(parts: InboxParts, { req, who }: Visit): Promise<FoundLink | undefined> {
  const { seatId } = req.params;
  if (typeof seatId !== 'string' || !/^\d{1,18}$/.test(seatId)) return undefined;
  const look = { seatId, personId: who.person.id, asOf: parts.clock.now() };
  const view = await findLink(parts.db, look);
  return view && { view, token: tokenOf(parts, view), decideAt: `/inbox/requests/${seatId}` };
}

// The page's other forms and its receipt go by the reader's own link. Where its key is gone they find nothing; deciding works without.
function tokenOf({ links }: InboxParts, view: FoundLink['view']): string {
  try {
    return links.token(view);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return 'gone';
    throw error;
  }
}

async function showSeat(parts: InboxParts, visit: Visit): Promise<PageAnswer> {
  const found = await findSeat(parts, visit);
  return found === undefined ? notice('unknown', { status: 404 }) : standing(found);
}

async function decideSeat(parts: InboxParts, visit: Visit): Promise<PageAnswer> {
  const found = await findSeat(parts, visit);
  if (found === undefined) return notice('unknown', { status: 404 });
  const submission = readSubmission(visit.req.body);
  if (submission === undefined) return notice('refused', { status: 400, found });
  if (faultsOf(submission) !== undefined) return incomplete(found, submission);
  const presented = { seatId: found.view.seat.id, personId: visit.who.person.id };
  return decideOn(parts, { found, submission, presented, look: () => findSeat(parts, visit) });
}

async function decideSeveral(parts: InboxParts, { req, who }: Visit): Promise<PageAnswer> {
  const submission = readBulk(req.body);
  if (submission === undefined) return notice('refused', { status: 400 });
  const { items, choice, comment } = submission;
  const fault = bulkFault(submission);
  if (fault !== undefined || choice === undefined)
    return inboxPage(parts, { who, form: { items, choice, comment, fault: fault ?? 'choice' } });
  return decideBulk(parts, { who, submission, choice });
}
