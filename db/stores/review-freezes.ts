import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import type { FrozenFigures } from '../../domain/reviews/frozen-figures.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';

/** The figures of a review as they were frozen once; `hash` is the SHA-256 of their RFC 8785 form. */
export interface Freeze {
  readonly number: number;
  readonly asOf: string;
  readonly frozenAt: Date;
  readonly content: FrozenFigures;
  readonly hash: string;
}

interface FreezeRow {
  number: number;
  as_of: string;
  frozen_at: Date;
  content: FrozenFigures;
  hash: string;
}

/** Keeps the figures of a review's next freeze; earlier ones stay. Returns their hash. */
export async function keepFreeze(
  db: Db,
  kept: {
    readonly review: Pick<QuarterlyReview, 'id' | 'freezes'>;
    readonly content: FrozenFigures;
    readonly at: Date;
  },
): Promise<string> {
  const { review, content, at } = kept;
  const hash = contentHash(content);
  await db('review_freeze').insert({
    review_id: review.id,
    number: review.freezes + 1,
    as_of: content.asOf,
    frozen_at: at,
    content: JSON.stringify(content),
    hash,
  });
  return hash;
}

/** The figures that count for a review, those of its last freeze; `undefined` before the first. */
export async function getFreeze(
  db: Db,
  { id, freezes }: Pick<QuarterlyReview, 'id' | 'freezes'>,
): Promise<Freeze | undefined> {
  const row = await db<FreezeRow & { review_id: string }>('review_freeze')
    .where({ review_id: id, number: freezes })
    .first();
  return (
    row && {
      number: row.number,
      asOf: row.as_of,
      frozenAt: row.frozen_at,
      content: row.content,
      hash: row.hash,
    }
  );
}
