import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { withClocks } from '../../db/read-models/escalation-list.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { listTasks } from '../../db/stores/escalation-task-rows.ts';
import {
  changeTask,
  endTask,
  giveTask,
  type TaskChange,
  type TaskChanged,
} from '../../db/stores/escalation-tasks.ts';
import { operation, type Call, type Operation } from '../operation.ts';
import type { EscalationDeps } from './changes.ts';
import { escalationParams } from './schemas.ts';
import {
  changedTask,
  escalationTask,
  newTask,
  taskChange,
  taskDone,
  taskDrop,
  taskParams,
} from './task-schemas.ts';

const ofTask = {
  method: 'post',
  tag: 'escalations',
  role: 'manager',
  params: taskParams,
  result: changedTask,
  idempotent: true,
} as const;

function changeOf(call: Call<{ escalationId: string; taskId: string }, unknown, unknown>): TaskChange {
  const { escalationId: id, taskId } = call.params;
  return { id, taskId, by: call.caller.actor, at: call.now };
}

async function answeredTask(
  { ring }: EscalationDeps,
  { db, changed }: { readonly db: Db; readonly changed: TaskChanged },
) {
  const { task, escalation } = changed;
  return {
    body: { task, escalation: await withClocks(db, escalation) },
    afterCommit: () => void ring(escalation.workflowId),
  };
}

function giveOperation(deps: EscalationDeps): Operation {
  return operation({
    ...ofTask,
    id: 'giveEscalationTask',
    path: '/escalations/{escalationId}/tasks',
    summary: 'Give somebody inside the firm a task for an escalation',
    description:
      'Its owner is mailed a link to say that it is done or that they cannot do it, is reminded on the due day, and is told with whoever has the escalation when it is overdue.',
    params: escalationParams,
    body: newTask,
    handle: async ({ db, params, body, caller, now: at }) => {
      const given = { id: params.escalationId, ...body, by: caller.actor, at };
      return answeredTask(deps, { db, changed: await giveTask(db, given) });
    },
  });
}

const listOperation = operation({
  id: 'listEscalationTasks',
  method: 'get',
  path: '/escalations/{escalationId}/tasks',
  tag: 'escalations',
  summary: 'List the tasks of an escalation in all of its runs, the first given first',
  role: 'viewer',
  params: escalationParams,
  result: z.object({ items: z.array(escalationTask).readonly() }),
  handle: async ({ db, params: { escalationId: id } }) => {
    await getEscalation(db, { id });
    return { body: { items: await listTasks(db, id) } };
  },
});

function endOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    operation({
      ...ofTask,
      id: 'finishEscalationTask',
      path: '/escalations/{escalationId}/tasks/{taskId}/done',
      summary: 'Record that a task is done, with a word if there is one',
      body: taskDone,
      handle: async (call) =>
        answeredTask(deps, {
          db: call.db,
          changed: await endTask(call.db, { ...changeOf(call), how: 'done', word: call.body.word }),
        }),
    }),
    operation({
      ...ofTask,
      id: 'dropEscalationTask',
      path: '/escalations/{escalationId}/tasks/{taskId}/drop',
      summary: 'Drop a task with the reason',
      body: taskDrop,
      handle: async (call) =>
        answeredTask(deps, {
          db: call.db,
          changed: await endTask(call.db, { ...changeOf(call), how: 'dropped', word: call.body.reason }),
        }),
    }),
  ];
}

/** Tasks inside the firm for an escalation: give, list and change them, and end them. */
export function createEscalationTaskOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    giveOperation(deps),
    listOperation,
    operation({
      ...ofTask,
      id: 'changeEscalationTask',
      method: 'patch',
      path: '/escalations/{escalationId}/tasks/{taskId}',
      summary: 'Change what a task is, who has it, or when it is due',
      description:
        'Its owner is told; a new one gets a link of their own, and the old link says who has it now.',
      body: taskChange,
      handle: async (call) =>
        answeredTask(deps, {
          db: call.db,
          changed: await changeTask(call.db, { ...changeOf(call), ...call.body }),
        }),
    }),
    ...endOperations(deps),
  ];
}
