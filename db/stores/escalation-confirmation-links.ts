import type { ClientAnswer } from '../../domain/escalations/confirmation.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { findConfirmation } from './escalation-confirmation-rows.ts';
import { answerLocked, refuseWordless } from './escalation-confirmations.ts';
import { getEscalation, type Escalation } from './escalation-rows.ts';
import { lockProcess } from './processes.ts';

/** A contact's link on which they say whether it is solved. */
export interface ConfirmationLink {
  readonly id: string;
  readonly confirmationId: string;
}

/** The contact's link, made by `create` unless there is one: a reminder carries the same. */
export async function confirmationLinkFor(
  db: Db,
  of: {
    readonly confirmationId: string;
    readonly at: Date;
    readonly create: () => { id: string; keyId: string; tokenSha256: string };
  },
): Promise<string> {
  const key = { confirmation_id: of.confirmationId };
  const found = await db('escalation_link').where(key).first<{ id: string } | undefined>('id');
  if (found) return found.id;
  const { id, keyId, tokenSha256 } = of.create();
  const link = { id, key_id: keyId, token_sha256: tokenSha256, created_at: of.at };
  await db('escalation_link').insert({ ...key, ...link });
  return id;
}

/** The contact's link by its number or by the SHA-256 of its token; `undefined` where there is none. Reads only. */
export async function findConfirmationLink(
  db: Db,
  key: { readonly id: string } | { readonly tokenSha256: string },
): Promise<ConfirmationLink | undefined> {
  const row = await db('escalation_link')
    .where('id' in key ? { id: key.id } : { token_sha256: key.tokenSha256 })
    .whereNotNull('confirmation_id')
    .first<{ id: string; confirmation_id: string } | undefined>('id', 'confirmation_id');
  return row && { id: row.id, confirmationId: row.confirmation_id };
}

/** Whether a mail with the link of this confirmation went out, as far as is known: whoever got none has not been silent. */
export async function wasMailed(db: Db, confirmationId: string): Promise<boolean> {
  const row = await db('notification as n')
    .join('escalation_link as l', 'l.id', 'n.escalation_link_id')
    .where({ 'l.confirmation_id': confirmationId, 'n.status': 'sent' })
    .first<{ id: string } | undefined>('n.id');
  return row !== undefined;
}

/** Records what a contact says on their link. The same answer again is `repeated`. Throws `notFound`, `invalid` for a refusal without a word, or `closed` where it was answered otherwise or nobody is asked any more. */
export async function answerByContact(
  db: Db,
  given: {
    readonly linkId: string;
    readonly answer: ClientAnswer;
    readonly word: string;
    readonly at: Date;
  },
): Promise<{ readonly kind: 'recorded' | 'repeated'; readonly escalation: Escalation }> {
  return db.transaction(async (trx) => {
    const link = await findConfirmationLink(trx, { id: given.linkId });
    const found = link && (await findConfirmation(trx, { id: link.confirmationId }));
    if (!found) throw new DomainError('notFound', 'There is no such link.');
    const { workflowId } = await getEscalation(trx, { id: found.escalationId });
    await lockProcess(trx, workflowId);
    const escalation = await getEscalation(trx, { workflowId });
    const confirmation = (await findConfirmation(trx, { id: found.id })) ?? found;
    const { answer, word, at } = given;
    if (confirmation.answer === answer) return { kind: 'repeated', escalation };
    if (confirmation.answer !== null || escalation.stage !== 'presented')
      throw new DomainError('closed', 'Nobody waits for this answer any more.');
    refuseWordless({ answer, word });
    const by = { kind: 'contact', id: confirmation.contactId } as const;
    const answered = await answerLocked(trx, { escalation, confirmation, answer, word, by, at });
    return { kind: 'recorded', escalation: answered };
  });
}
