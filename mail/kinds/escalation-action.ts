import type { MailContent } from '../content.ts';
import type { MailWriting } from './kind.ts';

/** The button of a mail that leads to the page of the escalation it is about. */
export function seeEscalation(
  { escalationId }: { readonly escalationId: string },
  { t, pageUrl }: MailWriting,
): NonNullable<MailContent['action']> {
  return { label: t('escalation-news.action'), url: pageUrl(`/escalations/${escalationId}`) };
}
