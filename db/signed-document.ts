import { createPublicKey, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../domain/canonical-json.ts';
import { DomainError } from '../domain/errors.ts';
import type { ReceiptKey } from './receipt-keys.ts';

/** A kind of signed document: the type in its protected header, so that no other document of the same key passes for one, and what it is called. */
export interface DocumentKind {
  readonly type: string;
  readonly name: string;
  readonly longName: string;
}

/** What a genuine document says, not yet checked against its schema, and the key that signed it. */
export interface OpenedDocument {
  readonly keyId: string;
  readonly payload: unknown;
}

const encoded = z.string().refine(isBase64url);
const signed = z.looseObject({ payload: encoded, protected: encoded, signature: encoded });
const ed25519 = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string(),
  x: z.string(),
});
const keySet = z.object({ keys: z.array(z.unknown()) });

type PublicKey = z.infer<typeof ed25519>;

/** A flattened JSON Web Signature (RFC 7515, 7.2.2) of a value. The same value gives the same bytes, because Ed25519 is deterministic and
 * what is signed is RFC 8785 JSON. */
export function signDocument(
  value: unknown,
  by: { readonly key: ReceiptKey; readonly type: string },
): string {
  const header = base64url({ alg: 'EdDSA', kid: by.key.id, typ: by.type });
  const payload = base64url(value);
  const signature = sign(null, Buffer.from(`${header}.${payload}`), by.key.key).toString('base64url');
  return `${JSON.stringify({ payload, protected: header, signature }, null, 2)}\n`;
}

/** Checks the text of a document against the text of a published key set, with nothing else at hand. Throws `invalid` with what is
 * wrong, in a sentence. */
export function openDocument(
  file: string,
  { keys, kind }: { readonly keys: string; readonly kind: DocumentKind },
): OpenedDocument {
  const known = readKeys(keys);
  const parsed = signed.safeParse(json(file));
  // Strict: an extension that must be understood ("crit") is not.
  const headerSchema = z.strictObject({
    alg: z.literal('EdDSA'),
    kid: z.string(),
    typ: z.literal(kind.type),
  });
  const header = headerSchema.safeParse(parsed.data && json(decoded(parsed.data.protected)));
  if (!parsed.success || !header.success) throw refusal(`This file is not a ${kind.longName}.`);
  const { kid } = header.data;
  const candidates = known.filter((key) => key.kid === kid);
  if (candidates.length === 0)
    throw refusal(
      `The ${kind.name} says that the key ${kid} signed it. The keys at hand are ${known.map((key) => key.kid).join(', ')}.`,
    );
  if (!candidates.some((key) => fits(parsed.data, key)))
    throw refusal(
      `The signature does not fit: the ${kind.name} was changed after it was signed, or the key ${kid} did not sign it.`,
    );
  return { keyId: kid, payload: json(decoded(parsed.data.payload)) };
}

function readKeys(text: string): readonly PublicKey[] {
  const set = keySet.safeParse(json(text));
  const keys = (set.data?.keys ?? []).flatMap((key) => ed25519.safeParse(key).data ?? []);
  if (keys.length === 0) throw refusal('The keys are not a JSON Web Key Set with an Ed25519 key in it.');
  return keys;
}

function fits(document: z.infer<typeof signed>, { kty, crv, x }: PublicKey): boolean {
  try {
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    const input = Buffer.from(`${document.protected}.${document.payload}`);
    return verify(null, input, key, Buffer.from(document.signature, 'base64url'));
  } catch {
    return false;
  }
}

// Strictly: a decoder that skips what it does not know would let changes pass.
function isBase64url(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64url').toString('base64url') === text;
}

function base64url(value: unknown): string {
  return Buffer.from(canonicalJson(value)).toString('base64url');
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refusal(message: string): DomainError {
  return new DomainError('invalid', message);
}
