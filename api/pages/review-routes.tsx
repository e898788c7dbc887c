import { Router, type Request, type Response } from 'express';
import { reviewContext } from '../../db/read-models/review-context.ts';
import { reviewDetail } from '../../db/read-models/review-detail.ts';
import { reviewPack } from '../../db/read-models/review-figures.ts';
import { endItem } from '../../db/stores/review-items.ts';
import { recordMinutes } from '../../db/stores/review-minutes.ts';
import { listInvitees } from '../../db/stores/review-rows.ts';
import { DomainError } from '../../domain/errors.ts';
import { createDocumentPrinter, type PrintDocument, type ReviewPrint } from '../../packs/document-printer.ts';
import { reviewFile } from '../../packs/review-files.ts';
import type { FormFault } from '../../web/pages/plan-form-page.tsx';
import { MinutesPage } from '../../web/pages/review-minutes-page.tsx';
import { ReviewPage } from '../../web/pages/review-page.tsx';
import { sendAttachment } from '../attachments/send-attachment.ts';
import { ringLater } from '../decision-links/deciding.ts';
import { createMethodRefusal } from '../problems.ts';
import { bodyOf, numberIn, textIn, type FormBody } from './plan-body.ts';
import { recordIn } from './plan-form-context.ts';
import { readPlanForm, saidAbove, type PlanFormDeps } from './plan-forms.ts';
import { createPlanErrors } from './plan-routes.tsx';
import { faultsAt, minutesForm, minutesIn } from './review-minutes.ts';
import { reviewToShow, type ReviewLook } from './review.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

/** What the pages of reviews stand on. */
export type ReviewPageDeps = Pick<PlanFormDeps, 'db' | 'clock' | 'log' | 'guards' | 'ring'>;

interface Call {
  readonly req: Request;
  readonly res: Response;
}

/** The pages of quarterly reviews: to read one and its pack, to end what it left, and to record its minutes. */
export function createReviewPageRoutes(deps: ReviewPageDeps): Router {
  const router = Router();
  const { guards } = deps;
  const print = createDocumentPrinter();
  router
    .route('/reviews/:id')
    .get(guards.reader, (req, res) => showReview(deps, { req, res }))
    .all(createMethodRefusal(['GET']));
  router
    .route('/reviews/:id/pack')
    .get(guards.reader, (req, res) => sendPack(deps, { req, res, print }))
    .all(createMethodRefusal(['GET']));
  router
    .route('/reviews/:id/items/:itemId')
    .post(guards.editor, readPlanForm, (req, res) => answerItem(deps, { req, res }))
    .all(createMethodRefusal(['POST']));
  router
    .route('/reviews/:id/minutes')
    .get(guards.editor, (req, res) => showMinutes(deps, { req, res, body: {}, faults: [] }))
    .post(guards.editor, readPlanForm, (req, res) => keepMinutes(deps, { req, res }))
    .all(createMethodRefusal(['GET', 'POST']));
  router.use('/reviews', createPlanErrors(deps.log));
  return router;
}

const savedThings = ['item', 'minutes'] as const;

async function showReview(
  { db, clock }: ReviewPageDeps,
  { req, res, refused }: Call & { readonly refused?: ReviewLook['refused'] },
): Promise<void> {
  const review = await reviewToShow(db, {
    id: recordIn(req, 'id'),
    now: clock.now(),
    mayEdit: visitorOf(res).mayEdit,
    saved: savedThings.find((one) => one === req.query['saved']),
    refused,
  });
  const page = <ReviewPage {...review} />;
  await sendPage(res, { status: refused === undefined ? 200 : 422, page });
}

const forms: readonly ReviewPrint['form'][] = ['document', 'slides', 'clientDocument'];

async function sendPack(
  { db, clock }: ReviewPageDeps,
  { req, res, print }: Call & { readonly print: PrintDocument },
): Promise<void> {
  const pack = await reviewPack(db, await reviewContext(db, { id: recordIn(req, 'id') }));
  const form = forms.find((one) => one === req.query['form']);
  if (pack === undefined || form === undefined) throw new DomainError('notFound', 'There is no such pack.');
  const language = req.query['language'] === 'de' ? 'de' : 'en';
  const { name, type, content } = await reviewFile({ pack, form, language, at: clock.now() }, print);
  sendAttachment(res, { name, mediaType: type, content });
}

async function answerItem(deps: ReviewPageDeps, { req, res }: Call): Promise<void> {
  const { db, clock } = deps;
  const { t } = anybody;
  const [id, itemId] = [recordIn(req, 'id'), recordIn(req, 'itemId')];
  const { items, carried } = await reviewDetail(db, id);
  if (![...items, ...carried].some((item) => item.id === itemId))
    throw new DomainError('notFound', `Review ${id} has no entry ${itemId}.`);
  const body = bodyOf(req);
  const typed = { status: textIn(body, 'status'), reason: textIn(body, 'reason') };
  const status = (['done', 'waived'] as const).find((one) => one === typed.status);
  const faults = {
    ...(status === undefined && { status: t('review.item.choose') }),
    ...(typed.reason === '' && { reason: t('edit.fault.missing') }),
  };
  if (status === undefined || typed.reason === '')
    return showReview(deps, { req, res, refused: { itemId, typed, faults } });
  const by = visitorOf(res).actor;
  await endItem(db, { itemId, status, reason: typed.reason, by, at: clock.now() });
  res.redirect(303, `/reviews/${id}?saved=item#item-${itemId}`);
}

async function showMinutes(
  { db }: ReviewPageDeps,
  { req, res, ...typed }: Call & { readonly body: FormBody; readonly faults: readonly FormFault[] },
): Promise<void> {
  const props = await minutesForm(db, { reviewId: recordIn(req, 'id'), ...typed });
  const page = <MinutesPage {...props} />;
  await sendPage(res, { status: typed.faults.length === 0 ? 200 : 422, page });
}

async function keepMinutes(deps: ReviewPageDeps, { req, res }: Call): Promise<void> {
  const { db, clock } = deps;
  const reviewId = recordIn(req, 'id');
  const body = bodyOf(req);
  const invitees = await listInvitees(db, reviewId);
  const read = minutesIn(
    body,
    invitees.map(({ id }) => id),
  );
  if ('faults' in read) return showMinutes(deps, { req, res, body, faults: read.faults });
  try {
    const { minutes } = read;
    const edit = { reviewId, version: numberIn(body, 'version'), by: visitorOf(res).actor, at: clock.now() };
    const { workflowId } = await recordMinutes(db, { ...edit, minutes });
    ringLater(deps, workflowId);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'notFound') throw error;
    const at = faultsAt(error.faults, read.rowOf);
    const faults = at.length === 0 ? [saidAbove(error.message)] : at;
    return showMinutes(deps, { req, res, body, faults });
  }
  res.redirect(303, `/reviews/${reviewId}?saved=minutes#minutes`);
}
