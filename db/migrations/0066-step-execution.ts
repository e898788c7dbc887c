import type { Knex } from 'knex';

/**
 * How steps are carried out: which wait for which, how far each has come, and what blocks it. Both ends of a dependency are steps of one
 * plan; that no step waits for itself through others is held by the store under the process's lock.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table plan_step_dependency (
      step_id bigint not null,
      depends_on bigint not null,
      plan_id bigint not null,
      primary key (step_id, depends_on),
      foreign key (step_id, plan_id) references plan_step (id, plan_id),
      foreign key (depends_on, plan_id) references plan_step (id, plan_id),
      check (step_id <> depends_on)
    );
    create index plan_step_dependency_on on plan_step_dependency (depends_on);

    alter table plan_step
      add column progress smallint not null default 0 check (progress between 0 and 100),
      add column progress_note text not null default '' check (char_length(progress_note) <= 4000),
      add column blocked_since timestamptz,
      add column blocked_reason text check (btrim(blocked_reason) <> '' and char_length(blocked_reason) <= 1000),
      add constraint plan_step_blocked check ((blocked_since is null) = (blocked_reason is null)),
      add constraint plan_step_blocked_at_work check (blocked_since is null or status in ('inProgress', 'overdue'));

    grant select, insert, delete on plan_step_dependency to kam_app;
  `);
}
