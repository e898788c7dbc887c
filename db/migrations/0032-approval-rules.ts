import type { Knex } from 'knex';

/**
 * The firm's approval rules, each version immutable once set, and which of them a step was submitted and asked under. `verify` is what a
 * decision needs: the link alone, or a code sent to the approver. A code is kept as a keyed HMAC bound to what it decides.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table approval_rules (
      version integer generated always as identity primary key,
      rules jsonb not null,
      reason text not null check (btrim(reason) <> ''),
      set_by text not null check (set_by <> ''),
      set_at timestamptz not null
    );
    insert into approval_rules (rules, reason, set_by, set_at) values ('${standardRules}',
      'the rules that come with the product', 'system:kam', '2026-01-01T00:00:00Z');

    alter table plan_step
      add column own_policy boolean not null default false,
      add column rules_version integer references approval_rules,
      add column rule text,
      add column verify text not null default 'link' check (verify in ('link', 'code')),
      add check ((rules_version is null) = (rule is null));
    alter table approval_request
      add column rules_version integer references approval_rules,
      add column rule text,
      add column verify text not null default 'link' check (verify in ('link', 'code')),
      add check ((rules_version is null) = (rule is null));

    create table approval_code (
      id bigint generated always as identity primary key,
      person_id bigint not null references person,
      binding_sha256 text not null check (binding_sha256 ~ '^[0-9a-f]{64}$'),
      key_id text not null,
      mac text not null,
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null default 0 check (tries between 0 and 5),
      used_at timestamptz,
      check (expires_at > sent_at)
    );
    create index approval_code_person on approval_code (person_id, sent_at);

    grant select, insert on approval_rules, approval_code to kam_app;
    grant update (tries, used_at) on approval_code to kam_app;
  `);
}

const standardRules = JSON.stringify({
  codeFrom: '10000.00',
  rules: [
    {
      name: 'standard',
      when: {},
      policy: {
        kind: 'all',
        order: 'parallel',
        remindAfterHours: [16, 32],
        expireAfterHours: 40,
        onExpiry: 'escalate',
        verify: 'link',
        undoMinutes: 10,
      },
      ownPolicyAllowed: true,
    },
  ],
});
