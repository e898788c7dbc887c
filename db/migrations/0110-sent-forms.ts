import type { Knex } from 'knex';

/** Forms of pages that were sent and took effect, by a hash of what was sent, so that a second click does nothing more. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table sent_form (
      hash bytea primary key check (octet_length(hash) = 32),
      sent_at timestamptz not null
    );

    create index sent_form_age on sent_form (sent_at);

    grant select, insert, delete on sent_form to kam_app;
  `);
}
