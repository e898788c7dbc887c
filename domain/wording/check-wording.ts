import type { CheckFinding, Found } from '../planning/checks.ts';
import type { Language, ReaderFormat } from '../reader-format.ts';
import { checkTextsDe, checkTextsEn } from './check-texts.ts';
import { contentTexts } from './content-wording.ts';
import { createTranslate } from './translate.ts';

const languages: Record<Language, Record<keyof typeof checkTextsEn, string>> = {
  en: checkTextsEn,
  de: checkTextsDe,
};

/** A finding with its sentence. */
export type ReadableFinding = CheckFinding & { readonly message: string };

/** The findings with what each says, and what to do about it, in the reader's language. */
export function readableFindings(
  findings: readonly CheckFinding[],
  format: ReaderFormat,
): readonly ReadableFinding[] {
  return findings.map((finding) => ({ ...finding, message: describeFinding(finding, format) }));
}

function describeFinding(found: Found, format: ReaderFormat): string {
  const t = createTranslate<typeof checkTextsEn>(languages[format.language]);
  const money = (amount: string, currency: string): string => format.money({ amount, currency });
  switch (found.check) {
    case 'objectiveWithoutSteps':
    case 'stepWithoutObjective':
      return t(`check.${found.check}`, found.data);
    case 'overBudget': {
      const { total, budget, currency } = found.data;
      return t('check.overBudget', { total: money(total, currency), budget: money(budget, currency) });
    }
    case 'businessCaseMissing': {
      const { title, cost, from, currency } = found.data;
      const amounts = { cost: money(cost, currency), from: money(from, currency) };
      return t('check.businessCaseMissing', { title, ...amounts });
    }
    case 'noClientOwner':
      return t('check.noClientOwner');
    case 'buyingCentreGaps':
      return contentTexts(format.language)(`gap.${found.data.gap}`);
    case 'cyclicDependencies': {
      const { titles } = found.data;
      const links = titles.slice(1).map((on, index) => waits(titles[index] ?? '', on));
      return t('check.cyclicDependencies', { titles: links.join('; ') });
    }
  }
  function waits(one: string, on: string): string {
    return t('check.waits', { one, rest: quoted(on, format.language) });
  }
}

function quoted(title: string, language: Language): string {
  return language === 'de' ? `„${title}“` : `"${title}"`;
}
