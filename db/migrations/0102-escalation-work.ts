import type { Knex } from 'knex';

/**
 * The work of an escalation: its clocks until somebody has it, until the next word of it and until it is solved; contacts with the client,
 * the root cause, tasks inside the firm, the solution that is proposed, what the client says of it, and whether the figures recovered.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(clocks);
  await db.raw(history);
  await db.raw(work);
  await db.raw(solution);
  await db.raw(links);
  await db.raw(requests);
  await db.raw(followUp);
  await db.raw(grants);
  await db.raw(underWay);
}

// Of each kind at most one runs; words of it are due again and again, and numbered.
const clocks = `
create table escalation_clock (
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  kind text not null check (kind in ('response', 'update', 'resolution')),
  number integer not null default 1 check (number > 0),
  started_at timestamptz not null,
  ended_at timestamptz,
  warned_share smallint not null default 0 check (warned_share between 0 and 100),
  warn_at timestamptz,
  due_at timestamptz,
  breached_at timestamptz,
  primary key (escalation_id, run, kind, number),
  check (kind = 'update' or number = 1),
  check (ended_at >= started_at),
  constraint escalation_clock_ended check (ended_at is null or num_nonnulls(warn_at, due_at) = 0)
);
create unique index escalation_clock_one_runs on escalation_clock (escalation_id, kind) where ended_at is null;

insert into escalation_clock (escalation_id, run, kind, started_at, ended_at, warned_share, warn_at, due_at, breached_at)
  select id, run, 'response', began_at, coalesce(acknowledged_at, closed_at), warned_share, warn_at, due_at, breached_at from escalation
  union all
  select id, run, 'resolution', began_at, closed_at, 0, null, null, null from escalation;

alter table escalation
  drop constraint escalation_still,
  drop column warned_share,
  drop column warn_at,
  drop column due_at,
  drop column breached_at,
  add constraint escalation_still check (stage <> 'closed' or num_nonnulls(climb_at, paused_at) = 0);
`;

const history = `
alter table escalation_event
  drop constraint escalation_event_kind_check,
  add constraint escalation_event_kind_check check (kind in ('opened', 'reopened', 'signalAdded', 'asked', 'skipped', 'unacknowledged',
    'acknowledged', 'severityChanged', 'paused', 'resumed', 'warned', 'breached', 'closed', 'handedOver', 'holderGone', 'alarmLinked',
    'alarmCleared', 'related', 'unrelated', 'updated', 'contacted', 'rootCauseFound', 'taskGiven', 'taskChanged', 'taskDone',
    'taskDropped', 'taskOverdue', 'proposed', 'proposalApproved', 'proposalRefused', 'proposalExpired', 'proposalWithdrawn', 'presented',
    'presentationWithdrawn', 'confirmed', 'refused', 'followedUp', 'lessonsKept', 'lessonsAsked')),
  drop constraint escalation_event_by_kind_check,
  add constraint escalation_event_by_kind_check check (by_kind in ('person', 'apiKey', 'system', 'operator', 'contact'));
drop index escalation_event_breached_once;
create unique index escalation_event_breached_once
  on escalation_event (escalation_id, run, coalesce(data ->> 'clock', 'response'), coalesce(data ->> 'number', '1')) where kind = 'breached';
`;

// A category and a short name make root causes of different accounts the same.
const work = `
create table escalation_contact (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  channel text not null check (channel in ('phone', 'mail', 'meeting', 'social', 'other')),
  contact_id bigint references contact,
  with_whom text not null check (btrim(with_whom) <> '' and char_length(with_whom) <= 200),
  reached boolean not null,
  summary text not null check (btrim(summary) <> '' and char_length(summary) <= 4000),
  took_place_at timestamptz not null,
  recorded_at timestamptz not null,
  by_kind text not null check (by_kind in ('person', 'apiKey', 'system', 'operator')),
  by_id text not null
);
create index escalation_contact_of on escalation_contact (escalation_id, id);
create index escalation_contact_contact on escalation_contact (contact_id);

create table escalation_root_cause (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  number integer not null check (number > 0),
  category text not null check (category in ('product', 'service', 'delivery', 'quality', 'price', 'billing', 'people', 'communication',
    'competition', 'clientChange', 'other')),
  name text not null check (btrim(name) <> '' and char_length(name) <= 120),
  same_key text generated always as (category || ' ' || lower(regexp_replace(btrim(name), '[[:space:]]+', ' ', 'g'))) stored,
  text text not null check (btrim(text) <> '' and char_length(text) <= 4000),
  found_at timestamptz not null,
  by_kind text not null check (by_kind in ('person', 'apiKey', 'system', 'operator')),
  by_id text not null,
  unique (escalation_id, run, number)
);
create index escalation_root_cause_same on escalation_root_cause (same_key);

create table escalation_task (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  title text not null check (btrim(title) <> '' and char_length(title) <= 200),
  details text not null default '' check (char_length(details) <= 4000),
  function text not null check (function in ('sales', 'operations', 'it', 'finance', 'product', 'service', 'legal', 'marketing',
    'logistics', 'quality', 'other')),
  owner_id bigint not null references person,
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'done', 'dropped')),
  given_at timestamptz not null,
  remind_at timestamptz,
  overdue_at timestamptz,
  ended_at timestamptz,
  word text not null default '' check (char_length(word) <= 4000),
  constraint escalation_task_ended check ((status = 'open') = (ended_at is null)),
  constraint escalation_task_still check (status = 'open' or num_nonnulls(remind_at, overdue_at) = 0)
);
create index escalation_task_of on escalation_task (escalation_id, id);
create index escalation_task_owner on escalation_task (owner_id) where status = 'open';
`;

const solution = `
create table escalation_proposal (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  number integer not null check (number > 0),
  text text not null check (btrim(text) <> '' and char_length(text) <= 8000),
  cost numeric(14, 2) not null check (cost >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null check (status in ('asked', 'approved', 'withinLimit', 'changesRequested', 'rejected', 'expired', 'withdrawn')),
  proposer_id bigint not null references person,
  profile_version integer,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  unique (escalation_id, run, number),
  constraint escalation_proposal_decided check ((status = 'asked') = (decided_at is null))
);
create unique index escalation_proposal_one_asked on escalation_proposal (escalation_id) where status = 'asked';
create index escalation_proposal_proposer on escalation_proposal (proposer_id);

create table escalation_confirmation (
  id bigint generated always as identity primary key,
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  number integer not null check (number > 0),
  proposal_id bigint not null references escalation_proposal,
  contact_id bigint not null references contact,
  channel text not null check (channel in ('phone', 'mail', 'meeting', 'social', 'other')),
  summary text not null check (btrim(summary) <> '' and char_length(summary) <= 4000),
  presented_at timestamptz not null,
  remind_at timestamptz,
  silent_at timestamptz,
  answer text check (answer in ('confirmed', 'refused', 'silent', 'withdrawn')),
  answered_at timestamptz,
  word text not null default '' check (char_length(word) <= 4000),
  by_kind text check (by_kind in ('person', 'apiKey', 'system', 'operator', 'contact')),
  by_id text,
  unique (escalation_id, run, number),
  constraint escalation_confirmation_answered check (num_nulls(answer, answered_at, by_kind, by_id) in (0, 4)),
  constraint escalation_confirmation_still check (answer is null or num_nonnulls(remind_at, silent_at) = 0)
);
create unique index escalation_confirmation_one_asked on escalation_confirmation (escalation_id) where answer is null;
create index escalation_confirmation_contact on escalation_confirmation (contact_id);
create index escalation_confirmation_proposal on escalation_confirmation (proposal_id);
`;

const links = `
alter table escalation_link
  alter column ask_id drop not null,
  add column task_id bigint references escalation_task,
  add column person_id bigint references person,
  add column confirmation_id bigint unique references escalation_confirmation,
  add constraint escalation_link_of_task check ((task_id is null) = (person_id is null)),
  add constraint escalation_link_one check (num_nonnulls(ask_id, task_id, confirmation_id) = 1),
  add constraint escalation_link_task_person unique (task_id, person_id);

drop view waiting_escalation_link;
create view waiting_escalation_link as
  select l.id from escalation_link l join escalation_ask a on a.id = l.ask_id
    join escalation e on e.id = a.escalation_id and e.run = a.run
  where e.stage = 'acknowledge'
  union all
  select l.id from escalation_link l join escalation_task t on t.id = l.task_id and t.owner_id = l.person_id
  where t.status = 'open'
  union all
  select l.id from escalation_link l join escalation_confirmation c on c.id = l.confirmation_id
  where c.answer is null;
`;

const requests = `
alter table approval_request
  add column proposal_id bigint references escalation_proposal,
  drop constraint approval_request_one_subject,
  add constraint approval_request_one_subject
    check (num_nonnulls(step_id, cycle_id, review_id, proposal_id) = 1 and (plan_id is null) = (step_id is null));
create unique index approval_request_one_open_proposal on approval_request (proposal_id) where status = 'open';
create index approval_request_proposal on approval_request (proposal_id, id);

create or replace view approval_subject as
  select r.id as request_id, r.workflow_id, p.account_id, a.name as subject_name, p.year, p.currency, a.director_id,
    g.owner_id, p.status = 'closed' as closed
  from approval_request r join plan p on p.id = r.plan_id join account a on a.id = p.account_id
    join programme g on g.id = a.programme_id
  union all
  select r.id, r.workflow_id, null, g.name, c.year, r.content ->> 'currency', null, g.owner_id, c.status = 'closed'
  from approval_request r join selection_cycle c on c.id = r.cycle_id join programme g on g.id = c.programme_id
  union all
  select r.id, r.workflow_id, q.account_id, a.name, q.year, a.currency, a.director_id, g.owner_id,
    q.status in ('held', 'closed', 'cancelled')
  from approval_request r join quarterly_review q on q.id = r.review_id join account a on a.id = q.account_id
    join programme g on g.id = a.programme_id
  union all
  select r.id, r.workflow_id, e.account_id, a.name, cast(extract(year from o.proposed_at at time zone e.time_zone) as integer), o.currency,
    a.director_id, g.owner_id, e.stage = 'closed'
  from approval_request r join escalation_proposal o on o.id = r.proposal_id join escalation e on e.id = o.escalation_id
    join account a on a.id = e.account_id join programme g on g.id = a.programme_id;
`;

const followUp = `
create table escalation_follow_up (
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  confirmed_at timestamptz not null,
  check_at timestamptz,
  checks integer not null default 0 check (checks >= 0),
  checked_at timestamptz,
  result text check (result in ('recovered', 'improved', 'notRecovered', 'unknown')),
  figures jsonb not null default '{}' check (jsonb_typeof(figures) = 'object'),
  lessons_asked_at timestamptz,
  primary key (escalation_id, run),
  constraint escalation_follow_up_checked check ((result is null) = (checked_at is null) and (result is null or check_at is null))
);
alter table process_improvement add column escalation_id bigint references escalation;
create index process_improvement_escalation on process_improvement (escalation_id);
`;

const grants = `
grant select, insert on escalation_clock, escalation_contact, escalation_root_cause, escalation_task, escalation_proposal,
  escalation_confirmation, escalation_follow_up to kam_app;
grant select on waiting_escalation_link to kam_app;
grant update (ended_at, warned_share, warn_at, due_at, breached_at) on escalation_clock to kam_app;
grant update (title, details, function, owner_id, due_on, status, remind_at, overdue_at, ended_at, word) on escalation_task to kam_app;
grant update (status, decided_at) on escalation_proposal to kam_app;
grant update (remind_at, silent_at, answer, answered_at, word, by_kind, by_id) on escalation_confirmation to kam_app;
grant update (check_at, checks, checked_at, result, figures, lessons_asked_at) on escalation_follow_up to kam_app;
`;

// What runs already gets the dates of its new clocks once the worker has rung it.
const underWay = `
with rung as (
  update process p set last_seq = last_seq + 1 from escalation e
  where e.workflow_id = p.workflow_id and e.stage <> 'closed' and p.state = 'open' returning p.workflow_id, p.last_seq
)
insert into inbox_fact (workflow_id, seq, kind, occurred_at)
  select workflow_id, last_seq, 'clocksChanged', clock_timestamp() from rung;
`;
