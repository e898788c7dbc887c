import type { Knex } from 'knex';

/** Approval requests, who is asked, the links they got and what they decided (design §4). */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table approval_request (
      id bigint generated always as identity primary key,
      workflow_id text not null references process,
      plan_id bigint not null references plan,
      step_id bigint not null references plan_step,
      revision integer not null,
      content jsonb not null,
      content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
      policy jsonb not null,
      status text not null default 'open' check (status in ('open', 'approved', 'changesRequested', 'rejected',
        'expired', 'superseded', 'recalled')),
      reason text,
      requested_by bigint not null references person,
      requested_at timestamptz not null,
      decided_at timestamptz,
      effect_started_at timestamptz,
      unique (id, requested_by),
      check ((status = 'open') = (decided_at is null))
    );
    create unique index approval_request_one_open on approval_request (step_id) where status = 'open';
    create index approval_request_plan on approval_request (plan_id);

    create table approver (
      id bigint generated always as identity primary key,
      request_id bigint not null,
      requested_by bigint not null,
      person_id bigint not null references person check (person_id <> requested_by),
      position integer not null check (position > 0),
      level integer not null default 0 check (level >= 0),
      stands_for bigint references approver,
      reason text,
      state text not null check (state in ('waiting', 'asked', 'approved', 'changesRequested', 'rejected',
        'expired', 'released')),
      asked_at timestamptz,
      remind_at timestamptz,
      reminders integer not null default 0,
      expires_at timestamptz,
      foreign key (request_id, requested_by) references approval_request (id, requested_by),
      unique (request_id, person_id),
      check ((level = 0) = (stands_for is null)),
      check (state in ('waiting', 'released') or asked_at is not null),
      check (state <> 'expired' or expires_at is not null)
    );
    create index approver_person on approver (person_id) where state = 'asked';

    create table approval_link (
      id uuid primary key,
      approver_id bigint not null references approver,
      key_id text not null,
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      created_at timestamptz not null
    );
    create index approval_link_approver on approval_link (approver_id);

    create table decision (
      id bigint generated always as identity primary key,
      request_id bigint not null references approval_request,
      approver_id bigint not null unique references approver,
      link_id uuid references approval_link,
      choice text not null check (choice in ('approve', 'requestChanges', 'reject')),
      comment text not null default '',
      content_hash text not null,
      decided_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      check (choice = 'approve' or comment <> '')
    );
    create index decision_request on decision (request_id);

    grant select, insert, update on approval_request, approver to kam_app;
    grant select, insert on approval_link, decision to kam_app;
  `);
}
