import type { Knex } from 'knex';

/** The month in which a programme's fiscal years start. Plans that are there already keep their dates. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table programme
      add column fiscal_year_starts smallint not null default 1 check (fiscal_year_starts between 1 and 12)
  `);
}
