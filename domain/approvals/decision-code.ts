import { canonicalJson } from '../canonical-json.ts';
import { choices } from './policy.ts';

/** What a code confirms: a choice, or letting somebody else decide, once or while the approver is away. */
export const codedActs = [...choices, 'handOver', 'absence'] as const;

/** See {@link codedActs}. */
export type CodedAct = (typeof codedActs)[number];

/** One act that a code is for: this choice on this content, or whom it goes `to`. */
export interface CodedItem {
  readonly requestId: string;
  readonly contentHash: string;
  readonly choice: CodedAct;
  readonly to?: string | undefined;
}

/** What a code proves: that this person does exactly this. The comment is not part of it. */
export interface CodeSubject {
  readonly personId: string;
  readonly items: readonly CodedItem[];
}

/** How often a code may be entered, for how many minutes it holds, and how many are sent within an hour. */
export const codeLimits = { tries: 5, minutes: 10, sendsPerHour: 3, sendsPerPersonAndHour: 12 } as const;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsEach = 5;

/** How many random bytes make one code: 40 bits, eight characters. */
export const codeBytes = 5;

/** The code in these five bytes, in Crockford's base 32: no I, L, O or U to be misread. */
export function codeOf(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const characters = (bytes.length * 8) / bitsEach;
  return Array.from(
    { length: characters },
    (_, index) => alphabet[Number((bits >> BigInt(bitsEach * (characters - 1 - index))) & 31n)],
  ).join('');
}

/** A code as it is shown: XXXX-XXXX. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code that somebody typed, whatever its case, dashes and spaces, with O for 0 and I or L for 1; undefined if it is none. */
export function readCode(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? plain : undefined;
}

/** The canonical form of what a code proves, in which the order of the items does not matter. */
export function codeSubjectText({ personId, items }: CodeSubject): string {
  const sorted = items
    .map(({ requestId, contentHash, choice, to }) => ({
      ...{ requestId, contentHash, choice },
      ...(to !== undefined && { to }),
    }))
    .sort((one, other) => (canonicalJson(one) < canonicalJson(other) ? -1 : 1));
  return canonicalJson({ personId, items: sorted });
}
