import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { day, mailKind, type MailWriting } from './kind.ts';

const commitment = z.object({
  accountName: z.string(),
  year: z.number().int(),
  planPath: z.string().startsWith('/'),
  ownerName: z.string(),
  text: z.string(),
  dueOn: day,
});
const sided = commitment.extend({ side: z.enum(['ours', 'client']) });
const answered = sided.extend({ proposedOn: day.nullable(), word: z.string() });
const trouble = sided.extend({ what: z.enum(['unreachable', 'silent', 'missed']) });
const unsettled = sided.extend({ proposedOn: day, managerName: z.string(), toManager: z.boolean() });
const given = commitment.extend({ managerName: z.string() });

/** Tells the manager that the client's owner confirms, or which other date they propose. */
export const commitmentAnswered = mailKind(answered, (data, writing) => {
  const { t, format } = writing;
  const { proposedOn } = data;
  const names = { ...namesOf(data, writing), proposed: proposedOn === null ? '' : format.day(proposedOn) };
  const how = proposedOn === null ? 'confirmed' : 'proposed';
  return {
    ...forFirm(data, writing),
    subject: t(`commitment-answered.${how}.subject`, names),
    heading: t(`commitment-answered.${how}.heading`, names),
    paragraphs: [t(`commitment-answered.${how}`, names)],
    quote: data.word === '' ? undefined : { by: data.ownerName, text: data.word },
    closing: proposedOn === null ? [] : [t('commitment-answered.next', names)],
    footer: t('manager.footer', names),
  };
});

/** Tells the manager that an owner cannot be asked, says nothing, or let the date pass. */
export const commitmentTrouble = mailKind(trouble, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data, writing);
  return {
    ...forFirm(data, writing),
    subject: t(`commitment-trouble.${data.what}.subject`, names),
    heading: t(`commitment-trouble.${data.what}.heading`, names),
    paragraphs: [t(`commitment-trouble.${data.what}`, names)],
    closing: [t(`commitment-trouble.${data.what}.next`, names)],
    footer: t('manager.footer', names),
  };
});

/** Tells a person of ours what they have committed themselves to. */
export const commitmentGiven = mailKind(given, (data, writing) => {
  const { t } = writing;
  const names = { ...namesOf(data, writing), manager: data.managerName };
  return {
    ...forFirm(data, writing),
    subject: t('commitment-given.subject', names),
    heading: t('commitment-given.heading', names),
    paragraphs: [t('commitment-given.intro', names)],
    closing: [t('commitment-given.next', names)],
    footer: t('commitment-given.footer', names),
  };
});

/** Reminds a person of ours of a commitment whose date comes. */
export const commitmentDue = mailKind(given, (data, writing) =>
  ownersMail('commitment-due', { data, writing }),
);

/** Tells a person of ours that the date of their commitment has passed. */
export const commitmentLate = mailKind(given, (data, writing) =>
  ownersMail('commitment-late', { data, writing }),
);

function ownersMail(
  kind: 'commitment-due' | 'commitment-late',
  { data, writing }: { readonly data: z.output<typeof given>; readonly writing: MailWriting },
): MailContent {
  const { t } = writing;
  const names = { ...namesOf(data, writing), manager: data.managerName };
  return {
    ...forFirm(data, writing),
    subject: t(`${kind}.subject`, names),
    heading: t(`${kind}.heading`, names),
    paragraphs: [t(`${kind}.intro`, names)],
    closing: [t(`${kind}.next`, names)],
    footer: t('commitment-given.footer', names),
  };
}

/** Reminds the manager, then tells who oversees them, that another date which the client proposes has no answer. */
export const commitmentUnsettled = mailKind(unsettled, (data, writing) => {
  const { t, format } = writing;
  const proposed = format.day(data.proposedOn);
  const names = { ...namesOf(data, writing), manager: data.managerName, proposed };
  const to = data.toManager ? 'manager' : 'overseer';
  return {
    ...forFirm(data, writing),
    subject: t('commitment-unsettled.subject', names),
    heading: t('commitment-unsettled.heading', names),
    paragraphs: [t(`commitment-unsettled.${to}`, names)],
    closing: [t(`commitment-unsettled.${to}.next`, names)],
    footer: t(data.toManager ? 'manager.footer' : 'plan-untended.footer', names),
  };
});

function namesOf(
  data: z.output<typeof commitment>,
  { format }: MailWriting,
): { account: string; year: number; owner: string; day: string } {
  return {
    account: data.accountName,
    year: data.year,
    owner: data.ownerName,
    day: format.day(data.dueOn),
  };
}

function forFirm(
  data: z.output<typeof commitment>,
  { t, format, pageUrl }: MailWriting,
): Pick<MailContent, 'facts' | 'action'> {
  return {
    facts: [
      { label: t('commitment.text'), value: data.text },
      { label: t('commitment.owner'), value: data.ownerName },
      { label: t('commitment.due'), value: format.day(data.dueOn) },
    ],
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
  };
}
