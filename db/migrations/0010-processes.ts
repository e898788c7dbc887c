import type { Knex } from 'knex';

/** Processes, the facts that reach them, and the append-only audit trail (design §2). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table process (
      workflow_id text primary key check (workflow_id <> ''),
      kind text not null check (kind <> ''),
      account_id bigint references account,
      state text not null default 'open' check (state in ('open', 'closed', 'stopped')),
      last_seq integer not null default 0 check (last_seq >= 0),
      input jsonb not null,
      opened_at timestamptz not null,
      started_at timestamptz,
      closed_at timestamptz,
      check ((state = 'closed') = (closed_at is not null))
    );
    create index process_open on process (kind) where state = 'open';
    create index process_account on process (account_id);

    create table inbox_fact (
      workflow_id text not null references process,
      seq integer not null check (seq > 0),
      kind text not null check (kind <> ''),
      payload jsonb not null default '{}',
      occurred_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      consumed_at timestamptz,
      late boolean not null default false,
      rings integer not null default 0,
      ring_at timestamptz not null default clock_timestamp() + interval '1 minute',
      primary key (workflow_id, seq),
      check (not (late and consumed_at is not null))
    );
    create index inbox_fact_undelivered on inbox_fact (ring_at) where consumed_at is null and not late;

    create table audit_event (
      id bigint generated always as identity primary key,
      chain text not null check (chain <> ''),
      seq integer not null check (seq > 0),
      occurred_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      actor_kind text not null check (actor_kind in ('person', 'apiKey', 'system', 'operator')),
      actor_id text not null,
      kind text not null check (kind <> ''),
      subject text not null,
      data jsonb not null default '{}',
      previous_hash text,
      hash text not null,
      unique (chain, seq),
      check ((seq = 1) = (previous_hash is null))
    );

    grant select, insert, update on process, inbox_fact to kam_app;
    grant select, insert on audit_event to kam_app;
  `);
}
