import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { day, mailKind, stepNames, stepReference, type MailWriting } from './kind.ts';

const step = stepReference.extend({ dueOn: day, ownerName: z.string(), managerName: z.string() });
const started = step.extend({ description: z.string(), approvedBy: z.array(z.string()) });
const overdue = step.extend({ reader: z.enum(['owner', 'manager']) });

/** Tells a step's owner that the step is approved and can begin. */
export const stepStarted = mailKind(started, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), manager: data.managerName };
  return {
    ...forOwner(data, writing),
    subject: t('step-started.subject', names),
    heading: t('step-started.heading', names),
    paragraphs: [t('step-started.intro', names)],
    facts: [
      ...facts(data, writing),
      ...(data.approvedBy.length === 0
        ? []
        : [{ label: t('step.approvedBy'), value: format.list(data.approvedBy) }]),
    ],
    quote: data.description === '' ? undefined : { by: data.stepTitle, text: data.description },
    closing: [t('step-started.next', names)],
  };
});

/** Reminds a step's owner shortly before it is due. */
export const stepDueSoon = mailKind(step, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), manager: data.managerName, day: format.day(data.dueOn) };
  return {
    ...forOwner(data, writing),
    subject: t('step-due-soon.subject', names),
    heading: t('step-due-soon.heading', names),
    paragraphs: [t('step-due-soon.intro', names)],
    facts: facts(data, writing),
    closing: [t('step-due-soon.next', names)],
  };
});

/** Tells a step's owner, or the manager, that a step has passed its date without being done. */
export const stepOverdue = mailKind(overdue, (data, writing) => {
  const { t, format } = writing;
  const names = {
    ...stepNames(data),
    manager: data.managerName,
    owner: data.ownerName,
    day: format.day(data.dueOn),
  };
  const forReader = forOwner(data, writing);
  return {
    subject: t('step-overdue.subject', names),
    heading: t('step-overdue.heading', names),
    paragraphs: [t(`step-overdue.${data.reader}`, names)],
    facts: facts(data, writing),
    closing: [t(`step-overdue.${data.reader}.next`, names)],
    footer: data.reader === 'manager' ? t('manager.footer', names) : forReader.footer,
  };
});

function facts(data: z.output<typeof step>, { t, format }: MailWriting): { label: string; value: string }[] {
  return [
    { label: t('step.plan'), value: t('step.planOf', stepNames(data)) },
    { label: t('step.owner'), value: data.ownerName },
    { label: t('step.due'), value: format.day(data.dueOn) },
  ];
}

function forOwner(data: z.output<typeof step>, { t }: MailWriting): Pick<MailContent, 'footer'> {
  return { footer: t('step.footer', stepNames(data)) };
}
