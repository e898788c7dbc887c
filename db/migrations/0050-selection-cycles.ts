import type { Knex } from 'knex';

/**
 * A cycle of candidate selection: who is proposed, nominated and vetoed, the panel that approves the list, the key accounts it
 * designates, and the exits it proposes. An approval request asks about a plan's step or about a cycle's list, never both. A
 * scorecard of a cycle scores one programme, and keeps which of its accounts were key accounts then.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(cycles);
  await db.raw(scorecards);
  await db.raw(candidates);
  await db.raw(designations);
  await db.raw(requests);
  await db.raw(`
    grant select, insert on selection_cycle, panel_member, nomination, candidate, designation, proposed_exit,
      scorecard_key_account to kam_app;
    grant update (status, outcome, outcome_reason, version, revision, scorecard_id, nominating_since, nominations_until,
      managers_check_at, closed_at) on selection_cycle to kam_app;
    grant update (withdrawn_at, withdrawn_reason) on nomination to kam_app;
    grant update (ended_at, ended_reason) on designation to kam_app;
    grant update (state, asked_at, remind_at, pass_on_at, reminders, responsible_id, settled_by_kind, settled_by_id, settled_at, reason)
      on proposed_exit to kam_app;
  `);
}

const cycles = `
create table selection_cycle (
  id bigint generated always as identity primary key,
  workflow_id text not null unique references process,
  programme_id bigint not null references programme,
  year integer not null check (year between 1990 and 2200),
  criteria_set_id bigint not null references criteria_set,
  as_of date not null,
  scorecard_id bigint references scorecard,
  lead_id bigint not null references person,
  panel_policy jsonb not null check (jsonb_typeof(panel_policy) = 'object'),
  nomination_hours integer not null check (nomination_hours between 0 and 2000),
  status text not null default 'scoring'
    check (status in ('scoring', 'nominating', 'approving', 'exits', 'closed')),
  outcome text check (outcome in ('designated', 'rejected', 'expired', 'cancelled', 'refused')),
  outcome_reason text,
  version integer not null default 1 check (version > 0),
  revision integer not null default 0 check (revision >= 0),
  nominating_since timestamptz,
  nominations_until timestamptz,
  managers_check_at timestamptz,
  started_by_kind text not null check (started_by_kind in ('person', 'apiKey', 'system', 'operator')),
  started_by_id text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint selection_cycle_closed check ((status = 'closed') = (closed_at is not null)),
  constraint selection_cycle_outcome check (status <> 'closed' or outcome is not null),
  constraint selection_cycle_nominating check (status <> 'nominating' or nominations_until is not null)
);
create index on selection_cycle (programme_id, year);
create index on selection_cycle (criteria_set_id);
create index on selection_cycle (scorecard_id);
create index on selection_cycle (lead_id);
create unique index selection_cycle_once on selection_cycle (programme_id, year)
  where outcome is null or outcome = 'designated';

create table panel_member (
  cycle_id bigint not null references selection_cycle,
  person_id bigint not null references person,
  position integer not null check (position > 0),
  primary key (cycle_id, person_id),
  unique (cycle_id, position)
);
create index on panel_member (person_id);
`;

const scorecards = `
alter table scorecard add column programme_id bigint references programme;
create index on scorecard (programme_id);

create table scorecard_key_account (
  scorecard_id bigint not null references scorecard,
  account_id bigint not null references account,
  primary key (scorecard_id, account_id)
);
create index on scorecard_key_account (account_id);
`;

const candidates = `
create table nomination (
  id bigint generated always as identity primary key,
  cycle_id bigint not null references selection_cycle,
  account_id bigint not null references account,
  kind text not null check (kind in ('nominate', 'veto')),
  reason text not null check (btrim(reason) <> ''),
  person_id bigint references person,
  given_by_kind text not null check (given_by_kind in ('person', 'apiKey', 'system', 'operator')),
  given_by_id text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  constraint nomination_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create unique index nomination_once on nomination (cycle_id, account_id, kind) where withdrawn_at is null;
create index on nomination (account_id);
create index on nomination (person_id);

create table candidate (
  cycle_id bigint not null references selection_cycle,
  revision integer not null check (revision > 0),
  account_id bigint not null references account,
  action text not null check (action in ('designate', 'keep', 'leave', 'leftOut')),
  basis text not null check (basis in ('score', 'nomination', 'veto')),
  rank integer check (rank > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  primary key (cycle_id, revision, account_id)
);
create index on candidate (account_id);
`;

const designations = `
create table designation (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  programme_id bigint not null references programme,
  cycle_id bigint not null references selection_cycle,
  designated_at timestamptz not null,
  ended_at timestamptz check (ended_at >= designated_at),
  ended_reason text,
  constraint designation_ended check ((ended_at is null) = (ended_reason is null))
);
create unique index designation_once on designation (account_id) where ended_at is null;
create index on designation (programme_id);
create index on designation (cycle_id);

create table proposed_exit (
  id bigint generated always as identity primary key,
  designation_id bigint not null references designation,
  account_id bigint not null references account,
  cycle_id bigint not null references selection_cycle,
  reasons jsonb not null check (jsonb_typeof(reasons) = 'array'),
  proposed_at timestamptz not null,
  responsible_id bigint not null references person,
  asked_at timestamptz not null,
  remind_at timestamptz,
  pass_on_at timestamptz,
  reminders integer not null default 0 check (reminders >= 0),
  state text not null default 'open' check (state in ('open', 'takenUp', 'kept')),
  settled_by_kind text check (settled_by_kind in ('person', 'apiKey', 'system', 'operator')),
  settled_by_id text,
  settled_at timestamptz,
  reason text,
  unique (designation_id, cycle_id),
  constraint proposed_exit_settled check ((state = 'open') = (settled_at is null)),
  constraint proposed_exit_settled_by check (num_nulls(settled_at, settled_by_kind, settled_by_id) in (0, 3)),
  constraint proposed_exit_told check (state = 'open' or btrim(reason) <> '')
);
create index on proposed_exit (account_id);
create index on proposed_exit (cycle_id);
create index on proposed_exit (responsible_id);
create index proposed_exit_open on proposed_exit (cycle_id) where state = 'open';
`;

const requests = `
alter table approval_request
  alter column plan_id drop not null,
  alter column step_id drop not null,
  add column cycle_id bigint references selection_cycle,
  add constraint approval_request_one_subject
    check (num_nonnulls(step_id, cycle_id) = 1 and (plan_id is null) = (step_id is null));
create unique index approval_request_one_open_cycle on approval_request (cycle_id) where status = 'open';
create index approval_request_cycle on approval_request (cycle_id, id);
`;
