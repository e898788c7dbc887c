import express, { Router, type Request } from 'express';
import { findSurveyView, type SurveyView } from '../../db/read-models/survey-view.ts';
import { setSurveyPreference } from '../../db/stores/survey-preferences.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import { SurveyStopPage, type SurveyStopPageProps } from '../../web/pages/survey-stop-page.tsx';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { bodyTypes, readFormBody } from '../form-body.ts';
import { neutral, presentedSha256, type FormLinkDeps } from '../form-links.tsx';
import { isFromOwnPage } from '../pages/own-origin.ts';
import { sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';

type StopDeps = Omit<FormLinkDeps, 'ring' | 'log'>;

/** The route /s/<token>/stop: GET and HEAD only show whether a contact is asked; a mail program's one-click POST (RFC 8058) and the page's own form change it. */
export function createSurveyStopRoutes(deps: StopDeps): Router {
  const router = Router();
  router
    .route('/s/:token/stop')
    .get(async (req, res) => {
      const view = await find(deps, req);
      await sendPage(res, view === undefined ? neutral('unknown', 404) : shown(view, { status: 200 }));
    })
    .post(express.raw({ type: bodyTypes, limit: '4kb' }), async (req, res) =>
      sendPage(res, await answer(deps, req)),
    )
    .all(createMethodRefusal(['GET', 'POST']));
  return router;
}

async function find({ db, clock, links }: StopDeps, req: Request): Promise<SurveyView | undefined> {
  const tokenSha256 = presentedSha256(req, { links });
  return tokenSha256 === undefined ? undefined : findSurveyView(db, { tokenSha256, now: clock.now() });
}

async function answer(deps: StopDeps, req: Request): Promise<PageAnswer> {
  const view = await find(deps, req);
  if (view === undefined) return neutral('unknown', 404);
  const form = await readFormBody(req.body, req.get('Content-Type'));
  const oneClick = form.get('List-Unsubscribe') === 'One-Click';
  if (!oneClick && !isFromOwnPage(req, deps.publicUrl))
    return { status: 403, page: <NoticePage reader={createPageReader(view.client)} notice="foreign" /> };
  const asked = oneClick ? 'never' : form.get('asked');
  if (asked !== 'never' && asked !== 'again') return shown(view, { status: 422, missing: true });
  const optedOut = asked === 'never';
  await setSurveyPreference(deps.db, { linkId: view.linkId, optedOut, at: deps.clock.now() });
  return shown({ ...view, optedOut }, { status: 200, changed: true });
}

function shown(
  { client, host, optedOut }: SurveyView,
  { status, ...how }: { readonly status: number } & Pick<SurveyStopPageProps, 'changed' | 'missing'>,
): PageAnswer {
  const of = { reader: createPageReader(client), accountName: client.accountName, host, optedOut };
  return { status, page: <SurveyStopPage {...of} {...how} /> };
}
