import type { Knex } from 'knex';

/**
 * A signed document for each day (UTC) that vouches for the heads of all audit chains: those that went on since the last one are
 * listed, and the last one is named by its hash. Nobody changes what is here, the schema's owner only by switching the triggers off.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table audit_signature (
      day date primary key,
      document text not null check (document <> ''),
      signed_at timestamptz not null
    );
    create table audit_signed_head (
      day date not null references audit_signature,
      chain text not null,
      seq integer not null check (seq > 0),
      hash text not null,
      primary key (chain, day)
    );
    create index audit_signed_head_day on audit_signed_head (day);

    create trigger keep_audit_signature before update or delete or truncate on audit_signature
      for each statement execute function keep_audit_event();
    create trigger keep_audit_signed_head before update or delete or truncate on audit_signed_head
      for each statement execute function keep_audit_event();

    grant select, insert on audit_signature, audit_signed_head to kam_app;
  `);
}
