import type { HealthDriverUnit } from '../health/drivers.ts';
import { healthDrivers } from '../health/drivers.ts';
import type { MoveLine } from '../health/ledger.ts';
import type { DriverScore, HealthBand, HealthScore } from '../health/score.ts';
import type { BothLanguages } from '../kpis/definition.ts';
import type { Language } from '../reader-format.ts';
import { pointUnit } from '../selection/contributions.ts';
import { healthTextsDe, healthTextsEn } from './health-texts.ts';
import { createTranslate } from './translate.ts';

/** A value as far as its wording needs it. */
interface WordedValue extends HealthScore {
  readonly band: HealthBand | null;
  readonly revision: number;
  readonly configVersion: number;
}

const texts: Record<Language, Record<keyof typeof healthTextsEn, string>> = {
  en: healthTextsEn,
  de: healthTextsDe,
};

const words = (language: Language) => createTranslate<typeof healthTextsEn>(texts[language]);

/** The same said in both languages. */
export function inBoth(say: (language: Language) => string): BothLanguages {
  return { en: say('en'), de: say('de') };
}

function rounded(value: number, language: Language): string {
  return value.toLocaleString(language, { maximumFractionDigits: 1 });
}

/** Points with their sign, one decimal; `units` are whole ten-thousandths of a point. */
function signedPoints(units: number, language: Language): string {
  const shown = Math.round(units / (pointUnit / 10)) / 10;
  const sign = shown > 0 ? '+' : shown < 0 ? '−' : '±';
  return words(language)('points', { points: `${sign}${rounded(Math.abs(shown), language)}` });
}

function stateText({ score, band, known }: WordedValue, language: Language): string {
  const t = words(language);
  if (score === null || band === null) return t('move.none', { share: percent(known, language) });
  return `${rounded(score / pointUnit, language)} (${t(`band.${band}`)})`;
}

function percent(share: number, language: Language): string {
  return share.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
}

function changeText(share: number, language: Language): string {
  const shown = share.toLocaleString(language, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return shown.replace('-', '−');
}

const inUnit: Record<HealthDriverUnit, (value: number, language: Language) => string> = {
  change: changeText,
  share: percent,
  days: (value, language) => {
    const t = words(language);
    return value === 1 ? t('value.day') : t('value.days', { count: rounded(value, language) });
  },
  rating: (value, language) => words(language)('value.rating', { rating: rounded(value, language) }),
  count: rounded,
};

/** A driver's value in words, or why it has none. */
export function driverValueText({ key, value, missing }: DriverScore, language: Language): string {
  const t = words(language);
  if (value === null) return t('value.unknown', { why: t(`missing.${missing ?? 'notCovered'}`) });
  return inUnit[healthDrivers[key].unit](value, language);
}

/** What happened to health in one sentence, or in two where it corrects what was recorded before. */
export function moveText(
  move: { readonly before: WordedValue | null; readonly after: WordedValue; readonly change: number | null },
  language: Language,
): string {
  const t = words(language);
  const corrected = move.after.revision > 1 ? `${t('move.corrected')} ` : '';
  return corrected + movedText(move, language);
}

function movedText({ before, after, change }: Parameters<typeof moveText>[0], language: Language): string {
  const t = words(language);
  const state = stateText(after, language);
  if (after.score === null) return before?.score == null ? state : `${t('move.unknown')} ${state}`;
  if (before === null) return t('move.first', { state });
  if (change === null) return t('move.known', { state });
  const points = rounded(Math.abs(change) / pointUnit, language);
  if (change === 0) return t('move.same', { state });
  return t(change > 0 ? 'move.rose' : 'move.fell', { points, state });
}

/** One reason for a move with its points, such as "Open alarms: 0 → 1 (−3.3 points)". */
export function lineText(
  line: MoveLine,
  given: { readonly versions: readonly [number, number]; readonly language: Language },
): string {
  return `${reasonText(line, given)} (${signedPoints(line.points, given.language)})`;
}

function reasonText(line: MoveLine, { versions, language }: Parameters<typeof lineText>[1]): string {
  const t = words(language);
  if (!('key' in line))
    return line.kind === 'config'
      ? t('line.config', { before: versions[0], after: versions[1] })
      : t('line.reweighting');
  const driver = healthDrivers[line.key].name[language];
  const [before, after] = [driverValueText(line.before, language), driverValueText(line.after, language)];
  if (line.kind === 'moved') return `${driver}: ${before} → ${after}`;
  if (line.kind === 'appeared') return t('line.appeared', { driver, after });
  const { missing } = line.after;
  if (missing === null) return t('line.dropped', { driver, before });
  return t('line.vanished', { driver, before, why: t(`missing.${missing}`) });
}
