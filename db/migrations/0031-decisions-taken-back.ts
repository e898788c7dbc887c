import type { Knex } from 'knex';

/**
 * A decision can be taken back until `undo_until`, and only while nothing has followed from it (`followed_at`). It stays as it was
 * given; the seat goes on to its next round, and a round holds one decision. Seats that the end of a request released are marked,
 * because they are asked again if it opens again.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table approver
      add column round integer not null default 1 check (round > 0),
      add column released_by_end boolean not null default false,
      add check (state = 'released' or not released_by_end),
      drop constraint approver_answered;
    alter table decision
      add column round integer not null default 1 check (round > 0),
      add column via text not null default 'link' check (via in ('link', 'inbox')),
      add column verified text not null default 'link' check (verified in ('link', 'code')),
      add column undo_until timestamptz,
      add column followed_at timestamptz,
      drop constraint decision_approver_id_key,
      drop constraint decision_approver_id_choice_key,
      add unique (approver_id, round),
      add unique (approver_id, round, choice);
    alter table approver add constraint approver_answered foreign key (id, round, answer)
      references decision (approver_id, round, choice) deferrable initially deferred;
    create index decision_to_follow on decision (undo_until) where followed_at is null and undo_until is not null;

    create table decision_withdrawal (
      decision_id bigint primary key references decision,
      withdrawn_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp()
    );

    grant update (round, released_by_end) on approver to kam_app;
    grant update (followed_at) on decision to kam_app;
    grant select, insert on decision_withdrawal to kam_app;
  `);
}
