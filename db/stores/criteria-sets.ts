import { system, type Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { parseCriteriaSet, type CriteriaSet } from '../../domain/selection/criteria-set.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import { appendAudit } from './audit.ts';

/** One version of a criteria set; it never changes. `used` says whether accounts were scored by it. */
export interface CriteriaSetRecord {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly content: CriteriaSet;
  readonly contentHash: string;
  readonly reason: string;
  readonly setAt: Date;
  readonly used: boolean;
}

interface CriteriaSetRow {
  id: string;
  key: string;
  version: number;
  content: unknown;
  content_hash: string;
  reason: string;
  set_at: Date;
  used: boolean;
}

/** The key of the set that comes with the product. */
export const standardKey = 'standard';

/** Stores the next version of the set `key`; content equal to its latest version adds none. Throws `invalid` with every fault. */
export async function addCriteriaSet(
  db: Db,
  wish: {
    readonly key: string;
    readonly content: unknown;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<{ readonly set: CriteriaSetRecord; readonly created: boolean }> {
  const content = parseCriteriaSet(wish.content);
  const hash = contentHash(content);
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('criteria-set:' || ?, 0))`, [wish.key]);
    const [latest] = await sets(trx).where('s.key', wish.key).orderBy('s.version', 'desc').limit(1);
    if (latest?.content_hash === hash) return { set: toRecord(latest), created: false };
    const version = (latest?.version ?? 0) + 1;
    const [row] = await trx('criteria_set')
      .insert({
        key: wish.key,
        version,
        content: JSON.stringify(content),
        content_hash: hash,
        reason: wish.reason,
        set_by_kind: wish.by.kind,
        set_by_id: wish.by.id,
        set_at: wish.at,
      })
      .returning<{ id: string }[]>('id');
    const id = row?.id ?? '';
    const data = { key: wish.key, version, contentHash: hash, reason: wish.reason };
    const event = { chain: 'selection', kind: 'criteriaSet.added', subject: id, data };
    await appendAudit(trx, { ...event, at: wish.at, actor: wish.by });
    return { set: await getCriteriaSet(trx, id), created: true };
  });
}

/** The latest version of a set; the standard one is stored when it is first asked for. Throws `notFound`. */
export async function latestCriteriaSet(
  db: Db,
  look: { readonly key: string; readonly at: Date },
): Promise<CriteriaSetRecord> {
  const [row] = await sets(db).where('s.key', look.key).orderBy('s.version', 'desc').limit(1);
  if (row !== undefined) return toRecord(row);
  if (look.key !== standardKey) throw new DomainError('notFound', `There is no criteria set "${look.key}".`);
  const reason = 'the set that comes with the product';
  const wish = { key: standardKey, content: standardSet, reason, by: system, at: look.at };
  return (await addCriteriaSet(db, wish)).set;
}

/** One version by its number; throws `notFound`. */
export async function getCriteriaSet(db: Db, id: string): Promise<CriteriaSetRecord> {
  const [row] = await sets(db).where('s.id', id);
  if (row === undefined) throw new DomainError('notFound', `There is no criteria set ${id}.`);
  return toRecord(row);
}

/** Every version, the latest first; one more than `limit` says that there is a next page. */
export async function listCriteriaSets(
  db: Db,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly CriteriaSetRecord[]> {
  const query = sets(db)
    .orderBy('s.id', 'desc')
    .limit(page.limit + 1);
  if (page.after !== undefined) void query.where('s.id', '<', page.after);
  return (await query).map(toRecord);
}

function sets(db: Db) {
  const used = db.raw('exists (select from scorecard c where c.criteria_set_id = s.id) as used');
  return db('criteria_set as s').select<CriteriaSetRow[]>('s.*', used);
}

function toRecord(row: CriteriaSetRow): CriteriaSetRecord {
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    content: parseCriteriaSet(row.content),
    contentHash: row.content_hash,
    reason: row.reason,
    setAt: row.set_at,
    used: row.used,
  };
}
