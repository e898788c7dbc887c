import type { Knex } from 'knex';

/** Which escalation took up which alarm, in which of its runs; and which escalations belong together, each pair once. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table escalated_alarm (
      alarm_id bigint not null references alarm,
      escalation_id bigint not null references escalation,
      run integer not null check (run > 0),
      primary key (alarm_id, escalation_id, run)
    );
    create index escalated_alarm_escalation on escalated_alarm (escalation_id, run);

    create table related_escalation (
      one_id bigint not null references escalation,
      other_id bigint not null references escalation,
      reason text not null check (btrim(reason) <> '' and char_length(reason) <= 1000),
      related_at timestamptz not null,
      by_kind text not null check (by_kind in ('person', 'apiKey', 'system', 'operator')),
      by_id text not null,
      primary key (one_id, other_id),
      check (one_id < other_id)
    );
    create index related_escalation_other on related_escalation (other_id);

    grant select, insert on escalated_alarm to kam_app;
    grant select, insert, delete on related_escalation to kam_app;
  `);
}
