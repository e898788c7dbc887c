import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { createLocalJWKSet, flattenedVerify, type FlattenedJWSInput } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkReceipt } from '../../db/receipt-check.ts';
import { createReceiptSeal } from '../../db/receipt-seal.ts';
import { choices } from '../../domain/approvals/policy.ts';
import type { Receipt } from '../../domain/receipts/receipt.ts';
import { receiptKey, testSeal } from '../support/receipt-seal.ts';

const receipt: Receipt = {
  issuer: 'https://kam.example',
  number: '7',
  decidedBy: { id: '3', name: 'Ana Conceição' },
  choice: 'reject',
  comment: 'Not before Easter.\n“Later”, please.',
  decidedAt: '2026-12-02T09:00:00.000Z',
  account: { id: '17', name: 'Iberian Tours' },
  planYear: 2027,
  step: { id: '5', title: 'Joint workshop' },
  contentHash: 'a'.repeat(64),
  policy: { kind: 'quorum', needed: 2, of: 3 },
  auditEvent: { chain: 'annual-plan/17/2027', seq: 9, hash: 'b'.repeat(64) },
};
const keys = JSON.stringify(testSeal.keys);
const file = testSeal.seal(receipt);
const parts = JSON.parse(file.content) as Record<'payload' | 'protected' | 'signature', string>;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const changed = (change: Partial<typeof parts>): string => JSON.stringify({ ...parts, ...change });

function signedByTheTestKey(header: object, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const signature = sign(null, Buffer.from(input), receiptKey('r1', 3).key).toString('base64url');
  return JSON.stringify({ protected: encode(header), payload: encode(payload), signature });
}

describe('a receipt', () => {
  it('is a file of its number that verifies with the published keys and says what was signed', () => {
    expect(file.name).toBe('receipt-7.json');
    expect(checkReceipt(file.content, keys)).toEqual({ keyId: 'r1', receipt });
  });

  it('is signed in the same bytes every time, whatever the order of its fields', () => {
    const reversed = Object.fromEntries(Object.entries(receipt).reverse()) as Receipt;
    expect(testSeal.seal(reversed)).toEqual(file);
  });

  it('can be checked by others with any library for JSON Web Signatures', async () => {
    const { payload, protectedHeader } = await flattenedVerify(
      JSON.parse(file.content) as FlattenedJWSInput,
      createLocalJWKSet({ keys: [...testSeal.keys.keys] }),
    );
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual(receipt);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'r1', typ: 'kam-receipt+json' });
  });

  it('checks what later releases say: whose place was taken, by which rule, and until when it could be taken back', () => {
    const full = {
      ...receipt,
      policy: { ...receipt.policy, rule: { version: 3, name: 'large spend' } },
      insteadOf: { id: '8', name: 'Carla', how: 'delegated' },
      via: 'inbox',
      verified: 'code',
      undoUntil: '2026-12-02T09:10:00.000Z',
    };
    expect(checkReceipt(testSeal.seal(full).content, keys).receipt).toEqual(full);
    const faulty = testSeal.seal({ ...full, undoUntil: 'soon' });
    expect(() => checkReceipt(faulty.content, keys)).toThrow('not a receipt');
  });

  it('keeps for the future what later releases add to it', () => {
    const richer = { ...receipt, witnessedBy: 'Bruno' };
    expect(checkReceipt(testSeal.seal(richer).content, keys).receipt).toEqual(richer);
  });

  it('is refused after any change to who, what, when or how', () => {
    const text = fc.string({ minLength: 1 });
    const forged = fc.record(
      {
        number: text,
        choice: fc.constantFrom(...choices),
        comment: text,
        decidedBy: fc.record({ id: text, name: text }),
        contentHash: fc.stringMatching(/^[0-9a-f]{64}$/),
        planYear: fc.integer(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(forged, (change) => {
        const payload = encode({ ...receipt, ...change });
        fc.pre(payload !== parts.payload);
        expect(() => checkReceipt(changed({ payload }), keys)).toThrow(
          'The signature does not fit: the receipt was changed after it was signed',
        );
      }),
    );
  });

  it('is refused after a change of any one character of its parts', () => {
    const place = fc.record({
      part: fc.constantFrom('payload', 'protected', 'signature'),
      at: fc.nat(),
      to: fc.constantFrom(...'ABCabc019-_+/=. '),
    });
    fc.assert(
      fc.property(place, ({ part, at, to }) => {
        const old = parts[part];
        const index = at % old.length;
        fc.pre(old[index] !== to);
        const content = changed({ [part]: old.slice(0, index) + to + old.slice(index + 1) });
        expect(() => checkReceipt(content, keys)).toThrow(/not a receipt|does not fit|says that the key/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('keys', () => {
  const rotated = createReceiptSeal([receiptKey('r2', 4), receiptKey('r1', 3)]);

  it('stay published after a rotation, so that older receipts verify; the first one signs', () => {
    const published = JSON.stringify(rotated.keys);
    expect(checkReceipt(file.content, published).keyId).toBe('r1');
    expect(checkReceipt(rotated.seal(receipt).content, published).keyId).toBe('r2');
  });

  it('are published without their private part', () => {
    expect(rotated.keys.keys.map((key) => Object.keys(key).sort())).toEqual(
      Array(2).fill(['alg', 'crv', 'kid', 'kty', 'use', 'x']),
    );
  });

  it('that do not know the one that signed are named', () => {
    expect(() => checkReceipt(rotated.seal(receipt).content, keys)).toThrow(
      'The receipt says that the key r2 signed it. The keys at hand are r1.',
    );
  });

  it('of another service under the same name do not fit', () => {
    const stranger = createReceiptSeal([receiptKey('r1', 9)]);
    expect(() => checkReceipt(stranger.seal(receipt).content, keys)).toThrow('or the key r1 did not sign it');
  });

  it.each(['', 'no keys', '{}', '{"keys":[]}', '{"keys":[{"kty":"RSA","kid":"r1"}]}'])(
    'are refused where there are none: %j',
    (text) => {
      expect(() => checkReceipt(file.content, text)).toThrow('not a JSON Web Key Set');
    },
  );
});

describe('what is not a receipt', () => {
  it.each(['', 'hello', 'null', '[]', '{}', '{"payload":"e30","protected":"e30","signature":"e30"}'])(
    'is told in a sentence: %j',
    (text) => {
      expect(() => checkReceipt(text, keys)).toThrow('This file is not a receipt of a decision.');
    },
  );

  it.each([
    ['no algorithm', { alg: 'none', kid: 'r1', typ: 'kam-receipt+json' }],
    ['another algorithm', { alg: 'HS256', kid: 'r1', typ: 'kam-receipt+json' }],
    ['another type of document', { alg: 'EdDSA', kid: 'r1', typ: 'JWT' }],
    ['an extension', { alg: 'EdDSA', kid: 'r1', typ: 'kam-receipt+json', crit: ['b64'], b64: false }],
  ])('is refused with %s in its header, though our key signed it', (_what, header) => {
    expect(() => checkReceipt(signedByTheTestKey(header, receipt), keys)).toThrow('not a receipt');
  });

  it('is refused when our key signed something else under the type of a receipt', () => {
    const header = { alg: 'EdDSA', kid: 'r1', typ: 'kam-receipt+json' };
    expect(() => checkReceipt(signedByTheTestKey(header, { number: '7' }), keys)).toThrow(
      'The signature fits, but what is signed is not a receipt',
    );
  });

  it('is not verified by a key that is none', () => {
    const { x = '' } = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' });
    for (const wrong of [x, 'AA', ''])
      expect(() =>
        checkReceipt(
          file.content,
          JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'r1', x: wrong }] }),
        ),
      ).toThrow('The signature does not fit');
  });
});
