import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../domain/errors.ts';
import { receiptSchema, type Receipt } from '../domain/receipts/receipt.ts';
import { receiptType } from './receipt-seal.ts';

/** A receipt that is genuine, and the key that signed it. */
export interface GenuineReceipt {
  readonly keyId: string;
  readonly receipt: Receipt;
}

const encoded = z.string().refine(isBase64url);
const signed = z.looseObject({ payload: encoded, protected: encoded, signature: encoded });
// Strict: an extension that must be understood ("crit") is not.
const headerSchema = z.strictObject({
  alg: z.literal('EdDSA'),
  kid: z.string(),
  typ: z.literal(receiptType),
});
const ed25519 = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string(),
  x: z.string(),
});
const keySet = z.object({ keys: z.array(z.unknown()) });

type PublicKey = z.infer<typeof ed25519>;

/** Checks the text of a receipt's file against the text of a published key set, with nothing else at hand. Throws `invalid` with what is
 * wrong, in a sentence. */
export function checkReceipt(file: string, keys: string): GenuineReceipt {
  const known = readKeys(keys);
  const parsed = signed.safeParse(json(file));
  const header = headerSchema.safeParse(parsed.data && json(decoded(parsed.data.protected)));
  if (!parsed.success || !header.success) throw refusal('This file is not a receipt of a decision.');
  const { kid } = header.data;
  const candidates = known.filter((key) => key.kid === kid);
  if (candidates.length === 0)
    throw refusal(
      `The receipt says that the key ${kid} signed it. The keys at hand are ${known.map((key) => key.kid).join(', ')}.`,
    );
  if (!candidates.some((key) => fits(parsed.data, key)))
    throw refusal(
      `The signature does not fit: the receipt was changed after it was signed, or the key ${kid} did not sign it.`,
    );
  const receipt = receiptSchema.safeParse(json(decoded(parsed.data.payload)));
  if (!receipt.success)
    throw refusal('The signature fits, but what is signed is not a receipt of a decision.');
  return { keyId: kid, receipt: receipt.data };
}

function readKeys(text: string): readonly PublicKey[] {
  const set = keySet.safeParse(json(text));
  const keys = (set.data?.keys ?? []).flatMap((key) => ed25519.safeParse(key).data ?? []);
  if (keys.length === 0) throw refusal('The keys are not a JSON Web Key Set with an Ed25519 key in it.');
  return keys;
}

function fits(receipt: z.infer<typeof signed>, { kty, crv, x }: PublicKey): boolean {
  try {
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    const input = Buffer.from(`${receipt.protected}.${receipt.payload}`);
    return verify(null, input, key, Buffer.from(receipt.signature, 'base64url'));
  } catch {
    return false;
  }
}

// Strictly: a decoder that skips what it does not know would let changes pass.
function isBase64url(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64url').toString('base64url') === text;
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
