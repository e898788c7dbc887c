import type { Knex } from 'knex';

/**
 * Escalations: how fast the firm answers, each version immutable; the escalations, of which an account has one open for each cause and which
 * go on as another run where the cause comes back soon; who was asked to take one, by which link; and what happened, which is only added to.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(policies);
  await db.raw(escalations);
  await db.raw(asks);
  await db.raw(history);
  await db.raw(links);
  await db.raw(grants);
}

// In minutes of the client's working time, of which a day has 480.
const standardPolicy = JSON.stringify({
  severities: {
    1: { respondMinutes: 15, updateMinutes: 30, resolveMinutes: 240, hours: 'business' },
    2: { respondMinutes: 60, updateMinutes: 120, resolveMinutes: 480, hours: 'business' },
    3: { respondMinutes: 480, updateMinutes: 480, resolveMinutes: 2400, hours: 'business' },
    4: { respondMinutes: 960, updateMinutes: null, resolveMinutes: 4800, hours: 'business' },
  },
  warnAt: [50, 75, 90],
  ladder: ['manager', 'director', 'sponsor', 'executive'],
  climbAfterShare: 50,
  attemptsPerRung: 1,
  longestPauseMinutes: 2400,
  raiseFor: { strategicSegment: true, poorHealth: true },
  severityByCause: {},
});

const policies = `
create table escalation_policy (
  version integer generated always as identity primary key,
  policy jsonb not null check (jsonb_typeof(policy) = 'object'),
  reason text not null check (btrim(reason) <> ''),
  set_by text not null check (set_by <> ''),
  set_at timestamptz not null
);
insert into escalation_policy (policy, reason, set_by, set_at) values ('${standardPolicy}',
  'the policy that comes with the product', 'system:kam', '2015-01-01T00:00:00Z');
`;

const escalations = `
create table escalation (
  id bigint generated always as identity primary key,
  workflow_id text not null unique references process,
  account_id bigint not null references account,
  cause text not null check (cause ~ '^[a-z][A-Za-z0-9-]{0,59}$'),
  title text not null check (btrim(title) <> '' and char_length(title) <= 300),
  stage text not null default 'acknowledge'
    check (stage in ('acknowledge', 'reachOut', 'rootCause', 'solution', 'presented', 'confirmed', 'closed')),
  run integer not null default 1 check (run > 0),
  policy_version integer not null references escalation_policy,
  base_severity smallint not null check (base_severity between 1 and 4),
  severity smallint not null check (severity between 1 and 4),
  region text not null,
  time_zone text not null,
  opened_at timestamptz not null,
  began_at timestamptz not null,
  acknowledged_at timestamptz,
  holder_id bigint references person,
  climb_at timestamptz,
  ladder_ended_at timestamptz,
  warned_share smallint not null default 0 check (warned_share between 0 and 100),
  warn_at timestamptz,
  due_at timestamptz,
  breached_at timestamptz,
  paused_at timestamptz,
  pause_until timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('solved', 'unsolved', 'unfounded')),
  constraint escalation_held check ((acknowledged_at is null) = (holder_id is null)),
  constraint escalation_taken check (stage <> 'acknowledge' or acknowledged_at is null),
  constraint escalation_closed check ((stage = 'closed') = (closed_at is not null) and (closed_at is null) = (outcome is null)),
  constraint escalation_paused check ((paused_at is null) = (pause_until is null)),
  constraint escalation_still check (stage <> 'closed' or num_nonnulls(climb_at, warn_at, due_at, paused_at) = 0),
  check (began_at >= opened_at)
);
create unique index escalation_one_open on escalation (account_id, cause) where stage <> 'closed';
create index escalation_account on escalation (account_id, id);
create index escalation_holder on escalation (holder_id);
create index escalation_by_policy on escalation (policy_version);
`;

const asks = `
create table escalation_ask (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  number integer not null check (number > 0),
  rung text not null check (rung in ('manager', 'director', 'sponsor', 'executive')),
  attempt integer not null check (attempt > 0),
  person_id bigint not null references person,
  asked_at timestamptz not null,
  unique (escalation_id, run, number),
  unique (escalation_id, run, rung, attempt)
);
create index escalation_ask_person on escalation_ask (person_id);
`;

const history = `
create table escalation_event (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  kind text not null check (kind in ('opened', 'reopened', 'signalAdded', 'asked', 'skipped', 'unacknowledged', 'acknowledged',
    'severityChanged', 'paused', 'resumed', 'warned', 'breached', 'closed')),
  occurred_at timestamptz not null,
  by_kind text not null check (by_kind in ('person', 'apiKey', 'system', 'operator')),
  by_id text not null,
  reason text not null default '' check (char_length(reason) <= 2000),
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object')
);
create index escalation_event_of on escalation_event (escalation_id, id);
create unique index escalation_event_breached_once on escalation_event (escalation_id, run) where kind = 'breached';
create unique index escalation_event_unacknowledged_once on escalation_event (escalation_id, run) where kind = 'unacknowledged';
`;

const links = `
create table escalation_link (
  id uuid primary key,
  ask_id bigint not null unique references escalation_ask,
  key_id text not null,
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null
);
alter table notification
  add column escalation_link_id uuid references escalation_link,
  add constraint notification_escalation_link check (escalation_link_id is null
    or num_nonnulls(link_id, question_link_id, commitment_link_id, lease_link_id, survey_link_id) = 0);

create view waiting_escalation_link as
  select l.* from escalation_link l join escalation_ask a on a.id = l.ask_id
    join escalation e on e.id = a.escalation_id and e.run = a.run
  where e.stage = 'acknowledge';
`;

const grants = `
grant select on escalation_policy, waiting_escalation_link to kam_app;
grant select, insert on escalation, escalation_ask, escalation_event, escalation_link to kam_app;
grant update (stage, run, policy_version, base_severity, severity, region, time_zone, title, began_at, acknowledged_at, holder_id, climb_at,
  ladder_ended_at, warned_share, warn_at, due_at, breached_at, paused_at, pause_until, closed_at, outcome) on escalation to kam_app;
`;
