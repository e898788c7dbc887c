import { Option, type Command } from 'commander';
import { findPersonId } from '../../db/read-models/people.ts';
import { listTasks, type EscalationTask } from '../../db/stores/escalation-task-rows.ts';
import { changeTask, endTask, giveTask, type TaskChanged } from '../../db/stores/escalation-tasks.ts';
import { taskFunctions, type TaskFunction } from '../../domain/escalations/tasks.ts';
import { print, withRecords } from '../records.ts';
import { escalationNumber, taskNumber } from './arguments.ts';
import { changePartOf, type Change, type JsonOption } from './escalation-change.ts';

interface GiveOptions extends JsonOption {
  readonly title: string;
  readonly details: string;
  readonly function: TaskFunction;
  readonly owner: string;
  readonly due: string;
}

const taskLine = ({ id, status, function: part, dueOn, title }: EscalationTask): string =>
  `${id}  ${status}  ${part}  due ${dueOn}  ${title}`;

function changed(options: JsonOption, act: Change<TaskChanged>): Promise<void> {
  return changePartOf(options, { act, lineOf: ({ task }) => taskLine(task) });
}

function give(id: string, options: GiveOptions): Promise<void> {
  return changed(options, async (db, by) => {
    const { title, details, function: part, due: dueOn } = options;
    const ownerId = await findPersonId(db, options.owner);
    return giveTask(db, { id, title, details, function: part, ownerId, dueOn, ...by });
  });
}

interface ChangeOptions extends JsonOption {
  readonly title?: string;
  readonly owner?: string;
  readonly due?: string;
}

function change(of: { id: string; taskId: string }, options: ChangeOptions): Promise<void> {
  return changed(options, async (db, by) => {
    const ownerId = options.owner === undefined ? undefined : await findPersonId(db, options.owner);
    const next = { title: options.title, ownerId, dueOn: options.due };
    return changeTask(db, { ...of, ...next, ...by });
  });
}

async function list(id: string, options: JsonOption): Promise<void> {
  const tasks = await withRecords((db) => listTasks(db, id));
  print(tasks, { ...options, lines: tasks.length > 0 ? tasks.map(taskLine) : ['It has no tasks.'] });
}

function registerEnds(tasks: Command): void {
  tasks
    .command('done')
    .description('record that a task is done')
    .argument('<escalation>', 'its number', escalationNumber)
    .argument('<task>', 'its number', taskNumber)
    .option('--word <text>', 'what there is to say', '')
    .option('--json', 'print JSON')
    .action((id: string, taskId: string, options: JsonOption & { readonly word: string }) =>
      changed(options, (db, by) => endTask(db, { id, taskId, how: 'done', word: options.word, ...by })),
    );
  tasks
    .command('drop')
    .description('drop a task; its owner is told')
    .argument('<escalation>', 'its number', escalationNumber)
    .argument('<task>', 'its number', taskNumber)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((id: string, taskId: string, options: JsonOption & { readonly reason: string }) =>
      changed(options, (db, by) => endTask(db, { id, taskId, how: 'dropped', word: options.reason, ...by })),
    );
}

/** Adds `task give|change|done|drop|list` below `kam escalations`. */
export function registerEscalationTasks(escalations: Command): void {
  const tasks = escalations.command('task').description('tasks inside the firm for an escalation');
  tasks
    .command('give')
    .description('give somebody a task; they are mailed a link')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--title <text>', 'what is to be done')
    .option('--details <text>', 'more about it', '')
    .addOption(
      new Option('--function <function>', 'which part of the firm it is for')
        .choices([...taskFunctions])
        .makeOptionMandatory(),
    )
    .requiredOption('--owner <person>', 'the key or mail address of who does it')
    .requiredOption('--due <day>', "YYYY-MM-DD, at the owner's place")
    .option('--json', 'print JSON')
    .action(give);
  tasks
    .command('change')
    .description('change what a task is, who has it, or when it is due')
    .argument('<escalation>', 'its number', escalationNumber)
    .argument('<task>', 'its number', taskNumber)
    .option('--title <text>', 'what is to be done')
    .option('--owner <person>', 'the key or mail address of who does it')
    .option('--due <day>', 'YYYY-MM-DD')
    .option('--json', 'print JSON')
    .action((id: string, taskId: string, options: ChangeOptions) => change({ id, taskId }, options));
  tasks
    .command('list')
    .description('list the tasks of an escalation')
    .argument('<escalation>', 'its number', escalationNumber)
    .option('--json', 'print JSON')
    .action(list);
  registerEnds(tasks);
}
