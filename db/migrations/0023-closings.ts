import type { Knex } from 'knex';

/** What was learned in a plan's year, written down by whoever closes it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`alter table plan add column lessons text not null default ''`);
}
