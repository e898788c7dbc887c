import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { stepEscalation } from './escalation-steps.ts';
import { getEscalation, type Escalation } from './escalation-rows.ts';
import { findTask, writeTask } from './escalation-task-rows.ts';
import { endLockedTask } from './escalation-tasks.ts';
import { lockProcess } from './processes.ts';

/** Somebody's link to a task, also after it was given to somebody else. */
export interface TaskLink {
  readonly id: string;
  readonly taskId: string;
  readonly personId: string;
}

/** The person's link to a task, made by `create` unless there is one: a mail sent again carries the same. */
export async function taskLinkFor(
  db: Db,
  of: Omit<TaskLink, 'id'> & {
    readonly at: Date;
    readonly create: () => { id: string; keyId: string; tokenSha256: string };
  },
): Promise<string> {
  const key = { task_id: of.taskId, person_id: of.personId };
  const found = await db('escalation_link').where(key).first<{ id: string } | undefined>('id');
  if (found) return found.id;
  const { id, keyId, tokenSha256 } = of.create();
  const link = { id, key_id: keyId, token_sha256: tokenSha256, created_at: of.at };
  await db('escalation_link').insert({ ...key, ...link });
  return id;
}

/** The link to a task by its number or by the SHA-256 of its token; `undefined` where there is none. Reads only. */
export async function findTaskLink(
  db: Db,
  key: { readonly id: string } | { readonly tokenSha256: string },
): Promise<TaskLink | undefined> {
  const row = await db('escalation_link')
    .where('id' in key ? { id: key.id } : { token_sha256: key.tokenSha256 })
    .whereNotNull('task_id')
    .first<{ id: string; task_id: string; person_id: string } | undefined>('id', 'task_id', 'person_id');
  return row && { id: row.id, taskId: row.task_id, personId: row.person_id };
}

/** What the owner of a task says on their link; a `word` is why they cannot do it. */
export interface TaskAnswer {
  readonly linkId: string;
  readonly choice: 'done' | 'cannot';
  readonly word: string;
  readonly at: Date;
}

/** Records what a task's owner says of it by link: that it is done, or that they cannot do it, after which it stays theirs until whoever has the escalation gives it to somebody else. The same again is `repeated`. Throws `notFound`, `invalid` for somebody who is not active any more, or `closed` where it has ended or somebody else has it. */
export async function answerTask(
  db: Db,
  given: TaskAnswer,
): Promise<{ readonly kind: 'recorded' | 'repeated'; readonly escalation: Escalation }> {
  return db.transaction(async (trx) => {
    const link = await findTaskLink(trx, { id: given.linkId });
    const found = link && (await findTask(trx, link.taskId));
    if (!found) throw new DomainError('notFound', 'There is no such link.');
    const { workflowId } = await getEscalation(trx, { id: found.escalationId });
    await lockProcess(trx, workflowId);
    const escalation = await getEscalation(trx, { workflowId });
    const task = (await findTask(trx, found.id)) ?? found;
    const { at, choice } = given;
    const word = given.word.trim();
    const own = task.ownerId === link.personId;
    const again = choice === 'done' ? task.status === 'done' : task.status === 'open' && task.word === word;
    if (own && again) return { kind: 'repeated', escalation };
    if (!own || task.status !== 'open')
      throw new DomainError('closed', 'Nobody waits for this answer any more.');
    await refuseGone(trx, link.personId);
    const by = { kind: 'person', id: link.personId } as const;
    if (choice === 'done') {
      const ended = await endLockedTask(trx, { escalation, task, by, at, how: 'done', word });
      return { kind: 'recorded', escalation: ended.escalation };
    }
    await writeTask(trx, { id: task.id, set: { word, remind_at: null } });
    const data = { taskId: task.id, title: task.title, cannot: true };
    const step = { kind: 'taskChanged', by, at, reason: word, data, fact: 'taskChanged' } as const;
    return { kind: 'recorded', escalation: await stepEscalation(trx, { escalation, step }) };
  });
}

async function refuseGone(db: Db, id: string): Promise<void> {
  const row = await db('person').where({ id, active: true }).first<{ id: string } | undefined>('id');
  if (!row) throw new DomainError('invalid', 'Only somebody who is active here can answer.');
}
