import { z } from 'zod';
import { day, mailKind, stepNames, stepReference } from './kind.ts';

const about = stepReference.extend({ planPath: z.string().startsWith('/') });
const blocked = about.extend({ dueOn: day, ownerName: z.string(), reason: z.string() });
const lost = about.extend({ lost: z.string(), how: z.enum(['cancelled', 'rejected']) });

/** Tells the manager that a step cannot go on, and why. */
export const stepBlocked = mailKind(blocked, (data, { t, format, pageUrl }) => {
  const names = { ...stepNames(data), owner: data.ownerName };
  return {
    subject: t('step-blocked.subject', names),
    heading: t('step-blocked.heading', names),
    paragraphs: [t('step-blocked.intro', names)],
    facts: [
      { label: t('step.owner'), value: data.ownerName },
      { label: t('step.due'), value: format.day(data.dueOn) },
    ],
    quote: { by: t('step-blocked.reason'), text: data.reason },
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
    closing: [t('step-blocked.next')],
    footer: t('manager.footer', names),
  };
});

/** Tells the manager that a step was to follow another one that was given up or rejected. */
export const stepDependencyLost = mailKind(lost, (data, { t, pageUrl }) => {
  const names = { ...stepNames(data), lost: data.lost };
  return {
    subject: t('step-dependency-lost.subject', names),
    heading: t('step-dependency-lost.heading', names),
    paragraphs: [t(`step-dependency-lost.${data.how}`, names)],
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
    footer: t('manager.footer', names),
  };
});
