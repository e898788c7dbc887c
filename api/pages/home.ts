import type { Db } from '../../db/client.ts';
import { listAccountReviews } from '../../db/read-models/account-reviews.ts';
import type { ReviewProps } from '../../web/pages/home-page.tsx';
import { waitingByProcess } from './waiting.ts';

/** The open reviews that the home page shows, with who keeps each plan waiting; `more` when there are others beyond `limit`. */
export async function reviewsToShow(
  db: Db,
  { limit, now }: { readonly limit: number; readonly now: Date },
): Promise<{ readonly reviews: readonly ReviewProps[]; readonly more: boolean }> {
  const found = await listAccountReviews(db, { after: undefined, limit, state: 'open' });
  const shown = found.slice(0, limit);
  const workflowIds = shown.flatMap(({ plans }) => plans.map(({ workflowId }) => workflowId));
  const waiting = await waitingByProcess(db, { workflowIds, now });
  const reviews = shown.map(({ accountId, accountName, plans }) => ({
    accountId,
    accountName,
    plans: plans.map(({ id, year, status, workflowId }) => ({
      id,
      year,
      stage: status,
      waiting: waiting.get(workflowId) ?? [],
    })),
  }));
  return { reviews, more: found.length > limit };
}
