import type { TaskFunction } from '../../domain/escalations/tasks.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** How a task stands. */
export const taskStatuses = ['open', 'done', 'dropped'] as const;

/** A task inside the firm for an escalation. `word` is why its owner cannot do it while it is open, and what was said at its end afterwards. */
export interface EscalationTask {
  readonly id: string;
  readonly escalationId: string;
  readonly run: number;
  readonly title: string;
  readonly details: string;
  readonly function: TaskFunction;
  readonly ownerId: string;
  readonly dueOn: string;
  readonly status: (typeof taskStatuses)[number];
  readonly givenAt: Date;
  readonly remindAt: Date | null;
  readonly overdueAt: Date | null;
  readonly endedAt: Date | null;
  readonly word: string;
}

interface TaskRow {
  id: string;
  escalation_id: string;
  run: number;
  title: string;
  details: string;
  function: TaskFunction;
  owner_id: string;
  due_on: string;
  status: EscalationTask['status'];
  given_at: Date;
  remind_at: Date | null;
  overdue_at: Date | null;
  ended_at: Date | null;
  word: string;
}

/** Columns of a task that change. */
export type TaskColumns = Partial<Omit<TaskRow, 'id' | 'escalation_id' | 'run' | 'given_at'>>;

function toTask(row: TaskRow): EscalationTask {
  return {
    id: row.id,
    escalationId: row.escalation_id,
    run: row.run,
    title: row.title,
    details: row.details,
    function: row.function,
    ownerId: row.owner_id,
    dueOn: row.due_on,
    status: row.status,
    givenAt: row.given_at,
    remindAt: row.remind_at,
    overdueAt: row.overdue_at,
    endedAt: row.ended_at,
    word: row.word,
  };
}

/** A task by its number; `undefined` where there is none. */
export async function findTask(db: Db, id: string): Promise<EscalationTask | undefined> {
  const row = await db<TaskRow>('escalation_task').where({ id }).first();
  return row && toTask(row);
}

/** The tasks in all runs of an escalation, the first given first. */
export async function listTasks(db: Db, escalationId: string): Promise<readonly EscalationTask[]> {
  const rows = await db<TaskRow>('escalation_task').where({ escalation_id: escalationId }).orderBy('id');
  return rows.map(toTask);
}

/** Stores a new task and returns it. */
export async function insertTask(
  db: Db,
  columns: TaskColumns & Pick<TaskRow, 'escalation_id' | 'run' | 'given_at'>,
): Promise<EscalationTask> {
  const [row] = await db('escalation_task').insert(columns).returning<TaskRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The task was not stored.');
  return toTask(row);
}

/** Sets columns of a task under the lock of its process, and returns it as it is now. */
export async function writeTask(
  db: Db,
  { id, set }: { readonly id: string; readonly set: TaskColumns },
): Promise<EscalationTask> {
  const [row] = await db('escalation_task').where({ id }).update(set).returning<TaskRow[]>('*');
  if (!row) throw new DomainError('notFound', `There is no task ${id}.`);
  return toTask(row);
}
