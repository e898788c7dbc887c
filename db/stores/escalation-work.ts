import type { ContactChannel, RootCauseCategory } from '../../domain/escalations/work.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { EscalationChange } from './escalation-changes.ts';
import type { Escalation } from './escalation-rows.ts';
import { lockOpenEscalation, stepEscalation } from './escalation-steps.ts';

/** A contact with the client: by which way, with whom, whether somebody was reached, and what was said; `at` is when it is written down. */
export interface ContactNote {
  readonly channel: ContactChannel;
  readonly contactId: string | null;
  /** With whom, where it is none of the account's contacts. */
  readonly withWhom: string | null;
  readonly reached: boolean;
  readonly summary: string;
  readonly tookPlaceAt: Date;
}

/** Why it happened: a category and a short name, by which the same cause is found again, and the explanation. */
export interface RootCause {
  readonly category: RootCauseCategory;
  readonly name: string;
  readonly text: string;
}

function refuseUntaken({ stage }: Escalation): void {
  if (stage === 'acknowledge')
    throw new DomainError('conflict', 'Nobody has this escalation yet: somebody has to take it first.');
}

// Work goes on until the client is asked; what comes after is theirs to say.
function refuseAsked({ stage }: Escalation): void {
  if (stage === 'presented' || stage === 'confirmed')
    throw new DomainError('conflict', 'The client was asked already whether it is solved.');
}

/**
 * Keeps a contact with the client. The first one that reached somebody brings an escalation from reaching out to its root cause. Throws `conflict` before somebody took
 * it, `invalid` for somebody else's contact, nobody's name, or a time that is still to come or before the escalation's run.
 */
export async function recordContact(db: Db, change: EscalationChange & ContactNote): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    refuseUntaken(escalation);
    const { by, at, channel, contactId, reached, tookPlaceAt } = change;
    if (tookPlaceAt > at)
      throw new DomainError('invalid', 'A contact that is still to come cannot be recorded.', [
        { path: '/tookPlaceAt', message: 'must not be in the future' },
      ]);
    const withWhom = await nameOf(trx, { escalation, change });
    const { id, run, stage } = escalation;
    await trx('escalation_contact').insert({
      ...{ escalation_id: id, run, channel, contact_id: contactId, with_whom: withWhom, reached },
      ...{ summary: change.summary.trim(), took_place_at: tookPlaceAt, recorded_at: at },
      ...{ by_kind: by.kind, by_id: by.id },
    });
    if (reached && contactId !== null) await touchContact(trx, { contactId, at: tookPlaceAt });
    const next = reached && stage === 'reachOut' ? { stage: 'rootCause' as const } : undefined;
    return stepEscalation(trx, {
      escalation,
      step: {
        ...{ kind: 'contacted', by, at, reason: change.summary.trim(), fact: 'escalationUpdated' },
        ...(next && { set: next }),
        data: { channel, reached, ...(contactId !== null && { contactId }) },
      },
    });
  });
}

async function nameOf(
  db: Db,
  { escalation, change }: { readonly escalation: Escalation; readonly change: ContactNote },
): Promise<string> {
  const { contactId } = change;
  if (contactId === null) {
    const name = change.withWhom?.trim() ?? '';
    if (name !== '') return name;
    throw new DomainError('invalid', 'Say with whom you spoke.', [
      { path: '/withWhom', message: 'must name somebody where no contact is given' },
    ]);
  }
  const row = await db('contact')
    .where({ id: contactId, account_id: escalation.accountId })
    .first<{ name: string } | undefined>('name');
  if (row) return row.name;
  throw new DomainError('invalid', `Account ${escalation.accountId} has no contact ${contactId}.`, [
    { path: '/contactId', message: 'must be a contact of this account' },
  ]);
}

async function touchContact(db: Db, { contactId, at }: { contactId: string; at: Date }): Promise<void> {
  const day = at.toISOString().slice(0, 10);
  await db('contact')
    .where({ id: contactId })
    .whereRaw('coalesce(last_contact_on < cast(? as date), true)', [day])
    .update({ last_contact_on: day });
}

/** Says where an escalation stands to everybody who waits for it. Throws `conflict` before somebody took it. */
export async function updateEscalation(
  db: Db,
  change: EscalationChange & { readonly text: string },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    refuseUntaken(escalation);
    const { by, at, text } = change;
    const step = { kind: 'updated', by, at, reason: text.trim(), fact: 'escalationUpdated' } as const;
    return stepEscalation(trx, { escalation, step });
  });
}

/** Records why it happened, once more where it proves to be another cause; a solution can be proposed from then on. Throws `conflict` before somebody of the client was reached, or once the client was asked whether it is solved. */
export async function recordRootCause(db: Db, change: EscalationChange & RootCause): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, change.id);
    refuseUntaken(escalation);
    refuseAsked(escalation);
    if (escalation.stage === 'reachOut')
      throw new DomainError(
        'conflict',
        'Nobody of the client was reached yet: ask them for the reason first, and record that contact.',
      );
    const { by, at, category } = change;
    const { id, run } = escalation;
    const before = await trx('escalation_root_cause')
      .where({ escalation_id: id, run })
      .count<{ count: string }[]>('id as count');
    const [name, text] = [change.name.trim().replaceAll(/\s+/g, ' '), change.text.trim()];
    const number = Number(before[0]?.count ?? 0) + 1;
    await trx('escalation_root_cause').insert({
      ...{ escalation_id: id, run, number, category, name, text, found_at: at },
      ...{ by_kind: by.kind, by_id: by.id },
    });
    return stepEscalation(trx, {
      escalation,
      step: {
        ...{ kind: 'rootCauseFound', by, at, reason: text, fact: 'escalationUpdated' },
        ...{ set: { stage: 'solution' }, data: { number, category, name } },
      },
    });
  });
}
