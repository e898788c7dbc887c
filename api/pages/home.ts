import type { Db } from '../../db/client.ts';
import { listAccountReviews } from '../../db/read-models/account-reviews.ts';
import { listBlockers, type BlockerRecord } from '../../db/read-models/blockers.ts';
import type { ReviewProps, WaitingProps } from '../../web/pages/home-page.tsx';

/** The open reviews that the home page shows, with who keeps each plan waiting; `more` when there are others beyond `limit`. */
export async function reviewsToShow(
  db: Db,
  limit: number,
): Promise<{ readonly reviews: readonly ReviewProps[]; readonly more: boolean }> {
  const found = await listAccountReviews(db, { after: undefined, limit, state: 'open' });
  const blockers = await listBlockers(db);
  const reviews = found.slice(0, limit).map(({ accountName, plans }) => ({
    accountName,
    plans: plans.map(({ id, year, status, workflowId }) => ({
      id,
      year,
      stage: status,
      waiting: blockers.filter((blocker) => blocker.workflowId === workflowId).map(toWaiting),
    })),
  }));
  return { reviews, more: found.length > limit };
}

function toWaiting({ personName, waitingFor, title, since, until }: BlockerRecord): WaitingProps {
  return { name: personName, waitingFor, title, since, until };
}
