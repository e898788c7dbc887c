import type { Knex } from 'knex';

/**
 * The ladder of escalations: who is on call when, in whose place somebody is asked, and the vacancies of escalations whose holder has gone.
 * Versions of the policy can be set.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(onCall);
  await db.raw(asks);
  await db.raw(vacancies);
  await db.raw(links);
  await db.raw(grants);
}

// An entry begins after it was set and ends early at most once, so what is past cannot be changed.
const onCall = `
create table on_call (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programme,
  region text check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3}|)$'),
  rung text check (rung in ('manager', 'director', 'sponsor', 'executive')),
  person_id bigint not null references person,
  time_zone text not null check (time_zone ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$'),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  set_by text not null check (set_by <> ''),
  set_at timestamptz not null,
  constraint on_call_ahead check (set_at <= starts_at and starts_at < ends_at),
  constraint on_call_ended_early check (ended_at >= set_at and ended_at < ends_at)
);
create index on_call_of_programme on on_call (programme_id, starts_at);
create index on_call_person on on_call (person_id);
`;

// A round above 0 asks somebody to take over from a holder who has gone.
const asks = `
alter table escalation_ask
  add column round integer not null default 0 check (round >= 0),
  add column how text not null default 'named' check (how in ('named', 'onCall', 'standIn')),
  add column stands_for_id bigint references person,
  drop constraint escalation_ask_escalation_id_run_rung_attempt_key,
  add constraint escalation_ask_once unique (escalation_id, run, round, rung, attempt),
  add constraint escalation_ask_instead check (stands_for_id <> person_id),
  add constraint escalation_ask_how check (case how when 'named' then stands_for_id is null
    when 'standIn' then stands_for_id is not null else true end);
create index escalation_ask_stands_for on escalation_ask (stands_for_id);
drop index escalation_event_unacknowledged_once;
create unique index escalation_event_unacknowledged_once
  on escalation_event (escalation_id, run, coalesce(data ->> 'round', '0')) where kind = 'unacknowledged';
`;

const vacancies = `
create table escalation_vacancy (
  escalation_id bigint not null references escalation,
  run integer not null check (run > 0),
  number integer not null check (number > 0),
  holder_id bigint not null references person,
  since timestamptz not null,
  ladder_ended_at timestamptz,
  filled_at timestamptz,
  primary key (escalation_id, run, number)
);
create unique index escalation_vacancy_one_open on escalation_vacancy (escalation_id, run) where filled_at is null;
create index escalation_vacancy_holder on escalation_vacancy (holder_id);

create view open_escalation_vacancy as
  select v.* from escalation_vacancy v join escalation e on e.id = v.escalation_id and e.run = v.run and e.holder_id = v.holder_id
  where v.filled_at is null and e.stage not in ('acknowledge', 'closed');
`;

const links = `
create or replace view waiting_escalation_link as
  select l.id from escalation_link l join escalation_ask a on a.id = l.ask_id
    join escalation e on e.id = a.escalation_id and e.run = a.run
  where e.stage = 'acknowledge'
  union all
  select l.id from escalation_link l join escalation_task t on t.id = l.task_id and t.owner_id = l.person_id
  where t.status = 'open'
  union all
  select l.id from escalation_link l join escalation_confirmation c on c.id = l.confirmation_id
  where c.answer is null
  union all
  select l.id from escalation_link l join escalation_ask a on a.id = l.ask_id
    join open_escalation_vacancy v on v.escalation_id = a.escalation_id and v.run = a.run and v.number = a.round;
`;

const grants = `
grant insert on escalation_policy to kam_app;
grant select, insert on on_call, escalation_vacancy to kam_app;
grant update (ended_at) on on_call to kam_app;
grant update (ladder_ended_at, filled_at) on escalation_vacancy to kam_app;
grant select on open_escalation_vacancy to kam_app;
`;
