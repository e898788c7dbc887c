import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clientPlan } from '../../domain/planning/client-plan.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import type { ExportedCommitment, ExportedStep, PlanExport } from '../../domain/planning/plan-export.ts';
import { clientDocument } from '../../packs/client-document.ts';
import { renderPdf } from '../../packs/pdf.ts';
import { insideOf, pagesOf } from '../support/pdf-reading.ts';

const shape = fc.record({
  steps: fc.array(
    fc.constantFrom<ExportedStep['status']>(
      ...(['draft', 'pending', 'approved', 'changesRequested', 'rejected'] as const),
      ...(['expired', 'inProgress', 'overdue', 'done', 'cancelled'] as const),
    ),
    { minLength: 1, maxLength: 12 },
  ),
  commitments: fc.array(
    fc.record({
      side: fc.constantFrom('ours' as const, 'client' as const),
      status: fc.constantFrom<ExportedCommitment['status']>(
        'open',
        'confirmed',
        'moved',
        'done',
        'missed',
        'withdrawn',
      ),
      told: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  servesClient: fc.array(fc.boolean(), { maxLength: 4 }),
  units: fc.array(fc.constantFrom('money' as const, 'share' as const, 'count' as const), { maxLength: 4 }),
  language: fc.constantFrom('en' as const, 'de' as const),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** Hands out words and amounts that stand nowhere else, and remembers who may read each. */
function createMarkers() {
  const open: string[] = [];
  const closed: string[] = [];
  let count = 0;
  const next = (of: string[]): string => {
    count += 1;
    const word = `Qx${count.toString().padStart(3, '0')}w`;
    of.push(word);
    return word;
  };
  return {
    open,
    closed,
    shown: () => next(open),
    hidden: () => next(closed),
    either: (isShown: boolean) => next(isShown ? open : closed),
    /** An amount of seven digits that only our own people read. */
    amount: (): string => {
      count += 1;
      const amount = String(7_310_000 + count);
      closed.push(amount);
      return amount;
    },
  };
}
type Markers = ReturnType<typeof createMarkers>;

const shownStatuses: readonly ExportedStep['status'][] = ['approved', 'inProgress', 'overdue', 'done'];

function stepsOf({ steps }: Shape, { either, hidden, amount }: Markers): ExportedStep[] {
  return steps.map((status, index) => {
    const isShown = shownStatuses.includes(status);
    return {
      id: String(index + 1),
      title: either(isShown),
      ownerName: either(isShown),
      description: hidden(),
      approverNames: [hidden()],
      dueOn: '2027-03-15',
      status,
      cost: `${amount()}.00`,
      benefit: `${amount()}.00`,
      percent: 37,
      blockedBy: hidden(),
      decidedAlone: false,
      after: [hidden()],
    };
  });
}

function internalContent({ hidden, amount }: Markers) {
  return {
    situation: hidden(),
    swot: { strengths: [hidden()], weaknesses: [hidden()], opportunities: [hidden()], threats: [hidden()] },
    competitors: [{ name: hidden(), position: hidden(), response: hidden() }],
    risks: [{ key: hidden(), risk: hidden(), likelihood: 2, impact: 3, response: hidden() }],
    whitespace: [
      {
        ...{ division: hidden(), line: hidden(), offering: hidden(), competitor: hidden() },
        state: 'competitor' as const,
        potential: `${amount()}.00`,
      },
    ],
    buyingCentre: [
      {
        ...{ contact: hidden(), name: hidden(), title: hidden(), role: 'sponsor' as const },
        ...{ influence: 1, support: 2, levelNow: 3, levelWanted: 4, lastContactOn: '2026-05-05' },
      },
    ],
    budget: `${amount()}.00`,
    businessCases: [
      {
        ...{ stepId: '1', investment: `${amount()}.00`, monthlyBenefits: [`${amount()}.00`] },
        ...{ discountRatePercent: 7, lowPercent: 50, highPercent: 150 },
      },
    ],
  };
}

function contentOf(given: Shape, markers: Markers): PlanContent {
  const { shown, hidden, either, amount } = markers;
  return {
    ...internalContent(markers),
    trends: [{ startsOn: '2026-01-01', revenue: '123456.00', orders: 11, cancellationRate: 0.25 }],
    objectives: given.servesClient.map((serves) => ({
      key: hidden(),
      title: either(serves),
      ownerId: '1',
      measure: either(serves),
      target: either(serves),
      customerGoal: serves ? shown() : '',
    })),
    stepObjectives: given.servesClient.map((_, index) => ({ stepId: '1', objective: `o${index}` })),
    kpis: given.units.map((unit) => ({
      key: hidden(),
      name: either(unit !== 'money'),
      unit,
      baseline: unit === 'money' ? amount() : '0.25',
      target: unit === 'money' ? amount() : '0.5',
      earlyIndicators: [{ name: hidden(), expected: hidden() }],
    })),
    team: [{ personId: '2', function: 'finance', roleInPlan: shown(), timeZone: 'Europe/Lisbon' }],
  };
}

function marked(given: Shape, markers: Markers): PlanExport {
  const { shown, hidden, either } = markers;
  return {
    planId: '1',
    accountName: shown(),
    year: 2027,
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    managerName: shown(),
    stage: 'executing',
    currency: 'EUR',
    revision: 3,
    contentHash: 'c0ffee'.repeat(10),
    content: contentOf(given, markers),
    steps: stepsOf(given, markers),
    commitments: given.commitments.map((one) => {
      const isShown = one.status !== 'withdrawn' && (one.told || one.status !== 'open');
      return { ...one, text: either(isShown), ownerName: either(isShown), dueOn: '2027-04-01' };
    }),
    gaps: [{ gap: 'noSponsor', contact: hidden() }],
    cases: [],
    waiting: [{ name: hidden(), waitingFor: 'decision', title: hidden(), businessHours: 4, until: null }],
    improvements: [
      { title: hidden(), learned: hidden(), ownerName: hidden(), dueOn: '2027-05-01', state: 'open' },
    ],
    people: { '1': given.servesClient.includes(true) ? shown() : hidden(), '2': shown() },
  };
}

it('holds every word that the client may read and none that is internal, in its pages and beside them', async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (given) => {
      const markers = createMarkers();
      const plan = marked(given, markers);
      const look = { language: given.language, at: new Date('2026-11-23T03:45:00Z') };
      const pdf = await renderPdf(clientDocument(clientPlan(plan), look));
      // Amounts are written with separators: '7,310,004' or '7.310.004'.
      const text = (await pagesOf(pdf)).join(' ').replace(/(?<=\d)[.,](?=\d{3})/g, '');
      const inside = insideOf(pdf);
      expect(markers.open.filter((word) => !text.includes(word))).toEqual([]);
      expect(markers.closed.filter((word) => text.includes(word) || inside.includes(word))).toEqual([]);
      expect(text + inside).not.toContain('c0ffee');
      expect(inside).toContain(markers.open[0]);
    }),
    { numRuns: 40 },
  );
});
