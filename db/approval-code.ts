import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { codeBytes, codeOf, codeSubjectText, type CodeSubject } from '../domain/approvals/decision-code.ts';
import { DomainError } from '../domain/errors.ts';
import type { LinkKey } from './link-token.ts';

/** What is kept of a code: by which key its MAC was made, over which decisions. */
export interface SealedCode {
  readonly keyId: string;
  readonly bindingSha256: string;
  readonly mac: string;
}

/** Makes codes and checks them against what is kept. A code sealed by a key that is gone matches nothing. */
export interface ApprovalCodes {
  create(subject: CodeSubject): { readonly code: string; readonly sealed: SealedCode };
  matches(sealed: SealedCode, code: string): boolean;
}

const purpose = 'kam approval code, version 1';
const keyBytes = 32;

/** Codes under keys derived from the link keys (HKDF-SHA-256, RFC 5869), so that one rotation serves both; the first seals new codes. */
export function createApprovalCodes(keys: readonly LinkKey[]): ApprovalCodes {
  const [current] = keys;
  if (current === undefined) throw new DomainError('invalid', 'At least one link key is needed.');
  const byId = new Map(
    keys.map(({ id, key }) => [id, Buffer.from(hkdfSync('sha256', key, '', purpose, keyBytes))]),
  );
  const macOf = (sealed: Omit<SealedCode, 'mac'>, code: string): Buffer | undefined => {
    const key = byId.get(sealed.keyId);
    return key && createHmac('sha256', key).update(`${sealed.bindingSha256}:${code}`).digest();
  };
  return {
    create(subject) {
      const code = codeOf(randomBytes(codeBytes));
      const bound = { keyId: current.id, bindingSha256: codeBinding(subject) };
      return { code, sealed: { ...bound, mac: macOf(bound, code)?.toString('base64url') ?? '' } };
    },
    matches(sealed, code) {
      const expected = macOf(sealed, code);
      const kept = Buffer.from(sealed.mac, 'base64url');
      return expected?.length === kept.length && timingSafeEqual(expected, kept);
    },
  };
}

/** The SHA-256 (hex) of what a code proves, under which it is found. */
export function codeBinding(subject: CodeSubject): string {
  return createHash('sha256').update(codeSubjectText(subject)).digest('hex');
}
