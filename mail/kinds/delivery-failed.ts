import { z } from 'zod';
import { mailKind } from './kind.ts';

const undelivered = z.object({
  toName: z.string(),
  toAddress: z.string(),
  subject: z.string(),
  error: z.string(),
  uncertain: z.boolean(),
});

/** Tells the account's manager which mail to whom did not arrive, or may not have (`uncertain`), and what to do about it. */
export const deliveryFailed = mailKind(undelivered, (data, { t }) => {
  const names = { name: data.toName };
  const texts = data.uncertain
    ? {
        subject: t('delivery-failed.subject.uncertain', names),
        heading: t('delivery-failed.heading.uncertain', names),
        paragraphs: [t('delivery-failed.intro.uncertain')],
        closing: [t('delivery-failed.next.uncertain', names)],
      }
    : {
        subject: t('delivery-failed.subject', names),
        heading: t('delivery-failed.heading', names),
        paragraphs: [t('delivery-failed.intro', names)],
        closing: [t('delivery-failed.next')],
      };
  return {
    ...texts,
    facts: [
      { label: t('delivery-failed.to'), value: `${data.toName}, ${data.toAddress}` },
      { label: t('delivery-failed.about'), value: data.subject },
      { label: t('delivery-failed.reason'), value: data.error },
    ],
    footer: t('delivery-failed.footer'),
  };
});
