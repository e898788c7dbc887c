import type { LinkTokens } from '../db/link-token.ts';
import { peopleById } from '../db/read-models/planning-context.ts';
import { escalationEvents, type EscalationEvent } from '../db/stores/escalation-events.ts';
import { findTask, writeTask, type EscalationTask } from '../db/stores/escalation-task-rows.ts';
import { taskLinkFor } from '../db/stores/escalation-task-links.ts';
import type { Fact } from '../db/stores/processes.ts';
import type { Person } from '../domain/person.ts';
import type { taskNews } from '../mail/kinds/escalation-task.ts';
import { advanceEscalation, type EscalationEffect } from './escalation-effect.ts';
import { everybodyAsked } from './escalation-mail.ts';
import { newLink } from './new-link.ts';
import { recipient } from './plan-effect.ts';

interface Telling {
  readonly task: EscalationTask;
  readonly news: (typeof taskNews)[number];
  readonly to: Person | undefined;
  /** Keeps mails of one kind about one task apart. */
  readonly about: string;
  /** Makes the link on which the owner answers. */
  readonly links?: LinkTokens;
  readonly event?: EscalationEvent;
}

/** Whoever hears of an escalation's work: who has it, or where they have gone whoever was asked last. */
export function whoHears(effect: EscalationEffect): Person | undefined {
  const holder = effect.people.get(effect.escalation.holderId ?? '');
  return holder?.active === true ? holder : everybodyAsked(effect).at(-1);
}

async function personOf({ db }: EscalationEffect, id: string): Promise<Person | undefined> {
  return (await peopleById(db, [id])).get(id);
}

async function tellOfTask(effect: EscalationEffect, telling: Telling): Promise<void> {
  const { db, at, escalation, account } = effect;
  const { task, news, to, about, links, event } = telling;
  if (to?.active !== true) return;
  const owner = await personOf(effect, task.ownerId);
  const by = event?.by.kind === 'person' ? await personOf(effect, event.by.id) : undefined;
  const { title: taskTitle, details, function: part, dueOn } = task;
  await effect.mail({
    dedupeKey: `escalation-task/${task.id}/${news}/${about}/${to.id}`,
    to: recipient(to),
    message: {
      kind: 'escalation-task',
      data: {
        ...{ escalationId: escalation.id, accountName: account.name },
        ...{ title: escalation.title, taskTitle, details, function: part, dueOn, news },
        owner: owner?.name ?? '',
        word: event?.reason ?? '',
        wordBy: by?.name ?? '',
      },
    },
    thread: `escalation-task/${task.id}`,
    managerId: account.managerId,
    ...(links !== undefined && {
      escalationLinkId: await taskLinkFor(db, {
        ...{ taskId: task.id, personId: to.id, at },
        create: () => newLink(links),
      }),
    }),
  });
}

const didIt = ({ by }: EscalationEvent, person: Person | undefined): boolean =>
  by.kind === 'person' && by.id === person?.id;

/** Tells those whom it concerns that a task was given, changed or ended: its owner with their link, its former owner, and whoever has the escalation. */
export async function followTask(
  effect: EscalationEffect,
  { fact, links }: { readonly fact: Fact; readonly links: LinkTokens },
): Promise<void> {
  const { db, escalation } = effect;
  const { eventId } = fact.payload;
  const event = (await escalationEvents(db, escalation)).find(({ id }) => id === eventId);
  const task = event && (await findTask(db, String(event.data['taskId'])));
  if (!event || !task) return;
  const owner = await personOf(effect, task.ownerId);
  const told = { task, about: event.id, event };
  if (event.kind === 'taskDone' || event.kind === 'taskDropped') {
    const news = event.kind === 'taskDone' ? 'done' : 'dropped';
    const readers = new Map([owner, whoHears(effect)].map((one) => [one?.id, one]));
    for (const to of readers.values()) if (!didIt(event, to)) await tellOfTask(effect, { ...told, news, to });
    return;
  }
  // What is over before it was told is told as its end.
  if (task.status !== 'open') return;
  if (event.data['cannot'] === true)
    return tellOfTask(effect, { ...told, news: 'cannot', to: whoHears(effect) });
  const { before } = event.data;
  const isNew = event.kind === 'taskGiven' || before !== undefined;
  await tellOfTask(effect, { ...told, news: isNew ? 'given' : 'changed', to: owner, links });
  if (typeof before === 'string')
    await tellOfTask(effect, { ...told, news: 'passedOn', to: await personOf(effect, before) });
}

interface DueTask {
  readonly taskId: string;
  readonly links: LinkTokens;
}

/** Reminds the owner of a task on the day on which it is due; where they are gone, whoever has the escalation hears of that. */
export async function remindTask(effect: EscalationEffect, { taskId, links }: DueTask): Promise<void> {
  const { db, at } = effect;
  const task = await findTask(db, taskId);
  if (!task || task.remindAt === null || task.remindAt > at) return;
  await writeTask(db, { id: task.id, set: { remind_at: null } });
  const owner = await personOf(effect, task.ownerId);
  const told = { task, about: task.dueOn };
  if (owner?.active === true) await tellOfTask(effect, { ...told, news: 'reminder', to: owner, links });
  else await tellOfTask(effect, { ...told, news: 'ownerGone', to: whoHears(effect) });
}

/** Notes once for each due day that a task is overdue, and tells its owner and whoever has the escalation. */
export async function noteOverdueTask(effect: EscalationEffect, { taskId, links }: DueTask): Promise<void> {
  const { db, at } = effect;
  const task = await findTask(db, taskId);
  if (!task || task.overdueAt === null || task.overdueAt > at) return;
  await writeTask(db, { id: task.id, set: { remind_at: null, overdue_at: null } });
  const { title, ownerId, dueOn } = task;
  const now = await advanceEscalation(effect, {
    kind: 'taskOverdue',
    data: { taskId: task.id, title, ownerId, dueOn },
  });
  const told = { task, news: 'overdue', about: dueOn } as const;
  const listener = whoHears(now);
  await tellOfTask(now, { ...told, to: await personOf(now, ownerId), links });
  if (listener?.id !== ownerId) await tellOfTask(now, { ...told, to: listener });
}
