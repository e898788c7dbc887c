import type { CheckEvidence, Counted } from '../../domain/programme-check/check.ts';
import type { MeasureKey } from '../../domain/programme-check/dimensions.ts';
import type { Db } from '../client.ts';

/** What a check looks at: the key accounts of a programme on a day, and the moments between which things count (`until` excluded). */
export interface CheckScope {
  readonly programmeId: string;
  readonly asOf: string;
  readonly since: Date;
  readonly until: Date;
  readonly accounts: readonly CheckEvidence[];
  readonly accountIds: readonly string[];
}

/** What was counted for some of the measures. */
export type CountedFor<Keys extends MeasureKey> = Readonly<Record<Keys, Counted>>;

/** Something that counts, and whether it meets what is asked. */
interface Judged {
  readonly evidence: CheckEvidence;
  readonly isMet: boolean;
}

/** How many of them are met, with each of them as evidence. */
export function countOf(judged: readonly Judged[]): Counted {
  const of = (wanted: boolean): readonly CheckEvidence[] =>
    judged.filter(({ isMet }) => isMet === wanted).map(({ evidence }) => evidence);
  const supporting = of(true);
  return { met: supporting.length, all: judged.length, lacking: of(false), supporting };
}

/** The key accounts for which `isMet` says so, among those for which it says anything (undefined leaves one out). */
export function countAccounts(
  { accounts }: CheckScope,
  isMet: (accountId: string) => boolean | undefined,
): Counted {
  return countOf(
    accounts.flatMap((evidence) => {
      const met = isMet(evidence.id);
      return met === undefined ? [] : [{ evidence, isMet: met }];
    }),
  );
}

/** Rows by the account that they are of; `sql` gives one `account_id` in each and may name :accountIds, :asOf, :since, :until and :programmeId. */
export async function rowsByAccount<Row extends { account_id: string }>(
  db: Db,
  { sql, scope }: { readonly sql: string; readonly scope: CheckScope },
): Promise<ReadonlyMap<string, Row>> {
  const rows = await rowsOf<Row>(db, { sql, scope });
  return new Map(rows.map((row) => [row.account_id, row]));
}

/** The rows of a query that may name :accountIds, :asOf, :since, :until and :programmeId. */
export async function rowsOf<Row>(
  db: Db,
  { sql, scope }: { readonly sql: string; readonly scope: CheckScope },
): Promise<readonly Row[]> {
  const { accountIds, asOf, since, until, programmeId } = scope;
  const bound = { accountIds: [...accountIds], asOf, since, until, programmeId };
  return (await db.raw<{ rows: Row[] }>(sql, bound)).rows;
}
