import { growth, type PlanFigures } from '../planning/figures.ts';
import type { Language } from '../reader-format.ts';
import { situationTextsDe, situationTextsEn } from './situation-texts.ts';
import { createTranslate, type Translate } from './translate.ts';

type Words = Translate<typeof situationTextsEn>;

interface Telling {
  readonly figures: PlanFigures;
  readonly t: Words;
  readonly language: Language;
}

const languages: Record<Language, Record<keyof typeof situationTextsEn, string>> = {
  en: situationTextsEn,
  de: situationTextsDe,
};
const shown = 3;

const percent = (share: number, language: Language): string =>
  `${Math.round(share * 100)}${language === 'de' ? '\u00a0' : ''}%`;

/** The figures in words, as the first paragraph of a plan; money that could not be converted is told with its count. */
export function situationText(figures: PlanFigures, language: Language = 'en'): string {
  const t = createTranslate<typeof situationTextsEn>(languages[language]);
  const asOf = language === 'de' ? figures.asOf.split('-').toReversed().join('.') : figures.asOf;
  const telling = { figures, t, language };
  const first =
    figures.orders === 0
      ? t('situation.none', { asOf })
      : t('situation.revenue', {
          asOf,
          amount: rounded(figures.revenue, language),
          currency: figures.currency,
          trend: trendText(telling),
        });
  return [first, ...(figures.orders === 0 ? [] : orderLines(telling)), ...currencyLines(telling)].join(' ');
}

function rounded(amount: string, language: Language): string {
  return Math.round(Number(amount)).toLocaleString(language);
}

function trendText({ figures, t, language }: Telling): string {
  const change = growth(figures);
  if (change !== null)
    return t(change < 0 ? 'situation.less' : 'situation.more', {
      share: percent(Math.abs(change), language),
    });
  return t(figures.unconverted === undefined ? 'situation.notCovered' : 'situation.notConverted');
}

function orderLines({ figures, t, language }: Telling): readonly string[] {
  const { cancellationRate, orders, offeringsBought, offeringsOpen } = figures;
  const named = (offerings: readonly string[]): { offerings: string } => ({
    offerings: offerings.slice(0, shown).join(', '),
  });
  return [
    ...(cancellationRate === null
      ? []
      : [t('situation.cancelled', { share: percent(cancellationRate, language), orders })]),
    ...(offeringsBought.length > 0 ? [t('situation.buys', named(offeringsBought))] : []),
    ...(offeringsOpen.length > 0 ? [t('situation.open', named(offeringsOpen))] : []),
  ];
}

function currencyLines({ figures, t, language }: Telling): readonly string[] {
  const { converted = 0, unconverted = [] } = figures;
  return [
    ...(converted > 0 ? [t('situation.converted', { count: converted })] : []),
    ...unconverted.map(({ transactions, amount, currency }) => {
      const money = { amount: rounded(amount, language), currency };
      return transactions === 1
        ? t('situation.unconvertedOne', money)
        : t('situation.unconverted', { count: transactions, ...money });
    }),
  ];
}
