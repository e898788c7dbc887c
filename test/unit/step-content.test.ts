import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../db/content-hash.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';
import { changesBetween, contentOf, type StepContent } from '../../domain/planning/step.ts';

const step: StepContent = {
  title: 'A workspace in every room',
  description: 'Desk, lamp, sockets.',
  type: 'service',
  ownerId: '4',
  dueOn: '2027-05-01',
  cost: '1200.5',
  benefit: '9000',
  approverIds: ['7', '8'],
  policy: standardPolicy,
};

const text = fc.string({ minLength: 1, maxLength: 30 });
const contents: fc.Arbitrary<StepContent> = fc.record({
  title: text,
  description: text,
  type: text,
  ownerId: fc.integer({ min: 1, max: 99 }).map(String),
  dueOn: fc.constantFrom('2027-05-01', '2027-06-01'),
  cost: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  benefit: fc.constantFrom('0.00', '10.00'),
  approverIds: fc.uniqueArray(fc.integer({ min: 1, max: 9 }).map(String), { maxLength: 4 }),
  policy: fc.constant(standardPolicy),
});

function shuffled(content: StepContent): StepContent {
  return Object.fromEntries(Object.entries(content).reverse()) as unknown as StepContent;
}

describe('the content of a step', () => {
  it('has one hash whatever the order of its keys', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(contentHash(contentOf(shuffled(content)))).toBe(contentHash(contentOf(content)));
      }),
    );
  });

  it('has another hash as soon as a field differs, and the difference names that field', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        const same = contentHash(contentOf(before)) === contentHash(contentOf(after));
        expect(changesBetween(before, after).length === 0).toBe(same);
      }),
    );
  });

  it('is the same for amounts written in another way', () => {
    expect(contentHash(contentOf({ ...step, cost: '1200.50' }))).toBe(contentHash(contentOf(step)));
    expect(changesBetween(step, { ...step, cost: '01200.5', benefit: '9000.00' })).toEqual([]);
  });

  it('says what was before and what is now', () => {
    expect(changesBetween(step, { ...step, cost: '1500' })).toEqual([
      { field: 'cost', before: '1200.50', after: '1500.00' },
    ]);
  });
});
