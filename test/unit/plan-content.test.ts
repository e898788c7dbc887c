import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../db/content-hash.ts';
import { buyingCentreGaps } from '../../domain/planning/buying-centre.ts';
import { clientContent, internalSections } from '../../domain/planning/content-audience.ts';
import { contentDifference } from '../../domain/planning/content-difference.ts';
import { contentFaults } from '../../domain/planning/content-faults.ts';
import {
  contentSections,
  emptyContent,
  planContentSchema,
  type PlanContent,
} from '../../domain/planning/content.ts';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { readablePlanChanges, type ContentReader } from '../../domain/wording/content-wording.ts';

const text = fc.stringMatching(/^[a-z]{1,6}$/);
const id = fc.integer({ min: 1, max: 6 }).map(String);
const amount = fc.integer({ min: 0, max: 300 }).map((cents) => (cents / 100).toFixed(2));
const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
const day = fc.constantFrom('2027-01-01', '2027-04-01', '2027-07-01', null);

function list<Item>(item: fc.Arbitrary<Item>, identity: (one: Item) => string): fc.Arbitrary<Item[]> {
  return fc.uniqueArray(item, { selector: identity, maxLength: 4 });
}

const points = fc.uniqueArray(text, { maxLength: 3 });

const anyContent: fc.Arbitrary<PlanContent> = fc.record({
  situation: text,
  trends: list(
    fc.record({
      startsOn: fc.constantFrom('2026-01-01', '2026-04-01', '2026-07-01'),
      revenue: amount,
      orders: fc.nat(3),
      cancellationRate: fc.constantFrom(null, 0, 0.25),
    }),
    ({ startsOn }) => startsOn,
  ),
  swot: fc.record({ strengths: points, weaknesses: points, opportunities: points, threats: points }),
  competitors: list(fc.record({ name: text, position: text, response: text }), ({ name }) => name),
  risks: list(
    fc.record({
      key: text,
      risk: text,
      likelihood: fc.integer({ min: 1, max: 5 }),
      impact: fc.integer({ min: 1, max: 5 }),
      response: text,
    }),
    ({ key }) => key,
  ),
  whitespace: list(
    fc.record({
      division: id,
      line: text,
      offering: id,
      state: fc.constantFrom('ours' as const, 'open' as const),
      competitor: fc.constant(null),
      potential: fc.option(amount, { nil: null }),
    }),
    ({ division, offering }) => `${division}/${offering}`,
  ),
  buyingCentre: list(
    fc.record({
      contact: id,
      name: text,
      title: text,
      role: fc.constantFrom('sponsor' as const, 'decisionMaker' as const, 'user' as const),
      influence: rating,
      support: rating,
      levelNow: rating,
      levelWanted: rating,
      lastContactOn: day,
    }),
    ({ contact }) => contact,
  ),
  objectives: list(
    fc.record({ key: id, title: text, ownerId: id, measure: text, target: text, customerGoal: text }),
    ({ key }) => key,
  ),
  stepObjectives: list(fc.record({ stepId: id, objective: id }), ({ stepId }) => stepId),
  budget: fc.option(amount, { nil: null }),
  businessCases: list(
    fc.record({
      stepId: id,
      investment: amount,
      monthlyBenefits: fc.array(amount, { minLength: 1, maxLength: 3 }),
      discountRatePercent: fc.nat(20),
      lowPercent: fc.nat(100),
      highPercent: fc.integer({ min: 100, max: 130 }),
    }),
    ({ stepId }) => stepId,
  ),
  kpis: list(
    fc.record({
      key: id,
      name: text,
      unit: fc.constantFrom('money' as const, 'share' as const, 'count' as const),
      baseline: fc.option(amount, { nil: null }),
      target: amount,
      earlyIndicators: fc.array(fc.record({ name: text, expected: text }), { maxLength: 2 }),
    }),
    ({ key }) => key,
  ),
  team: list(
    fc.record({ personId: id, function: text, roleInPlan: text, timeZone: fc.constant('Europe/Lisbon') }),
    (one) => `${one.personId}/${one.function}`,
  ),
});

// The same value with the keys of every object in another order.
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, turned(one)] as const)
      .reverse(),
  );
}

const reader = (language: 'en' | 'de'): ContentReader => ({
  format: createReaderFormat({ language, timeZone: 'UTC' }),
  currency: 'EUR',
  personName: (person) => `Person ${person}`,
  stepTitle: (step) => `Step ${step}`,
});

describe('the difference between two revisions', () => {
  it('is empty exactly when the hashes agree, and names every section that differs and no other', () => {
    fc.assert(
      fc.property(anyContent, anyContent, fc.boolean(), (one, other, sameBase) => {
        const after = sameBase ? { ...one, risks: other.risks, swot: other.swot } : other;
        const sections = new Set(contentDifference(one, after).map(({ section }) => section));
        const different = contentSections.filter(
          (section) => contentHash(one[section]) !== contentHash(after[section]),
        );
        expect([...sections].sort()).toEqual([...different].sort());
        expect(sections.size === 0).toBe(contentHash(one) === contentHash(after));
      }),
    );
  });

  it('does not see in which order keys stand, nor does the hash', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const again = turned(content) as PlanContent;
        expect(contentHash(again)).toBe(contentHash(content));
        expect(contentDifference(content, again)).toEqual([]);
        expect(planContentSchema.parse(again)).toEqual(content);
      }),
    );
  });

  it('says the opposite when read the other way round', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const told = (kind: string, changes: ReturnType<typeof contentDifference>): number =>
          changes.filter((change) => change.kind === kind).length;
        const [there, back] = [contentDifference(before, after), contentDifference(after, before)];
        expect(told('added', there)).toBe(told('removed', back));
        expect(told('changed', there)).toBe(told('changed', back));
        expect(told('reordered', there)).toBe(told('reordered', back));
      }),
    );
  });

  it('is worded in both languages, with nothing left of numbers of people or of placeholders', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const changes = contentDifference(before, after);
        const [english, german] = [reader('en'), reader('de')].map((one) =>
          readablePlanChanges(changes, one),
        );
        expect(english?.length).toBe(changes.length);
        expect(german?.length).toBe(changes.length);
        for (const change of [...(english ?? []), ...(german ?? [])]) {
          expect(JSON.stringify(change)).not.toMatch(/undefined|\{\w+\}/);
          expect(change.label).not.toBe('');
        }
      }),
    );
  });

  it('reads as a person would say it', () => {
    const before = emptyContent('As it was');
    const objective = {
      key: 'grow',
      title: 'Grow',
      ownerId: '3',
      measure: 'revenue',
      target: '10%',
      customerGoal: '',
    };
    const one = { ...before, objectives: [objective], budget: '1200.50' };
    const two = {
      ...one,
      objectives: [{ ...objective, target: '20%', ownerId: '4' }],
      swot: { ...one.swot, threats: ['a rival'] },
      budget: null,
    };
    expect(readablePlanChanges(contentDifference(one, two), reader('en'))).toEqual([
      { label: 'Strengths and weaknesses, Threats', before: 'None', after: 'a rival' },
      { label: 'Objectives: Grow, Carried by', before: 'Person 3', after: 'Person 4' },
      { label: 'Objectives: Grow, Goal', before: '10%', after: '20%' },
      { label: 'Budget', before: '€1,200.50', after: 'None' },
    ]);
    const [first] = readablePlanChanges(contentDifference(before, one), reader('de'));
    expect(first).toEqual({
      label: 'Ziele – Grow',
      before: 'Keine Angabe',
      after: 'Kurzname: grow; Titel: Grow; Verantwortlich: Person 3; Messgröße: revenue; Zielwert: 10%',
    });
  });
});

describe('content', () => {
  it('is refused where an item is in a list twice, and amounts are kept in one form', () => {
    const risk = { key: 'late', risk: 'Late', likelihood: 2, impact: 3, response: '' };
    const twice = planContentSchema.safeParse({ ...emptyContent(''), risks: [risk, risk] });
    expect(twice.error?.issues.map(({ path }) => path.join('/'))).toEqual(['risks/1']);
    expect(planContentSchema.parse({ ...emptyContent(''), budget: '0012.5' }).budget).toBe('12.50');
  });

  it('names every reference that leads nowhere', () => {
    const objective = {
      key: 'grow',
      title: 'Grow',
      ownerId: '9',
      measure: 'm',
      target: 't',
      customerGoal: '',
    };
    const content = {
      ...emptyContent(''),
      objectives: [objective],
      stepObjectives: [
        { stepId: '1', objective: 'grow' },
        { stepId: '7', objective: 'shrink' },
      ],
    };
    expect(contentFaults(content, { steps: ['1'], people: [] }).map(({ path }) => path)).toEqual([
      '/objectives/0/ownerId',
      '/stepObjectives/1/stepId',
      '/stepObjectives/1/objective',
    ]);
  });

  it('leaves out for a client what is internal, and keeps the rest', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const sections = Object.keys(clientContent(content));
        expect(sections.filter((section) => internalSections.some((one) => one === section))).toEqual([]);
        expect(sections.length + internalSections.length).toBe(contentSections.length);
      }),
    );
  });
});

describe('a buying centre', () => {
  const contact = {
    contact: 'a',
    name: 'Ana',
    title: '',
    role: 'sponsor' as const,
    influence: 5,
    support: 5,
    levelNow: 4,
    levelWanted: 4,
    lastContactOn: '2027-03-01',
  };
  const gaps = (...contacts: PlanContent['buyingCentre']): string[] =>
    buyingCentreGaps(contacts, '2027-03-31').map((one) => `${one.gap} ${one.contact ?? ''}`.trim());

  it('that nobody knows lacks everything', () => {
    expect(gaps()).toEqual(['noSponsor', 'noDecisionMaker', 'singleThreaded']);
  });

  it('with a sponsor, a decision maker and two relationships has no gap', () => {
    expect(gaps(contact, { ...contact, contact: 'b', role: 'decisionMaker' })).toEqual([]);
  });

  it('names a sponsor who does not support us, who has not been spoken to, and who is to be closer', () => {
    const cold = { ...contact, support: 3, levelNow: 2, lastContactOn: '2026-12-30' };
    expect(gaps(cold, { ...contact, contact: 'b', role: 'decisionMaker' })).toEqual([
      'noSponsor',
      'singleThreaded',
      'staleContact a',
      'levelBelowWanted a',
    ]);
  });
});
