import type { Knex } from 'knex';

/**
 * Indexes for what is asked at every decision and on every page, and guards that hold an answer to the seat, the link and the
 * content it was given for. A decided seat is tied to its decision, and the service may change only what its stores change.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create index approver_stands_for on approver (stands_for) where stands_for is not null;
    create index approval_request_step on approval_request (step_id, id);
    create index approval_request_open on approval_request (id) where status = 'open';
    create index notification_link on notification (link_id, id) where link_id is not null;
    create index notification_unsent on notification (status, id) where status <> 'sent';
    create index transaction_delivered on transaction (delivered_on);
    create index process_by_account on process (kind, account_id);

    alter table approver
      add unique (id, request_id),
      add column answer text generated always as (case state when 'approved' then 'approve'
        when 'changesRequested' then 'requestChanges' when 'rejected' then 'reject' end) stored,
      add constraint approver_stands_for_same_request foreign key (stands_for, request_id)
        references approver (id, request_id),
      drop constraint approver_stands_for_fkey;
    alter table approval_request add unique (id, content_hash);
    alter table approval_link add unique (id, approver_id);
    alter table decision
      add unique (approver_id, choice),
      add constraint decision_of_seat foreign key (approver_id, request_id) references approver (id, request_id),
      add constraint decision_by_link foreign key (link_id, approver_id) references approval_link (id, approver_id),
      add constraint decision_on_content foreign key (request_id, content_hash)
        references approval_request (id, content_hash),
      drop constraint decision_request_id_fkey,
      drop constraint decision_approver_id_fkey,
      drop constraint decision_link_id_fkey;
    alter table approver add constraint approver_answered foreign key (id, answer)
      references decision (approver_id, choice) deferrable initially deferred;

    revoke update on approval_request, approver from kam_app;
    grant update (status, reason, decided_at, effect_started_at) on approval_request to kam_app;
    grant update (state, asked_at, remind_at, reminders, expires_at) on approver to kam_app;
  `);
}
