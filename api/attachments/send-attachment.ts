import type { Response } from 'express';
import type { AttachedFile } from '../../db/stores/attachments.ts';

/** Headers under which a file is only ever saved: never shown, sniffed, run or kept by a cache. */
export function attachmentHeaders(
  file: Pick<AttachedFile, 'name' | 'mediaType'>,
): Readonly<Record<string, string>> {
  return {
    'Content-Type': file.mediaType,
    'Content-Disposition': dispositionOf(file.name),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex, nofollow',
  };
}

/** Answers with a file to be saved. */
export function sendAttachment(
  res: Response,
  file: Pick<AttachedFile, 'name' | 'mediaType' | 'content'>,
): void {
  res.status(200).set(attachmentHeaders(file)).end(file.content);
}

// RFC 6266: a plain name for old readers, and the whole one as RFC 8187 has it.
function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
