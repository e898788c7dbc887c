import { z } from 'zod';
import { titleIn } from '../../domain/escalations/signals.ts';
import { seeEscalation } from './escalation-action.ts';
import { mailKind, money } from './kind.ts';

const outcome = z.object({
  escalationId: z.string(),
  accountName: z.string(),
  title: z.string(),
  severity: z.int().min(1).max(4),
  outcome: z.enum(['approved', 'changesRequested', 'rejected', 'expired']),
  /** Who said so last; empty where nobody answered in time. */
  by: z.string(),
  comment: z.string(),
  solution: z.string(),
  cost: money,
});

/** Tells whoever has an escalation, and whoever proposed its solution, what its approvers said. */
export const escalationSolution = mailKind(outcome, (data, writing) => {
  const { t, format } = writing;
  const title = titleIn(format.language, data.title);
  const names = { account: data.accountName, title, by: data.by };
  const said = data.by === '' && data.outcome === 'rejected' ? 'expired' : data.outcome;
  return {
    subject: t(`escalation-solution.${said}.subject`, names),
    heading: t(`escalation-solution.${said}.heading`, names),
    paragraphs: [
      t(`escalation-solution.${said}.intro`),
      ...(data.comment === ''
        ? []
        : [t('escalation-solution.comment', { comment: data.comment, by: data.by })]),
    ],
    facts: [
      { label: t('escalation.what'), value: title },
      { label: t('escalation-solution.solution'), value: data.solution },
      { label: t('escalation-solution.cost'), value: format.money(data.cost) },
    ],
    action: seeEscalation(data, writing),
    footer: t('escalation.footer', names),
  };
});
