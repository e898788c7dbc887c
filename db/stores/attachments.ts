import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import {
  attachmentName,
  largestAttachment,
  mediaTypeOf,
  mostAttachments,
  type Attachment,
} from '../../domain/planning/attachment.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { editStep, lockPlan, type PlanEdit } from './plans.ts';

/** A file with its content. */
export interface AttachedFile extends Attachment {
  readonly content: Buffer;
}

/**
 * Attaches a file to a step, in the place of one of the same name: an edit, so that approvals of the step are void. The same file
 * again changes nothing. Throws what an edit throws, `invalid` for an empty or too large file, and `conflict` for an eleventh one.
 */
export async function attachFile(
  db: Db,
  edit: PlanEdit & { readonly stepId: string; readonly name: string; readonly content: Buffer },
): Promise<Plan> {
  const { content, stepId } = edit;
  if (content.length === 0 || content.length > largestAttachment)
    throw new DomainError(
      'invalid',
      `A file must have 1 to ${largestAttachment} bytes; this one has ${content.length}.`,
    );
  const name = attachmentName(edit.name);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { name, mediaType: mediaTypeOf(name), bytes: content.length, sha256 };
  return db.transaction(async (trx) => {
    const attached = await attachmentsOf(trx, edit);
    const other = attached.find((one) => one.sha256 === sha256 && one.name !== name);
    if (other) throw new DomainError('conflict', `The same file is attached already, as "${other.name}".`);
    const place = attached.findIndex((one) => one.name === name);
    const attachments = place < 0 ? [...attached, file] : attached.with(place, file);
    if (attachments.length > mostAttachments)
      throw new DomainError('conflict', `A step has ${mostAttachments} files at most. Remove one first.`);
    await trx('attachment').insert({ sha256, content, stored_at: edit.at }).onConflict('sha256').ignore();
    return editStep(trx, { ...edit, stepId, change: { attachments } });
  });
}

/** Removes a file from a step: an edit too. Its content is kept, because earlier requests name it. Throws `notFound` and what an edit throws. */
export async function detachFile(
  db: Db,
  edit: PlanEdit & { readonly stepId: string; readonly sha256: string },
): Promise<Plan> {
  return db.transaction(async (trx) => {
    const attached = await attachmentsOf(trx, edit);
    const attachments = attached.filter(({ sha256 }) => sha256 !== edit.sha256);
    if (attachments.length === attached.length) throw notAttached(edit.sha256);
    return editStep(trx, { ...edit, change: { attachments } });
  });
}

/** A file of these with its content, by its SHA-256; throws `notFound` for any other. */
export async function readAttachment(
  db: Db,
  asked: { readonly of: readonly Attachment[]; readonly sha256: string },
): Promise<AttachedFile> {
  const attachment = asked.of.find(({ sha256 }) => sha256 === asked.sha256);
  const row =
    attachment &&
    (await db('attachment')
      .where({ sha256: attachment.sha256 })
      .first<{ content: Buffer } | undefined>('content'));
  if (!attachment || !row) throw notAttached(asked.sha256);
  return { ...attachment, content: row.content };
}

function notAttached(sha256: string): DomainError {
  return new DomainError('notFound', `No file with the SHA-256 ${sha256} is attached here.`);
}

async function attachmentsOf(
  db: Db,
  edit: PlanEdit & { readonly stepId: string },
): Promise<readonly Attachment[]> {
  const plan = await lockPlan(db, edit);
  const step = plan.steps.find(({ id }) => id === edit.stepId);
  if (!step) throw new DomainError('notFound', `Plan ${plan.id} has no step ${edit.stepId}.`);
  return step.attachments ?? [];
}
