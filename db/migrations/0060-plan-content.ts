import type { Knex } from 'knex';

/**
 * What stands in a plan beside its steps, each revision kept whole and unchangeable; templates by region and product line; where a
 * step came from; the firm's checks before submitting, each version kept; and what managers decided within their own limits.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(contents);
  await db.raw(templates);
  await db.raw(checks);
  await db.raw(autonomy);
}

const contents = `
create table plan_content (
  plan_id bigint not null references plan,
  revision integer not null check (revision > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  reason text not null check (btrim(reason) <> ''),
  changed_by text not null check (changed_by <> ''),
  changed_at timestamptz not null,
  primary key (plan_id, revision)
);
grant select, insert on plan_content to kam_app;

insert into plan_content (plan_id, revision, content, content_hash, reason, changed_by, changed_at)
  select id, 1, cast(form as jsonb), encode(sha256(convert_to(form, 'UTF8')), 'hex'), 'the draft as it was opened', 'system:kam', opened_at
  from plan cross join lateral (select '{"budget":null,"businessCases":[],"buyingCentre":[],"competitors":[],"kpis":[],"objectives":[],"risks":[],"situation":'
    || to_json(btrim(situation))::text || ',"stepObjectives":[],"swot":{"opportunities":[],"strengths":[],"threats":[],"weaknesses":[]},"team":[],"trends":[],"whitespace":[]}' as form) f;
`;

const templates = `
create table plan_template (
  id bigint generated always as identity primary key,
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  version integer not null check (version > 0),
  status text not null default 'draft' check (status in ('draft', 'active', 'retired')),
  region text check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3}|)$'),
  line text check (btrim(line) <> ''),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  reason text not null check (btrim(reason) <> ''),
  added_by text not null check (added_by <> ''),
  added_at timestamptz not null,
  activated_at timestamptz,
  retired_at timestamptz,
  unique (name, version),
  check ((status = 'draft') = (activated_at is null and retired_at is null)),
  check ((status = 'retired') = (retired_at is not null))
);
create unique index plan_template_active on plan_template (coalesce(region, ''), coalesce(line, ''))
  where status = 'active';

create table plan_step_origin (
  step_id bigint primary key references plan_step,
  plan_id bigint not null references plan,
  template_step text,
  carried_from bigint references plan_step,
  unique (plan_id, template_step),
  unique (plan_id, carried_from),
  check (num_nonnulls(template_step, carried_from) > 0)
);
create index on plan_step_origin (carried_from);
grant select, insert on plan_template, plan_step_origin to kam_app;
grant update (status, activated_at, retired_at) on plan_template to kam_app;
`;

const checks = `
create table plan_check_rules (
  version integer generated always as identity primary key,
  rules jsonb not null check (jsonb_typeof(rules) = 'object'),
  reason text not null check (btrim(reason) <> ''),
  set_by text not null check (set_by <> ''),
  set_at timestamptz not null
);
insert into plan_check_rules (rules, reason, set_by, set_at) values
  ('{"checks": {"objectiveWithoutSteps": "block", "stepWithoutObjective": "warn", "overBudget": "block", "businessCaseMissing": "warn"}, "businessCaseFrom": "25000.00"}',
   'the checks that come with the product', 'system:kam', '2026-01-01T00:00:00Z');
grant select, insert on plan_check_rules to kam_app;
`;

const autonomy = `
create table autonomy_decision (
  step_id bigint not null references plan_step,
  revision integer not null check (revision > 0),
  plan_id bigint not null references plan,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  person_id bigint not null,
  profile_version integer not null,
  cost numeric(14, 2) not null check (cost >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  decided_at timestamptz not null,
  primary key (step_id, revision),
  foreign key (plan_id, revision) references plan_revision (plan_id, revision),
  foreign key (person_id, profile_version) references manager_profile (person_id, version)
);
create index on autonomy_decision (plan_id, revision);
create index on autonomy_decision (person_id, profile_version);
grant select, insert on autonomy_decision to kam_app;
`;
