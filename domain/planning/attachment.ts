import { z } from 'zod';

const attachmentSchema = z.strictObject({
  name: z.string().min(1).max(120),
  mediaType: z.string().min(3).max(100),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A file attached to a step as approvers are bound to it: `bytes` is its size, `sha256` (64 hexadecimal digits) its content. */
export type Attachment = z.infer<typeof attachmentSchema>;

/** The most files of one step. */
export const mostAttachments = 10;

/** The most bytes of one file. */
export const largestAttachment = 10 * 1024 * 1024;

/** The files of one step, in the order in which they were attached. */
export const attachmentsSchema = z.array(attachmentSchema).max(mostAttachments);

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** The media type that a file's ending stands for; anything that is not on the list is only bytes. */
export function mediaTypeOf(name: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(mediaTypes, ending) ? (mediaTypes[ending] ?? '') : 'application/octet-stream';
}

const longestName = 120;
const longestEnding = 20;

/**
 * A file's name as it may be stored and shown: the last part of its path, without control and direction characters and what file
 * systems do not take, 120 characters at most with its ending kept. 'file' where nothing is left.
 */
export function attachmentName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return clean === '' ? 'file' : shortened(clean);
}

// Cut between characters, never inside one.
function shortened(name: string): string {
  if (name.length <= longestName) return name;
  const ending = new RegExp(`\\.[^.]{1,${longestEnding}}$`).exec(name)?.[0] ?? '';
  let kept = '';
  for (const character of name) {
    if (kept.length + character.length + ending.length > longestName) break;
    kept += character;
  }
  return `${kept.trimEnd()}${ending}`;
}
