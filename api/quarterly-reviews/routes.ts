import { reviewContext } from '../../db/read-models/review-context.ts';
import { reviewDetail } from '../../db/read-models/review-detail.ts';
import { reviewPack } from '../../db/read-models/review-figures.ts';
import { listQuarterlyReviews } from '../../db/stores/review-rows.ts';
import { openItems } from '../../db/stores/review-items.ts';
import { DomainError } from '../../domain/errors.ts';
import { createDocumentPrinter, type PrintDocument } from '../../packs/document-printer.ts';
import { reviewFile } from '../../packs/review-files.ts';
import { attachmentHeaders } from '../attachments/send-attachment.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import type { PlanDeps } from '../plans/routes.ts';
import { createReviewChangeOperations } from './changes.ts';
import {
  accountParams,
  packQuery,
  quarterlyReview,
  quarterlyReviewDetail,
  reviewItems,
  reviewParams,
  reviewQuery,
} from './schemas.ts';
import { taggedReview } from './tagged-review.ts';

const tag = 'quarterly reviews';

const list = operation({
  id: 'listQuarterlyReviews',
  method: 'get',
  path: '/quarterly-reviews',
  tag,
  summary: 'List the quarterly reviews of accounts, the latest first',
  role: 'viewer',
  query: reviewQuery,
  result: pageOf(quarterlyReview),
  handle: async ({ db, query: { cursor, limit, accountId, status } }) => {
    const after = readCursor(recordId, cursor);
    const rows = await listQuarterlyReviews(db, { after, limit, accountId, status });
    return { body: toPage(rows, { limit, position: ({ id }) => id }) };
  },
});

const read = operation({
  id: 'getQuarterlyReview',
  method: 'get',
  path: '/quarterly-reviews/{reviewId}',
  tag,
  summary: 'Read a quarterly review with its history, its minutes and what is carried on',
  role: 'viewer',
  params: reviewParams,
  result: quarterlyReviewDetail,
  etag: true,
  handle: async ({ db, params }) => taggedReview(await reviewDetail(db, params.reviewId)),
});

const items = operation({
  id: 'listOpenReviewItems',
  method: 'get',
  path: '/accounts/{accountId}/review-items',
  tag,
  summary: "List what an account's reviews left open",
  role: 'viewer',
  params: accountParams,
  result: reviewItems,
  handle: async ({ db, params }) => ({ body: { items: [...(await openItems(db, params.accountId))] } }),
});

function packOperation(print: PrintDocument): Operation {
  return operation({
    id: 'getQuarterlyReviewPack',
    method: 'get',
    path: '/quarterly-reviews/{reviewId}/pack',
    tag,
    summary: "Read a review's pack as PDF or slides, or as its client may read it",
    description: 'The figures are those that were frozen last; 409 before they were.',
    role: 'viewer',
    params: reviewParams,
    query: packQuery,
    download: true,
    handle: async ({ db, params: { reviewId: id }, query: { form, language }, now: at }) => {
      const pack = await reviewPack(db, await reviewContext(db, { id }));
      if (!pack) throw new DomainError('conflict', 'The figures of this review are not frozen yet.');
      const file = await reviewFile({ pack, form, language, at }, print);
      return { file: file.content, headers: attachmentHeaders({ name: file.name, mediaType: file.type }) };
    },
  });
}

/** Quarterly reviews: to read, to change, and what they leave to be done. */
export function createQuarterlyReviewOperations(deps: PlanDeps): readonly Operation[] {
  return [list, read, items, packOperation(createDocumentPrinter()), ...createReviewChangeOperations(deps)];
}
