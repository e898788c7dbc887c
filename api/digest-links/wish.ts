import { readFormBody } from '../form-body.ts';

/** What somebody wants of their digest; `oneClick` if a mail program says so for them (RFC 8058). */
export interface DigestWish {
  readonly digest: boolean;
  readonly oneClick: boolean;
}

/** Reads a form, urlencoded or multipart; `undefined` if it says neither. A body that is no form at all says nothing. */
export async function readWish(
  body: unknown,
  contentType: string | undefined,
): Promise<DigestWish | undefined> {
  const form = await readFormBody(body, contentType);
  if (form.get('List-Unsubscribe') === 'One-Click') return { digest: false, oneClick: true };
  const mails = form.get('mails');
  return mails === 'daily' || mails === 'single' ? { digest: mails === 'daily', oneClick: false } : undefined;
}
