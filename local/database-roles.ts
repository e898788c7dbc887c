import { runSql } from './postgres.ts';
import type { StackEnvironment } from './stack-environment.ts';

/**
 * Creates the product's database and its logins where they are missing: the owner, who migrates, and the service's
 * login, a member of `kam_app`, to which the migrations grant what the service may do.
 */
export async function prepareRoles(
  superuserUrl: string,
  { owner, service }: StackEnvironment['passwords'],
): Promise<void> {
  await runSql(
    superuserUrl,
    `do $$ begin
      if not exists (select from pg_roles where rolname = 'kam_app') then create role kam_app nologin; end if;
      if not exists (select from pg_roles where rolname = 'kam_owner') then create role kam_owner; end if;
      if not exists (select from pg_roles where rolname = 'kam_service') then create role kam_service; end if;
      alter role kam_owner login createrole createdb password '${owner}';
      alter role kam_service login password '${service}';
      grant kam_app to kam_service;
    end $$`,
  );
  const found = await runSql(superuserUrl, `select from pg_database where datname = 'kam'`);
  if (found.length === 0) await runSql(superuserUrl, 'create database kam owner kam_owner');
}
