import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';

const tables = { person: 'person', contact: 'contact', apiKey: 'api_key' } as const;

/** What these are called: people, contacts and API keys by the name they have now, anybody else or unknown by their id. */
export async function namesOf(db: Db, actors: readonly Actor[]): Promise<(actor: Actor) => string> {
  const names = new Map<string, string>();
  for (const [kind, table] of Object.entries(tables)) {
    const ids = actors.filter((one) => one.kind === kind && /^\d{1,18}$/.test(one.id)).map(({ id }) => id);
    const rows = await db(table)
      .whereIn('id', [...new Set(ids)])
      .select<{ id: string; name: string }[]>('id', 'name');
    for (const { id, name } of rows) names.set(`${kind}:${id}`, name);
  }
  return ({ kind, id }) => names.get(`${kind}:${id}`) ?? id;
}
