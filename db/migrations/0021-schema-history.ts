import type { Knex } from 'knex';

/** Lets the service read which migrations were applied, so that `kam doctor` can tell a schema that is older than the release. */
export async function up(db: Knex): Promise<void> {
  await db.raw('grant select on schema_migration to kam_app');
}
