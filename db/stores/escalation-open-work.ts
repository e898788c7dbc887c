import type { Actor } from '../../domain/actor.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { answerColumns, findConfirmation, writeConfirmation } from './escalation-confirmation-rows.ts';
import { noteEscalation } from './escalation-events.ts';
import { withdrawAsked } from './escalation-proposal-ends.ts';
import type { Escalation } from './escalation-rows.ts';
import { listTasks, writeTask } from './escalation-task-rows.ts';
import { recordFact } from './processes.ts';

/** Ends what is still open where an escalation is closed: tasks are dropped, their owners hear of it, and whoever was asked about a solution, approvers or the client, is not asked any more. */
export async function endOpenWork(
  db: Db,
  closing: { readonly escalation: Escalation; readonly by: Actor; readonly at: Date },
): Promise<void> {
  const { escalation, by, at } = closing;
  const { id, run, workflowId } = escalation;
  for (const task of await listTasks(db, id)) {
    if (task.status !== 'open') continue;
    const set = { status: 'dropped', ended_at: at, remind_at: null, overdue_at: null } as const;
    await writeTask(db, { id: task.id, set });
    const data = { taskId: task.id, title: task.title, closing: true };
    const event = { run, kind: 'taskDropped', by, at, reason: '', data } as const;
    const eventId = await noteEscalation(db, { escalationId: id, event });
    await appendAudit(db, {
      chain: workflowId,
      at,
      actor: by,
      kind: 'escalation.taskDropped',
      subject: id,
      data,
    });
    await recordFact(db, { workflowId, kind: 'taskEnded', payload: { eventId }, at });
  }
  await withdrawAsked(db, { ...closing, because: 'closing' });
  const asked = await findConfirmation(db, { unanswered: id });
  if (!asked) return;
  const set = answerColumns({ answer: 'withdrawn', by, at, word: '' });
  await writeConfirmation(db, { id: asked.id, set });
  const data = { confirmationId: asked.id, number: asked.number, closing: true };
  await noteEscalation(db, {
    escalationId: id,
    event: { run, kind: 'presentationWithdrawn', by, at, reason: '', data },
  });
  await appendAudit(db, {
    ...{ chain: workflowId, at, actor: by, kind: 'escalation.presentationWithdrawn', subject: id, data },
  });
}
