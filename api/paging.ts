import { z } from 'zod';
import { HttpProblem } from './problems.ts';

/** `limit` and `cursor`, as every list takes them. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'How many at most, 200 the most.' }),
  cursor: z.string().max(500).optional().meta({ description: 'The `next` of the page before, unchanged.' }),
};

/** The schema of a page of `item`; `next` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

function brokenCursor(): HttpProblem {
  const message = 'Send the `next` of the page before as it was, or leave the cursor out to start again.';
  const faults = [{ path: 'query.cursor', message }];
  return new HttpProblem({ status: 400, type: 'invalid-request', detail: 'The cursor is broken.', faults });
}

/** Where the page before ended, checked against the list's own position; throws 400 for a cursor it did not make. */
export function readCursor<Position extends z.ZodType>(
  position: Position,
  cursor: string | undefined,
): z.output<Position> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const parsed = position.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw brokenCursor();
}

/** A page out of at most `limit + 1` rows; the row too many only says that there is a next page. */
export function toPage<Item>(
  rows: readonly Item[],
  page: { readonly limit: number; readonly position: (item: Item) => unknown },
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  if (rows.length <= page.limit || last === undefined) return { items, next: null };
  return { items, next: Buffer.from(JSON.stringify(page.position(last))).toString('base64url') };
}
