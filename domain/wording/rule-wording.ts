import type { RuleConditions } from '../approvals/rules.ts';
import type { Language, ReaderFormat } from '../reader-format.ts';
import { ruleTextsDe, ruleTextsEn } from './rule-texts.ts';
import { createTranslate } from './translate.ts';

const languages: Record<Language, Record<keyof typeof ruleTextsEn, string>> = {
  en: ruleTextsEn,
  de: ruleTextsDe,
};

/** The rule that chose a policy, with the conditions that applied, and whether a code is needed; `rule` is null for a policy of the step's own. */
export interface PolicySource {
  readonly rule: { readonly version: number; readonly name: string; readonly when: RuleConditions } | null;
  readonly verify: 'link' | 'code';
}

/** Why a step is approved as it is, in whole sentences; amounts in `currency`. */
export function describeSource(
  { rule, verify }: PolicySource,
  reader: { readonly format: ReaderFormat; readonly currency: string },
): string {
  const t = createTranslate<typeof ruleTextsEn>(languages[reader.format.language]);
  const chosen =
    rule === null
      ? t('rule.own')
      : t('rule.chosen', { name: rule.name, version: rule.version, because: because(rule.when, reader) });
  return verify === 'code' ? `${chosen} ${t('rule.code')}` : chosen;
}

function because(
  { amountFrom, amountBelow, types, regions }: RuleConditions,
  { format, currency }: { readonly format: ReaderFormat; readonly currency: string },
): string {
  const t = createTranslate<typeof ruleTextsEn>(languages[format.language]);
  const money = (amount: string): string => format.money({ amount, currency });
  const parts = [
    amountFrom === undefined ? [] : [t('rule.amountFrom', { amount: money(amountFrom) })],
    amountBelow === undefined ? [] : [t('rule.amountBelow', { amount: money(amountBelow) })],
    types === undefined ? [] : [t('rule.types', { types: types.join(' / ') })],
    regions === undefined ? [] : [t('rule.regions', { regions: regions.join(' / ') })],
  ].flat();
  return parts.length === 0 ? t('rule.rest') : format.list(parts);
}
