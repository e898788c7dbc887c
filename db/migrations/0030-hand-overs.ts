import type { Knex } from 'knex';

/**
 * Seats that pass from one person to another (delegated, named instead, reassigned, absent), and absences. Nobody decides on a step
 * that they own, however they came by the seat: the owner is a column of the request and tied to every seat.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table approval_request
      add column owner_id bigint generated always as (cast(content ->> 'ownerId' as bigint)) stored,
      add unique (id, owner_id);

    alter table approver
      add column how text not null default 'named'
        check (how in ('named', 'escalated', 'delegated', 'suggested', 'reassigned', 'absent')),
      add column step_owner_id bigint;
    update approver set how = 'escalated' where stands_for is not null;
    update approver a set step_owner_id = r.owner_id from approval_request r where r.id = a.request_id;
    alter table approver
      drop constraint approver_check1,
      drop constraint approver_check2,
      drop constraint approver_state_check,
      add constraint approver_stands_for_somebody check ((how = 'named') = (stands_for is null)),
      add constraint approver_state_check check (state in ('waiting', 'asked', 'approved', 'changesRequested', 'rejected',
        'expired', 'released', 'handedOver')),
      add constraint approver_was_asked check (state in ('waiting', 'released', 'handedOver') or asked_at is not null),
      add constraint approver_not_own_step check (person_id <> step_owner_id),
      add constraint approver_step_owner foreign key (request_id, step_owner_id)
        references approval_request (id, owner_id);

    create table absence (
      id bigint generated always as identity primary key,
      person_id bigint not null references person,
      stand_in_id bigint not null references person,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      set_by text not null check (set_by <> ''),
      set_at timestamptz not null,
      cancelled_at timestamptz,
      check (stand_in_id <> person_id),
      check (ends_at > starts_at),
      constraint absence_once exclude using gist
        (int8range(person_id, person_id, '[]') with &&, tstzrange(starts_at, ends_at) with &&)
        where (cancelled_at is null)
    );
    create index absence_stand_in on absence (stand_in_id);

    create table absence_seat (
      absence_id bigint not null references absence,
      approver_id bigint not null references approver,
      looked_at timestamptz not null,
      primary key (absence_id, approver_id)
    );

    grant select, insert on absence, absence_seat to kam_app;
    grant update (cancelled_at) on absence to kam_app;
  `);
}
