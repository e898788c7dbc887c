import type { BuyingCentreGap } from '../planning/buying-centre.ts';
import type { CaseSensitivity } from '../planning/business-case.ts';
import { contentDifference } from '../planning/content-difference.ts';
import { hundredths } from '../planning/amount.ts';
import { contentSections, emptyContent, type ContentSection, type PlanContent } from '../planning/content.ts';
import { contentTexts, readableItem, type ContentReader, type ReadableItem } from './content-wording.ts';

/** A section as a person reads it; `left` counts items that are there and not shown. */
export interface ReadableSection {
  readonly section: ContentSection;
  readonly title: string;
  readonly items: readonly ReadableItem[];
  readonly left: number;
}

const shownOpenCells = 10;

/** Every section but the situation, whose items are none; of the whitespace grid the open cells that are worth most. */
export function readableContent(content: PlanContent, reader: ContentReader): readonly ReadableSection[] {
  const shown = { ...content, whitespace: openCells(content) };
  const all = contentDifference(emptyContent(content.situation), shown);
  const t = contentTexts(reader.format.language);
  return contentSections.map((section) => ({
    section,
    title: t(`section.${section}`),
    items: all
      .filter((change) => change.section === section && change.kind !== 'reordered')
      .map((change) => readableItem(change, reader))
      .filter((item) => item !== undefined),
    left: section === 'whitespace' ? content.whitespace.length - shown.whitespace.length : 0,
  }));
}

function openCells({ whitespace }: PlanContent): PlanContent['whitespace'] {
  const worth = ({ potential }: PlanContent['whitespace'][number]): number => hundredths(potential ?? '0');
  return whitespace
    .filter(({ state }) => state !== 'ours')
    .toSorted((a, b) => worth(b) - worth(a))
    .slice(0, shownOpenCells);
}

/** The gaps of a buying centre in whole sentences. */
export function readableGaps(
  gaps: readonly BuyingCentreGap[],
  { content, reader }: { readonly content: PlanContent; readonly reader: ContentReader },
): readonly string[] {
  const t = contentTexts(reader.format.language);
  const nameOf = (key: string): string =>
    content.buyingCentre.find(({ contact }) => contact === key)?.name ?? key;
  return gaps.map(({ gap, contact }) =>
    gap === 'staleContact' || gap === 'levelBelowWanted'
      ? t(`gap.${gap}`, { contact: nameOf(contact ?? '') })
      : t(`gap.${gap}`),
  );
}

/** What a business case is worth, in a sentence. */
export function readableCase(
  { stepId, low, base, high }: CaseSensitivity & { readonly stepId: string },
  { format, currency, stepTitle }: ContentReader,
): string {
  const t = contentTexts(format.language);
  const money = (amount: string): string => format.money({ amount, currency });
  const months = base.paybackMonths;
  return t('case.worth', {
    step: stepTitle(stepId),
    npv: money(base.npv),
    low: money(low.npv),
    high: money(high.npv),
    payback: months === null ? t('case.never') : t('case.after', { months }),
  });
}
