import type { Knex } from 'knex';

/** The application's role, the schema's own version, and the people and accounts everything else refers to. */
export async function up(db: Knex): Promise<void> {
  await db.raw(applicationRole);
  await db.raw(schemaVersion);
  await db.raw(cycleGuard);
  await db.raw(people);
  await db.raw(accounts);
  await db.raw(grants);
}

const applicationRole = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'kam_app') then
    create role kam_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;
`;

const schemaVersion = `
create table schema_version (
  only_row boolean primary key default true check (only_row),
  minimum_app integer not null check (minimum_app >= 1)
);
insert into schema_version (minimum_app) values (1);
`;

const cycleGuard = `
create function refuse_cycle() returns trigger language plpgsql as $$
declare
  looped boolean;
begin
  perform pg_advisory_xact_lock(hashtext('refuse_cycle'), tg_relid::int);
  execute format(
    'with recursive above (id) as (
       select %2$I from %1$I where id = $1
       union select t.%2$I from %1$I t join above on t.id = above.id
     ) select exists (select from above where id = $1)', tg_table_name, tg_argv[0])
    into looped using new.id;
  if looped then
    raise exception '% % is above itself through %', tg_table_name, new.id, tg_argv[0]
      using errcode = 'check_violation', table = tg_table_name, constraint = tg_table_name || '_acyclic';
  end if;
  return null;
end
$$;
`;

const people = `
create table person (
  id bigint generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9._-]*$'),
  name text not null check (btrim(name) <> ''),
  email text not null unique check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  superior_id bigint references person,
  roles text[] not null default '{}'
    check (array_position(roles, null) is null and array_to_string(roles, ',') ~ '^([a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*|)$'),
  region text not null check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3}|)$'),
  time_zone text not null check (time_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
  language text not null check (language in ('en', 'de')),
  active boolean not null default true,
  constraint person_not_own_superior check (superior_id <> id)
);
create index on person (superior_id);
create constraint trigger person_acyclic after insert or update of superior_id on person
  deferrable initially deferred for each row when (new.superior_id is not null)
  execute function refuse_cycle('superior_id');

create table programme (
  id bigint generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9._-]*$'),
  name text not null check (btrim(name) <> ''),
  owner_id bigint references person
);
create index on programme (owner_id);
`;

const accounts = `
create table account (
  id bigint generated always as identity primary key,
  key text not null unique check (key = btrim(key) and key <> ''),
  name text not null check (btrim(name) <> ''),
  parent_id bigint references account,
  programme_id bigint not null references programme,
  region text not null check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3}|)$'),
  time_zone text not null check (time_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  manager_id bigint references person,
  director_id bigint references person,
  active boolean not null default true,
  constraint account_not_own_parent check (parent_id <> id)
);
create index on account (parent_id);
create index on account (programme_id);
create index on account (manager_id);
create index on account (director_id);
create constraint trigger account_acyclic after insert or update of parent_id on account
  deferrable initially deferred for each row when (new.parent_id is not null)
  execute function refuse_cycle('parent_id');

create table team_member (
  account_id bigint not null references account,
  person_id bigint not null references person,
  function text not null check (function ~ '^[a-z][a-z0-9-]*$'),
  primary key (account_id, person_id)
);
create index on team_member (person_id);

create table contact (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  key text not null check (btrim(key) <> ''),
  name text not null check (btrim(name) <> ''),
  email text check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  role text check (btrim(role) <> ''),
  influence smallint check (influence between 1 and 5),
  support smallint check (support between 1 and 5),
  last_contact_on date,
  unique (account_id, key),
  unique (account_id, email)
);
`;

const grants = `
grant usage on schema public to kam_app;
grant select on schema_version to kam_app;
grant select, insert, update on person, programme, account, contact to kam_app;
grant select, insert, update, delete on team_member to kam_app;
`;
