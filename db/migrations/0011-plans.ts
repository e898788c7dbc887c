import type { Knex } from 'knex';

/** Annual plans, their submitted revisions, steps and the people asked to approve each step. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table plan (
      id bigint generated always as identity primary key,
      workflow_id text not null unique references process,
      account_id bigint not null references account,
      year integer not null check (year between 1990 and 2200),
      status text not null default 'drafting'
        check (status in ('drafting', 'approving', 'executing', 'closed')),
      version integer not null default 1 check (version > 0),
      revision integer not null default 0 check (revision >= 0),
      manager_id bigint not null references person,
      currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
      starts_on date not null,
      ends_on date not null,
      template text not null,
      situation text not null,
      figures jsonb not null,
      opened_at timestamptz not null,
      draft_reminder_at timestamptz,
      draft_reminders integer not null default 0,
      close_at timestamptz not null,
      close_requested_at timestamptz,
      closed_at timestamptz,
      unique (account_id, year),
      check (ends_on > starts_on),
      check ((status = 'closed') = (closed_at is not null))
    );

    create table plan_revision (
      plan_id bigint not null references plan,
      revision integer not null check (revision > 0),
      content jsonb not null,
      submitted_by text not null,
      submitted_at timestamptz not null,
      primary key (plan_id, revision)
    );

    create table plan_step (
      id bigint generated always as identity primary key,
      plan_id bigint not null references plan,
      position integer not null check (position > 0),
      title text not null check (title <> ''),
      description text not null,
      type text not null check (type <> ''),
      owner_id bigint not null references person,
      due_on date not null,
      cost numeric(14, 2) not null default 0 check (cost >= 0),
      benefit numeric(14, 2) not null default 0 check (benefit >= 0),
      policy jsonb not null,
      status text not null default 'draft' check (status in ('draft', 'pending', 'approved', 'changesRequested',
        'rejected', 'expired', 'inProgress', 'overdue', 'done', 'cancelled')),
      content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
      remind_at timestamptz,
      reminders integer not null default 0,
      overdue_at timestamptz,
      started_at timestamptz,
      done_at timestamptz,
      evidence text,
      cancelled_reason text,
      unique (plan_id, position) deferrable initially deferred,
      check ((status = 'done') = (done_at is not null)),
      check ((status = 'cancelled') = (cancelled_reason is not null)),
      check (status in ('draft', 'cancelled') or content_hash is not null)
    );

    create table plan_step_approver (
      step_id bigint not null references plan_step on delete cascade,
      person_id bigint not null references person,
      position integer not null check (position > 0),
      primary key (step_id, person_id),
      unique (step_id, position)
    );

    grant select, insert, update on plan, plan_step to kam_app;
    grant select, insert on plan_revision to kam_app;
    grant select, insert, update, delete on plan_step_approver to kam_app;
  `);
}
