import type { Knex } from 'knex';

/** What a firm changes in its own processes because of what it learned with an account: who sees to it, until when, and what came of it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table process_improvement (
      id bigint generated always as identity primary key,
      account_id bigint not null references account,
      plan_id bigint references plan,
      title text not null check (btrim(title) <> '' and char_length(title) <= 200),
      learned text not null check (btrim(learned) <> '' and char_length(learned) <= 4000),
      owner_id bigint not null references person,
      due_on date not null,
      state text not null default 'open' check (state in ('open', 'done', 'dropped')),
      outcome text check (btrim(outcome) <> '' and char_length(outcome) <= 4000),
      remind_at timestamptz,
      reminders integer not null default 0 check (reminders >= 0),
      added_by_kind text not null check (added_by_kind in ('person', 'apiKey', 'system', 'operator')),
      added_by_id text not null,
      added_at timestamptz not null,
      settled_at timestamptz,
      constraint process_improvement_settled check ((state = 'open') = (settled_at is null)),
      constraint process_improvement_told check ((state = 'open') = (outcome is null)),
      constraint process_improvement_quiet check (state = 'open' or remind_at is null)
    );
    create index on process_improvement (account_id, id);
    create index on process_improvement (plan_id);
    create index on process_improvement (owner_id) where state = 'open';

    grant select, insert on process_improvement to kam_app;
    grant update (state, outcome, remind_at, reminders, settled_at) on process_improvement to kam_app;
  `);
}
