import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeBinding, createApprovalCodes } from '../../db/approval-code.ts';
import {
  codeOf,
  readCode,
  showCode,
  type CodedItem,
  type CodeSubject,
} from '../../domain/approvals/decision-code.ts';
import { choices } from '../../domain/approvals/policy.ts';

const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
const item: fc.Arbitrary<CodedItem> = fc.record({
  requestId: fc.integer({ min: 1, max: 99 }).map(String),
  contentHash: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  choice: fc.constantFrom(...choices),
});
const items = fc.uniqueArray(item, { minLength: 1, maxLength: 6, selector: JSON.stringify });
const subject: fc.Arbitrary<CodeSubject> = fc.record({
  personId: fc.integer({ min: 1, max: 9 }).map(String),
  items,
});
const key = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });

describe('a code', () => {
  it('is eight characters that nobody misreads, all 40 bits of it', () => {
    expect(codeOf(new Uint8Array(5))).toBe('00000000');
    expect(codeOf(new Uint8Array(5).fill(255))).toBe('ZZZZZZZZ');
    expect(codeOf(Uint8Array.from([0, 0, 0, 0, 31]))).toBe('0000000Z');
    fc.assert(
      fc.property(
        bytes,
        bytes,
        (one, other) => (codeOf(one) === codeOf(other)) === (one.join() === other.join()),
      ),
    );
    fc.assert(fc.property(bytes, (given) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(codeOf(given))));
  });

  it('is read however it is typed: case, dashes, blanks, O for 0, I and L for 1', () => {
    const misread = (text: string): string => text.replaceAll('0', 'o').replaceAll('1', 'l');
    fc.assert(
      fc.property(bytes, (given) => {
        const code = codeOf(given);
        for (const typed of [
          code,
          showCode(code),
          ` ${showCode(code).toLowerCase()}\n`,
          misread(code),
          misread(code).replaceAll('l', 'I'),
          [...code].join(' '),
          showCode(code).replace('-', '–'),
        ])
          expect(readCode(typed)).toBe(code);
      }),
    );
  });

  it.each(['', 'ABC', '123456789', 'ABCD-EFGU', '١٢٣٤٥٦٧٨', 'ABCD_EFGH'])('is not “%s”', (typed) => {
    expect(readCode(typed)).toBeUndefined();
  });
});

describe('what a code is bound to', () => {
  it('is the same in any order of the items, and another for anything else', () => {
    fc.assert(
      fc.property(subject, subject, (one, other) => {
        expect(codeBinding({ ...one, items: one.items.toReversed() })).toBe(codeBinding(one));
        const sorted = ({ personId, items: of }: CodeSubject): string =>
          JSON.stringify([personId, of.map((single) => Object.values(single).join()).sort()]);
        expect(codeBinding(one) === codeBinding(other)).toBe(sorted(one) === sorted(other));
      }),
    );
  });

  it('decides what the code opens: neither another subject, nor another code, nor a key that is gone', () => {
    const codes = createApprovalCodes([key('k1', 1)]);
    fc.assert(
      fc.property(subject, subject, (one, other) => {
        const { code, sealed } = codes.create(one);
        expect(codes.matches(sealed, code)).toBe(true);
        const elsewhere = { ...sealed, bindingSha256: codeBinding(other) };
        expect(codes.matches(elsewhere, code)).toBe(codeBinding(one) === codeBinding(other));
        expect(codes.matches(sealed, codes.create(one).code)).toBe(false);
        expect(sealed.mac).not.toContain(code);
      }),
    );
  });

  it('survives a rotation of the link keys until the old one is taken away', () => {
    const wish: CodeSubject = {
      personId: '1',
      items: [{ requestId: '1', contentHash: 'a'.repeat(64), choice: 'approve' }],
    };
    const { code, sealed } = createApprovalCodes([key('k1', 1)]).create(wish);
    expect(createApprovalCodes([key('k2', 2), key('k1', 1)]).matches(sealed, code)).toBe(true);
    expect(createApprovalCodes([key('k2', 2)]).matches(sealed, code)).toBe(false);
    expect(createApprovalCodes([key('k1', 2)]).matches(sealed, code)).toBe(false);
    expect(createApprovalCodes([key('k2', 2), key('k1', 1)]).create(wish).sealed.keyId).toBe('k2');
  });
});
