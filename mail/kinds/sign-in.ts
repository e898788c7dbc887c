import { z } from 'zod';
import { mailKind } from './kind.ts';

const wish = z.object({ name: z.string(), minutes: z.number().int().positive() });

/** Brings the link that signs its reader in; the link itself comes with the reader, never with the data. */
export const signIn = mailKind(wish, (data, { t, linkUrl }) => ({
  subject: t('sign-in.subject'),
  heading: t('sign-in.heading', { name: data.name }),
  paragraphs: [t('sign-in.intro', { minutes: data.minutes })],
  action: linkUrl === undefined ? undefined : { label: t('sign-in.action'), url: linkUrl },
  closing: [t('sign-in.once'), t('sign-in.notYou')],
  footer: t('sign-in.footer'),
}));
