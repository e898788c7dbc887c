import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../domain/errors.ts';
import { contentHash } from './content-hash.ts';
import { openDocument, type DocumentKind } from './signed-document.ts';

/** The last event of a chain. */
export interface SignedHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a day's document says: how many chains went on since the last one, the hash of their heads, and the document before. */
const auditDocumentSchema = z.looseObject({
  issuer: z.url(),
  day: z.iso.date(),
  signedAt: z.iso.datetime(),
  heads: z.int().nonnegative(),
  headsSha256: sha256,
  previous: z.looseObject({ day: z.iso.date(), sha256 }).nullable(),
});

/** See {@link auditDocumentSchema}. */
export type AuditDocument = z.infer<typeof auditDocumentSchema>;

/** What a day's document is among those that are signed with the same keys. */
export const auditDocumentKind: DocumentKind = {
  type: 'kam-audit-heads+json',
  name: 'document',
  longName: 'signed document of the audit trail',
};

/** SHA-256 of the RFC 8785 form of heads in the order of their chains' code units, whatever order they come in. */
export function headsHash(heads: readonly SignedHead[]): string {
  const inOrder = [...heads].sort((a, b) => (a.chain < b.chain ? -1 : 1));
  return contentHash(inOrder.map(({ chain, seq, hash }) => ({ chain, seq, hash })));
}

/** The hash by which the next document names this one: SHA-256 of its text. */
export function documentHash(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

/** What a genuine document says; throws `invalid` with what is wrong, in a sentence. */
export function openAuditDocument(document: string, keys: string): AuditDocument {
  const { payload } = openDocument(document, { keys, kind: auditDocumentKind });
  const found = auditDocumentSchema.safeParse(payload);
  if (found.success) return found.data;
  throw new DomainError(
    'invalid',
    `The signature fits, but what is signed is not a ${auditDocumentKind.longName}.`,
  );
}
