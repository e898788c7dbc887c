import { z } from 'zod';
import { codedActs } from '../../domain/approvals/decision-code.ts';
import type { MailTexts } from '../texts/translate.ts';
import { mailKind } from './kind.ts';

const code = z.object({
  code: z.string(),
  choice: z.enum(codedActs),
  /** To whom it goes, where somebody else is to decide. */
  to: z.string().nullable().default(null),
  /** The steps that the code decides on. */
  steps: z.array(z.object({ stepTitle: z.string(), accountName: z.string() })).min(1),
  minutes: z.number().int().positive(),
});

const shownSteps = 20;

/** Brings the code that confirms a decision. It has no link: whoever reads it must have the page open already. */
export const decisionCode = mailKind(code, (data, { t }) => {
  const more = data.steps.length - shownSteps;
  return {
    // Never in the subject, which phones show while they are locked.
    subject: t('decision-code.subject'),
    heading: data.code,
    paragraphs: [t('decision-code.intro', { minutes: data.minutes }), confirmed(data, t)],
    facts: data.steps
      .slice(0, shownSteps)
      .map(({ stepTitle, accountName }) => ({ label: accountName, value: stepTitle })),
    closing: [...(more > 0 ? [t('decision-code.more', { count: more })] : []), t('decision-code.notYou')],
    footer: t('decision-code.footer'),
  };
});

function confirmed({ choice, to }: z.output<typeof code>, t: MailTexts): string {
  if (choice === 'handOver' || choice === 'absence') return t(`decision-code.${choice}`, { to: to ?? '' });
  return t(`decision-code.${choice}`);
}
