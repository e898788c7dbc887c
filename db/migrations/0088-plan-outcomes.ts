import type { Knex } from 'knex';

/** What came of a plan's targets: what the manager states when the plan is to be closed, and all of it as it was when it closed. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table plan_outcome_stated (
      plan_id bigint not null references plan,
      kpi text not null,
      value numeric(16, 4) not null,
      note text not null check (char_length(note) <= 1000),
      primary key (plan_id, kpi)
    );
    create table plan_outcome (
      plan_id bigint not null references plan,
      position integer not null,
      kpi text not null,
      name text not null,
      unit text not null check (unit in ('money', 'share', 'count')),
      baseline numeric(16, 4),
      target numeric(16, 4) not null,
      value numeric(16, 4),
      source text not null check (source in ('manager', 'records', 'unknown')),
      covered_until date,
      note text not null,
      reached boolean,
      primary key (plan_id, kpi),
      constraint plan_outcome_known check ((source = 'unknown') = (value is null) and (value is null) = (reached is null))
    );
    grant select, insert on plan_outcome_stated, plan_outcome to kam_app;
  `);
}
