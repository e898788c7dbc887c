import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { day, instant, mailKind, type MailWriting } from './kind.ts';

// Everything that a client reads: nothing of the plan that the commitment belongs to.
const commitment = z.object({
  accountName: z.string(),
  managerName: z.string(),
  managerEmail: z.string(),
  text: z.string(),
  dueOn: day,
});
const request = commitment.extend({ again: z.boolean() });
const reminder = commitment.extend({ askedAt: instant });
const settled = commitment.extend({ accepted: z.boolean(), proposedOn: day, reason: z.string() });

/** Asks the client's owner to confirm a commitment or to propose another date. */
export const commitmentRequest = mailKind(request, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forClient(data, writing),
    subject: t('commitment-request.subject', names),
    heading: t('commitment-request.heading', names),
    paragraphs: [
      t('commitment-request.intro', names),
      ...(data.again ? [t('commitment-request.again')] : []),
    ],
  };
});

/** Reminds the client's owner, once, of a commitment without an answer. */
export const commitmentReminder = mailKind(reminder, (data, writing) => {
  const { t, format } = writing;
  const names = { ...namesOf(data, writing), at: format.instant(data.askedAt) };
  return {
    ...forClient(data, writing),
    subject: t('commitment-reminder.subject', names),
    heading: t('commitment-reminder.heading'),
    paragraphs: [t('commitment-reminder.intro', names)],
  };
});

/** Reminds the client's owner, once, of the date of a commitment that they agreed to. */
export const commitmentDueClient = mailKind(commitment, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forClient(data, writing),
    subject: t('commitment-due-client.subject', names),
    heading: t('commitment-due-client.heading', names),
    paragraphs: [t('commitment-due-client.intro', names)],
  };
});

/** Tells the client's owner whether the date they proposed is agreed, with the reason. */
export const commitmentSettled = mailKind(settled, (data, writing) => {
  const { t, format } = writing;
  const names = { ...namesOf(data, writing), proposed: format.day(data.proposedOn) };
  const how = data.accepted ? 'accepted' : 'refused';
  return {
    ...forClient(data, writing),
    subject: t(`commitment-settled.${how}.subject`, names),
    heading: t(`commitment-settled.${how}.heading`),
    paragraphs: [t(`commitment-settled.${how}`, names)],
    quote: data.reason === '' ? undefined : { by: data.managerName, text: data.reason },
  };
});

/** Tells the client's owner that a commitment is no longer needed. */
export const commitmentWithdrawn = mailKind(commitment, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  const { action: _, ...rest } = forClient(data, writing);
  return {
    ...rest,
    subject: t('commitment-withdrawn.subject', names),
    heading: t('commitment-withdrawn.heading'),
    paragraphs: [t('commitment-withdrawn.intro', names)],
    closing: [t('commitment.contact', names)],
  };
});

function namesOf(
  data: z.output<typeof commitment>,
  { format }: MailWriting,
): { account: string; manager: string; email: string; day: string } {
  return {
    account: data.accountName,
    manager: data.managerName,
    email: data.managerEmail,
    day: format.day(data.dueOn),
  };
}

function forClient(
  data: z.output<typeof commitment>,
  writing: MailWriting,
): Pick<MailContent, 'facts' | 'action' | 'closing' | 'footer'> {
  const { t, linkUrl } = writing;
  const names = namesOf(data, writing);
  return {
    facts: [
      { label: t('commitment.text'), value: data.text },
      { label: t('commitment.due'), value: names.day },
      { label: t('commitment.with'), value: t('commitment.person', names) },
    ],
    action: linkUrl === undefined ? undefined : { label: t('commitment.action'), url: linkUrl },
    closing: [t('commitment.linkNote'), t('commitment.contact', names)],
    footer: t('commitment.footer', names),
  };
}
