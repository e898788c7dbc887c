import type { Knex } from 'knex';

/**
 * Files attached to a plan's step. A step names them by their SHA-256, so that approvals are bound to them; their content is kept
 * once and never removed, because requests of the past name it too.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table attachment (
      sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
      content bytea not null check (octet_length(content) between 1 and 10485760),
      stored_at timestamptz not null,
      check (sha256 = encode(sha256(content), 'hex'))
    );

    alter table plan_step
      add column attachments jsonb not null default '[]' check (jsonb_array_length(attachments) <= 10);

    grant select, insert on attachment to kam_app;
  `);
}
