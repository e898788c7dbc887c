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
  const shown = found.slice(0, limit);
  const waiting = await waitingByProcess(
    db,
    shown.flatMap(({ plans }) => plans.map(({ workflowId }) => workflowId)),
  );
  const reviews = shown.map(({ accountName, plans }) => ({
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

async function waitingByProcess(
  db: Db,
  workflowIds: readonly string[],
): Promise<ReadonlyMap<string, readonly WaitingProps[]>> {
  const waiting = new Map<string, WaitingProps[]>();
  for (const blocker of await listBlockers(db, { workflowIds })) {
    const others = waiting.get(blocker.workflowId);
    if (others === undefined) waiting.set(blocker.workflowId, [toWaiting(blocker)]);
    else others.push(toWaiting(blocker));
  }
  return waiting;
}

function toWaiting({ personName, waitingFor, title, since, until }: BlockerRecord): WaitingProps {
  return { name: personName, waitingFor, title, since, until };
}
