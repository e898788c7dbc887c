import { Busboy } from '@fastify/busboy';

/** The content types in which browsers and mail programs send short forms. */
export const bodyTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'];

const limits = { fields: 10, fieldSize: 100, files: 0, parts: 10 };

/** The fields of a short form, urlencoded or multipart; none for a body that is no form at all. A part that is cut off ends the reading; what was read before it stands. */
export async function readFormBody(
  body: unknown,
  contentType: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const fields = new Map<string, string>();
  if (!Buffer.isBuffer(body) || contentType === undefined) return fields;
  await new Promise<void>((resolve) => {
    try {
      const parser = new Busboy({ headers: { 'content-type': contentType }, limits });
      parser.on('field', (...[name, value]) => void fields.set(name, value));
      parser.on('error', () => resolve());
      parser.on('finish', () => resolve());
      parser.end(body);
    } catch {
      resolve();
    }
  });
  return fields;
}
