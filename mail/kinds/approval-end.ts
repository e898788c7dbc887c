import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { decisionChoice, instant, mailKind, stepNames, stepReference, type MailWriting } from './kind.ts';

const withdrawn = stepReference.extend({
  askedBy: z.string(),
  reason: z.enum(['decided', 'edited', 'recalled', 'expired', 'escalated']),
  escalatedTo: z.string().nullable(),
});
const receipt = stepReference.extend({
  receiptNumber: z.string(),
  askedBy: z.string(),
  choice: decisionChoice,
  comment: z.string(),
  decidedAt: instant,
  contentHash: z.string(),
  stillWaitingFor: z.array(z.string()),
  undoUntil: instant.nullable().default(null),
});

/** Tells an approver who has not answered that there is nothing left to decide, and why. */
export const approvalNoLongerNeeded = mailKind(withdrawn, (data, { t }) => {
  const names = { ...stepNames(data), askedBy: data.askedBy, name: data.escalatedTo ?? data.askedBy };
  return {
    subject: t('approval-no-longer-needed.subject', names),
    heading: t('approval-no-longer-needed.heading'),
    paragraphs: [t(`approval-no-longer-needed.${data.reason}`, names)],
    footer: t('approval.footer', names),
  };
});

/** The approver's own record of a decision: number, choice, time and the content it was made on. */
export const decisionReceipt = mailKind(receipt, (data, writing) => {
  const { t, format } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy, number: data.receiptNumber };
  const until = undo(data, writing);
  return {
    subject: t(`decision-receipt.subject.${data.choice}`, names),
    heading: t('decision-receipt.heading'),
    paragraphs: [t(`decision-receipt.intro.${data.choice}`, names), nextStep(data, writing)],
    facts: [
      { label: t('decision-receipt.number'), value: data.receiptNumber },
      { label: t('decision-receipt.at'), value: format.instant(data.decidedAt) },
      {
        label: t('decision-receipt.content'),
        value: t('decision-receipt.contentHash', { hash: data.contentHash.slice(0, 12) }),
      },
    ],
    quote: data.comment === '' ? undefined : { by: t('decision-receipt.comment'), text: data.comment },
    action: until.action,
    closing: [...until.lines, t('decision-receipt.attached', names)],
    footer: t('decision-receipt.footer', names),
  };
});

function undo(
  data: z.output<typeof receipt>,
  { t, format, linkUrl }: MailWriting,
): Pick<MailContent, 'action'> & { readonly lines: readonly string[] } {
  if (data.undoUntil === null || linkUrl === undefined) return { lines: [] };
  return {
    action: { label: t('decision-receipt.undo'), url: linkUrl },
    lines: [t('decision-receipt.undoUntil', { at: format.instant(data.undoUntil) })],
  };
}

function nextStep(data: z.output<typeof receipt>, { t, format }: MailWriting): string {
  if (data.choice !== 'approve') return t(`decision-receipt.${data.choice}`, { askedBy: data.askedBy });
  if (data.stillWaitingFor.length === 0) return t('decision-receipt.approved');
  return t('decision-receipt.waiting', { names: format.list(data.stillWaitingFor) });
}
