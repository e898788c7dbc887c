import {
  contentChanges,
  contentResults,
  contentView,
  type ContentView,
} from '../../db/read-models/plan-content-view.ts';
import { changeContent, listContent, type ContentRevision } from '../../db/stores/plan-content.ts';
import { clientContent, internalSections } from '../../domain/planning/content-audience.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import { versionOfTag, versionTag } from '../etags.ts';
import { operation, type Call, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { planParams } from '../plans/schemas.ts';
import {
  contentChange,
  contentDifferences,
  contentQuery,
  contentView as contentViewSchema,
  differenceQuery,
  newContent,
  revisionPosition,
  revisionsQuery,
  revisionSummary,
} from './schemas.ts';

const tag = 'plan content';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function reply(view: ContentView) {
  const headers = { ETag: versionTag(view.revision, view.contentHash.slice(0, 12)) };
  return { body: { ...view, internalSections }, headers };
}

const readOperation = operation({
  id: 'getPlanContent',
  method: 'get',
  path: '/plans/{planId}/content',
  tag,
  summary: 'Read what stands in a plan beside its steps, now or in an earlier revision',
  role: 'viewer',
  params: planParams,
  query: contentQuery,
  result: contentViewSchema,
  etag: true,
  handle: async ({ db, params, query: { revision, audience }, now }) => {
    const answer = reply(await contentView(db, { planId: params.planId, revision, asOf: dayOf(now) }));
    if (audience === 'internal') return answer;
    const { content, ...rest } = answer.body;
    return { ...answer, body: { ...rest, content: clientContent(content), gaps: [], cases: [] } };
  },
});

const revisionsOperation = operation({
  id: 'listPlanContentRevisions',
  method: 'get',
  path: '/plans/{planId}/content/revisions',
  tag,
  summary: 'List the revisions of the content, the newest first',
  role: 'viewer',
  params: planParams,
  query: revisionsQuery,
  result: pageOf(revisionSummary),
  handle: async ({ db, params, query: { cursor, limit } }) => {
    const rows = await listContent(db, { ...params, limit, before: readCursor(revisionPosition, cursor) });
    return { body: toPage(rows, { limit, position: ({ revision }) => revision }) };
  },
});

const differenceOperation = operation({
  id: 'comparePlanContent',
  method: 'get',
  path: '/plans/{planId}/content/changes',
  tag,
  summary: 'What differs between any two revisions, in words',
  role: 'viewer',
  params: planParams,
  query: differenceQuery,
  result: contentDifferences,
  handle: async ({ db, params, query: { from, to, language } }) => ({
    body: { from, to, changes: await contentChanges(db, { ...params, from, to, language }) },
  }),
});

function written(stored: ContentRevision, now: Date) {
  return reply({ ...stored, ...contentResults(stored.content, dayOf(now)) });
}

type Sections = { readonly [Section in keyof PlanContent]?: PlanContent[Section] | undefined };
type Edited = Call<{ planId: string }, unknown, { content: Sections; reason: string }>;

async function edit({ db, params, ifMatch, caller, body, now }: Edited) {
  const { content, reason } = body;
  const seen = { planId: params.planId, revision: versionOfTag(ifMatch), by: caller.actor, at: now };
  return written(await changeContent(db, { ...seen, change: given(content), reason }), now);
}

function given(content: Sections): Partial<PlanContent> {
  return Object.fromEntries(Object.entries(content).filter(([, section]) => section !== undefined));
}

const edited = {
  path: '/plans/{planId}/content',
  tag,
  role: 'manager',
  params: planParams,
  result: contentViewSchema,
  ifMatch: true,
  etag: true,
} as const;

const replaceOperation = operation({
  ...edited,
  id: 'replacePlanContent',
  method: 'put',
  summary: 'Replace the whole content by a new revision, with the reason',
  description: 'The revisions before stay as they are. The same content again makes no new revision.',
  body: newContent,
  handle: edit,
});

const changeOperation = operation({
  ...edited,
  id: 'changePlanContent',
  method: 'patch',
  summary: 'Replace sections of the content by a new revision, with the reason',
  description: 'A section is replaced as a whole; those that are not named stay as they are.',
  body: contentChange,
  handle: edit,
});

/** What stands in plans beside their steps: read, change and compare it. */
export function createPlanContentOperations(): readonly Operation[] {
  return [readOperation, revisionsOperation, differenceOperation, replaceOperation, changeOperation];
}
