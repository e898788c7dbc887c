import { z } from 'zod';
import { seeEscalation } from './escalation-action.ts';
import { instant, mailKind } from './kind.ts';

// Everything that a client reads: nothing of the escalation but what was presented to them.
const asked = z.object({
  accountName: z.string(),
  managerName: z.string(),
  managerEmail: z.string(),
  summary: z.string(),
  presentedAt: instant,
  /** Until when an answer is waited for. */
  until: instant,
  again: z.boolean(),
});
const byHand = z.object({
  escalationId: z.string(),
  accountName: z.string(),
  title: z.string(),
  contact: z.string(),
  why: z.enum(['noAddress', 'stillNone', 'notMailed']),
});

/** Asks somebody of the client whether what was presented to them has solved it, the first time or once more. */
export const solutionConfirmation = mailKind(asked, (data, { t, format, linkUrl }) => {
  const names = {
    ...{ account: data.accountName, manager: data.managerName, email: data.managerEmail },
    ...{ until: format.instant(data.until), at: format.instant(data.presentedAt) },
  };
  const which = data.again ? 'again' : 'first';
  return {
    subject: t(`solution-confirmation.${which}.subject`),
    heading: t('solution-confirmation.heading', names),
    paragraphs: [t(`solution-confirmation.${which}.intro`), t('solution-confirmation.until', names)],
    facts: [
      { label: t('solution-confirmation.summary'), value: data.summary },
      { label: t('solution-confirmation.presented'), value: names.at },
    ],
    action: linkUrl === undefined ? undefined : { label: t('solution-confirmation.action'), url: linkUrl },
    closing: [t('solution-confirmation.linkNote'), t('solution-confirmation.contact', names)],
    footer: t('solution-confirmation.footer', names),
  };
});

/** Asks whoever has an escalation to record the client's answer by hand, because it cannot come by mail. */
export const solutionByHand = mailKind(byHand, (data, writing) => {
  const { t } = writing;
  const names = { account: data.accountName, title: data.title, contact: data.contact };
  return {
    subject: t('solution-by-hand.subject', names),
    heading: t('solution-by-hand.heading', names),
    paragraphs: [t(`solution-by-hand.${data.why}`, names), t('solution-by-hand.then')],
    action: seeEscalation(data, writing),
    footer: t('escalation.footer', names),
  };
});
