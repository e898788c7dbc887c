import type { Db } from '../../db/client.ts';
import { namesOf } from '../../db/read-models/actor-names.ts';
import type { Actor } from '../../domain/actor.ts';
import { anybody } from './send-page.ts';

/** Who these are in words: people, contacts and keys by name, an operator by theirs. */
export async function actorsInWords(db: Db, actors: readonly Actor[]): Promise<(actor: Actor) => string> {
  const { t } = anybody;
  const nameOf = await namesOf(db, actors);
  return (actor) => {
    const name = nameOf(actor);
    if (actor.kind === 'apiKey') return t('actor.apiKey', { name });
    if (actor.kind === 'operator')
      return actor.id === 'local' ? t('actor.local') : t('actor.operator', { name });
    return actor.kind === 'system' ? t('actor.system') : name;
  };
}

/** The actor written as `<kind>:<id>`. */
export function actorWritten(text: string): Actor {
  const [kind = '', ...id] = text.split(':');
  return { kind: kind as Actor['kind'], id: id.join(':') };
}
