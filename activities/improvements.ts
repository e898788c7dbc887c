import type { Db } from '../db/client.ts';
import { getImprovement, type Improvement } from '../db/read-models/improvements.ts';
import { peopleById, planningAccount } from '../db/read-models/planning-context.ts';
import { countReminder } from '../db/stores/improvements.ts';
import { nextReminder } from '../domain/improvement.ts';
import type { Person } from '../domain/person.ts';
import type { ReviewView } from '../workflows/account-review/messages.ts';
import type { Move } from '../workflows/process/messages.ts';
import { onDate, onFact, type Effect } from './effect.ts';
import { recipient } from './plan-effect.ts';
import { viewReview } from './reviews.ts';

/** How process improvements go on, as local activities of the account's review. */
export interface ImprovementActivities {
  tellImprovers(move: Move): Promise<ReviewView>;
  remindImprover(move: Move): Promise<ReviewView>;
}

// The owner reads the same words each time; whoever answers for the account is told when it is late.
async function mail(
  effect: Effect,
  told: { improvement: Improvement; owner: Person; reader: Person; news: 'assigned' | 'due' | 'late' },
): Promise<void> {
  const { improvement, owner, reader, news } = told;
  const { id, accountName, title, learned, dueOn, reminders } = improvement;
  await effect.mail({
    dedupeKey: `improvement-${news}/${id}/${reader.id}/${reminders}`,
    to: recipient(reader),
    message: {
      kind: 'improvement',
      data: { id, accountName, title, learned, dueOn, ownerName: owner.name, news },
    },
  });
}

async function tellImprovers(effect: Effect, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const improvement = await getImprovement(effect.db, id);
    const owner = (await peopleById(effect.db, [improvement.ownerId])).get(improvement.ownerId);
    if (improvement.state === 'open' && owner)
      await mail(effect, { improvement, owner, reader: owner, news: 'assigned' });
  }
}

async function remindImprover(effect: Effect, id: string): Promise<void> {
  const { db, at } = effect;
  const improvement = await getImprovement(db, id);
  if (improvement.state !== 'open' || !improvement.remindAt || improvement.remindAt > at) return;
  const account = await planningAccount(db, improvement.accountId);
  const above = account.directorId ?? account.programmeOwnerId;
  const people = await peopleById(db, [improvement.ownerId, ...(above === null ? [] : [above])]);
  const owner = people.get(improvement.ownerId);
  if (!owner) return;
  const given = improvement.reminders + 1;
  await countReminder(db, { id, remindAt: nextReminder(owner, { at, given }) });
  const news = improvement.reminders === 0 ? 'due' : 'late';
  await mail(effect, { improvement, owner, reader: owner, news });
  const director = above === null ? undefined : people.get(above);
  if (news === 'late' && director && director.id !== owner.id)
    await mail(effect, { improvement, owner, reader: director, news });
  await effect.audit({ kind: 'improvement.reminded', subject: id, data: { reminder: given } });
}

/** The improvements' activities on this database. */
export function createImprovementActivities({ db }: { db: Db }): ImprovementActivities {
  const then = (effect: Effect): Promise<ReviewView> => viewReview(effect.db, effect);
  return {
    tellImprovers: (move) =>
      onFact(
        { db, move },
        { act: (effect, fact) => tellImprovers(effect, fact.payload['ids'] as readonly string[]), then },
      ),
    remindImprover: (move) =>
      onDate({ db, move }, { act: (effect) => remindImprover(effect, move.subject), then }),
  };
}
