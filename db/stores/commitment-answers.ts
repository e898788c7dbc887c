import type { Workplace } from '../../domain/calendar/business-time.ts';
import { DomainError } from '../../domain/errors.ts';
import {
  dayAt,
  dueReminder,
  livingCommitments,
  proposalFault,
  settleDates,
} from '../../domain/planning/commitment.ts';
import type { Db } from '../client.ts';
import { managersPlace } from './commitment-owners.ts';
import { nothingProposed, type Commitment } from './commitment-rows.ts';
import { changeLocked, lockCommitment, type ChangedCommitment } from './commitments.ts';

/** What the client's owner answers on their link; `at` is process time. */
export interface CommitmentAnswer {
  readonly linkId: string;
  readonly contentHash: string;
  readonly answer:
    | { readonly kind: 'confirm'; readonly word?: string }
    | { readonly kind: 'propose'; readonly on: string; readonly word: string };
  readonly at: Date;
}

/** `repeated`: the same stands already. */
export interface AnsweredCommitment extends ChangedCommitment {
  readonly kind: 'recorded' | 'repeated';
}

/** The link with this token's SHA-256, and whose it is; `undefined` for an unknown one. Reads only. */
export async function findCommitmentLink(
  db: Db,
  tokenSha256: string,
): Promise<{ readonly id: string; readonly commitmentId: string; readonly contactId: string } | undefined> {
  const row = await db('commitment_link')
    .where({ token_sha256: tokenSha256 })
    .first<{ id: string; commitment_id: string; contact_id: string } | undefined>(
      'id',
      'commitment_id',
      'contact_id',
    );
  return row && { id: row.id, commitmentId: row.commitment_id, contactId: row.contact_id };
}

/** The contact's link to a commitment, made by `create` unless there is one: a mail sent again carries the same. */
export async function commitmentLinkFor(
  db: Db,
  of: {
    readonly commitmentId: string;
    readonly contactId: string;
    readonly at: Date;
    readonly create: () => { id: string; keyId: string; tokenSha256: string };
  },
): Promise<string> {
  const key = { commitment_id: of.commitmentId, contact_id: of.contactId };
  const found = await db('commitment_link').where(key).first<{ id: string } | undefined>('id');
  if (found) return found.id;
  const link = of.create();
  await db('commitment_link').insert({
    ...key,
    id: link.id,
    key_id: link.keyId,
    token_sha256: link.tokenSha256,
    created_at: of.at,
  });
  return link.id;
}

/**
 * Records the answer of the client's owner, audit event and fact in one transaction. Throws `notFound`, `contentChanged`, `closed` once
 * the commitment or its plan has ended, or `invalid` for a date that cannot be proposed.
 */
export async function answerCommitment(db: Db, input: CommitmentAnswer): Promise<AnsweredCommitment> {
  return db.transaction(async (trx) => {
    const link = await trx('commitment_link')
      .where({ id: input.linkId })
      .first<{ commitment_id: string; contact_id: string } | undefined>('commitment_id', 'contact_id');
    if (!link) throw new DomainError('notFound', 'There is no such link.');
    const { plan, commitment, place } = await lockCommitment(trx, link.commitment_id);
    if (!livingCommitments.includes(commitment.status) || commitment.contactId !== link.contact_id)
      throw new DomainError('closed', 'This has ended; it takes no answer any more.');
    if (commitment.contentHash !== input.contentHash)
      throw new DomainError('contentChanged', 'The text or the date has changed since you read it.');
    if (isStanding(commitment, input.answer))
      return { kind: 'repeated', commitment, workflowId: plan.workflowId };
    const by = { kind: 'contact', id: link.contact_id } as const;
    const step = stepOf({ commitment, place, manager: await managersPlace(trx, plan) }, input);
    return {
      kind: 'recorded',
      ...(await changeLocked(trx, { ...step, plan, commitment, by, at: input.at })),
    };
  });
}

function isStanding(commitment: Commitment, answer: CommitmentAnswer['answer']): boolean {
  if (answer.kind === 'propose') return commitment.proposedOn === answer.on;
  return commitment.status !== 'open' && commitment.proposedOn === null;
}

function stepOf(
  {
    commitment,
    place,
    manager,
  }: { readonly commitment: Commitment; readonly place: Workplace; readonly manager: Workplace },
  { answer, at }: CommitmentAnswer,
): Pick<Parameters<typeof changeLocked>[1], 'kind' | 'word' | 'set'> {
  const answered = { remind_at: null, silent_at: null } as const;
  if (answer.kind === 'confirm') {
    const status = commitment.status === 'open' ? 'confirmed' : commitment.status;
    return {
      kind: 'confirmed',
      word: answer.word ?? '',
      set: {
        ...answered,
        ...nothingProposed,
        status,
        due_soon_at: dueReminder({ ...commitment, place }, at),
      },
    };
  }
  const fault = proposalFault(answer.on, { dueOn: commitment.dueOn, today: dayAt(at, place) });
  if (fault !== undefined)
    throw new DomainError('invalid', 'This date cannot be proposed.', [{ path: '/on', message: fault }]);
  const settling = settleDates(manager, at);
  const proposal = {
    proposed_on: answer.on,
    proposed_at: at,
    settle_remind_at: settling.remindAt,
    settle_tell_at: settling.tellAt,
    // Nobody is reminded of a date that they have just asked to move.
    due_soon_at: null,
  };
  return { kind: 'proposed', word: answer.word, set: { ...answered, ...proposal } };
}
