import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type {
  CommitmentEventKind,
  CommitmentSide,
  CommitmentStatus,
} from '../../domain/planning/commitment.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';

/** A commitment of either side in a plan: `ownerId` is a person of ours, `contactId` one of the client's; dates 'YYYY-MM-DD'. */
export interface Commitment {
  readonly id: string;
  readonly planId: string;
  readonly stepId: string | null;
  readonly side: CommitmentSide;
  readonly text: string;
  readonly ownerId: string | null;
  readonly contactId: string | null;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly status: CommitmentStatus;
  readonly version: number;
  readonly askedAt: Date | null;
  readonly remindAt: Date | null;
  readonly silentAt: Date | null;
  readonly missAt: Date | null;
  /** What the client proposes instead and the manager has not settled yet. */
  readonly proposedOn: string | null;
  /** What an answer by link is bound to: SHA-256 of the terms. */
  readonly contentHash: string;
}

/** One entry of a commitment's history: what happened, the terms afterwards, and the word given with it. */
export interface CommitmentEvent {
  readonly version: number;
  readonly kind: CommitmentEventKind;
  readonly status: CommitmentStatus;
  readonly text: string;
  readonly dueOn: string;
  readonly proposedOn: string | null;
  readonly word: string;
  readonly by: Actor;
  readonly occurredAt: Date;
}

interface CommitmentRow {
  id: string;
  plan_id: string;
  step_id: string | null;
  side: CommitmentSide;
  text: string;
  owner_id: string | null;
  contact_id: string | null;
  owner_name: string;
  due_on: string;
  status: CommitmentStatus;
  version: number;
  asked_at: Date | null;
  remind_at: Date | null;
  silent_at: Date | null;
  miss_at: Date | null;
  proposed_on: string | null;
}

interface EventRow {
  version: number;
  kind: CommitmentEventKind;
  status: CommitmentStatus;
  text: string;
  due_on: string;
  proposed_on: string | null;
  word: string;
  actor_kind: Actor['kind'];
  actor_id: string;
  occurred_at: Date;
}

function toCommitment(row: CommitmentRow): Commitment {
  return {
    id: row.id,
    planId: row.plan_id,
    stepId: row.step_id,
    side: row.side,
    text: row.text,
    ownerId: row.owner_id,
    contactId: row.contact_id,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    status: row.status,
    version: row.version,
    askedAt: row.asked_at,
    remindAt: row.remind_at,
    silentAt: row.silent_at,
    missAt: row.miss_at,
    proposedOn: row.proposed_on,
    contentHash: contentHash({ commitment: row.id, text: row.text, dueOn: row.due_on }),
  };
}

async function read(db: Db, where: Readonly<Record<string, string>>): Promise<readonly Commitment[]> {
  const rows = await db('commitment as c')
    .leftJoin('person as p', 'p.id', 'c.owner_id')
    .leftJoin('contact as k', 'k.id', 'c.contact_id')
    .where(where)
    .orderBy('c.id')
    .select<CommitmentRow[]>('c.*', db.raw('coalesce(p.name, k.name) as owner_name'));
  return rows.map(toCommitment);
}

/** A plan's commitments in the order in which they were recorded. */
export function listCommitments(db: Db, planId: string): Promise<readonly Commitment[]> {
  return read(db, { 'c.plan_id': planId });
}

/** One commitment; throws `notFound`. */
export async function getCommitment(db: Db, id: string): Promise<Commitment> {
  const [found] = await read(db, { 'c.id': id });
  if (!found) throw new DomainError('notFound', `There is no commitment ${id}.`);
  return found;
}

function toEvent(row: EventRow): CommitmentEvent {
  return {
    version: row.version,
    kind: row.kind,
    status: row.status,
    text: row.text,
    dueOn: row.due_on,
    proposedOn: row.proposed_on,
    word: row.word,
    by: { kind: row.actor_kind, id: row.actor_id },
    occurredAt: row.occurred_at,
  };
}

/** Everything that happened to a commitment, the first entry first. */
export async function commitmentHistory(db: Db, commitmentId: string): Promise<readonly CommitmentEvent[]> {
  return (await commitmentHistories(db, [commitmentId])).get(commitmentId) ?? [];
}

/** Everything that happened to each of these commitments by its number, the first entry first. */
export async function commitmentHistories(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly CommitmentEvent[]>> {
  const rows = await db('commitment_event')
    .whereIn('commitment_id', ids)
    .orderBy('version')
    .select<(EventRow & { commitment_id: string })[]>('*');
  return new Map(ids.map((id) => [id, rows.filter((row) => row.commitment_id === id).map(toEvent)] as const));
}

/** The columns that a change of a commitment sets. */
export interface CommitmentColumns {
  readonly text?: string;
  readonly contact_id?: string;
  readonly owner_id?: string;
  readonly due_on?: string;
  readonly status?: CommitmentStatus;
  readonly ask_at?: Date | null;
  readonly asked_at?: Date;
  readonly remind_at?: Date | null;
  readonly silent_at?: Date | null;
  readonly miss_at?: Date | null;
  readonly due_soon_at?: Date | null;
  readonly late_at?: Date | null;
  readonly settle_remind_at?: Date | null;
  readonly settle_tell_at?: Date | null;
  readonly proposed_on?: string | null;
  readonly proposed_at?: Date | null;
}

/** What is left of a proposal that was settled, overtaken or taken back: nothing. */
export const nothingProposed = {
  proposed_on: null,
  proposed_at: null,
  settle_remind_at: null,
  settle_tell_at: null,
} as const;

/** What a commitment that has ended waits for: nothing. */
export const nothingDue = {
  ...nothingProposed,
  ask_at: null,
  remind_at: null,
  silent_at: null,
  miss_at: null,
  due_soon_at: null,
  late_at: null,
} as const;

/** Changes a commitment without an entry in its history, as when a date was used up. */
export async function setCommitment(
  db: Db,
  { id, set }: { readonly id: string; readonly set: CommitmentColumns },
): Promise<void> {
  await db('commitment').where({ id }).update(set);
}

/** Changes a commitment and appends what happened to its history, under the process's lock. Returns it as it is now. */
export async function advanceCommitment(
  db: Db,
  step: {
    readonly id: string;
    readonly set: CommitmentColumns;
    readonly kind: CommitmentEventKind;
    readonly word?: string;
    /** The proposal that the entry is about, where `set` clears it. */
    readonly proposedOn?: string | null;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<Commitment> {
  await db('commitment')
    .where({ id: step.id })
    .update({ ...step.set, version: db.raw('version + 1') });
  return noteCommitment(db, step);
}

/** Writes the first or next entry of a commitment's history from its row as it is now. */
export async function noteCommitment(
  db: Db,
  step: Omit<Parameters<typeof advanceCommitment>[1], 'set'>,
): Promise<Commitment> {
  const now = await getCommitment(db, step.id);
  await db('commitment_event').insert({
    commitment_id: now.id,
    version: now.version,
    kind: step.kind,
    status: now.status,
    text: now.text,
    due_on: now.dueOn,
    proposed_on: step.proposedOn ?? now.proposedOn,
    word: step.word ?? '',
    actor_kind: step.by.kind,
    actor_id: step.by.id,
    occurred_at: step.at,
  });
  return now;
}
