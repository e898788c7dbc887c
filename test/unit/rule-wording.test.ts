import { describe, expect, it } from 'vitest';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { describeSource, type PolicySource } from '../../domain/wording/rule-wording.ts';

const says = (source: PolicySource, language: string): string =>
  describeSource(source, {
    format: createReaderFormat({ language, timeZone: 'Europe/Berlin' }),
    currency: 'EUR',
  });

const large: PolicySource = {
  rule: { version: 3, name: 'large spend', when: { amountFrom: '12000.00', regions: ['DE', 'AT'] } },
  verify: 'code',
};

describe('why a step is approved as it is', () => {
  it('names the rule, its version and what made it apply', () => {
    expect(says(large, 'en')).toBe(
      'The rule “large spend” of the approval rules, version 3, asks for this, because the cost is €12,000 or more and the account is in DE / AT. A decision needs a code that is sent to you by mail.',
    );
    expect(says(large, 'de')).toMatch(
      /„large spend“ der Genehmigungsregeln, Fassung 3: die Kosten betragen 12\.000.€ oder mehr und der Kunde gehört zu DE \/ AT\./,
    );
  });

  it('says that no other rule applied, or that the policy is the step’s own', () => {
    expect(says({ rule: { version: 1, name: 'standard', when: {} }, verify: 'link' }, 'en')).toContain(
      'because no other rule applies.',
    );
    expect(says({ rule: null, verify: 'link' }, 'en')).toBe(
      'This way of approving was set for this step alone.',
    );
  });
});
