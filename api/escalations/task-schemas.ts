import { z } from 'zod';
import { taskStatuses } from '../../db/stores/escalation-task-rows.ts';
import { taskFunctions } from '../../domain/escalations/tasks.ts';
import { day, instant, recordId } from '../fields.ts';
import { clockedEscalation, escalationParams } from './schemas.ts';

const title = z.string().trim().min(1).max(200);
const details = z.string().trim().max(4000);
const part = z.enum(taskFunctions).meta({ description: 'Which part of the firm it is for.' });
const word = z.string().trim().max(1000);

/** One task of an escalation. */
export const taskParams = escalationParams.extend({ taskId: recordId });

/** A task as it is given. */
export const newTask = z
  .strictObject({
    title,
    details: details.default(''),
    function: part,
    ownerId: recordId.meta({ description: 'Who does it; they are mailed a link.' }),
    dueOn: day.meta({ description: "A day at the owner's place." }),
  })
  .meta({ id: 'NewEscalationTask' });

/** What changes of a task; what is left out stays. */
export const taskChange = z
  .strictObject({ title, details, function: part, ownerId: recordId, dueOn: day })
  .partial()
  .meta({ id: 'EscalationTaskChange' });

/** The end of a task that is done. */
export const taskDone = z.strictObject({ word: word.default('') }).meta({ id: 'EscalationTaskDone' });

/** The end of a task that is not needed any more. */
export const taskDrop = z.strictObject({ reason: word.min(1) }).meta({ id: 'EscalationTaskDrop' });

/** A task inside the firm. */
export const escalationTask = z
  .object({
    id: recordId,
    escalationId: recordId,
    run: z.int(),
    title: z.string(),
    details: z.string(),
    function: part,
    ownerId: recordId,
    dueOn: day,
    status: z.enum(taskStatuses),
    givenAt: instant,
    remindAt: instant.nullable(),
    overdueAt: instant.nullable().meta({ description: 'When it will be overdue; null once it is.' }),
    endedAt: instant.nullable(),
    word: z.string().meta({ description: 'Why its owner cannot do it, or what was said at its end.' }),
  })
  .meta({ id: 'EscalationTask' });

/** A task and its escalation after a change. */
export const changedTask = z
  .object({ task: escalationTask, escalation: clockedEscalation })
  .meta({ id: 'ChangedEscalationTask' });
