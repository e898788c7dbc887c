import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { acknowledgeLocked } from './escalation-changes.ts';
import { handOverLocked } from './escalation-hand-over.ts';
import { getEscalation, type Escalation } from './escalation-rows.ts';
import { openVacancy } from './escalation-vacancies.ts';
import { lockProcess } from './processes.ts';

/** A person's link to take an escalation in one of its runs, or with a `round` above 0 to take over from a holder who has gone. */
export interface EscalationLink {
  readonly id: string;
  readonly escalationId: string;
  readonly askId: string;
  readonly run: number;
  readonly round: number;
  readonly personId: string;
}

interface LinkRow {
  id: string;
  escalation_id: string;
  ask_id: string;
  run: number;
  round: number;
  person_id: string;
}

/** The link by its number or by the SHA-256 of its token; `undefined` for an unknown one. Reads only. */
export async function findEscalationLink(
  db: Db,
  key: { readonly id: string } | { readonly tokenSha256: string },
): Promise<EscalationLink | undefined> {
  const row = await db('escalation_link as l')
    .join('escalation_ask as a', 'a.id', 'l.ask_id')
    .where('id' in key ? { 'l.id': key.id } : { 'l.token_sha256': key.tokenSha256 })
    .first<LinkRow | undefined>('l.id', 'a.escalation_id', 'l.ask_id', 'a.run', 'a.round', 'a.person_id');
  if (!row) return undefined;
  const { id, run, round } = row;
  return { id, escalationId: row.escalation_id, askId: row.ask_id, run, round, personId: row.person_id };
}

/** Takes an escalation, or takes it over, for whoever a link belongs to. `repeated`: they have it already. Throws `notFound`, `invalid` for somebody who is not active any more, or `closed` where somebody else has it, it was closed, or the link is of an earlier run. */
export async function acknowledgeByLink(
  db: Db,
  given: { readonly linkId: string; readonly at: Date },
): Promise<{ readonly kind: 'recorded' | 'repeated'; readonly escalation: Escalation }> {
  return db.transaction(async (trx) => {
    const link = await findEscalationLink(trx, { id: given.linkId });
    if (!link) throw new DomainError('notFound', 'There is no such link.');
    const { escalationId: id, personId, run, round } = link;
    await lockProcess(trx, (await getEscalation(trx, { id })).workflowId);
    const escalation = await getEscalation(trx, { id });
    if (escalation.run === run && escalation.stage !== 'closed' && escalation.holderId === personId)
      return { kind: 'repeated', escalation };
    const by = { kind: 'person', id: personId } as const;
    const taking = { escalation, personId, by, at: given.at };
    if (escalation.run === run && escalation.stage === 'acknowledge')
      return { kind: 'recorded', escalation: await acknowledgeLocked(trx, taking) };
    const vacant = escalation.run === run && (await openVacancy(trx, escalation))?.number === round;
    if (!vacant) throw new DomainError('closed', 'Nobody is asked about this any more.');
    return { kind: 'recorded', escalation: await handOverLocked(trx, { ...taking, reason: '' }) };
  });
}
