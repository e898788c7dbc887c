import type { Db } from '../../db/client.ts';
import {
  commitmentHistories,
  listCommitments,
  type CommitmentEvent,
} from '../../db/stores/commitment-rows.ts';
import type { PlanCommitmentProps } from '../../web/pages/plan-commitments.tsx';
import { actorsInWords } from './plan-actors.ts';

const answers: readonly CommitmentEvent['kind'][] = ['asked', 'confirmed', 'proposed', 'changed'];

/** The commitments of both sides in a plan with their histories, as its page shows them. */
export async function commitmentsToShow(db: Db, planId: string): Promise<readonly PlanCommitmentProps[]> {
  const commitments = await listCommitments(db, planId);
  const histories = await commitmentHistories(
    db,
    commitments.map(({ id }) => id),
  );
  const actors = [...histories.values()].flatMap((history) => history.map(({ by }) => by));
  const who = await actorsInWords(db, actors);
  return commitments.map(({ id, side, ownerName, text, dueOn, status, proposedOn }) => {
    const history = histories.get(id) ?? [];
    return {
      ...{ id, side, ownerName, text, dueOn, status, proposedOn },
      silentSince: status === 'open' ? silence(history) : undefined,
      history: history.map(({ by, occurredAt: at, ...event }) => ({ ...event, at, who: who(by) })),
    };
  });
}

/** Since when a client's silence is recorded; `undefined` once they have answered, or were asked anew. */
function silence(history: readonly CommitmentEvent[]): Date | undefined {
  const silent = history.findLast(({ kind }) => kind === 'silent');
  const answer = history.findLast(({ kind }) => answers.includes(kind));
  return silent && (answer === undefined || answer.version < silent.version) ? silent.occurredAt : undefined;
}
