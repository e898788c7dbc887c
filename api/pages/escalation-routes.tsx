import { Router, type Request, type Response } from 'express';
import { rootCausesAcross } from '../../db/read-models/root-causes.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import { DomainError } from '../../domain/errors.ts';
import { EscalationDetailPage } from '../../web/pages/escalation-detail-page.tsx';
import { EscalationsPage } from '../../web/pages/escalations-page.tsx';
import { RootCausesPage } from '../../web/pages/root-causes-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import { createMethodRefusal } from '../problems.ts';
import { escalationToShow } from './escalation-detail.ts';
import {
  escalationForms,
  faultsFound,
  faultsTyped,
  type EscalationFormName,
  type RefusedEntry,
} from './escalation-forms.ts';
import { listToShow, refreshSeconds, wantsRefresh } from './escalation-list.ts';
import { bodyOf } from './plan-body.ts';
import { recordIn } from './plan-form-context.ts';
import { readPlanForm, type PlanFormDeps } from './plan-forms.ts';
import { createPlanErrors } from './plan-routes.tsx';
import { sendOnce } from './send-once.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

/** What the pages of escalations stand on. */
export type EscalationPageDeps = Pick<PlanFormDeps, 'db' | 'clock' | 'log' | 'guards' | 'ring'>;

interface Call {
  readonly req: Request;
  readonly res: Response;
}

/** The pages of escalations: the live list, each of them with the forms of the work on it, and root causes over all accounts. */
export function createEscalationPageRoutes(deps: EscalationPageDeps): Router {
  const router = Router();
  const { guards } = deps;
  router
    .route('/escalations')
    .get(guards.reader, (req, res) => showList(deps, { req, res }))
    .all(createMethodRefusal(['GET']));
  router
    .route('/escalations/:id')
    .get(guards.reader, (req, res) => showOne(deps, { req, res }))
    .all(createMethodRefusal(['GET']));
  for (const form of Object.keys(escalationForms) as EscalationFormName[])
    router
      .route(`/escalations/:id/${form}`)
      .post(guards.editor, readPlanForm, (req, res) => addTo(deps, { req, res, form }))
      .all(createMethodRefusal(['POST']));
  router
    .route('/root-causes')
    .get(guards.reader, (_req, res) => showCauses(deps, res))
    .all(createMethodRefusal(['GET']));
  router.use(['/escalations', '/root-causes'], createPlanErrors(deps.log));
  return router;
}

async function showList({ db, clock }: EscalationPageDeps, { req, res }: Call): Promise<void> {
  const { actor } = visitorOf(res);
  const list = await listToShow(db, { query: req.query, now: clock.now(), actor });
  if (wantsRefresh(req.query)) res.set('Refresh', String(refreshSeconds));
  await sendPage(res, { status: 200, page: <EscalationsPage {...list} /> });
}

async function showOne(
  { db, clock }: EscalationPageDeps,
  { req, res, refused }: Call & { readonly refused?: RefusedEntry },
): Promise<void> {
  const escalation = await escalationToShow(db, {
    id: recordIn(req, 'id'),
    now: clock.now(),
    mayEdit: visitorOf(res).mayEdit,
    saved: req.query['saved'] === 'yes',
    refused,
  });
  const page = <EscalationDetailPage {...escalation} />;
  await sendPage(res, { status: refused === undefined ? 200 : 422, page });
}

async function addTo(
  deps: EscalationPageDeps,
  { req, res, form }: Call & { readonly form: EscalationFormName },
): Promise<void> {
  const { db, clock } = deps;
  const { id, timeZone } = await getEscalation(db, { id: recordIn(req, 'id') });
  const body = bodyOf(req);
  const refuse = (faults: RefusedEntry['faults']): Promise<void> =>
    showOne(deps, { req, res, refused: { form, body, faults } });
  const read = escalationForms[form].read(body);
  if (!read.success) return refuse(faultsTyped(read.error, body));
  try {
    const at = clock.now();
    const change = { id, timeZone, by: visitorOf(res).actor, at };
    const rung = await sendOnce(db, { req, at, act: (trx) => read.data.act(trx, change) });
    for (const workflowId of rung ?? []) ringLater(deps, workflowId);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'notFound') throw error;
    return refuse(faultsFound(error, escalationForms[form]));
  }
  res.set('Cache-Control', 'no-store').redirect(303, `/escalations/${id}?saved=yes`);
}

const causesShown = 200;

async function showCauses({ db }: EscalationPageDeps, res: Response): Promise<void> {
  const { t, format } = anybody;
  const found = await rootCausesAcross(db, { limit: causesShown });
  const causes = found.map(({ category, name, accounts, escalations }) => ({
    head: t('causes.head', { category: t(`esc.category.${category}`), name }),
    accounts: t('causes.accounts', { names: format.list(accounts.map((one) => one.name)) }),
    escalations: escalations.map(({ id, title, accountId }) => ({
      text: `${titleIn(format.language, title)} (${accounts.find((one) => one.id === accountId)?.name ?? ''})`,
      href: `/escalations/${id}`,
    })),
  }));
  await sendPage(res, { status: 200, page: <RootCausesPage reader={anybody} causes={causes} /> });
}
