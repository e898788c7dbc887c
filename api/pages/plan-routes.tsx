import { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import { PlanNotice, type PlanNoticeKind } from '../../web/pages/plan-notice.tsx';
import { PlanPage, savedThings } from '../../web/pages/plan-page.tsx';
import { sendAttachment } from '../attachments/send-attachment.ts';
import { createMethodRefusal, toProblem, type HttpProblem } from '../problems.ts';
import { planFile, planToShow } from './plan.ts';
import { readPlanForm, type PlanFormDeps } from './plan-forms.ts';
import { routeExport } from './plan-export-routes.tsx';
import { routeFiles } from './plan-file-routes.tsx';
import { routeNotes } from './plan-note-routes.tsx';
import { routeReports } from './plan-report-routes.tsx';
import { routeRevisions } from './plan-revision-routes.tsx';
import { routeSections } from './plan-section-routes.tsx';
import { routeSteps } from './plan-step-routes.tsx';
import { routeSubmission } from './plan-submit-routes.tsx';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

const routes = [
  routeSections,
  routeSteps,
  routeReports,
  routeFiles,
  routeSubmission,
  routeRevisions,
  routeNotes,
  routeExport,
];

/** The pages of plans: to read one, with its files, and to edit it. */
export function createPlanPageRoutes(parts: Omit<PlanFormDeps, 'readForm'>): Router {
  const deps = { ...parts, readForm: readPlanForm };
  const router = Router();
  router
    .route('/plans/:id')
    .get(deps.guards.reader, async (req, res) => {
      const look = { id: String(req.params.id), now: deps.clock.now(), mayEdit: visitorOf(res).mayEdit };
      const plan = await planToShow(deps.db, look);
      const saved = savedThings.find((thing) => thing === req.query['saved']);
      if (plan === undefined) await sendUnknown(res);
      else await sendPage(res, { status: 200, page: <PlanPage {...plan} saved={saved} /> });
    })
    .all(createMethodRefusal(['GET']));
  router
    .route('/plans/:id/attachments/:sha256')
    .get(deps.guards.reader, (req, res) => sendFile(deps, { req, res }))
    .all(createMethodRefusal(['GET']));
  for (const route of routes) route(router, deps);
  router.use('/plans', createPlanErrors(deps.log));
  return router;
}

async function sendFile({ db }: PlanFormDeps, { req, res }: { req: Request; res: Response }): Promise<void> {
  const { id, sha256 } = req.params;
  const file = await planFile(db, { id: String(id), sha256: String(sha256) });
  if (file !== undefined) sendAttachment(res, file);
  else await sendUnknown(res);
}

function sendUnknown(res: Response): Promise<void> {
  return sendPage(res, { status: 404, page: <NoticePage reader={anybody} notice="unknown" /> });
}

const notices: Readonly<Record<number, PlanNoticeKind>> = { 401: 'signIn', 413: 'tooLarge' };

function noticeOf({ status, type }: HttpProblem): PlanNoticeKind {
  if (status === 403) return type === 'foreign' ? 'foreign' : 'forbidden';
  return notices[status] ?? 'refused';
}

/** What pages with forms answer to what goes wrong: a page that says what it was. */
export function createPlanErrors(log: Logger): ErrorRequestHandler {
  return async (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = toProblem(error);
    const { status, headers, message } = problem;
    if (status === 404) return sendUnknown(res);
    const requestId = String(res.locals['requestId']);
    const broken = status >= 500;
    if (broken || problem.cause !== undefined)
      log.error({ err: problem.cause ?? error, requestId }, 'page failed');
    res.set(headers);
    const kind = noticeOf(problem);
    const detail = kind === 'refused' ? message : undefined;
    const page = broken ? (
      <NoticePage reader={anybody} notice="broken" reference={requestId} />
    ) : (
      <PlanNotice reader={anybody} kind={kind} detail={detail} />
    );
    await sendPage(res, { status, page });
  };
}
