import type { Knex } from 'knex';

/**
 * Questions that an approver asks without deciding. While one is open the firm owes an answer: the seat's dates are empty, and what
 * was left of its time stands here in working minutes. A question is open while it has no answer, its request is open, and its seat is
 * asked as it was then: one that was asked anew meanwhile has its whole time again.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table approval_question (
      id bigint generated always as identity primary key,
      request_id bigint not null,
      approver_id bigint not null,
      content_hash text not null,
      text text not null check (btrim(text) <> '' and char_length(text) <= 4000),
      asked_at timestamptz not null,
      seat_asked_at timestamptz not null,
      minutes_to_reminder integer check (minutes_to_reminder >= 0),
      minutes_to_expiry integer check (minutes_to_expiry >= 0),
      answerer_id bigint not null references person,
      remind_at timestamptz,
      reminders integer not null default 0 check (reminders >= 0),
      answer text check (btrim(answer) <> '' and char_length(answer) <= 4000),
      answered_by text,
      answered_by_id bigint references person,
      answered_at timestamptz,
      foreign key (approver_id, request_id) references approver (id, request_id),
      foreign key (request_id, content_hash) references approval_request (id, content_hash),
      check ((answer is null) = (answered_at is null)),
      check ((answer is null) = (answered_by is null)),
      check (answered_by_id is null or answer is not null)
    );
    create unique index approval_question_one_unanswered on approval_question (approver_id, seat_asked_at)
        where answer is null;
    create index approval_question_request on approval_question (request_id, id);

    create view open_question as
      select q.*, r.plan_id, r.step_id, r.workflow_id, a.person_id as asker_id
      from approval_question q join approver a on a.id = q.approver_id join approval_request r on r.id = q.request_id
      where q.answer is null and a.state = 'asked' and a.asked_at = q.seat_asked_at and r.status = 'open';

    create table question_link (
      id uuid primary key,
      question_id bigint not null references approval_question,
      person_id bigint not null references person,
      key_id text not null,
      token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
      created_at timestamptz not null,
      unique (question_id, person_id)
    );

    alter table notification
      add column question_link_id uuid references question_link,
      add constraint notification_one_link check (link_id is null or question_link_id is null);

    grant select, insert on approval_question, question_link to kam_app;
    grant select on open_question to kam_app;
    grant update (answerer_id, remind_at, reminders, answer, answered_by, answered_by_id, answered_at)
      on approval_question to kam_app;
  `);
}
