import type { Knex } from 'knex';

/**
 * What both sides have committed themselves to in a plan, each answer kept; the links by which the client's owners answer; signals for the
 * early warning; and the lease of a plan, which runs out when nobody tends it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(commitments);
  await db.raw(links);
  await db.raw(signals);
  await db.raw(lease);
}

const commitments = `
alter table audit_event
  drop constraint audit_event_actor_kind_check,
  add constraint audit_event_actor_kind_check
    check (actor_kind in ('person', 'apiKey', 'system', 'operator', 'contact'));

alter table plan_step add constraint plan_step_of_plan unique (id, plan_id);

create table commitment (
  id bigint generated always as identity primary key,
  plan_id bigint not null references plan,
  step_id bigint,
  side text not null check (side in ('ours', 'client')),
  text text not null check (btrim(text) <> '' and char_length(text) <= 1000),
  owner_id bigint references person,
  contact_id bigint references contact,
  due_on date not null,
  status text not null default 'open'
    check (status in ('open', 'confirmed', 'moved', 'done', 'missed', 'withdrawn')),
  version integer not null default 1 check (version > 0),
  ask_at timestamptz,
  asked_at timestamptz,
  remind_at timestamptz,
  silent_at timestamptz,
  miss_at timestamptz,
  proposed_on date,
  proposed_at timestamptz,
  foreign key (step_id, plan_id) references plan_step (id, plan_id),
  check ((side = 'ours') = (owner_id is not null)),
  check ((side = 'client') = (contact_id is not null)),
  check ((proposed_on is null) = (proposed_at is null)),
  check (side = 'client' or (proposed_on is null and status not in ('confirmed', 'moved'))),
  check (status in ('open', 'confirmed', 'moved')
    or (ask_at is null and remind_at is null and silent_at is null and miss_at is null and proposed_on is null))
);
create index commitment_plan on commitment (plan_id, id);
create index commitment_contact on commitment (contact_id) where contact_id is not null;

create table commitment_event (
  commitment_id bigint not null references commitment,
  version integer not null check (version > 0),
  kind text not null check (kind in ('recorded', 'asked', 'confirmed', 'proposed', 'accepted', 'refused', 'changed',
    'silent', 'missed', 'done', 'withdrawn')),
  status text not null check (status in ('open', 'confirmed', 'moved', 'done', 'missed', 'withdrawn')),
  text text not null,
  due_on date not null,
  proposed_on date,
  word text not null default '' check (char_length(word) <= 4000),
  actor_kind text not null check (actor_kind in ('person', 'apiKey', 'system', 'operator', 'contact')),
  actor_id text not null,
  occurred_at timestamptz not null,
  primary key (commitment_id, version)
);

grant select, insert on commitment, commitment_event to kam_app;
grant update (text, owner_id, contact_id, due_on, status, version, ask_at, asked_at, remind_at, silent_at, miss_at, proposed_on,
  proposed_at) on commitment to kam_app;
`;

const links = `
create table commitment_link (
  id uuid primary key,
  commitment_id bigint not null references commitment,
  contact_id bigint not null references contact,
  key_id text not null,
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  unique (commitment_id, contact_id)
);
alter table notification
  add column commitment_link_id uuid references commitment_link,
  drop constraint notification_one_link,
  add constraint notification_one_link check (num_nonnulls(link_id, question_link_id, commitment_link_id) <= 1);
grant select, insert on commitment_link to kam_app;
`;

const signals = `
create table signal (
  id bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z]+\\.[a-zA-Z]+$'),
  account_id bigint not null references account,
  plan_id bigint references plan,
  subject text not null check (subject <> ''),
  occurred_at timestamptz not null,
  evidence jsonb not null,
  unique (kind, subject, occurred_at)
);
create index signal_account on signal (account_id, id);
grant select, insert on signal to kam_app;
`;

// A change of the plan by somebody who is not the service itself is what tends it; answers of approvers are about its content as it was.
const lease = `
create table plan_lease (
  plan_id bigint not null references plan,
  tended_at timestamptz not null,
  asked_at timestamptz not null,
  told_at timestamptz,
  primary key (plan_id, tended_at),
  check (asked_at >= tended_at)
);

create view plan_tending as
  select p.id as plan_id, date_trunc('milliseconds', greatest(
    (select max(e.occurred_at) from audit_event e
      where e.chain = p.workflow_id and e.actor_kind <> 'system'
        and e.kind !~ '^(approval|decision|question|absence|notification|process)[.]'),
    (select min(s.started_at) from plan_step s where s.plan_id = p.id),
    p.opened_at)) as tended_at
  from plan p;

create view open_lease as
  select l.plan_id, l.tended_at, l.asked_at, l.told_at
  from plan_lease l join plan p on p.id = l.plan_id and p.status = 'executing'
    join plan_tending t on t.plan_id = l.plan_id and t.tended_at = l.tended_at;

grant select, insert on plan_lease to kam_app;
grant update (told_at) on plan_lease to kam_app;
grant select on plan_tending, open_lease to kam_app;
`;
