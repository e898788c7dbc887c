import { z } from 'zod';
import { decisionChoice, mailKind } from './kind.ts';

const code = z.object({
  code: z.string(),
  choice: decisionChoice,
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
    paragraphs: [t('decision-code.intro', { minutes: data.minutes }), t(`decision-code.${data.choice}`)],
    facts: data.steps
      .slice(0, shownSteps)
      .map(({ stepTitle, accountName }) => ({ label: accountName, value: stepTitle })),
    closing: [...(more > 0 ? [t('decision-code.more', { count: more })] : []), t('decision-code.notYou')],
    footer: t('decision-code.footer'),
  };
});
