import { Busboy } from '@fastify/busboy';

/** What somebody wants of their digest; `oneClick` if a mail program says so for them (RFC 8058). */
export interface DigestWish {
  readonly digest: boolean;
  readonly oneClick: boolean;
}

const limits = { fields: 10, fieldSize: 100, files: 0, parts: 10 };

/** Reads a form, urlencoded or multipart; `undefined` if it says neither. A body that is no form at all says nothing. */
export async function readWish(
  body: unknown,
  contentType: string | undefined,
): Promise<DigestWish | undefined> {
  if (!Buffer.isBuffer(body) || contentType === undefined) return undefined;
  const form = await fieldsOf(body, contentType);
  if (form.get('List-Unsubscribe') === 'One-Click') return { digest: false, oneClick: true };
  const mails = form.get('mails');
  return mails === 'daily' || mails === 'single' ? { digest: mails === 'daily', oneClick: false } : undefined;
}

async function fieldsOf(body: Buffer, contentType: string): Promise<ReadonlyMap<string, string>> {
  const fields = new Map<string, string>();
  await new Promise<void>((resolve) => {
    try {
      const parser = new Busboy({ headers: { 'content-type': contentType }, limits });
      parser.on('field', (...[name, value]) => void fields.set(name, value));
      // A part that is cut off ends the reading; what was read before it stands.
      parser.on('error', () => resolve());
      parser.on('finish', () => resolve());
      parser.end(body);
    } catch {
      resolve();
    }
  });
  return fields;
}
