import type { Knex } from 'knex';

/**
 * Quarterly reviews of key accounts: when they are held and who is invited, the figures as they were frozen, what happened to them, the
 * minutes, and what they left to be done. An approval request asks about a plan's step, a cycle's list or a review's pack.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(cadence);
  await db.raw(reviews);
  await db.raw(history);
  await db.raw(items);
  await db.raw(requests);
  await db.raw(grants);
  await db.raw(underWay);
}

const cadence = `
alter table programme add column review_cadence text not null default 'quarterly'
  check (review_cadence in ('quarterly', 'halfYearly', 'none'));
`;

const reviews = `
create table quarterly_review (
  id bigint generated always as identity primary key,
  workflow_id text not null unique references process,
  account_id bigint not null references account,
  plan_id bigint not null references plan,
  year integer not null check (year between 1990 and 2200),
  quarter smallint not null check (quarter between 1 and 4),
  kind text not null check (kind in ('quarterly', 'executive')),
  status text not null default 'planned'
    check (status in ('planned', 'frozen', 'signedOff', 'ready', 'held', 'closed', 'cancelled')),
  version integer not null default 1 check (version > 0),
  manager_id bigint not null references person,
  starts_on date not null,
  ends_on date not null,
  held_at timestamptz not null,
  duration_minutes integer not null check (duration_minutes between 15 and 720),
  place text not null,
  time_zone text not null,
  sequence integer not null default 0 check (sequence >= 0),
  agenda text not null default '',
  decisions_wanted jsonb not null default '[]' check (jsonb_typeof(decisions_wanted) = 'array'),
  opened_at timestamptz not null,
  freeze_at timestamptz not null,
  ask_at timestamptz not null,
  pre_read_at timestamptz not null,
  minutes_at timestamptz not null,
  minutes_remind_at timestamptz,
  minutes_reminders integer not null default 0 check (minutes_reminders >= 0),
  minutes_tell_at timestamptz,
  close_at timestamptz,
  freezes integer not null default 0 check (freezes >= 0),
  revision integer not null default 0 check (revision >= 0),
  sign_off_asked_at timestamptz,
  signed_off_at timestamptz,
  signed_off_by bigint references person,
  sign_off_comment text not null default '',
  pre_read_sent_at timestamptz,
  minutes_asked_at timestamptz,
  missed_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('held', 'missed', 'cancelled')),
  cancelled_reason text check (btrim(cancelled_reason) <> ''),
  unique (account_id, year, quarter),
  constraint quarterly_review_signed check ((signed_off_at is null) = (signed_off_by is null)),
  constraint quarterly_review_ended check ((status in ('closed', 'cancelled')) = (closed_at is not null)),
  constraint quarterly_review_outcome check ((closed_at is null) = (outcome is null)),
  constraint quarterly_review_cancelled check ((status = 'cancelled') = (cancelled_reason is not null)),
  check (ends_on > starts_on)
);
create index on quarterly_review (plan_id);
create index on quarterly_review (manager_id);
create index on quarterly_review (signed_off_by);

create table review_invitee (
  id bigint generated always as identity primary key,
  review_id bigint not null references quarterly_review,
  side text not null check (side in ('ours', 'client')),
  person_id bigint references person,
  contact_id bigint references contact,
  unique (review_id, person_id),
  unique (review_id, contact_id),
  constraint review_invitee_side check (num_nonnulls(person_id, contact_id) = 1 and (side = 'ours') = (person_id is not null))
);
create index on review_invitee (person_id);
create index on review_invitee (contact_id);

create table review_freeze (
  review_id bigint not null references quarterly_review,
  number integer not null check (number > 0),
  as_of date not null,
  frozen_at timestamptz not null,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (review_id, number)
);
`;

const history = `
create table review_event (
  id bigint generated always as identity primary key,
  review_id bigint not null references quarterly_review,
  kind text not null check (kind in ('planned', 'rescheduled', 'cancelled', 'edited', 'frozen', 'signOffAsked', 'signedOff',
    'changesRequested', 'notSignedOff', 'preReadSent', 'held', 'minutesRecorded', 'missed', 'closed')),
  occurred_at timestamptz not null,
  by_kind text not null check (by_kind in ('person', 'apiKey', 'system', 'operator')),
  by_id text not null,
  reason text not null default '',
  data jsonb not null default '{}'
);
create index on review_event (review_id, id);

create table review_minutes (
  review_id bigint primary key references quarterly_review,
  notes text not null,
  attendance jsonb not null check (jsonb_typeof(attendance) = 'array'),
  decisions jsonb not null check (jsonb_typeof(decisions) = 'array'),
  recorded_at timestamptz not null,
  by_kind text not null check (by_kind in ('person', 'apiKey', 'system', 'operator')),
  by_id text not null
);
`;

const items = `
create table review_item (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  review_id bigint not null references quarterly_review,
  kind text not null check (kind in ('action', 'decision')),
  text text not null check (btrim(text) <> ''),
  owner_id bigint references person,
  contact_id bigint references contact,
  due_on date,
  step_id bigint references plan_step,
  commitment_id bigint references commitment,
  status text not null default 'open' check (status in ('open', 'done', 'waived')),
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by_kind text check (ended_by_kind in ('person', 'apiKey', 'system', 'operator')),
  ended_by_id text,
  reason text,
  constraint review_item_owner check (num_nonnulls(owner_id, contact_id) <= 1),
  constraint review_item_becomes check (num_nonnulls(step_id, commitment_id) <= 1),
  constraint review_item_ended check (num_nulls(ended_at, ended_by_kind, ended_by_id, reason) in (0, 4)
    and (status = 'open') = (ended_at is null)),
  constraint review_item_reason check (status = 'open' or btrim(reason) <> '')
);
create index on review_item (account_id) where status = 'open';
create index on review_item (review_id);
create index on review_item (step_id);
create index on review_item (commitment_id);

create view open_review_item as
  select i.id, i.account_id, i.review_id, i.kind, i.text, coalesce(p.name, c.name, '') as owner_name,
    coalesce(i.due_on, q.ends_on) as due_on, q.year, q.quarter, i.step_id, i.commitment_id, i.created_at
  from review_item i join quarterly_review q on q.id = i.review_id
    left join person p on p.id = i.owner_id left join contact c on c.id = i.contact_id
    left join plan_step s on s.id = i.step_id left join commitment m on m.id = i.commitment_id
  where i.status = 'open' and coalesce(s.status <> 'done', true) and coalesce(m.status <> 'done', true);
`;

const requests = `
alter table approval_request
  add column review_id bigint references quarterly_review,
  drop constraint approval_request_one_subject,
  add constraint approval_request_one_subject
    check (num_nonnulls(step_id, cycle_id, review_id) = 1 and (plan_id is null) = (step_id is null));
create unique index approval_request_one_open_review on approval_request (review_id) where status = 'open';
create index approval_request_review on approval_request (review_id, id);

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
    join programme g on g.id = a.programme_id;
`;

// Account reviews that run already look at their quarters once the worker has rung them.
const underWay = `
with rung as (
  update process set last_seq = last_seq + 1 where kind = 'accountReview' and state = 'open' returning workflow_id, last_seq
)
insert into inbox_fact (workflow_id, seq, kind, occurred_at)
  select workflow_id, last_seq, 'reviewCadenceSet', clock_timestamp() from rung;
`;

const grants = `
grant select, insert on quarterly_review, review_invitee, review_freeze, review_event, review_minutes, review_item to kam_app;
grant select on open_review_item to kam_app;
grant update (status, version, held_at, duration_minutes, place, sequence, agenda, decisions_wanted, freeze_at, ask_at, pre_read_at,
  minutes_at, minutes_remind_at, minutes_reminders, minutes_tell_at, close_at, freezes, revision, sign_off_asked_at, signed_off_at,
  signed_off_by, sign_off_comment, pre_read_sent_at, minutes_asked_at, missed_at, closed_at, outcome, cancelled_reason)
  on quarterly_review to kam_app;
grant update (status, step_id, commitment_id, ended_at, ended_by_kind, ended_by_id, reason) on review_item to kam_app;
`;
