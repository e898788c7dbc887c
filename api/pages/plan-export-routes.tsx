import type { Request, Response, Router } from 'express';
import { currentFeed, revokeFeed } from '../../db/stores/calendar-feeds.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { spokenLanguage } from '../../domain/reader-format.ts';
import { createDocumentPrinter, type PrintPlan } from '../../packs/document-printer.ts';
import { PlanExportPage, type PlanExportPageProps } from '../../web/pages/plan-export-page.tsx';
import { sendAttachment } from '../attachments/send-attachment.ts';
import { makeCalendar } from '../calendar-feeds/new-feed.ts';
import { clientCopy, planFile } from '../plan-export/document.ts';
import { createMethodRefusal } from '../problems.ts';
import { bodyOf, textIn } from './plan-body.ts';
import { headingOf, recordIn } from './plan-form-context.ts';
import type { PlanFormDeps } from './plan-forms.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

type Said = Pick<PlanExportPageProps, 'address' | 'revoked' | 'copy' | 'unchosen'>;

interface Visit {
  readonly req: Request;
  readonly res: Response;
}

const longestName = 200;

/** What leaves a plan: its documents, the copy that is handed to the client, and the address of its calendar. */
export function routeExport(router: Router, deps: PlanFormDeps): void {
  const { guards, readForm } = deps;
  const print = createDocumentPrinter();
  const post = createMethodRefusal(['POST']);
  router
    .route('/plans/:id/export')
    .get(guards.reader, (req, res) => show(deps, { req, res }))
    .all(createMethodRefusal(['GET']));
  router
    .route('/plans/:id/document')
    .get(guards.reader, (req, res) => sendDocument(deps, { req, res, print }))
    .all(createMethodRefusal(['GET']));
  router
    .route('/plans/:id/client-copy')
    .post(guards.editor, readForm, (req, res) => sendCopy(deps, { req, res, print }))
    .all(post);
  router
    .route('/plans/:id/calendar')
    .post(guards.editor, readForm, (req, res) => changeCalendar(deps, { req, res }))
    .all(post);
}

async function show({ db }: PlanFormDeps, { req, res, ...said }: Visit & Said): Promise<void> {
  const plan = await getPlan(db, { id: recordIn(req, 'id') });
  const feed = await currentFeed(db, { planId: plan.id });
  const props = { reader: anybody, plan: await headingOf(db, plan), calendarSince: feed?.madeAt, ...said };
  const faulty = said.copy !== undefined || said.unchosen === true;
  const page = <PlanExportPage {...props} mayEdit={visitorOf(res).mayEdit} />;
  await sendPage(res, { status: faulty ? 422 : 200, page });
}

type Printing = Visit & { readonly print: PrintPlan };

async function sendDocument({ db, clock }: PlanFormDeps, { req, res, print }: Printing): Promise<void> {
  const audience = req.query['audience'] === 'client' ? 'client' : 'internal';
  const language = req.query['language'] === 'de' ? 'de' : 'en';
  const wish = { planId: recordIn(req, 'id'), audience, language, now: clock.now() } as const;
  sendAttachment(res, await planFile(wish, { db, print }));
}

async function sendCopy(deps: PlanFormDeps, { req, res, print }: Printing): Promise<void> {
  const { db, clock } = deps;
  const givenTo = textIn(bodyOf(req), 'givenTo');
  const fault = givenTo === '' ? 'missing' : givenTo.length > longestName ? 'long' : undefined;
  if (fault !== undefined) return show(deps, { req, res, copy: { givenTo, fault } });
  const language = spokenLanguage(textIn(bodyOf(req), 'language'));
  const wish = { planId: recordIn(req, 'id'), language, givenTo, by: visitorOf(res).actor, now: clock.now() };
  sendAttachment(res, await clientCopy(wish, { db, print }));
}

async function changeCalendar(deps: PlanFormDeps, { req, res }: Visit): Promise<void> {
  const { db, clock, links, publicUrl } = deps;
  const subject = { planId: recordIn(req, 'id') };
  const change = { subject, by: visitorOf(res).actor, at: clock.now() };
  const choice = textIn(bodyOf(req), 'choice');
  if (choice === 'make') {
    const language = spokenLanguage(textIn(bodyOf(req), 'language'));
    const { address } = await makeCalendar({ ...change, language }, { db, links, publicUrl });
    return show(deps, { req, res, address });
  }
  if (choice !== 'revoke') return show(deps, { req, res, unchosen: true });
  // What is useless already stays so: there is nothing to complain of.
  if ((await currentFeed(db, subject)) !== undefined) await revokeFeed(db, change);
  return show(deps, { req, res, revoked: true });
}
