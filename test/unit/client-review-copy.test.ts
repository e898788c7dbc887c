import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clientKpis, clientReviewPack } from '../../domain/reviews/client-review-pack.ts';
import type { PackKpi, ReviewPack } from '../../domain/reviews/review-pack.ts';
import { clientReviewDocument } from '../../packs/client-review-document.ts';
import { insideOf, pagesOf } from '../support/pdf-reading.ts';
import { emptyPack } from '../support/review-packs.ts';

const shape = fc.record({
  kpis: fc.array(
    fc.record({
      key: fc.constantFrom(
        ...clientKpis,
        'netMargin',
        'shareOfWallet',
        'costToServe',
        'lifetimeValue',
        'own',
      ),
      unit: fc.constantFrom<PackKpi['unit']>('money', 'share', 'count', 'score'),
    }),
    { maxLength: 8 },
  ),
  steps: fc.array(
    fc.constantFrom<ReviewPack['steps'][number]['status']>(
      ...(['draft', 'pending', 'approved', 'changesRequested', 'rejected'] as const),
      ...(['expired', 'inProgress', 'overdue', 'done', 'cancelled'] as const),
    ),
    { maxLength: 10 },
  ),
  commitments: fc.array(
    fc.record({
      side: fc.constantFrom('ours' as const, 'client' as const),
      status: fc.constantFrom<ReviewPack['commitments'][number]['status']>(
        ...(['open', 'confirmed', 'moved', 'done', 'missed', 'withdrawn'] as const),
      ),
      told: fc.option(fc.boolean(), { nil: undefined }),
    }),
    { maxLength: 6 },
  ),
  answered: fc.array(fc.boolean(), { maxLength: 4 }),
  language: fc.constantFrom('en' as const, 'de' as const),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** Hands out words and numbers that stand nowhere else, and remembers who may read each. */
function createMarkers() {
  const open: string[] = [];
  const closed: string[] = [];
  const next = (): number => open.length + closed.length + 1;
  const word = (isShown: boolean): string => {
    const made = `Qx${String(next()).padStart(3, '0')}w`;
    (isShown ? open : closed).push(made);
    return made;
  };
  const number = (isShown: boolean): number => {
    const made = 7_310_000 + next();
    (isShown ? open : closed).push(String(made));
    return made;
  };
  return { open, closed, word, number };
}
type Markers = ReturnType<typeof createMarkers>;

const shownSteps = new Set(['approved', 'inProgress', 'overdue', 'done']);

function marked(given: Shape, { word, number }: Markers): ReviewPack {
  const both = (isShown: boolean): { en: string; de: string } => {
    const text = word(isShown);
    return { en: text, de: text };
  };
  return {
    ...emptyPack(),
    accountName: word(true),
    managerName: word(true),
    place: word(true),
    invitees: [
      { name: word(true), side: 'ours' },
      { name: word(true), side: 'client' },
    ],
    decisionsWanted: [{ title: word(false), why: word(false) }],
    kpis: given.kpis.map(({ key, unit: drawn }) => {
      const isShown = clientKpis.has(key);
      // A share is written in percent, so that its number would not stand there as it is.
      const unit = drawn === 'share' ? 'count' : drawn;
      return {
        ...{ key, unit, direction: 'higher', missing: both(false), standing: 'off', name: both(isShown) },
        ...{ value: number(isShown), lastQuarter: number(isShown), lastYear: number(isShown) },
        target: number(isShown && unit !== 'money'),
      };
    }),
    health: { score: 12, band: 'poor', change: -3, drivers: [{ name: both(false), points: -9 }] },
    alarms: [{ cause: word(false), title: both(false), openedOn: '2026-02-02' }],
    steps: given.steps.map((status) => ({
      title: word(shownSteps.has(status)),
      ownerName: word(shownSteps.has(status)),
      ...{ dueOn: '2026-06-30', status, percent: 40 },
    })),
    commitments: given.commitments.map(({ side, status, told }) => {
      const isShown = status !== 'withdrawn' && (status !== 'open' || told === true);
      const said = { text: word(isShown), ownerName: word(isShown), dueOn: '2026-05-05' };
      return { ...said, side, status, ...(told !== undefined && { told }) };
    }),
    whitespace: [{ division: word(false), offering: word(false), potential: `${number(false)}.00` }],
    carried: [
      { text: word(false), ownerName: word(false), dueOn: '2026-01-31', from: { year: 2025, quarter: 4 } },
    ],
    feedback: given.answered.map((isDone) => ({ said: word(isDone), done: isDone ? word(true) : null })),
  };
}

it('holds every word that the client may read and none that is internal, in its pages and beside them', async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (given) => {
      const markers = createMarkers();
      const pack = clientReviewPack(marked(given, markers));
      const pdf = await clientReviewDocument(pack, {
        language: given.language,
        at: new Date('2026-04-18T06:00:00Z'),
      });
      // Numbers are written with separators: '7,310,004' or '7.310.004'.
      const text = (await pagesOf(pdf)).join(' ').replace(/(?<=\d)[.,](?=\d{3})/g, '');
      const inside = insideOf(pdf);
      expect(markers.open.filter((word) => !text.includes(word))).toEqual([]);
      expect(markers.closed.filter((word) => text.includes(word) || inside.includes(word))).toEqual([]);
      expect(markers.closed.filter((word) => JSON.stringify(pack).includes(word))).toEqual([]);
      expect(text).not.toMatch(/INTERN|off target|verfehlt/i);
    }),
    { numRuns: 30 },
  );
});
