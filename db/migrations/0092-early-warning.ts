import type { Knex } from 'knex';

/**
 * Early warning: the firm's rules, each version immutable once set; the sweeps of a programme, one a day; and the alarms they raised, of which
 * an account has one for each cause until it is closed. What happened to an alarm is only ever added to.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(rules);
  await db.raw(sweeps);
  await db.raw(alarms);
  await db.raw(`
    grant select, insert on warning_rules, warning_sweep, alarm, alarm_event to kam_app;
    grant update (state, swept_through, accounts, uncompared, opened, updated, cleared, closed, finished_at)
      on warning_sweep to kam_app;
    grant update (status, evidence, magnitude, told_magnitude, holds_since, seen_as_of, cleared_as_of, snoozed_until, snooze_reason,
      still_holds, verdict, verdict_reason, closed_at, close_reason) on alarm to kam_app;
  `);
}

const standardRules = JSON.stringify({
  windowMonths: 3,
  lateAfterDays: 31,
  continueWithinDays: 30,
  holdFactor: 0.75,
  drop: { enabled: true, share: 0.3, minAmountBefore: 5000, minOrdersBefore: 10, sigmas: 2 },
  silence: { enabled: true, days: [30, 60, 90], minActiveDaysBefore: 6 },
  costSpike: { enabled: true, factor: 1.5, points: 0.05, minCost: 500, minOrders: 10 },
  cancellationSpike: { enabled: true, points: 0.15, minDue: 20, sigmas: 3, evenIfGrowing: false },
  detractor: { enabled: true, days: 90 },
  lostSponsor: { enabled: true, influence: 4 },
  overdue: { enabled: true, days: 90, commitments: 1, steps: 2 },
});

const rules = `
create table warning_rules (
  version integer generated always as identity primary key,
  rules jsonb not null check (jsonb_typeof(rules) = 'object'),
  reason text not null check (btrim(reason) <> ''),
  set_by text not null check (set_by <> ''),
  set_at timestamptz not null
);
insert into warning_rules (rules, reason, set_by, set_at) values ('${standardRules}',
  'the rules that come with the product', 'system:kam', '2015-01-01T00:00:00Z');
`;

const sweeps = `
create table warning_sweep (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme,
  as_of date not null,
  rules_version integer not null references warning_rules,
  data_from date,
  data_to date,
  state text not null default 'running' check (state in ('running', 'done', 'abandoned')),
  swept_through bigint not null default 0 check (swept_through >= 0),
  accounts integer not null default 0 check (accounts >= 0),
  uncompared integer not null default 0 check (uncompared >= 0),
  opened integer not null default 0 check (opened >= 0),
  updated integer not null default 0 check (updated >= 0),
  cleared integer not null default 0 check (cleared >= 0),
  closed integer not null default 0 check (closed >= 0),
  started_at timestamptz not null,
  finished_at timestamptz,
  unique (programme_id, as_of),
  constraint warning_sweep_finished check ((state = 'running') = (finished_at is null))
);
create unique index warning_sweep_one_running on warning_sweep (programme_id) where state = 'running';
create index warning_sweep_rules on warning_sweep (rules_version);
`;

const alarms = `
create table alarm (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  cause text not null check (cause in ('drop', 'silence', 'costSpike', 'cancellationSpike', 'detractor', 'lostSponsor', 'overdue')),
  status text not null default 'open' check (status in ('open', 'snoozed', 'cleared', 'closed')),
  rules_version integer not null references warning_rules,
  evidence jsonb not null check (jsonb_typeof(evidence) = 'object'),
  magnitude double precision not null check (magnitude >= 0),
  told_magnitude double precision not null check (told_magnitude >= 0),
  opened_as_of date not null,
  holds_since date not null,
  seen_as_of date not null,
  cleared_as_of date,
  snoozed_until date,
  snooze_reason text check (btrim(snooze_reason) <> ''),
  still_holds boolean not null default false,
  verdict text check (verdict in ('useful', 'notUseful')),
  verdict_reason text check (btrim(verdict_reason) <> ''),
  opened_at timestamptz not null,
  closed_at timestamptz,
  close_reason text check (btrim(close_reason) <> ''),
  constraint alarm_cleared check ((status <> 'cleared') or cleared_as_of is not null),
  constraint alarm_snoozed check ((status = 'snoozed') = (snoozed_until is not null)
    and (snoozed_until is null) = (snooze_reason is null)),
  constraint alarm_judged check ((verdict is null) = (verdict_reason is null)),
  constraint alarm_closed check ((status = 'closed') = (closed_at is not null) and (closed_at is null) = (close_reason is null)),
  constraint alarm_still_holds check (not still_holds or status = 'closed')
);
create unique index alarm_one_open on alarm (account_id, cause) where status <> 'closed';
create index alarm_account on alarm (account_id, id);
create unique index alarm_still_held on alarm (account_id, cause) where still_holds;
create index alarm_rules on alarm (rules_version);

create table alarm_event (
  id bigint generated always as identity primary key,
  alarm_id bigint not null references alarm,
  kind text not null check (kind in ('opened', 'updated', 'worsened', 'cleared', 'returned', 'snoozed', 'woke', 'judged', 'closed')),
  as_of date,
  evidence jsonb,
  magnitude double precision,
  word text not null default '' check (char_length(word) <= 1100),
  actor_kind text not null check (actor_kind in ('person', 'apiKey', 'system', 'operator')),
  actor_id text not null,
  occurred_at timestamptz not null
);
create index alarm_event_alarm on alarm_event (alarm_id, id);
create unique index alarm_event_once on alarm_event (alarm_id, as_of, kind) where actor_kind = 'system';
create index notification_to_contact on notification (to_address, id) where person_id is null;
`;
