import type { Knex } from 'knex';

/**
 * What managers bring and what accounts need, each version kept; proposals of who is to manage what, and which of them a director
 * accepted. None of it is ever changed: the service may only add. Limits of authority are money in `limit_currency`.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(profiles);
  await db.raw(needs);
  await db.raw(proposals);
  await db.raw(`
    grant select, insert on manager_profile, account_needs, assignment_proposal, assignment_acceptance,
      assignment to kam_app;
  `);
}

const setBy = `
  set_by_kind text not null check (set_by_kind in ('person', 'apiKey', 'system', 'operator')),
  set_by_id text not null,
  set_at timestamptz not null`;

const profiles = `
create table manager_profile (
  person_id bigint not null references person,
  version integer not null check (version > 0),
  goals smallint not null check (goals between 1 and 5),
  customer smallint not null check (customer between 1 and 5),
  internal smallint not null check (internal between 1 and 5),
  planning smallint not null check (planning between 1 and 5),
  spanning smallint not null check (spanning between 1 and 5),
  languages text[] not null check (cardinality(languages) > 0 and array_position(languages, null) is null),
  regions text[] not null check (cardinality(regions) > 0 and array_position(regions, null) is null),
  capacity_accounts integer check (capacity_accounts between 0 and 200),
  capacity_percent integer check (capacity_percent between 0 and 100),
  work_style text not null default '',
  limit_per_step numeric(14, 2) check (limit_per_step >= 0),
  limit_per_plan numeric(14, 2) check (limit_per_plan >= limit_per_step),
  limit_currency text check (limit_currency ~ '^[A-Z]{3}$'),
  ${setBy},
  primary key (person_id, version),
  constraint manager_profile_one_capacity check (num_nonnulls(capacity_accounts, capacity_percent) = 1),
  constraint manager_profile_whole_authority
    check (num_nonnulls(limit_per_step, limit_per_plan, limit_currency) in (0, 3))
);
`;

const needs = `
create table account_needs (
  account_id bigint not null references account,
  version integer not null check (version > 0),
  goals smallint not null check (goals between 0 and 10),
  customer smallint not null check (customer between 0 and 10),
  internal smallint not null check (internal between 0 and 10),
  planning smallint not null check (planning between 0 and 10),
  spanning smallint not null check (spanning between 0 and 10),
  language text check (language ~ '^[a-z]{2,3}$'),
  language_strength text check (language_strength in ('must', 'should')),
  region text check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3}|)$'),
  region_strength text check (region_strength in ('must', 'should')),
  time_percent integer not null check (time_percent between 1 and 100),
  ${setBy},
  primary key (account_id, version),
  constraint account_needs_weighted check (goals + customer + internal + planning + spanning > 0),
  constraint account_needs_strength check ((language is null) = (language_strength is null)
    and (region is null) = (region_strength is null))
);
`;

const proposals = `
create table assignment_proposal (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme,
  version integer not null check (version > 0),
  as_of date not null,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  seen jsonb not null check (jsonb_typeof(seen) = 'object'),
  proposed_by_kind text not null check (proposed_by_kind in ('person', 'apiKey', 'system', 'operator')),
  proposed_by_id text not null,
  proposed_at timestamptz not null,
  unique (programme_id, version)
);

create table assignment_acceptance (
  proposal_id bigint primary key references assignment_proposal,
  director_id bigint not null references person,
  accepted_by_kind text not null check (accepted_by_kind in ('person', 'apiKey', 'system', 'operator')),
  accepted_by_id text not null,
  accepted_at timestamptz not null
);
create index on assignment_acceptance (director_id);

create table assignment (
  proposal_id bigint not null references assignment_acceptance,
  account_id bigint not null references account,
  manager_id bigint not null references person,
  previous_manager_id bigint references person,
  fit numeric(4, 1) not null check (fit between 0 and 100),
  assigned_at timestamptz not null,
  primary key (proposal_id, account_id)
);
create index on assignment (account_id);
create index on assignment (manager_id);
create index on assignment (previous_manager_id);
`;
