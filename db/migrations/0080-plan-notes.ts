import type { Knex } from 'knex';

/** What people write down about a plan, for our own firm alone: kept as written, at most withdrawn once with a reason. A note does not tend a plan. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table plan_note (
      id bigint generated always as identity primary key,
      plan_id bigint not null references plan,
      text text not null check (btrim(text) <> '' and char_length(text) <= 4000),
      written_by_kind text not null check (written_by_kind in ('person', 'apiKey', 'operator')),
      written_by_id text not null,
      written_at timestamptz not null,
      withdrawn_by_kind text check (withdrawn_by_kind in ('person', 'apiKey', 'operator')),
      withdrawn_by_id text,
      withdrawn_at timestamptz,
      withdrawn_reason text check (btrim(withdrawn_reason) <> '' and char_length(withdrawn_reason) <= 1000),
      constraint plan_note_withdrawal
        check (num_nonnulls(withdrawn_by_kind, withdrawn_by_id, withdrawn_at, withdrawn_reason) in (0, 4))
    );
    create index on plan_note (plan_id, id);

    create function keep_plan_note() returns trigger language plpgsql as $$
    begin
      if old.withdrawn_at is not null then
        raise exception 'a note that was withdrawn stays so' using errcode = 'check_violation';
      end if;
      return new;
    end $$;
    create trigger keep_plan_note before update on plan_note for each row execute function keep_plan_note();

    create or replace view plan_tending as
      select p.id as plan_id, date_trunc('milliseconds', greatest(
        (select max(e.occurred_at) from audit_event e
          where e.chain = p.workflow_id and e.actor_kind <> 'system'
            and e.kind !~ '^(approval|decision|question|absence|notification|process|note)[.]'),
        (select min(s.started_at) from plan_step s where s.plan_id = p.id),
        p.opened_at)) as tended_at
      from plan p;

    grant select, insert on plan_note to kam_app;
    grant update (withdrawn_by_kind, withdrawn_by_id, withdrawn_at, withdrawn_reason) on plan_note to kam_app;
  `);
}
