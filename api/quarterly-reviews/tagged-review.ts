import { createHash } from 'node:crypto';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import { versionTag } from '../etags.ts';

/** A review as answer, with the tag by which it is changed. */
export function taggedReview<Review extends QuarterlyReview>(
  review: Review,
): { readonly body: Review; readonly headers: { readonly ETag: string } } {
  const state = createHash('sha256').update(JSON.stringify(review)).digest('base64url').slice(0, 12);
  return { body: review, headers: { ETag: versionTag(review.version, state) } };
}
