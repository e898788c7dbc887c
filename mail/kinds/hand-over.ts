import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { instant, mailKind, stepNames, stepReference, type MailWriting } from './kind.ts';

const confirmation = stepReference.extend({
  askedBy: z.string(),
  how: z.enum(['delegated', 'suggested']),
  to: z.string(),
});
const managed = stepReference.extend({ planPath: z.string().startsWith('/') });
const note = managed.extend({
  change: z.enum(['delegated', 'suggested', 'reassigned', 'absent', 'takenBack']),
  from: z.string(),
  to: z.string(),
  words: z.string(),
});
const nobody = managed.extend({
  away: z.string(),
  because: z.enum(['cycle', 'tooLong', 'inactive', 'mayNotDecide']),
});
const gone = stepReference.extend({
  askedBy: z.string(),
  by: z.string(),
  change: z.enum(['reassigned', 'takenBack']),
});
const absence = z.object({ startsAt: instant, endsAt: instant, standIn: z.string() });

/** Confirms to an approver that their decision is with somebody else now, and that they can take it back. */
export const handOverConfirmation = mailKind(confirmation, (data, writing) => {
  const { t, linkUrl } = writing;
  const names = { ...stepNames(data), askedBy: data.askedBy, to: data.to };
  return {
    subject: t('hand-over-confirmation.subject', names),
    heading: t('hand-over-confirmation.heading', names),
    paragraphs: [t(`hand-over-confirmation.${data.how}`, names)],
    closing: [t('hand-over-confirmation.next', names)],
    action: linkUrl === undefined ? undefined : { label: t('hand-over-confirmation.action'), url: linkUrl },
    footer: t('approval.footer', names),
  };
});

/** Tells the manager that a decision has passed from one person to another, or back. */
export const handOverNote = mailKind(note, (data, writing) => {
  const { t } = writing;
  const names = { ...stepNames(data), from: data.from, to: data.to };
  return {
    ...forManager(data, writing),
    subject: t('hand-over-note.subject', names),
    heading: t(`hand-over-note.heading.${data.change}`, names),
    paragraphs: [t(`hand-over-note.${data.change}`, names)],
    quote: data.words === '' ? undefined : { by: data.from, text: data.words },
  };
});

/** Tells somebody that a decision asked of them is now with another person: the manager reassigned it, or it was taken back. */
export const handOverGone = mailKind(gone, (data, { t }) => {
  const names = { ...stepNames(data), askedBy: data.askedBy, by: data.by };
  return {
    subject: t('approval-no-longer-needed.subject', names),
    heading: t('approval-no-longer-needed.heading'),
    paragraphs: [t(`hand-over-gone.${data.change}`, names)],
    footer: t('approval.footer.standIn', names),
  };
});

/** Tells the manager that an approver is away and why their stand-in cannot decide. */
export const absenceNobody = mailKind(nobody, (data, writing) => {
  const { t } = writing;
  const names = { ...stepNames(data), away: data.away };
  return {
    ...forManager(data, writing),
    subject: t('absence-nobody.subject', names),
    heading: t('absence-nobody.heading', names),
    paragraphs: [t('absence-nobody.intro', names), t(`absence-nobody.${data.because}`)],
    closing: [t('absence-nobody.next')],
  };
});

/** Confirms an absence that was set from a decision link to the person it is about. */
export const absenceSet = mailKind(absence, (data, { t, format }) => {
  const names = {
    to: data.standIn,
    from: format.instant(data.startsAt),
    back: format.instant(data.endsAt),
  };
  return {
    subject: t('absence-set.subject', names),
    heading: t('absence-set.heading'),
    paragraphs: [t('absence-set.intro', names)],
    closing: [t('absence-set.next')],
    footer: t('absence-set.footer'),
  };
});

function forManager(
  data: z.output<typeof managed>,
  { t, pageUrl }: MailWriting,
): Pick<MailContent, 'action' | 'footer'> {
  return {
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
    footer: t('manager.footer', stepNames(data)),
  };
}
