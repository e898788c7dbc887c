import type { Knex } from 'knex';

/**
 * Addresses under which calendars read due dates: of one plan, or of one person over all plans. Of each only the SHA-256 is stored, and
 * at most one for each plan and each person opens anything.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table calendar_feed (
      id uuid primary key,
      plan_id bigint references plan,
      person_id bigint references person,
      language text not null check (language in ('en', 'de')),
      key_id text not null,
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      made_at timestamptz not null,
      revoked_at timestamptz,
      check (num_nonnulls(plan_id, person_id) = 1),
      check (revoked_at >= made_at)
    );
    create unique index calendar_feed_of_plan on calendar_feed (plan_id) where revoked_at is null;
    create unique index calendar_feed_of_person on calendar_feed (person_id) where revoked_at is null;
    create index on calendar_feed (plan_id);
    create index on calendar_feed (person_id);
    grant select, insert on calendar_feed to kam_app;
    grant update (revoked_at) on calendar_feed to kam_app;
  `);
}
