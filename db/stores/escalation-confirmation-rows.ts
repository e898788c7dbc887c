import type { Actor } from '../../domain/actor.ts';
import type { ClientAnswer } from '../../domain/escalations/confirmation.ts';
import type { ContactChannel } from '../../domain/escalations/work.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** A solution as it was presented to somebody of the client, and what they said of it; `silent` where they said nothing and that counts as agreement. */
export interface Confirmation {
  readonly id: string;
  readonly escalationId: string;
  readonly run: number;
  readonly number: number;
  readonly proposalId: string;
  readonly contactId: string;
  readonly channel: ContactChannel;
  /** In words for the client. */
  readonly summary: string;
  readonly presentedAt: Date;
  readonly remindAt: Date | null;
  readonly silentAt: Date | null;
  readonly answer: ClientAnswer | 'silent' | 'withdrawn' | null;
  readonly answeredAt: Date | null;
  readonly word: string;
  readonly by: Actor | null;
}

interface ConfirmationRow {
  id: string;
  escalation_id: string;
  run: number;
  number: number;
  proposal_id: string;
  contact_id: string;
  channel: ContactChannel;
  summary: string;
  presented_at: Date;
  remind_at: Date | null;
  silent_at: Date | null;
  answer: Confirmation['answer'];
  answered_at: Date | null;
  word: string;
  by_kind: Actor['kind'] | null;
  by_id: string | null;
}

/** Columns of a confirmation. */
export type ConfirmationColumns = Partial<Omit<ConfirmationRow, 'id'>>;

function toConfirmation(row: ConfirmationRow): Confirmation {
  return {
    id: row.id,
    escalationId: row.escalation_id,
    run: row.run,
    number: row.number,
    proposalId: row.proposal_id,
    contactId: row.contact_id,
    channel: row.channel,
    summary: row.summary,
    presentedAt: row.presented_at,
    remindAt: row.remind_at,
    silentAt: row.silent_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    word: row.word,
    by: row.by_kind === null || row.by_id === null ? null : { kind: row.by_kind, id: row.by_id },
  };
}

/** What was presented in all runs of an escalation, the first first. */
export async function listConfirmations(db: Db, escalationId: string): Promise<readonly Confirmation[]> {
  const rows = await db<ConfirmationRow>('escalation_confirmation')
    .where({ escalation_id: escalationId })
    .orderBy('id');
  return rows.map(toConfirmation);
}

/** A confirmation by its number, or the one of an escalation that waits for its answer; `undefined` where there is none. */
export async function findConfirmation(
  db: Db,
  key: { readonly id: string } | { readonly unanswered: string },
): Promise<Confirmation | undefined> {
  const rows = db<ConfirmationRow>('escalation_confirmation');
  if ('id' in key) void rows.where({ id: key.id });
  else void rows.where({ escalation_id: key.unanswered }).whereNull('answer');
  const [row] = await rows;
  return row && toConfirmation(row);
}

/** Stores what is presented and returns it. */
export async function insertConfirmation(db: Db, columns: ConfirmationColumns): Promise<Confirmation> {
  const [row] = await db('escalation_confirmation').insert(columns).returning<ConfirmationRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The presentation was not stored.');
  return toConfirmation(row);
}

/** Sets columns of a confirmation under the lock of its process. */
export async function writeConfirmation(
  db: Db,
  { id, set }: { readonly id: string; readonly set: ConfirmationColumns },
): Promise<void> {
  await db('escalation_confirmation').where({ id }).update(set);
}

/** What ends a confirmation: the answer, by whom and when; nothing is due by it any more. */
export function answerColumns(answered: {
  readonly answer: NonNullable<Confirmation['answer']>;
  readonly by: Actor;
  readonly at: Date;
  readonly word: string;
}): ConfirmationColumns {
  const { answer, by, at, word } = answered;
  const still = { remind_at: null, silent_at: null };
  return { ...still, answer, answered_at: at, word, by_kind: by.kind, by_id: by.id };
}
