import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { contentFaults } from '../../domain/planning/content-faults.ts';
import { planContentSchema, type PlanContent } from '../../domain/planning/content.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { contentHash } from '../content-hash.ts';
import { appendAudit } from './audit.ts';
import { getPlan } from './plan-rows.ts';
import { lockProcess } from './processes.ts';

/**
 * One revision of a plan's content; it never changes. Revision 1 is the draft with which the plan was opened; `changedBy` is `<kind>:<id>`.
 */
export interface ContentRevision {
  readonly planId: string;
  readonly revision: number;
  readonly content: PlanContent;
  readonly contentHash: string;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: Date;
}

interface ContentRow {
  plan_id: string;
  revision: number;
  content: PlanContent;
  content_hash: string;
  reason: string;
  changed_by: string;
  changed_at: Date;
}

function toRevision(row: ContentRow): ContentRevision {
  return {
    planId: row.plan_id,
    revision: row.revision,
    content: row.content,
    contentHash: row.content_hash,
    reason: row.reason,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

/** The content of now. Throws `notFound` for an unknown plan. */
export async function currentContent(db: Db, planId: string): Promise<ContentRevision> {
  const row = await db<ContentRow>('plan_content')
    .where({ plan_id: planId })
    .orderBy('revision', 'desc')
    .first();
  if (row) return toRevision(row);
  throw new DomainError('notFound', `There is no plan ${planId}.`);
}

/** One revision of the content; throws `notFound`. */
export async function getContent(
  db: Db,
  asked: { readonly planId: string; readonly revision: number },
): Promise<ContentRevision> {
  const row = await db<ContentRow>('plan_content')
    .where({ plan_id: asked.planId, revision: asked.revision })
    .first();
  if (row) return toRevision(row);
  throw new DomainError('notFound', `Plan ${asked.planId} has no revision ${asked.revision} of its content.`);
}

/** The revisions of a plan's content older than `before`, the newest first; one more than `limit` says that there is a next page. */
export async function listContent(
  db: Db,
  page: { readonly planId: string; readonly limit: number; readonly before?: number | undefined },
): Promise<readonly ContentRevision[]> {
  const rows = await db<ContentRow>('plan_content')
    .where({ plan_id: page.planId })
    .where('revision', '<', page.before ?? 2_147_483_647)
    .orderBy('revision', 'desc')
    .limit(page.limit + 1);
  return rows.map(toRevision);
}

/** A change of a plan's content as its author saw it: `revision` is what they read, `change` holds the sections to be replaced. */
export interface ContentEdit {
  readonly planId: string;
  readonly revision: number;
  readonly change: Partial<PlanContent>;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Replaces sections of the content as a new revision, with an audit event; the same content again changes nothing. Throws `notFound`,
 * `closed`, `stale` if there is a newer revision, and `invalid` with every fault.
 */
export function changeContent(db: Db, edit: ContentEdit): Promise<ContentRevision> {
  return db.transaction(async (trx) => {
    const seen = await getPlan(trx, { id: edit.planId });
    await lockProcess(trx, seen.workflowId);
    const plan = await getPlan(trx, { id: edit.planId });
    if (plan.status === 'closed')
      throw new DomainError('closed', 'This plan is closed; its content cannot be changed any more.');
    const now = await currentContent(trx, edit.planId);
    if (now.revision !== edit.revision)
      throw new DomainError(
        'stale',
        `The content has changed since revision ${edit.revision}: it is at revision ${now.revision}. Read it again.`,
      );
    const content = planContentSchema.parse({ ...now.content, ...edit.change });
    await refuseFaults(trx, { plan, content });
    if (contentHash(content) === now.contentHash) return now;
    return appendContent(trx, { ...edit, plan, content });
  });
}

async function refuseFaults(
  db: Db,
  { plan, content }: { readonly plan: Plan; readonly content: PlanContent },
): Promise<void> {
  const named = [
    ...content.objectives.map(({ ownerId }) => ownerId),
    ...content.team.map(({ personId }) => personId),
  ];
  const people = await db('person').whereIn('id', named).select<{ id: string }[]>('id');
  const known = { people: people.map(({ id }) => id), steps: plan.steps.map(({ id }) => id) };
  const faults = contentFaults(content, known);
  if (faults.length > 0)
    throw new DomainError('invalid', 'The content of the plan was not changed: see the faults.', faults);
}

async function appendContent(
  db: Db,
  stored: ContentEdit & { readonly plan: Plan; readonly content: PlanContent },
): Promise<ContentRevision> {
  const { plan, content, reason, by, at } = stored;
  const revision = await insertContent(db, {
    planId: plan.id,
    revision: stored.revision + 1,
    content,
    reason,
    by,
    at,
  });
  await db('plan').where({ id: plan.id }).update({ situation: content.situation });
  await appendAudit(db, {
    chain: plan.workflowId,
    at,
    actor: by,
    kind: 'content.changed',
    subject: plan.id,
    data: { revision: revision.revision, contentHash: revision.contentHash, reason },
  });
  return revision;
}

/** Stores content as a revision; the caller holds the lock of the plan's process and tells the audit trail. */
export async function insertContent(
  db: Db,
  stored: Pick<ContentEdit, 'planId' | 'revision' | 'reason' | 'by' | 'at'> & {
    readonly content: PlanContent;
  },
): Promise<ContentRevision> {
  const { planId, content, reason, revision, by, at } = stored;
  const [row] = await db('plan_content')
    .insert({
      plan_id: planId,
      revision,
      content: JSON.stringify(content),
      content_hash: contentHash(content),
      reason,
      changed_by: `${by.kind}:${by.id}`,
      changed_at: at,
    })
    .returning<ContentRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The content was not stored.');
  return toRevision(row);
}
