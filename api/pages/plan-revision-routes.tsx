import type { Request, Router } from 'express';
import { contentChanges } from '../../db/read-models/plan-content-view.ts';
import { listContent } from '../../db/stores/plan-content.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { RevisionsPage, type RevisionsPageProps } from '../../web/pages/plan-revisions-page.tsx';
import { createMethodRefusal } from '../problems.ts';
import { actorsInWords, actorWritten } from './plan-actors.ts';
import { headingOf, recordIn } from './plan-form-context.ts';
import type { PlanFormDeps } from './plan-forms.ts';
import { anybody, sendPage } from './send-page.ts';

const onPage = 100;

/** The revisions of a plan's content, and what differs between two of them; the last change where none are named. */
export function routeRevisions(router: Router, { db, guards }: PlanFormDeps): void {
  router
    .route('/plans/:id/revisions')
    .get(guards.reader, async (req, res) => {
      await sendPage(res, { status: 200, page: <RevisionsPage {...await revisionsToShow(db, req)} /> });
    })
    .all(createMethodRefusal(['GET']));
}

function numberAsked({ query }: Request, name: string): number | undefined {
  const given = query[name];
  return typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

async function revisionsToShow(db: PlanFormDeps['db'], req: Request): Promise<RevisionsPageProps> {
  const plan = await getPlan(db, { id: recordIn(req, 'id') });
  const found = await listContent(db, { planId: plan.id, limit: onPage, before: numberAsked(req, 'before') });
  const shown = found.slice(0, onPage);
  const nameOf = await actorsInWords(
    db,
    shown.map(({ changedBy }) => actorWritten(changedBy)),
  );
  const newest = shown[0]?.revision ?? 1;
  const to = numberAsked(req, 'to') ?? newest;
  const from = numberAsked(req, 'from') ?? to - 1;
  const pair = { planId: plan.id, from, to, language: anybody.format.language };
  return {
    reader: anybody,
    plan: await headingOf(db, plan),
    revisions: shown.map(({ revision, changedBy, changedAt, reason }) => ({
      ...{ revision, reason, at: changedAt, who: nameOf(actorWritten(changedBy)) },
    })),
    older: found.length > onPage ? `?before=${shown.at(-1)?.revision ?? 1}` : undefined,
    compared: from < 1 ? undefined : { from, to, changes: await contentChanges(db, pair) },
  };
}
