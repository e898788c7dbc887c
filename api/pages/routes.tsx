import { Router, type ErrorRequestHandler } from 'express';
import { stylesheet } from '../../web/assets.ts';
import { HomePage } from '../../web/pages/home-page.tsx';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import { createDecisionLinkRoutes, type DecisionLinkDeps } from '../decision-links/routes.ts';
import { createAuditHeadRoutes } from '../audit/published-heads.ts';
import { createAnswerLinkRoutes } from '../answer-links/routes.tsx';
import { createCalendarRoutes } from '../calendar-feeds/feed-route.tsx';
import { createCommitmentLinkRoutes } from '../commitment-links/routes.tsx';
import { createDigestLinkRoutes } from '../digest-links/routes.tsx';
import { createEscalationLinkRoutes } from '../escalation-links/routes.tsx';
import { createLeaseLinkRoutes } from '../lease-links/routes.tsx';
import { createSurveyLinkRoutes } from '../survey-links/routes.tsx';
import { createSurveyStopRoutes } from '../survey-links/stop.tsx';
import { createInboxRoutes } from '../inbox/routes.tsx';
import { openEscalationCount } from '../../db/read-models/escalation-board.ts';
import { createMethodRefusal, toProblem } from '../problems.ts';
import { createDecisionLinkLimit } from '../rate-limits.ts';
import { createReceiptKeyRoutes } from '../receipts/routes.ts';
import { createAccountPageRoutes } from './account-routes.tsx';
import { createEscalationPageRoutes } from './escalation-routes.tsx';
import { reviewsToShow } from './home.ts';
import { createPlanPageRoutes } from './plan-routes.tsx';
import { createProgrammePageRoutes } from './programme-routes.tsx';
import { createReviewPageRoutes } from './review-routes.tsx';
import { createSelectionPageRoutes } from './selection-routes.tsx';
import { anybody, sendPage } from './send-page.ts';
import { createPageGuards } from './visitors.ts';

/** What the pages stand on. `addresses` are linked from the home page: the mailbox, the Temporal UI, the API's documentation. */
export interface PageDeps extends DecisionLinkDeps {
  readonly addresses: readonly { readonly label: string; readonly url: string }[];
  /** How many requests to decision links an address may send. */
  readonly linksPerMinute: number;
}

const linkPaths = ['/d', '/q', '/c', '/p', '/s', '/e', '/digest', '/inbox', '/calendar'];
const linkRoutes = [
  createDecisionLinkRoutes,
  createAnswerLinkRoutes,
  createCommitmentLinkRoutes,
  createLeaseLinkRoutes,
  createEscalationLinkRoutes,
  createSurveyLinkRoutes,
  createSurveyStopRoutes,
  createDigestLinkRoutes,
  createInboxRoutes,
  createCalendarRoutes,
];
const reviewsOnHome = 100;
const year = 365 * 24 * 60 * 60;

/** All pages for people: the home page, plans to read, the decision links, their style sheet and the keys of their receipts. Where the public address is not this machine, home
 * page and plans ask for an API key as the password. */
export function createPageRoutes(deps: PageDeps): Router {
  const router = Router();
  const guards = createPageGuards(deps);
  router
    .route('/')
    .get(guards.reader, async (_req, res) => sendPage(res, { status: 200, page: await homePage(deps) }))
    .all(createMethodRefusal(['GET']));
  router.use(createPlanPageRoutes({ ...deps, guards }));
  router.use(createAccountPageRoutes({ ...deps, guards }));
  router.use(createReviewPageRoutes({ ...deps, guards }));
  router.use(createEscalationPageRoutes({ ...deps, guards }));
  router.use(createProgrammePageRoutes({ ...deps, guards }));
  router.use(createSelectionPageRoutes({ db: deps.db, clock: deps.clock, guard: guards.reader }));
  router.get(stylesheet.path, (_req, res) => {
    res
      .set('Cache-Control', `public, max-age=${year}, immutable`)
      .type(stylesheet.type)
      .send(stylesheet.content);
  });
  router.use(createReceiptKeyRoutes(deps.receipts));
  router.use(createAuditHeadRoutes(deps.db));
  router.use(linkPaths, createDecisionLinkLimit(deps.linksPerMinute));
  for (const create of linkRoutes) router.use(create(deps));
  router.use(linkPaths, createPageErrors(deps));
  return router;
}

async function homePage({ db, clock, addresses }: PageDeps): Promise<JSX.Element> {
  const { reviews, more } = await reviewsToShow(db, { limit: reviewsOnHome, now: clock.now() });
  const cutOffAt = more ? reviewsOnHome : undefined;
  const escalations = await openEscalationCount(db);
  const shown = { reviews, cutOffAt, escalations, addresses };
  return <HomePage reader={anybody} {...shown} />;
}

function createPageErrors({ log }: PageDeps): ErrorRequestHandler {
  return async (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const { status, headers } = toProblem(error);
    const broken = status >= 500;
    const reference = broken ? String(res.locals['requestId']) : undefined;
    if (broken) log.error({ err: error, requestId: reference }, 'page failed');
    const notice = broken ? 'broken' : status === 429 ? 'tooMany' : 'refused';
    res.set(headers);
    await sendPage(res, {
      status,
      page: <NoticePage reader={anybody} notice={notice} reference={reference} />,
    });
  };
}
