import type { RootCauseCategory } from '../../domain/escalations/work.ts';
import type { Db } from '../client.ts';

/** A root cause that escalations of one account or of several were found to have; the last one of each run counts. */
export interface RootCauseAcross {
  readonly category: RootCauseCategory;
  readonly name: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly escalations: readonly {
    readonly id: string;
    readonly accountId: string;
    readonly title: string;
    readonly stage: string;
    readonly outcome: string | null;
    readonly foundAt: Date;
  }[];
}

interface Row {
  same_key: string;
  category: RootCauseCategory;
  name: string;
  id: string;
  account_id: string;
  account_name: string;
  title: string;
  stage: string;
  outcome: string | null;
  found_at: Date;
}

const latest = `
  select distinct on (c.escalation_id) c.same_key, c.category, c.name, c.found_at, e.id, e.account_id, a.name as account_name, e.title,
    e.stage, e.outcome
  from escalation_root_cause c join escalation e on e.id = c.escalation_id join account a on a.id = e.account_id
  order by c.escalation_id, c.run desc, c.number desc`;

/** Root causes, those of most accounts first, of one category or like that of one escalation if named. */
export async function rootCausesAcross(
  db: Db,
  of: {
    readonly category?: RootCauseCategory | undefined;
    readonly likeEscalation?: string;
    readonly limit: number;
  },
): Promise<readonly RootCauseAcross[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with latest as (${latest})
     select * from latest
     where (cast(:category as text) is null or category = :category)
       and (cast(:like as bigint) is null or same_key = (select same_key from latest where id = :like))
     order by found_at desc, id desc`,
    { category: of.category ?? null, like: of.likeEscalation ?? null },
  );
  const same = new Map<string, Row[]>();
  for (const row of rows) same.set(row.same_key, [...(same.get(row.same_key) ?? []), row]);
  return [...same.values()]
    .map(across)
    .toSorted((one, other) => other.accounts.length - one.accounts.length)
    .slice(0, of.limit);
}

function across(rows: readonly Row[]): RootCauseAcross {
  const [newest] = rows;
  if (!newest) throw new Error('a root cause has an escalation');
  const accounts = new Map(rows.map((row) => [row.account_id, row.account_name]));
  return {
    category: newest.category,
    name: newest.name,
    accounts: [...accounts].map(([id, name]) => ({ id, name })),
    escalations: rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      title: row.title,
      stage: row.stage,
      outcome: row.outcome,
      foundAt: row.found_at,
    })),
  };
}
