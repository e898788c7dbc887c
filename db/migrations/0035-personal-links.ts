import type { Knex } from 'knex';

/**
 * Links that are for one person and not for one question, and the inbox sessions they open. Of a token or a cookie only the SHA-256 is
 * stored; `browser_sha256` is of the cookie given to the browser that asked. Whoever leaves the firm is signed out for good.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table personal_link (
      id uuid primary key,
      purpose text not null check (purpose in ('signIn')),
      person_id bigint not null references person,
      key_id text not null,
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      browser_sha256 text check (browser_sha256 ~ '^[0-9a-f]{64}$'),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      check (expires_at > created_at),
      check (purpose <> 'signIn' or browser_sha256 is not null)
    );
    create index personal_link_person on personal_link (person_id, created_at);

    create table inbox_session (
      id bigint generated always as identity primary key,
      person_id bigint not null references person,
      link_id uuid not null unique references personal_link,
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      opened_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      check (expires_at > opened_at)
    );
    create index inbox_session_person on inbox_session (person_id) where ended_at is null;

    create function end_inbox_sessions() returns trigger language plpgsql as $$
    begin
      update inbox_session set ended_at = clock_timestamp() where person_id = new.id and ended_at is null;
      return null;
    end
    $$;
    create trigger person_leaves after update of active on person
      for each row when (old.active and not new.active) execute function end_inbox_sessions();

    grant select, insert on personal_link, inbox_session to kam_app;
    grant update (used_at) on personal_link to kam_app;
    grant update (ended_at) on inbox_session to kam_app;
    grant delete on approval_code to kam_app;
  `);
}
