import type { Knex } from 'knex';

/**
 * Values of KPIs, each as it was found or given, and the KPIs that a firm defines itself, version by version. Nothing of it ever changes: the service
 * may only add, and the value recorded last counts. Windows run from `starts_on` to before `as_of`; what is missing has a reason instead of a value.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(definitions);
  await db.raw(values);
  await db.raw('grant select, insert on kpi_definition, kpi_value to kam_app');
}

const actorKinds = `('person', 'apiKey', 'system', 'operator')`;

const definitions = `
create table kpi_definition (
  key text not null check (key ~ '^[a-z][A-Za-z0-9]{0,59}$'),
  version integer not null check (version > 0),
  name_en text not null check (btrim(name_en) <> ''),
  name_de text not null check (btrim(name_de) <> ''),
  unit text not null check (unit in ('share', 'money', 'count', 'score')),
  direction text not null check (direction in ('higher', 'lower')),
  kind text not null check (kind in ('flow', 'level')),
  low numeric,
  high numeric,
  formula text not null check (btrim(formula) <> ''),
  source text not null check (btrim(source) <> ''),
  reason text not null check (btrim(reason) <> ''),
  set_by_kind text not null check (set_by_kind in ${actorKinds}),
  set_by_id text not null,
  set_at timestamptz not null,
  primary key (key, version),
  constraint kpi_definition_scale check (low < high)
);
`;

const values = `
create table kpi_value (
  id bigint generated always as identity primary key,
  kpi text not null check (kpi ~ '^[a-z][A-Za-z0-9]{0,59}$'),
  version integer not null check (version > 0),
  account_id bigint references account,
  programme_id bigint references programme,
  starts_on date not null,
  as_of date not null,
  value numeric check (value > '-Infinity' and value < 'Infinity'),
  unit text not null check (unit in ('share', 'money', 'count', 'score')),
  currency text check (currency ~ '^[A-Z]{3}$'),
  missing text check (missing ~ '^[a-z][A-Za-z]*$'),
  explanation jsonb not null check (jsonb_typeof(explanation) = 'object'),
  source text not null check (source in ('computed', 'given')),
  reason text check (btrim(reason) <> ''),
  actor_kind text not null check (actor_kind in ${actorKinds}),
  actor_id text not null,
  recorded_at timestamptz not null,
  constraint kpi_value_of_one check (num_nonnulls(account_id, programme_id) = 1),
  constraint kpi_value_window check (starts_on < as_of),
  constraint kpi_value_known check ((value is null) = (missing is not null)),
  constraint kpi_value_money check ((unit = 'money') = (currency is not null)),
  constraint kpi_value_given check (source = 'given' or reason is null)
);
create index kpi_value_of_account on kpi_value (account_id, kpi, as_of desc, id desc) where account_id is not null;
create index kpi_value_of_programme on kpi_value (programme_id, kpi, as_of desc, id desc) where programme_id is not null;
`;
