import { z } from 'zod';
import { day, mailKind } from './kind.ts';

const schema = z.object({
  id: z.string(),
  accountName: z.string(),
  title: z.string(),
  learned: z.string(),
  dueOn: day,
  ownerName: z.string(),
  news: z.enum(['assigned', 'due', 'late']),
});

/** Tells the owner of a process improvement what is to change and why, reminds them of it, and tells their director when it is late. */
export const improvement = mailKind(schema, (data, { t, format }) => {
  const names = { account: data.accountName, title: data.title, owner: data.ownerName };
  return {
    subject: t(`improvement.${data.news}.subject`, names),
    heading: t(`improvement.${data.news}.heading`, names),
    paragraphs: [t(`improvement.${data.news}.intro`, names)],
    facts: [
      { label: t('improvement.title'), value: data.title },
      { label: t('improvement.owner'), value: data.ownerName },
      { label: t('improvement.due'), value: format.day(data.dueOn) },
    ],
    quote: { by: t('improvement.learned', names), text: data.learned },
    closing: [t('improvement.next', { id: data.id })],
    footer: t('improvement.footer', names),
  };
});
