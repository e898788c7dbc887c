import type { Knex } from 'knex';

/**
 * Chat channels of a programme, whose addresses are kept enciphered only, and the messages to them: an outbox with what became of each. A
 * channel that is removed forgets its address.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(channels);
  await db.raw(messages);
  await db.raw(grants);
}

// Held while one sender has a message of it in hand, or for as long as the chat asked to wait.
const channels = `
create table chat_channel (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme,
  name text not null check (btrim(name) <> '' and char_length(name) <= 120),
  format text not null check (format in ('slack', 'teams', 'plain')),
  kinds text[] not null check (cardinality(kinds) > 0 and kinds <@ array['escalation', 'alarm']),
  host text not null check (host ~ '^[^/@[:space:]]+$'),
  sealed bytea,
  key_id text not null,
  state text not null default 'active' check (state in ('active', 'removed')),
  added_at timestamptz not null,
  removed_at timestamptz,
  held_until timestamptz,
  last_sent_at timestamptz,
  failing_since timestamptz,
  owner_told_at timestamptz,
  constraint chat_channel_forgotten check ((state = 'active') = (sealed is not null)),
  constraint chat_channel_removed check ((state = 'removed') = (removed_at is not null)),
  constraint chat_channel_told check (owner_told_at is null or failing_since is not null)
);
create unique index chat_channel_name on chat_channel (programme_id, lower(name)) where state = 'active';
create index chat_channel_programme on chat_channel (programme_id, id);
`;

const messages = `
create table chat_message (
  id bigint generated always as identity primary key,
  channel_id bigint not null references chat_channel,
  kind text not null check (kind in ('escalation', 'alarm', 'test')),
  dedupe_key text not null check (dedupe_key <> ''),
  message jsonb not null check (jsonb_typeof(message) = 'object'),
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'refused')),
  attempts integer not null default 0 check (attempts >= 0),
  occurred_at timestamptz not null,
  next_at timestamptz not null,
  last_error text check (char_length(last_error) <= 500),
  sent_at timestamptz,
  unique (channel_id, dedupe_key),
  constraint chat_message_sent check ((state = 'sent') = (sent_at is not null)),
  constraint chat_message_why check (state not in ('failed', 'refused') or last_error is not null)
);
create index chat_message_listed on chat_message (channel_id, id);
create index chat_message_due on chat_message (channel_id, next_at) where state = 'queued';
`;

const grants = `
grant select, insert on chat_channel, chat_message to kam_app;
grant update (name, format, kinds, host, sealed, key_id, state, removed_at, held_until, last_sent_at, failing_since, owner_told_at)
  on chat_channel to kam_app;
grant update (state, attempts, next_at, last_error, sent_at) on chat_message to kam_app;
`;
