import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { findDigestLinks } from '../db/read-models/digests.ts';
import type { ClaimedNotification } from '../db/stores/notifications.ts';
import type { MailReader } from '../mail/messages.ts';

type DigestMail = Pick<ClaimedNotification, 'id' | 'kind' | 'data'>;

/** The links of the questions in a digest's mail; none for any other mail. */
export function questionLinksOf({ kind, data }: Pick<DigestMail, 'kind' | 'data'>): readonly string[] {
  if (kind !== 'digest') return [];
  const { questions } = data as { questions?: readonly { readonly linkId: string }[] };
  return (questions ?? []).map(({ linkId }) => linkId);
}

/** The addresses that a digest's mail names, made when it is sent and never stored; `undefined` for any other mail. */
export async function digestUrlsOf(
  mail: DigestMail,
  deps: { readonly db: Db; readonly links: LinkTokens; readonly publicUrl: string },
): Promise<MailReader['digest']> {
  const questionLinkIds = questionLinksOf(mail);
  if (questionLinkIds.length === 0) return undefined;
  const found = await findDigestLinks(deps.db, { notificationId: mail.id, questionLinkIds });
  if (found === undefined) return undefined;
  const url = (path: 'd' | 'digest', link: { linkId: string; keyId: string }): string =>
    new URL(`/${path}/${deps.links.token(link)}`, deps.publicUrl).href;
  const questions = [...found.questions].map(
    ([linkId, keyId]) => [linkId, url('d', { linkId, keyId })] as const,
  );
  return { questions: new Map(questions), preference: url('digest', found.preference) };
}
