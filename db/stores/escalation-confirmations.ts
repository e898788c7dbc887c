import type { Actor } from '../../domain/actor.ts';
import { silenceDates, type ClientAnswer } from '../../domain/escalations/confirmation.ts';
import type { ContactChannel } from '../../domain/escalations/work.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { EscalationChange } from './escalation-changes.ts';
import {
  answerColumns,
  findConfirmation,
  insertConfirmation,
  listConfirmations,
  writeConfirmation,
  type Confirmation,
} from './escalation-confirmation-rows.ts';
import type { Escalation } from './escalation-rows.ts';
import { lockOpenEscalation, stepEscalation } from './escalation-steps.ts';

/** A solution as it is presented to somebody of the client; `summary` is all that they read of it. */
export interface Presentation {
  readonly contactId: string;
  readonly channel: ContactChannel;
  readonly summary: string;
}

/** The proposal that can be presented to the client, or why none can. What the client refused is not presented again: something has to be proposed anew. */
export async function presentableProposal(
  db: Db,
  { id, run, stage }: Escalation,
): Promise<{ readonly id: string } | { readonly why: string }> {
  if (stage === 'presented')
    return { why: 'A solution was presented already, and the client has not answered yet.' };
  if (stage !== 'solution')
    return { why: 'A solution is presented once its root cause is known, and only then.' };
  const proposal = await db('escalation_proposal')
    .where({ escalation_id: id, run })
    .orderBy('number', 'desc')
    .first<{ id: string; status: string } | undefined>('id', 'status');
  if (!proposal || !['approved', 'withinLimit'].includes(proposal.status))
    return { why: 'No solution that can be presented has been proposed yet, or it is not approved.' };
  const refused = (await listConfirmations(db, id)).some(
    ({ proposalId, answer }) => proposalId === proposal.id && answer === 'refused',
  );
  return refused ? { why: 'The client refused this solution: propose another one first.' } : proposal;
}

async function presentableOf(db: Db, escalation: Escalation): Promise<string> {
  const found = await presentableProposal(db, escalation);
  if ('why' in found) throw new DomainError('conflict', found.why);
  return found.id;
}

interface Addressed {
  readonly name: string;
  readonly email: string | null;
}

async function contactOf(db: Db, of: { accountId: string; contactId: string }): Promise<Addressed> {
  const row = await db('contact')
    .where({ id: of.contactId, account_id: of.accountId })
    .first<Addressed | undefined>('name', 'email');
  if (row) return row;
  throw new DomainError('invalid', `Account ${of.accountId} has no contact ${of.contactId}.`, [
    { path: '/contactId', message: 'must be a contact of this account' },
  ]);
}

/** Records that the approved solution was presented, and asks the client whether it is solved; from then on the firm's clocks stand still. Throws `conflict` where there is nothing to present, `invalid` for somebody else's contact. */
export async function presentSolution(db: Db, change: EscalationChange & Presentation): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const proposalId = await presentableOf(trx, escalation);
    const { by, at, contactId, channel } = change;
    const { id, run, accountId } = escalation;
    const { name, email } = await contactOf(trx, { accountId, contactId });
    const before = (await listConfirmations(trx, id)).filter((one) => one.run === run);
    const number = before.length + 1;
    const { remindAt, silentAt } = silenceDates(escalation, at);
    // Whoever was never asked in writing has not been silent.
    const confirmation = await insertConfirmation(trx, {
      ...{ escalation_id: id, run, number, proposal_id: proposalId, contact_id: contactId, channel },
      ...{ summary: change.summary.trim(), presented_at: at, remind_at: remindAt },
      silent_at: email === null ? null : silentAt,
    });
    return stepEscalation(trx, {
      escalation,
      step: {
        ...{ kind: 'presented', by, at, fact: 'solutionPresented' },
        set: { stage: 'presented', paused_at: null, pause_until: null },
        data: { confirmationId: confirmation.id, number, proposalId, contactId, withWhom: name, channel },
      },
    });
  });
}

/** What an answer of the client brings about, under the lock of the process. */
export async function answerLocked(
  db: Db,
  given: {
    readonly escalation: Escalation;
    readonly confirmation: Confirmation;
    readonly answer: ClientAnswer | 'silent';
    readonly word: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<Escalation> {
  const { escalation, confirmation, answer, by, at } = given;
  const reason = given.word.trim();
  const { id, number, contactId } = confirmation;
  await writeConfirmation(db, { id, set: answerColumns({ answer, by, at, word: reason }) });
  const data = { confirmationId: id, number, contactId, ...(answer === 'silent' && { silent: true }) };
  if (answer === 'refused')
    return stepEscalation(db, {
      escalation,
      step: {
        ...{ kind: 'refused', by, at, reason, data, fact: 'clientRefused' },
        set: { stage: 'rootCause' },
      },
    });
  return stepEscalation(db, {
    escalation,
    step: {
      ...{ kind: 'confirmed', by, at, reason, data, fact: 'clientConfirmed' },
      set: { stage: 'confirmed' },
    },
  });
}

async function unanswered(db: Db, { id }: Escalation): Promise<Confirmation> {
  const found = await findConfirmation(db, { unanswered: id });
  if (found) return found;
  throw new DomainError('conflict', 'The client is not being asked whether it is solved.');
}

/** Records what the client said in another way than by their link, as on the phone. Throws `conflict` where they are not being asked, `invalid` for a refusal without their word. */
export async function recordClientAnswer(
  db: Db,
  change: EscalationChange & { readonly answer: ClientAnswer; readonly word: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const confirmation = await unanswered(trx, escalation);
    const { answer, word, by, at } = change;
    refuseWordless({ answer, word });
    return answerLocked(trx, { escalation, confirmation, answer, word, by, at });
  });
}

/** Throws `invalid` for a refusal without a word. */
export function refuseWordless(given: { readonly answer: ClientAnswer; readonly word: string }): void {
  if (given.answer === 'refused' && given.word.trim() === '')
    throw new DomainError('invalid', 'Say what the client misses.', [
      { path: '/word', message: 'must say what is not solved' },
    ]);
}

/** Takes a presentation back with the reason, as where the wrong contact was asked: it goes back to its solution and their link takes no answer any more. Throws `conflict` where the client is not being asked. */
export async function withdrawPresentation(
  db: Db,
  change: EscalationChange & { readonly reason: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    const { id, number, contactId } = await unanswered(trx, escalation);
    const { by, at } = change;
    const reason = change.reason.trim();
    await writeConfirmation(trx, { id, set: answerColumns({ answer: 'withdrawn', by, at, word: reason }) });
    return stepEscalation(trx, {
      escalation,
      step: {
        ...{ kind: 'presentationWithdrawn', by, at, reason, fact: 'presentationWithdrawn' },
        ...{ set: { stage: 'solution' }, data: { confirmationId: id, number, contactId } },
      },
    });
  });
}
