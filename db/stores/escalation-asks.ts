import type { AskedHow, LadderAsk } from '../../domain/escalations/ladder.ts';
import type { Rung } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';

/**
 * Somebody who was asked to take an escalation: as whom, for which time on that rung, and in whose place. A `round` above 0 asked them to take
 * over from a holder who has gone.
 */
export interface EscalationAsk extends LadderAsk {
  readonly id: string;
  readonly number: number;
  readonly round: number;
  readonly askedAt: Date;
}

interface AskRow {
  id: string;
  escalation_id: string;
  run: number;
  number: number;
  round: number;
  rung: Rung;
  attempt: number;
  person_id: string;
  how: AskedHow;
  stands_for_id: string | null;
  asked_at: Date;
}

function toAsk(row: AskRow): EscalationAsk {
  return {
    id: row.id,
    number: row.number,
    round: row.round,
    rung: row.rung,
    attempt: row.attempt,
    personId: row.person_id,
    how: row.how,
    standsForId: row.stands_for_id,
    askedAt: row.asked_at,
  };
}

/** Everybody who was asked in a run of an escalation, in that order. */
export async function listAsks(
  db: Db,
  of: { readonly id: string; readonly run: number },
): Promise<readonly EscalationAsk[]> {
  const rows = await db<AskRow>('escalation_ask')
    .where({ escalation_id: of.id, run: of.run })
    .orderBy('number');
  return rows.map(toAsk);
}

/** Everybody who was asked in the present run of each of these escalations, in that order. */
export async function asksOf(
  db: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EscalationAsk[]>> {
  const rows = await db('escalation_ask as k')
    .join('escalation as e', (on) => on.on('e.id', 'k.escalation_id').on('e.run', 'k.run'))
    .whereIn('e.id', escalationIds)
    .orderBy('k.number')
    .select<AskRow[]>('k.*');
  return new Map(escalationIds.map((id) => [id, rows.filter((row) => row.escalation_id === id).map(toAsk)]));
}

/** Stores that somebody is asked, with the link by which they answer. Returns the link's id. */
export async function insertAsk(
  db: Db,
  ask: Omit<EscalationAsk, 'id'> & {
    readonly escalationId: string;
    readonly run: number;
    readonly link: { readonly id: string; readonly keyId: string; readonly tokenSha256: string };
  },
): Promise<string> {
  const { link, askedAt } = ask;
  const [row] = await db('escalation_ask')
    .insert({
      escalation_id: ask.escalationId,
      run: ask.run,
      number: ask.number,
      round: ask.round,
      rung: ask.rung,
      attempt: ask.attempt,
      person_id: ask.personId,
      how: ask.how,
      stands_for_id: ask.standsForId,
      asked_at: askedAt,
    })
    .returning<{ id: string }[]>('id');
  await db('escalation_link').insert({
    id: link.id,
    ask_id: row?.id,
    key_id: link.keyId,
    token_sha256: link.tokenSha256,
    created_at: askedAt,
  });
  return link.id;
}
