import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { standardNeeds, type AccountNeeds } from '../../domain/assignment/needs.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { assignmentChain } from './manager-profiles.ts';

/** What an account needs; version 0 is the standard, which holds as long as nobody has said otherwise. */
export interface StoredNeeds {
  readonly accountId: string;
  readonly version: number;
  readonly needs: AccountNeeds;
  readonly setAt: Date | null;
}

interface NeedsRow {
  account_id: string;
  version: number;
  goals: number;
  customer: number;
  internal: number;
  planning: number;
  spanning: number;
  language: string | null;
  language_strength: 'must' | 'should' | null;
  region: string | null;
  region_strength: 'must' | 'should' | null;
  time_percent: number;
  set_at: Date;
}

function wish(code: string | null, strength: 'must' | 'should' | null): AccountNeeds['language'] {
  return code === null || strength === null ? null : { code, strength };
}

function toNeeds(row: NeedsRow): StoredNeeds {
  const { goals, customer, internal, planning, spanning } = row;
  const needs = {
    weights: { goals, customer, internal, planning, spanning },
    language: wish(row.language, row.language_strength),
    region: wish(row.region, row.region_strength),
    timePercent: row.time_percent,
  };
  return { accountId: row.account_id, version: row.version, needs, setAt: row.set_at };
}

/** What every account that somebody spoke for needs now, or needed `before` a moment, by account. */
export async function needsByAccount(
  db: Db,
  { before }: { readonly before?: Date } = {},
): Promise<ReadonlyMap<string, StoredNeeds>> {
  const query = db('account_needs')
    .distinctOn('account_id')
    .orderBy([{ column: 'account_id' }, { column: 'version', order: 'desc' }])
    .select<NeedsRow[]>('*');
  if (before !== undefined) void query.where('set_at', '<', before);
  const rows = await query;
  return new Map(rows.map((row) => [row.account_id, toNeeds(row)]));
}

/** What an account needs now; the standard where nobody has said. Throws `notFound` for no such account. */
export async function getAccountNeeds(db: Db, accountId: string): Promise<StoredNeeds> {
  const row = await db<NeedsRow>('account_needs')
    .where({ account_id: accountId })
    .orderBy('version', 'desc')
    .first();
  if (row) return toNeeds(row);
  const account = await db('account').where({ id: accountId }).first<object | undefined>('id');
  if (!account) throw new DomainError('notFound', `There is no account ${accountId}.`);
  return { accountId, version: 0, needs: standardNeeds, setAt: null };
}

/** Sets what an account needs as a new version, with an audit event; the same again changes nothing. Throws `notFound`. */
export function setAccountNeeds(
  db: Db,
  change: { readonly accountId: string; readonly needs: AccountNeeds; readonly by: Actor; readonly at: Date },
): Promise<{ readonly stored: StoredNeeds; readonly changed: boolean }> {
  const { accountId, needs, by, at } = change;
  return db.transaction(async (trx) => {
    await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id');
    const before = await getAccountNeeds(trx, accountId);
    if (before.version > 0 && told(before.needs) === told(needs)) return { stored: before, changed: false };
    const version = before.version + 1;
    await trx('account_needs').insert({
      account_id: accountId,
      version,
      ...needs.weights,
      language: needs.language?.code ?? null,
      language_strength: needs.language?.strength ?? null,
      region: needs.region?.code ?? null,
      region_strength: needs.region?.strength ?? null,
      time_percent: needs.timePercent,
      set_by_kind: by.kind,
      set_by_id: by.id,
      set_at: at,
    });
    await appendAudit(trx, {
      chain: assignmentChain,
      at,
      actor: by,
      kind: 'accountNeeds.set',
      subject: accountId,
      data: { version, ...needs },
    });
    return { stored: { accountId, version, needs, setAt: at }, changed: true };
  });
}

function told({ weights, language, region, timePercent }: AccountNeeds): string {
  const { goals, customer, internal, planning, spanning } = weights;
  return JSON.stringify([
    [goals, customer, internal, planning, spanning, timePercent],
    [language?.code, language?.strength, region?.code, region?.strength],
  ]);
}
