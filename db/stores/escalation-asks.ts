import type { EscalationPolicy } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';

/** As whom somebody is asked to take an escalation; `executive` is the programme's owner. */
export type Rung = EscalationPolicy['ladder'][number];

/** Somebody who was asked to take an escalation: as whom, and for which time on that rung. */
export interface EscalationAsk {
  readonly id: string;
  readonly number: number;
  readonly rung: Rung;
  readonly attempt: number;
  readonly personId: string;
  readonly askedAt: Date;
}

interface AskRow {
  id: string;
  number: number;
  rung: Rung;
  attempt: number;
  person_id: string;
  asked_at: Date;
}

/** Everybody who was asked in a run of an escalation, in that order. */
export async function listAsks(
  db: Db,
  of: { readonly id: string; readonly run: number },
): Promise<readonly EscalationAsk[]> {
  const rows = await db<AskRow & { escalation_id: string; run: number }>('escalation_ask')
    .where({ escalation_id: of.id, run: of.run })
    .orderBy('number');
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    rung: row.rung,
    attempt: row.attempt,
    personId: row.person_id,
    askedAt: row.asked_at,
  }));
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
      rung: ask.rung,
      attempt: ask.attempt,
      person_id: ask.personId,
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
