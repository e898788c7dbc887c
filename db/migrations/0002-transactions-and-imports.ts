import type { Knex } from 'knex';

/** What accounts bought, and where and when it was imported from. */
export async function up(db: Knex): Promise<void> {
  await db.raw(imports);
  await db.raw(transactions);
  await db.raw(grants);
}

const imports = `
create table import_source (
  id bigint generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]*$'),
  shift_months integer
);

create table import_batch (
  id bigint generated always as identity primary key,
  source_id bigint not null references import_source,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  file_name text,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  started_at timestamptz not null,
  finished_at timestamptz check (finished_at >= started_at),
  bytes_total bigint check (bytes_total >= 0),
  bytes_read bigint not null default 0 check (bytes_read >= 0),
  rows_read bigint not null default 0 check (rows_read >= 0),
  rows_filtered bigint not null default 0 check (rows_filtered >= 0),
  rows_bad bigint not null default 0 check (rows_bad >= 0),
  inserted bigint not null default 0 check (inserted >= 0),
  updated bigint not null default 0 check (updated >= 0),
  unchanged bigint not null default 0 check (unchanged >= 0),
  removed bigint not null default 0 check (removed >= 0),
  error text,
  constraint import_batch_finished check ((state = 'running') = (finished_at is null)),
  constraint import_batch_told check ((state = 'failed') = (error is not null))
);
create index on import_batch (source_id, id);

create table import_fault (
  id bigint generated always as identity primary key,
  batch_id bigint not null references import_batch on delete cascade,
  line bigint not null check (line >= 1),
  column_name text not null,
  reason text not null
);
create index on import_fault (batch_id, id);
`;

const transactions = `
create table offering (
  id bigint generated always as identity primary key,
  key text not null unique check (btrim(key) <> ''),
  name text not null check (btrim(name) <> ''),
  line text not null check (btrim(line) <> '')
);

create table transaction (
  id bigint generated always as identity primary key,
  source_id bigint not null references import_source,
  source_key text not null check (source_key <> ''),
  account_id bigint references account,
  offering_id bigint references offering,
  booked_on date not null,
  delivered_on date,
  status text not null check (status in ('open', 'delivered', 'cancelled', 'no-show')),
  quantity numeric(14, 3) not null,
  amount numeric(16, 2) not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  constraint transaction_delivered_when check (status <> 'delivered' or delivered_on is not null),
  unique (source_id, source_key)
);
create index on transaction (account_id, delivered_on);
create index on transaction (offering_id);
`;

const grants = `
grant select, insert, update on import_source, import_batch, offering to kam_app;
grant select, insert on import_fault to kam_app;
grant select, insert, update, delete on transaction to kam_app;
`;
