import type { Knex } from 'knex';

/**
 * The links by which managers say that a plan still holds, each for one time that it was left untended; and when owners are reminded
 * of a commitment's date, and a manager, then the director, of another date that the client proposes.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(links);
  await db.raw(reminders);
}

const links = `
create table lease_link (
  id uuid primary key,
  plan_id bigint not null,
  tended_at timestamptz not null,
  person_id bigint not null references person,
  key_id text not null,
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  answered_at timestamptz,
  word text check (btrim(word) <> '' and char_length(word) <= 1000),
  foreign key (plan_id, tended_at) references plan_lease (plan_id, tended_at),
  unique (plan_id, tended_at, person_id),
  constraint lease_link_answer check ((answered_at is null) = (word is null))
);
alter table notification
  add column lease_link_id uuid references lease_link,
  drop constraint notification_one_link,
  add constraint notification_one_link
    check (num_nonnulls(link_id, question_link_id, commitment_link_id, lease_link_id) <= 1);

create view open_lease_link as
  select k.* from lease_link k
    join open_lease l on l.plan_id = k.plan_id and l.tended_at = k.tended_at
    join plan p on p.id = k.plan_id and p.manager_id = k.person_id
    join person n on n.id = k.person_id and n.active
  where k.answered_at is null;

grant select, insert on lease_link to kam_app;
grant update (answered_at, word) on lease_link to kam_app;
grant select on open_lease_link to kam_app;
`;

const reminders = `
alter table commitment
  add column due_soon_at timestamptz,
  add column late_at timestamptz,
  add column settle_remind_at timestamptz,
  add column settle_tell_at timestamptz,
  add constraint commitment_due_soon check (due_soon_at is null or status in ('open', 'confirmed', 'moved')),
  add constraint commitment_late check (late_at is null or status = 'missed'),
  add constraint commitment_settling
    check (proposed_on is not null or (settle_remind_at is null and settle_tell_at is null));

grant update (due_soon_at, late_at, settle_remind_at, settle_tell_at) on commitment to kam_app;
`;
