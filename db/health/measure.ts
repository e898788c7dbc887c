import type { HealthFacts } from '../../domain/health/score.ts';
import type { Db } from '../client.ts';
import { latestCriteriaSet, standardKey } from '../stores/criteria-sets.ts';
import { promiseFacts } from './promise-facts.ts';
import { relationshipFacts } from './relationship-facts.ts';
import { tradeFacts, type HealthScope } from './trade-facts.ts';
import { voiceFacts } from './voice-facts.ts';

/** Everything that drives the health of each account, by account id; `at` is when it is asked. */
export async function measureHealth(
  db: Db,
  { at, ...scope }: HealthScope & { readonly at: Date },
): Promise<ReadonlyMap<string, HealthFacts>> {
  const { content } = await latestCriteriaSet(db, { key: standardKey, at });
  const trade = await tradeFacts(db, { ...scope, value: content.value });
  const relationship = await relationshipFacts(db, scope);
  const promises = await promiseFacts(db, scope);
  const voices = await voiceFacts(db, scope);
  const facts = new Map<string, HealthFacts>();
  for (const id of scope.accountIds) {
    const [sold, people] = [trade.get(id), relationship.get(id)];
    const [overdue, voice] = [promises.get(id), voices.get(id)];
    if (sold && people && overdue && voice) facts.set(id, { ...sold, ...people, ...voice, overdue });
  }
  return facts;
}
