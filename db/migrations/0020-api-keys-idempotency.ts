import type { Knex } from 'knex';

/** API keys (only the SHA-256 of each secret) and the answers kept for repeated POSTs. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table api_key (
      id bigint generated always as identity primary key,
      name text not null check (length(name) between 1 and 100),
      role text not null check (role in ('viewer', 'manager', 'ops', 'admin')),
      person_id bigint references person (id),
      secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
      created_at timestamptz not null,
      last_used_at timestamptz,
      revoked_at timestamptz,
      check (revoked_at is null or revoked_at >= created_at)
    );

    create table idempotency_key (
      api_key_id bigint not null references api_key (id),
      key text not null check (length(key) between 1 and 200),
      fingerprint bytea not null check (octet_length(fingerprint) = 32),
      claim uuid not null,
      claimed_until timestamptz not null,
      expires_at timestamptz not null,
      status smallint check (status between 200 and 299),
      headers jsonb,
      body text,
      primary key (api_key_id, key),
      check ((status is null) = (headers is null)),
      check (status is not null or body is null)
    );

    create index idempotency_key_expiry on idempotency_key (expires_at);

    grant select, insert on api_key to kam_app;
    grant update (last_used_at, revoked_at) on api_key to kam_app;
    grant select, insert, update, delete on idempotency_key to kam_app;
  `);
}
