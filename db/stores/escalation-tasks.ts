import { atPlace, type Workplace } from '../../domain/calendar/business-time.ts';
import { taskDates, type TaskFunction } from '../../domain/escalations/tasks.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { EscalationChange } from './escalation-changes.ts';
import type { Escalation } from './escalation-rows.ts';
import { lockOpenEscalation, stepEscalation } from './escalation-steps.ts';
import {
  findTask,
  insertTask,
  writeTask,
  type EscalationTask,
  type TaskColumns,
} from './escalation-task-rows.ts';

/** A task inside the firm as it is given; `dueOn` is a day at its owner's place. */
export interface NewTask {
  readonly title: string;
  readonly details: string;
  readonly function: TaskFunction;
  readonly ownerId: string;
  readonly dueOn: string;
}

/** A task and the escalation as both are after a change. */
export interface TaskChanged {
  readonly escalation: Escalation;
  readonly task: EscalationTask;
}

/** A change of one task of an escalation. */
export type TaskChange = EscalationChange & { readonly taskId: string };

interface Owned {
  readonly ownerId: string;
  readonly dueOn: string;
  readonly at: Date;
}

// What is due by a task counts at its owner's place; a reminder that would come at once is left out.
async function datesOf(db: Db, { ownerId, dueOn, at }: Owned): Promise<TaskColumns> {
  const row = await db('person')
    .where({ id: ownerId, active: true })
    .first<{ region: string; time_zone: string } | undefined>('region', 'time_zone');
  if (!row)
    throw new DomainError('invalid', 'A task is given to an active person.', [
      { path: '/ownerId', message: `There is no active person ${ownerId}.` },
    ]);
  const place: Workplace = { region: row.region, timeZone: row.time_zone };
  if (dueOn < atPlace(at, place).toFormat('yyyy-MM-dd'))
    throw new DomainError('invalid', 'A task is due today or later.', [
      { path: '/dueOn', message: "must not have passed at the owner's place" },
    ]);
  const { remindAt, overdueAt } = taskDates(place, dueOn);
  return { remind_at: remindAt > at ? remindAt : null, overdue_at: overdueAt };
}

/** Gives somebody inside the firm a task for an escalation; they are mailed a link. Throws `conflict` before somebody took the escalation, `invalid` for somebody who is not active or a day that has passed. */
export async function giveTask(db: Db, given: EscalationChange & NewTask): Promise<TaskChanged> {
  return db.transaction(async (trx) => {
    const escalation = await lockOpenEscalation(trx, given.id);
    if (escalation.stage === 'acknowledge')
      throw new DomainError('conflict', 'Nobody has this escalation yet: somebody has to take it first.');
    const { by, at, ownerId, dueOn, function: part } = given;
    const task = await insertTask(trx, {
      ...{ escalation_id: escalation.id, run: escalation.run, given_at: at },
      ...{ title: given.title.trim(), details: given.details.trim(), function: part },
      ...{ owner_id: ownerId, due_on: dueOn, ...(await datesOf(trx, given)) },
    });
    const data = { taskId: task.id, title: task.title, function: part, ownerId, dueOn };
    const step = { kind: 'taskGiven', by, at, data, fact: 'taskGiven' } as const;
    return { escalation: await stepEscalation(trx, { escalation, step }), task };
  });
}

async function lockOpenTask(
  db: Db,
  { id, taskId }: { readonly id: string; readonly taskId: string },
): Promise<TaskChanged> {
  const escalation = await lockOpenEscalation(db, id);
  const task = await findTask(db, taskId);
  if (task?.escalationId !== escalation.id)
    throw new DomainError('notFound', `This escalation has no task ${taskId}.`);
  if (task.status !== 'open') throw new DomainError('closed', `This task is ${task.status} already.`);
  return { escalation, task };
}

/** Changes what a task is, who has it, or when it is due; both its old and its new owner are told. Throws as {@link giveTask}, and `conflict` where nothing changes. */
export async function changeTask(
  db: Db,
  change: TaskChange & { readonly [Key in keyof NewTask]?: NewTask[Key] | undefined },
): Promise<TaskChanged> {
  return db.transaction(async (trx) => {
    const { escalation, task } = await lockOpenTask(trx, change);
    const { by, at } = change;
    const next = {
      title: change.title?.trim() ?? task.title,
      details: change.details?.trim() ?? task.details,
      function: change.function ?? task.function,
      ownerId: change.ownerId ?? task.ownerId,
      dueOn: change.dueOn ?? task.dueOn,
    };
    const changed = (['title', 'details', 'function', 'ownerId', 'dueOn'] as const).filter(
      (key) => next[key] !== task[key],
    );
    if (changed.length === 0) throw new DomainError('conflict', 'The task is so already.');
    const dated = changed.includes('ownerId') || changed.includes('dueOn');
    const set = {
      ...{ title: next.title, details: next.details, function: next.function },
      ...{ owner_id: next.ownerId, due_on: next.dueOn },
      ...(dated && { word: '', ...(await datesOf(trx, { ...next, at })) }),
    };
    const data = {
      ...{ taskId: task.id, title: next.title, changed, ownerId: next.ownerId, dueOn: next.dueOn },
      ...(changed.includes('ownerId') && { before: task.ownerId }),
    };
    const step = { kind: 'taskChanged', by, at, data, fact: 'taskChanged' } as const;
    return {
      task: await writeTask(trx, { id: task.id, set }),
      escalation: await stepEscalation(trx, { escalation, step }),
    };
  });
}

/** Ends a task: done, with a word if there is one to say, or dropped with the reason. Whoever has the escalation and the task's owner are told. Throws `closed` once it has ended. */
export async function endTask(
  db: Db,
  change: TaskChange & { readonly how: 'done' | 'dropped'; readonly word: string },
): Promise<TaskChanged> {
  return db.transaction(async (trx) =>
    endLockedTask(trx, { ...change, ...(await lockOpenTask(trx, change)) }),
  );
}

/** As {@link endTask}, under the lock of the process. */
export async function endLockedTask(
  db: Db,
  change: TaskChanged &
    Pick<EscalationChange, 'by' | 'at'> & { readonly how: 'done' | 'dropped'; readonly word: string },
): Promise<TaskChanged> {
  const { escalation, task, by, at, how } = change;
  const word = change.word.trim();
  const set = { status: how, ended_at: at, remind_at: null, overdue_at: null, word };
  const kind = how === 'done' ? 'taskDone' : 'taskDropped';
  const data = { taskId: task.id, title: task.title };
  return {
    task: await writeTask(db, { id: task.id, set }),
    escalation: await stepEscalation(db, {
      escalation,
      step: { kind, by, at, reason: word, data, fact: 'taskEnded' },
    }),
  };
}
