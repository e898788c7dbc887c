import type { Knex } from 'knex';

/** One row per logical mail: why, to whom, and how far its delivery has come (design §2). It never holds a token. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table notification (
      id bigint generated always as identity primary key,
      dedupe_key text not null unique check (dedupe_key <> ''),
      workflow_id text,
      kind text not null check (kind <> ''),
      person_id bigint references person,
      manager_id bigint references person,
      to_name text not null,
      to_address text not null,
      language text not null check (language in ('en', 'de')),
      time_zone text not null,
      thread_key text,
      data jsonb not null default '{}',
      link_id uuid references approval_link,
      status text not null default 'queued'
        check (status in ('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed')),
      attempts integer not null default 0 check (attempts >= 0),
      uncertain_attempts integer not null default 0 check (uncertain_attempts >= 0),
      message_id text not null unique default 'kam.' || gen_random_uuid(),
      in_reply_to text,
      occurred_at timestamptz not null,
      queued_at timestamptz not null default clock_timestamp(),
      next_attempt_at timestamptz not null default clock_timestamp(),
      sending_since timestamptz,
      sent_at timestamptz,
      last_error text,
      check ((status = 'sending') = (sending_since is not null)),
      check ((status = 'sent') = (sent_at is not null))
    );
    create index notification_undelivered on notification (next_attempt_at)
      where status in ('queued', 'sending', 'unknown');
    create index notification_thread on notification (thread_key, to_address, id);
    create index notification_process on notification (workflow_id, id);
    create index notification_person on notification (person_id, id);

    grant select, insert, update on notification to kam_app;
  `);
}
