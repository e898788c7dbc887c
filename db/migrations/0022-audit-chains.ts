import type { Knex } from 'knex';

/**
 * Heads of the audit chains, so that a chain cut at its end is noticed too. A trigger keeps them and takes only the event that
 * comes next, in releases that know nothing of heads as well; what is in the trail stays there, for the schema's owner too.
 * `hash_form` 2 covers `recorded_at`; events of form 1 were hashed without it. The surrogate key goes: it was in no hash.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table audit_chain (
      chain text primary key,
      last_seq integer not null check (last_seq > 0),
      last_hash text not null
    );
    insert into audit_chain
      select distinct on (chain) chain, seq, hash from audit_event order by chain, seq desc;
    grant select on audit_chain to kam_app;

    alter table audit_event
      drop column id,
      drop constraint audit_event_chain_seq_key,
      add primary key (chain, seq),
      add column hash_form smallint not null default 1 check (hash_form in (1, 2));

    create function advance_audit_chain() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      head audit_chain;
    begin
      select * into head from audit_chain where chain = new.chain for update;
      if new.seq <> coalesce(head.last_seq, 0) + 1 or new.previous_hash is distinct from head.last_hash then
        raise integrity_constraint_violation
          using message = format('Event %s does not follow the last one of the audit chain %s.', new.seq, new.chain);
      end if;
      insert into audit_chain values (new.chain, new.seq, new.hash)
        on conflict (chain) do update set last_seq = excluded.last_seq, last_hash = excluded.last_hash;
      return new;
    end $$;
    create trigger advance_audit_chain before insert on audit_event
      for each row execute function advance_audit_chain();

    create function keep_audit_event() returns trigger language plpgsql as $$
    begin
      raise insufficient_privilege using message = 'The audit trail is append-only.';
    end $$;
    create trigger keep_audit_event before update or delete or truncate on audit_event
      for each statement execute function keep_audit_event();
  `);
}
