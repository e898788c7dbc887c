import { stagedColumns } from '../../domain/import-row.ts';

const types: Partial<Record<(typeof stagedColumns)[number], string>> = {
  booked_on: 'date',
  delivered_on: 'date',
  quantity: 'numeric',
  amount: 'numeric',
  attributes: 'jsonb',
};

/** The staging table of one session: a CSV record's line, its key or hash, and what the mapping made of it. */
export const stagedRow = {
  create: `create temporary table import_row (line bigint, source_key text, ${stagedColumns
    .map((name) => `${name} ${types[name] ?? 'text'}`)
    .join(', ')})`,
  copy: `copy import_row from stdin (null '')`,
};

const facts = [
  'account_id',
  'offering_id',
  'booked_on',
  'delivered_on',
  'status',
  'quantity',
  'amount',
  'currency',
  'attributes',
];
const factsOf = (table: string): string => facts.map((name) => `${table}.${name}`).join(', ');

/** The last staged details of each key: what the file says last holds. Details are staged only where they are news. */
const latest = (keys: string, detail: string): string =>
  `(select distinct on (${keys}) * from import_row where ${detail} is not null order by ${keys}, line desc)`;

const contacts = `(select a.id as account_id, l.* from ${latest('account_key, contact_key', 'contact_name')} l
  join account a on a.key = l.account_key)`;

const resolve = (byRow: boolean): string => `
  create temporary table import_next on commit drop as
  select ${byRow ? `r.source_key || '-' || row_number() over (partition by r.source_key order by r.line)` : 'r.source_key'}
      as source_key, a.id as account_id, o.id as offering_id,
    (r.booked_on + make_interval(months => shift.months))::date as booked_on,
    (r.delivered_on + make_interval(months => shift.months))::date as delivered_on,
    r.status, r.quantity::numeric(14, 3) as quantity, r.amount::numeric(16, 2) as amount, r.currency, r.attributes
  from import_row r
  cross join (select $1::int as months) shift
  left join account a on a.key = r.account_key
  left join offering o on o.key = r.offering_key`;

/** The statements of one merge, in the order in which they are used. What people maintain (programme, region, manager …) is set
 * when an account is created and never overwritten; names follow the source. */
export const mergeSql = {
  monthsToToday: `
    select (extract(year from age) * 12 + extract(month from age))::int as months
    from (select date_trunc('month', max(delivered_on) + 1)::date as open_month
      from import_row where status = 'delivered') file,
      lateral (select age(date_trunc('month', $1::date), open_month)) gap (age)`,
  repeatedKeys: `
    select line, first from (
      select line, first_value(line) over (partition by source_key order by line) as first from import_row
    ) keyed where line <> first order by line`,
  ensureProgramme: 'insert into programme (key, name) values ($1, $2) on conflict (key) do nothing',
  renameAccounts: `
    update account a set name = l.account_name from ${latest('account_key', 'account_name')} l
    where a.key = l.account_key and a.name <> l.account_name`,
  insertAccounts: `
    with created as (
      insert into account (key, name, programme_id, region, time_zone, currency, manager_id, director_id)
      select l.account_key, l.account_name, p.id, coalesce(l.account_region, $2), $3, $4, $5, $6
      from ${latest('account_key', 'account_name')} l join programme p on p.key = $1
      where not exists (select from account a where a.key = l.account_key)
      on conflict (key) do nothing
      returning id
    ), team as (
      insert into team_member (account_id, person_id, function)
      select created.id, member.person_id, member.function
      from created, unnest($7::bigint[], $8::text[]) as member (person_id, function)
    )
    select count(*)::int as created from created`,
  renameOfferings: `
    update offering o set name = l.offering_name, line = l.offering_line from ${latest('offering_key', 'offering_name')} l
    where o.key = l.offering_key and (o.name, o.line) is distinct from (l.offering_name, l.offering_line)`,
  insertOfferings: `
    insert into offering (key, name, line)
    select l.offering_key, l.offering_name, l.offering_line from ${latest('offering_key', 'offering_name')} l
    where not exists (select from offering o where o.key = l.offering_key)
    on conflict (key) do nothing`,
  updateContacts: `
    update contact c set name = l.contact_name, email = l.contact_email, role = l.contact_role from ${contacts} l
    where (c.account_id, c.key) = (l.account_id, l.contact_key)
      and (c.name, c.email, c.role) is distinct from (l.contact_name, l.contact_email, l.contact_role)`,
  insertContacts: `
    insert into contact (account_id, key, name, email, role)
    select l.account_id, l.contact_key, l.contact_name, l.contact_email, l.contact_role from ${contacts} l
    where not exists (select from contact c where (c.account_id, c.key) = (l.account_id, l.contact_key))
    on conflict (account_id, key) do nothing`,
  resolve,
  countMissing: `
    select count(*) as known, count(*) filter (where n.source_key is null) as missing
    from transaction t left join import_next n using (source_key) where t.source_id = $1`,
  removeMissing: `
    delete from transaction t where t.source_id = $1
      and not exists (select from import_next n where n.source_key = t.source_key)`,
  updateTransactions: `
    update transaction t set (${facts.join(', ')}) = row(${factsOf('n')})
    from import_next n
    where t.source_id = $1 and t.source_key = n.source_key
      and (${factsOf('t')}) is distinct from (${factsOf('n')})`,
  insertTransactions: `
    insert into transaction (source_id, source_key, ${facts.join(', ')})
    select $1, n.source_key, ${factsOf('n')} from import_next n
    where not exists (select from transaction t where t.source_id = $1 and t.source_key = n.source_key)`,
};
