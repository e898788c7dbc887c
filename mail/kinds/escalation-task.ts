import { z } from 'zod';
import { taskFunctions } from '../../domain/escalations/tasks.ts';
import { seeEscalation } from './escalation-action.ts';
import { day, mailKind } from './kind.ts';

/** What somebody is told of a task for an escalation. */
export const taskNews = [
  'given',
  'changed',
  'passedOn',
  'reminder',
  'overdue',
  'cannot',
  'ownerGone',
  'done',
  'dropped',
] as const;

const task = z.object({
  escalationId: z.string(),
  accountName: z.string(),
  title: z.string(),
  taskTitle: z.string(),
  details: z.string(),
  function: z.enum(taskFunctions),
  dueOn: day,
  owner: z.string(),
  word: z.string(),
  /** Who said the word. */
  wordBy: z.string(),
  news: z.enum(taskNews),
});

/** Tells the owner of a task for an escalation, or whoever has the escalation, what became of it; owners get their link. */
export const escalationTask = mailKind(task, (data, writing) => {
  const { t, format, linkUrl } = writing;
  const { news, owner, word } = data;
  const names = { account: data.accountName, task: data.taskTitle, owner, day: format.day(data.dueOn) };
  return {
    subject: t(`escalation-task.${news}.subject`, names),
    heading: t(`escalation-task.${news}.heading`, names),
    paragraphs: [t(`escalation-task.${news}.intro`, names)],
    quote: word === '' ? undefined : { by: data.wordBy, text: word },
    facts: [
      { label: t('escalation-task.title'), value: data.taskTitle },
      ...(data.details === '' ? [] : [{ label: t('escalation-task.details'), value: data.details }]),
      { label: t('escalation-task.function'), value: t(`escalation-task.function.${data.function}`) },
      { label: t('escalation-task.due'), value: names.day },
      { label: t('escalation-task.owner'), value: owner },
      { label: t('escalation.what'), value: data.title },
    ],
    action:
      linkUrl === undefined
        ? seeEscalation(data, writing)
        : { label: t('escalation-task.action'), url: linkUrl },
    ...(linkUrl !== undefined && { closing: [t('escalation-task.linkNote')] }),
    footer: t('escalation.footer', names),
  };
});
