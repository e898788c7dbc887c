import type { Knex } from 'knex';

/**
 * What each approval request is about, for everything that names it: an account's plan or a programme's selection of key accounts, the
 * people around it, and whether it has ended.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create view approval_subject as
      select r.id as request_id, r.workflow_id, p.account_id, a.name as subject_name, p.year, p.currency, a.director_id,
        g.owner_id, p.status = 'closed' as closed
      from approval_request r join plan p on p.id = r.plan_id join account a on a.id = p.account_id
        join programme g on g.id = a.programme_id
      union all
      select r.id, r.workflow_id, null, g.name, c.year, r.content ->> 'currency', null, g.owner_id, c.status = 'closed'
      from approval_request r join selection_cycle c on c.id = r.cycle_id join programme g on g.id = c.programme_id;

    create index approval_request_workflow on approval_request (workflow_id, id);

    grant select on approval_subject to kam_app;
  `);
}
