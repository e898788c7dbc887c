import type { Knex } from 'knex';

/**
 * The health of accounts: how it is told, each version immutable, and what it was as of which day. A value is never changed: one that later
 * turns out otherwise is a further revision of its day. Accounts that a recording looked at and found as they were are `unchanged` in it. Scores
 * are whole ten-thousandths of a point.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table health_config (
      version integer generated always as identity primary key,
      content jsonb not null check (jsonb_typeof(content) = 'object'),
      reason text not null check (btrim(reason) <> ''),
      set_by text not null check (set_by <> ''),
      set_at timestamptz not null
    );
    insert into health_config (content, reason, set_by, set_at) values ('${standardHealth}',
      'the health that comes with the product', 'system:kam', '2026-01-01T00:00:00Z');

    create table health_value (
      account_id bigint not null references account,
      as_of date not null,
      revision integer not null check (revision > 0),
      score integer check (score between 0 and 1000000),
      band text check (band in ('good', 'watch', 'poor')),
      known double precision not null check (known between 0 and 1.000001),
      drivers jsonb not null check (jsonb_typeof(drivers) = 'array'),
      config_version integer not null references health_config,
      recorded_at timestamptz not null,
      primary key (account_id, as_of, revision),
      constraint health_value_banded check ((score is null) = (band is null))
    );

    create table health_recording (
      id bigint generated always as identity primary key,
      programme_id bigint not null references programme,
      as_of date not null,
      config_version integer not null references health_config,
      written integer not null check (written >= 0),
      unchanged bigint[] not null check (array_position(unchanged, null) is null),
      recorded_at timestamptz not null
    );
    create index health_recording_day on health_recording (programme_id, as_of);

    grant select, insert on health_config, health_value, health_recording to kam_app;
  `);
}

const standardHealth = JSON.stringify({
  drivers: [
    { key: 'revenue', weight: 20, worst: -0.4, best: 0.05 },
    { key: 'orders', weight: 10, worst: -0.4, best: 0.05 },
    { key: 'cancellations', weight: 10, worst: 0.5, best: 0.05 },
    { key: 'satisfaction', weight: 15, worst: 0.3, best: 0.9 },
    { key: 'contact', weight: 10, worst: 90, best: 14 },
    { key: 'support', weight: 10, worst: 1, best: 5 },
    { key: 'sponsors', weight: 5, worst: 0, best: 1 },
    { key: 'overdue', weight: 10, worst: 5, best: 0 },
    { key: 'alarms', weight: 10, worst: 3, best: 0 },
  ],
  minimumKnown: 0.4,
  bands: { goodFrom: 70, poorBelow: 45, margin: 3 },
  steadyWithin: 3,
});
