import type { Knex } from 'knex';

/**
 * One mail a day instead of one for each question, for who wants it. A mail that waits for its reader's digest is `held`, and
 * `digested` once its question stood in one. Each digest has a link by which its reader goes back to single mails: its SHA-256 is
 * stored, never its token.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table person
      add column digest boolean not null default false,
      add column digest_set_at timestamptz;

    alter table notification
      drop constraint notification_status_check,
      add constraint notification_status_check
        check (status in ('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed', 'held', 'digested'));
    create index notification_held on notification (person_id) where status = 'held';

    create table digest (
      person_id bigint not null references person,
      day date not null,
      notification_id bigint not null unique references notification,
      link_id uuid not null unique,
      key_id text not null,
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      made_at timestamptz not null,
      primary key (person_id, day)
    );
    grant select, insert on digest to kam_app;
  `);
}
